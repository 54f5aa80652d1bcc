"""`intake ocr retry`: scans whose reading was given up are read once more."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Annotated, Final

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import JsonOption
from intake.cli.output import EXIT_FINDINGS, complain, counted, print_json, say
from intake.cli.reference import no_such_mail
from intake.domain.copy_words import copy_as_json, copy_in_words
from intake.domain.searchable_copy import GIVEN_UP, CopyOfDocument, CopyState
from intake.repositories import UnitOfWork
from intake.wiring.installation import clock, storage_of

_LEAST_DIGITS: Final = 8
_PREFIX: Final = re.compile(rf"[0-9a-f]{{{_LEAST_DIGITS},64}}")


def retry_copies(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REFERENCE|SHA256]...",
            help=f"Mails, or documents by the first {_LEAST_DIGITS} or more digits of their hash.",
        ),
    ] = None,
    failed: Annotated[
        bool, typer.Option("--failed", help="All that failed as often as is allowed.")
    ] = False,
    config: ConfigOption = DEFAULT_PATH,
    json_: JsonOption = False,
) -> None:
    """Have scans read once more whose reading failed, with all attempts before them.

    What is named is tried again even where it was refused, as locked files are. The daemon, or
    `intake drain`, reads it, and every mail with such a scan is judged again by it. Status 1,
    and nothing is changed, when a name is unknown or nothing of it was given up.

    Example: intake ocr retry OCO-7K3F9-Q2M4T
    """
    if bool(names) is failed:
        raise typer.BadParameter("name a mail or a document, or give --failed")
    configuration = configuration_at(config)
    with closing(storage_of(configuration)) as storage, storage.unit() as unit:
        found = _given_up(unit, names or ())
        for original in found:
            unit.copies.retry(found[original][0].copy, clock().now())
        now = [item for original in found for item in unit.copies.by_original(original)]
        unit.commit()
    before = {original: items[0].copy for original, items in found.items()}
    for item in now:
        if json_:
            print_json(copy_as_json(item))
        else:
            was = copy_in_words(before[item.copy.original])
            say(f"{item.reference}, file {item.ordinal}: waits to be read again; was {was}")
    if not json_:
        mails = counted(len({item.reference for item in now}), "mail")
        say(f"{counted(len(found), 'document')} of {mails} put back")
        if not configuration.ocr.enabled:
            say("ocr.enabled is false here: nothing reads them until it is true")


def _given_up(unit: UnitOfWork, names: Sequence[str]) -> dict[str, list[CopyOfDocument]]:
    """Return what is given up by its original; of everything that failed without names.

    Raises:
        Exit: Something has nothing to try again; why was said.
    """
    if not names:
        found = _by_original(unit.copies.listed(CopyState.FAILED))
        if not found:
            complain("intake: nothing failed; `intake ocr list` shows how far each document is")
            raise typer.Exit(EXIT_FINDINGS)
        return found
    found = {}
    for name in names:
        items = list(_named(unit, name.strip()))
        given_up = [item for item in items if item.copy.state in GIVEN_UP]
        if not given_up:
            complain(f"intake: nothing of {name} was given up: {_states(items)}")
            raise typer.Exit(EXIT_FINDINGS)
        found |= _by_original(given_up)
    return found


def _named(unit: UnitOfWork, name: str) -> Iterator[CopyOfDocument]:
    if _PREFIX.fullmatch(name.lower()) is None:
        mail = unit.mails.by_reference(name.upper())
        if mail is None:
            raise no_such_mail(name)
        yield from unit.copies.of_mail(mail.id)
        return
    found = _by_original(unit.copies.by_original(name.lower()))
    if len(found) != 1:
        how_many = (
            f"{len(found)} documents want a copy whose hashes begin"
            if found
            else ("no document that wants a copy has a hash that begins")
        )
        complain(f"intake: {how_many} with {name}; look in `intake ocr list --json`")
        raise typer.Exit(EXIT_FINDINGS)
    for items in found.values():
        yield from items


def _by_original(items: Iterable[CopyOfDocument]) -> dict[str, list[CopyOfDocument]]:
    found: dict[str, list[CopyOfDocument]] = {}
    for item in items:
        found.setdefault(item.copy.original, []).append(item)
    return found


def _states(items: Sequence[CopyOfDocument]) -> str:
    if not items:
        return "it has no document that wants a searchable copy"
    return ", ".join(f"file {item.ordinal} is {item.copy.state}" for item in items)
