"""`intake held`: what the machine could not process or fetch, and giving it another try."""

from contextlib import closing
from typing import Annotated

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.output import EXIT_FINDINGS, complain, print_json, print_table, say
from intake.cli.registrations import JsonOption
from intake.domain.lifecycle import ReceiptState
from intake.wiring import storage_of

held_app = typer.Typer(no_args_is_help=True, help="What waits for a person.")

_UNSENT = (ReceiptState.FAILED, ReceiptState.UNCERTAIN, ReceiptState.WITHHELD)


@held_app.command("list")
def list_held(config: ConfigOption = DEFAULT_PATH, json_: JsonOption = False) -> None:
    """List held mails, mails that could not be fetched, and receipts that did not go out.

    Status 1 when there are any.

    Example: intake held list
    """
    with (
        closing(storage_of(configuration_at(config))) as storage,
        storage.unit(write=False) as unit,
    ):
        rows = [
            ("mail", str(mail.id), mail.reference, mail.held_stage, mail.held_reason)
            for mail in unit.mails.held()
        ]
        rows += [
            (
                f"fetch {trouble.state}",
                str(trouble.identity.uid),
                f"{trouble.identity.mailbox}/{trouble.identity.folder}",
                "fetch",
                trouble.reason,
            )
            for trouble in unit.troubles.all()
        ]
        rows += [
            (f"receipt {state}", str(receipt.mail_id), receipt.kind, "acknowledge", receipt.answer)
            for state in _UNSENT
            for receipt in unit.receipts.in_state(state)
        ]
    columns = ("what", "id", "where", "stage", "reason")
    if json_:
        for row in rows:
            print_json(dict(zip(columns, row, strict=True)))
    else:
        print_table("Waiting for a person", columns, rows)
    if rows:
        raise typer.Exit(EXIT_FINDINGS)


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
