"""`intake registrations`: what has come in."""

from contextlib import closing
from typing import Annotated, Any

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.output import EXIT_FINDINGS, complain, print_json, print_table, say
from intake.domain.lifecycle import ReceiptState
from intake.domain.moments import in_dutch, iso
from intake.domain.public_json import document_as_json, missing_kinds, received_as_json
from intake.domain.receipt import RECEIPT_KIND
from intake.domain.records import StoredEvent, StoredMail, StoredReceipt, StoredRegistration
from intake.wiring import storage_of

registrations_app = typer.Typer(no_args_is_help=True, help="What has come in.")

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object per line.")]
ZorgkantoorOption = Annotated[str | None, typer.Option(help="Only of this zorgkantoor.")]
LimitOption = Annotated[int | None, typer.Option(min=1, help="At most so many.")]


@registrations_app.command("list")
def list_registrations(
    config: ConfigOption = DEFAULT_PATH,
    zorgkantoor: ZorgkantoorOption = None,
    limit: LimitOption = None,
    json_: JsonOption = False,
) -> None:
    """List registrations, latest first.

    Example: intake registrations list --zorgkantoor vgz
    """
    with (
        closing(storage_of(configuration_at(config))) as storage,
        storage.unit(write=False) as unit,
    ):
        found = unit.registrations.list(zorgkantoor=zorgkantoor, limit=limit)
    if json_:
        for registration in found:
            print_json(_as_json(registration))
        return
    columns = ("reference", "zorgkantoor", "received", "verdict", "files", "missing", "state")
    print_table("Registrations", columns, map(_as_row, found))


@registrations_app.command("show")
def show_registration(
    reference: Annotated[str, typer.Argument(help="As in the receipt, e.g. OCO-7K3F9-Q2M4T.")],
    config: ConfigOption = DEFAULT_PATH,
    json_: JsonOption = False,
) -> None:
    """Show everything about the mail a reference names, of any kind.

    Example: intake registrations show OCO-7K3F9-Q2M4T
    """
    with (
        closing(storage_of(configuration_at(config))) as storage,
        storage.unit(write=False) as unit,
    ):
        mail = unit.mails.by_reference(reference.strip().upper())
        receipt = unit.receipts.of_mail(mail.id, RECEIPT_KIND) if mail else None
        events = unit.mails.events(mail.id) if mail else []
    if mail is None:
        complain(f"intake: no mail has the reference {reference}; look in `registrations list`")
        raise typer.Exit(EXIT_FINDINGS)
    shown = _mail_as_json(mail, receipt, events)
    if json_:
        print_json(shown)
    else:
        _tell(mail, receipt, events)


def _as_row(registration: StoredRegistration) -> tuple[str, ...]:
    return (
        registration.reference,
        registration.zorgkantoor,
        in_dutch(registration.received_at),
        registration.verdict,
        str(registration.documents),
        ", ".join(registration.missing),
        registration.state,
    )


def _as_json(registration: StoredRegistration) -> dict[str, Any]:
    return {
        "reference": registration.reference,
        "zorgkantoor": registration.zorgkantoor,
        "round": registration.round,
        "from": registration.sender,
        "received_at": iso(registration.received_at),
        "verdict": registration.verdict,
        "documents": registration.documents,
        "missing": list(registration.missing),
        "flags": list(registration.flags),
        "state": registration.state,
    }


def _mail_as_json(
    mail: StoredMail, receipt: StoredReceipt | None, events: list[StoredEvent]
) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "reference": mail.reference,
        "zorgkantoor": mail.zorgkantoor,
        "state": str(mail.state),
        "held": {"stage": mail.held_stage, "reason": mail.held_reason},
        "sha256": mail.arrived.sha256,
        "size": mail.arrived.size,
    }
    if mail.parsed is not None and mail.checks is not None:
        shown |= {
            "from": mail.parsed.headers.sender,
            "subject": mail.parsed.headers.subject,
            "kind": str(mail.checks.kind),
            "received": received_as_json(mail.checks),
            "regions": list(mail.checks.regions),
            "documents": [
                document_as_json(leaf, document)
                for leaf, document in zip(
                    mail.parsed.attachments, mail.checks.documents, strict=True
                )
            ],
            "missing": missing_kinds(mail.checks),
            "flags": list(mail.checks.flags),
        }
    shown["receipt"] = _receipt_as_json(receipt)
    shown["events"] = [
        {"at": iso(event.at), "event": event.name, **event.detail} for event in events
    ]
    return shown


def _receipt_as_json(receipt: StoredReceipt | None) -> dict[str, Any] | None:
    if receipt is None:
        return None
    return {
        "state": str(receipt.state),
        "message_id": receipt.message_id,
        "to": receipt.recipient,
        "answer": receipt.answer,
        "sha256": receipt.sha256,
        "sent_at": iso(receipt.sent_at) if receipt.sent_at else None,
    }


def _tell(mail: StoredMail, receipt: StoredReceipt | None, events: list[StoredEvent]) -> None:
    say(f"{mail.reference}  {mail.zorgkantoor}  {mail.state}")
    if mail.held_reason:
        say(f"held in stage {mail.held_stage}: {mail.held_reason}")
    if mail.parsed is not None and mail.checks is not None:
        judgement = mail.checks.judgement
        say(f"from      {mail.parsed.headers.sender or '(no address)'}")
        say(f"subject   {mail.parsed.headers.subject}")
        say(f"kind      {mail.checks.kind} ({mail.checks.kind_reason})")
        say(f"received  {in_dutch(judgement.at)}: {judgement.verdict} ({judgement.reason})")
        say(f"regions   {', '.join(mail.checks.regions) or '(none read)'}")
        say(f"missing   {', '.join(missing_kinds(mail.checks)) or '(nothing)'}")
        say(f"flags     {', '.join(mail.checks.flags) or '(none)'}")
        for leaf, document in zip(mail.parsed.attachments, mail.checks.documents, strict=True):
            problems = ", ".join(str(item.code) for item in document.problems)
            say(
                f"file {leaf.ordinal:>3}  {leaf.name}  {leaf.size} bytes  "
                f"{document.kind or '-'}  readable: {document.readable}  "
                f"searchable: {document.searchable}  {problems}"
            )
    if receipt is not None:
        told = "kept" if receipt.state is ReceiptState.WITHHELD else "answer"
        say(f"receipt   {receipt.state} ({told}: {receipt.answer})")
    for event in events:
        detail = ", ".join(f"{key}={value}" for key, value in event.detail.items())
        say(f"{iso(event.at)}  {event.name}  {detail}")
