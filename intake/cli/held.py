"""`intake held`: what the machine could not process or fetch, and giving it another try."""

from contextlib import closing
from dataclasses import asdict
from typing import Annotated

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import JsonOption
from intake.cli.output import (
    EXIT_FINDINGS,
    Column,
    Width,
    complain,
    is_terminal,
    print_json,
    print_table,
    say,
)
from intake.cli.waiting import UNSENT, Waiting, waiting_in
from intake.domain.lifecycle import ReceiptState
from intake.domain.moments import iso
from intake.domain.receipt import RECEIPT_KIND
from intake.domain.records import StoredMail
from intake.repositories import UnitOfWork
from intake.wiring.installation import storage_of

held_app = typer.Typer(
    no_args_is_help=True, help="What waits for a person.\n\nExample: intake held list"
)

_MOST_DIGITS = 18  # more of them no database has a number for
_HEADINGS = (
    Column("what", Width.WHOLE),
    Column("id", Width.WHOLE),
    Column("where", Width.WHOLE),
    Column("zorgkantoor", Width.CUT),
    Column("since", Width.WHOLE),
    Column("address", Width.CUT),
    Column("reason"),
)
_FIELDS = ("what", "id", "where", "stage", "zorgkantoor", "address", "since", "reason")


@held_app.command("list")
def list_held(
    config: ConfigOption = DEFAULT_PATH,
    all_: Annotated[
        bool, typer.Option("--all", help="Also receipts withheld because a machine wrote the mail.")
    ] = False,
    json_: JsonOption = False,
) -> None:
    """List held mails, mails that could not be fetched, and receipts that did not go out.

    Status 1 when there are any.

    Example: intake held list
    """
    configuration = configuration_at(config)
    with closing(storage_of(configuration)) as storage, storage.unit(write=False) as unit:
        found = list(waiting_in(unit, configuration, automatic=all_))
    if json_:
        for item in found:
            print_json(asdict(item) | {"since": iso(item.since)})
    elif is_terminal():
        print_table("Waiting for a person", _HEADINGS, map(_cells, found), below=True)
    else:
        print_table(None, _FIELDS, map(_fields, found))
    if found:
        raise typer.Exit(EXIT_FINDINGS)


def _cells(item: Waiting) -> tuple[object, ...]:
    reason = f"{item.stage}: {item.reason or '(no reason was kept)'}"
    return (item.what, item.id, item.where, item.zorgkantoor, item.since, item.address, reason)


def _fields(item: Waiting) -> tuple[object, ...]:
    return (
        *(item.what, item.id, item.where, item.stage),
        *(item.zorgkantoor, item.address, item.since, item.reason),
    )


@held_app.command("release")
def release_held(
    mail_id: Annotated[
        str, typer.Argument(metavar="ID", help="Id or reference, as `intake held list` shows it.")
    ],
    config: ConfigOption = DEFAULT_PATH,
) -> None:
    """Give a held mail back to the stage it was held in.

    Only what `intake held list` calls a mail can be given back. A mail that could not be
    fetched is tried again by itself; a receipt that failed is for a person to follow up.

    Example: intake held release 42
    """
    with closing(storage_of(configuration_at(config))) as storage, storage.unit() as unit:
        mail = _named(unit, mail_id.strip())
        released = mail is not None and unit.mails.release(mail.id)
        advice = "" if released else _advice(unit, mail, mail_id)
        unit.commit()
    if not released:
        complain(f"intake: {advice}")
        raise typer.Exit(EXIT_FINDINGS)
    say(f"mail {mail_id} is given back")


def _named(unit: UnitOfWork, name: str) -> StoredMail | None:
    if not name.isdecimal() or len(name) > _MOST_DIGITS:
        return unit.mails.by_reference(name.upper())
    try:
        return unit.mails.get(int(name))
    except KeyError:
        return None


def _advice(unit: UnitOfWork, mail: StoredMail | None, name: str) -> str:
    """Return why nothing is given back, and what does work."""
    if any(str(trouble.identity.uid) == name for trouble in unit.troubles.all()):
        return (
            f"{name} is the UID of a mail that could not be fetched; it is tried again by "
            "itself: look at it in the mailbox"
        )
    if mail is None:
        return f"there is no mail {name}; `intake held list` shows the ids of held mails"
    receipt = unit.receipts.of_mail(mail.id, RECEIPT_KIND)
    shown = f"`intake registrations show {mail.reference}`"
    if receipt is not None and receipt.state is ReceiptState.UNCERTAIN:
        return (
            f"mail {name} is not held, its receipt may have arrived or not; the daemon sends it "
            f'again by itself where receipts.on_uncertain is "resend", see {shown}'
        )
    if receipt is not None and receipt.state in UNSENT:
        return (
            f"mail {name} is not held, its receipt is {receipt.state} and cannot be given back; "
            f"phone or write to the provider, {shown} tells what the receipt was about"
        )
    return f"mail {name} is not held but {mail.state}, nothing is to be done; see {shown}"
