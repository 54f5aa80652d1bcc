"""`intake held`: what the machine could not process or fetch, and giving it another try."""

from collections.abc import Iterator
from contextlib import closing
from typing import Annotated

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.output import EXIT_FINDINGS, complain, print_json, print_table, say
from intake.cli.registrations import JsonOption
from intake.domain.lifecycle import ReceiptState
from intake.domain.receipt import AUTOMATIC_MAIL
from intake.repositories import UnitOfWork
from intake.wiring import storage_of

held_app = typer.Typer(no_args_is_help=True, help="What waits for a person.")

Row = tuple[str, str, str, str | None, str | None]

_UNSENT = (ReceiptState.FAILED, ReceiptState.UNCERTAIN, ReceiptState.WITHHELD)


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
    with (
        closing(storage_of(configuration_at(config))) as storage,
        storage.unit(write=False) as unit,
    ):
        rows = [*_held_mails(unit), *_troubles(unit), *_unsent(unit, automatic=all_)]
    columns = ("what", "id", "where", "stage", "reason")
    if json_:
        for row in rows:
            print_json(dict(zip(columns, row, strict=True)))
    else:
        print_table("Waiting for a person", columns, rows)
    if rows:
        raise typer.Exit(EXIT_FINDINGS)


def _held_mails(unit: UnitOfWork) -> Iterator[Row]:
    for mail in unit.mails.held():
        yield "mail", str(mail.id), mail.reference, mail.held_stage, mail.held_reason


def _troubles(unit: UnitOfWork) -> Iterator[Row]:
    for trouble in unit.troubles.all():
        where = f"{trouble.identity.mailbox}/{trouble.identity.folder}"
        uid = str(trouble.identity.uid)
        yield f"fetch {trouble.state}", uid, where, "fetch", trouble.reason


def _unsent(unit: UnitOfWork, *, automatic: bool) -> Iterator[Row]:
    for state in _UNSENT:
        for receipt in unit.receipts.in_state(state):
            if automatic or not receipt.answer.startswith(AUTOMATIC_MAIL):
                mail_id = str(receipt.mail_id)
                reference = unit.mails.get(receipt.mail_id).reference
                yield f"receipt {state}", mail_id, reference, "acknowledge", receipt.answer


@held_app.command("release")
def release_held(
    mail_id: Annotated[int, typer.Argument(help="As `intake held list` shows it.")],
    config: ConfigOption = DEFAULT_PATH,
) -> None:
    """Give a held mail back to the stage it was held in.

    Example: intake held release 42
    """
    with closing(storage_of(configuration_at(config))) as storage, storage.unit() as unit:
        released = unit.mails.release(mail_id)
        unit.commit()
    if not released:
        complain(f"intake: mail {mail_id} is not held; look in `intake held list`")
        raise typer.Exit(EXIT_FINDINGS)
    say(f"mail {mail_id} is given back")
