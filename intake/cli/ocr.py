"""`intake ocr`: how far the reading of scans is, and giving it another try."""

from contextlib import closing
from typing import Annotated

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import JsonOption, LimitOption, Page
from intake.cli.ocr_retry import retry_copies
from intake.cli.output import (
    Column,
    Width,
    print_json,
    print_table,
    say,
    say_wrapped,
)
from intake.cli.reference import ReferenceArgument, no_such_mail
from intake.domain.copy_words import copy_as_json, copy_in_words, pages_in_words
from intake.domain.searchable_copy import CopyOfDocument, CopyState
from intake.wiring.installation import storage_of

ocr_app = typer.Typer(
    no_args_is_help=True,
    help="How far the reading of scans is.\n\nExample: intake ocr list --state waiting",
)

_INDENT = 4
_COLUMNS = (
    Column("reference", Width.WHOLE),
    Column("file", Width.WHOLE),
    Column("state", Width.WHOLE),
    Column("pages", Width.WHOLE),
    Column("confidence", Width.WHOLE),
    Column("seconds", Width.WHOLE),
    Column("queued", Width.WHOLE),
    "reason",
)


@ocr_app.command("list")
def list_copies(
    config: ConfigOption = DEFAULT_PATH,
    state: Annotated[
        CopyState | None, typer.Option(help="Only documents whose copy is this far.")
    ] = None,
    limit: LimitOption = None,
    json_: JsonOption = False,
) -> None:
    """List the documents that want a searchable copy, the latest queued first.

    Example: intake ocr list --state failed --json
    """
    page = Page(limit, json=json_)
    with (
        closing(storage_of(configuration_at(config))) as storage,
        storage.unit(write=False) as unit,
    ):
        items = unit.copies.listed(state, limit=page.to_read)
        if json_:
            for item in page.shown(items):
                print_json(copy_as_json(item))
        else:
            title = "Documents that want a searchable copy"
            print_table(title, _COLUMNS, map(_row, page.shown(items)))
    page.tell_more()


ocr_app.command("retry")(retry_copies)


@ocr_app.command("show")
def show_copies(
    reference: ReferenceArgument,
    config: ConfigOption = DEFAULT_PATH,
    json_: JsonOption = False,
) -> None:
    """Show what was read on the scans of one mail, page by page with its text.

    Example: intake ocr show OCO-7K3F9-Q2M4T
    """
    with (
        closing(storage_of(configuration_at(config))) as storage,
        storage.unit(write=False) as unit,
    ):
        mail = unit.mails.by_reference(reference.strip().upper())
        items = unit.copies.of_mail(mail.id) if mail else []
    if mail is None:
        raise no_such_mail(reference)
    for item in items:
        if json_:
            print_json(copy_as_json(item, texts=True))
        else:
            _print(item)
    if not items and not json_:
        say("no document of this mail wants a searchable copy")


def _row(item: CopyOfDocument) -> tuple[object, ...]:
    copy = item.copy
    return (
        item.reference,
        item.ordinal,
        str(copy.state),
        pages_in_words(copy),
        copy.confidence,
        None if copy.seconds is None else f"{copy.seconds:.1f}",
        copy.queued_at,
        copy.reason,
    )


def _print(item: CopyOfDocument) -> None:
    say(f"file {item.ordinal}: {copy_in_words(item.copy)}")
    for page in item.copy.readings:
        sure = f", confidence {page.confidence}" if page.confidence is not None else ""
        turned = f", turned {page.turned} degrees" if page.turned else ""
        say(f"  page {page.page}: {page.state}{sure}{turned}")
        for line in filter(str.strip, page.text.splitlines()):
            say_wrapped(f"{' ' * _INDENT}{line}", _INDENT)
