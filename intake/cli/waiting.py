"""Everything that waits for a person: held mails, mails not fetched, receipts not sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from config.settings import Configuration
from intake.domain.lifecycle import ReceiptState
from intake.domain.mail import MailKind
from intake.domain.receipt import AUTOMATIC_MAIL, VIRUS_KIND
from intake.domain.records import StoredMail, StoredReceipt
from intake.repositories import UnitOfWork

UNSENT = (ReceiptState.FAILED, ReceiptState.UNCERTAIN, ReceiptState.WITHHELD)
"""The states in which a receipt waits for a person."""


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person.

    Attributes:
        id: Of the mail; of a mail that could not be fetched its UID.
        where: Reference of the mail, or the folder it could not be fetched from.
        reference: None for what was not fetched, and so has none.
        since: Arrival of a mail, the first try to fetch it, or when a receipt was due.
        address: Of the provider; None when it is not known.
    """

    what: str
    id: str
    where: str
    stage: str | None
    reference: str | None
    zorgkantoor: str | None
    address: str | None
    since: datetime
    reason: str | None


def waiting_in(
    unit: UnitOfWork, configuration: Configuration, *, automatic: bool
) -> Iterator[Waiting]:
    """Yield what waits, by what it is and oldest first.

    Args:
        unit: May be a reading one.
        configuration: Tells the zorgkantoor of what was not fetched.
        automatic: Also receipts withheld because a machine wrote the mail.
    """
    yield from _held_mails(unit)
    yield from _troubles(unit, configuration)
    yield from _unsent(unit, automatic=automatic)


def _held_mails(unit: UnitOfWork) -> Iterator[Waiting]:
    for mail in unit.mails.held():
        yield _of_mail("mail", mail, mail.held_stage, mail.arrived.first_seen, mail.held_reason)


def _troubles(unit: UnitOfWork, configuration: Configuration) -> Iterator[Waiting]:
    offices = {mailbox.address: mailbox.zorgkantoor for mailbox in configuration.mailboxes}
    for trouble in unit.troubles.all():
        yield Waiting(
            what=f"fetch {trouble.state}",
            id=str(trouble.identity.uid),
            where=f"{trouble.identity.mailbox}/{trouble.identity.folder}",
            stage="fetch",
            reference=None,
            zorgkantoor=offices.get(trouble.identity.mailbox),
            address=None,
            since=trouble.first_seen,
            reason=trouble.reason,
        )


def _unsent(unit: UnitOfWork, *, automatic: bool) -> Iterator[Waiting]:
    for state in UNSENT:
        for receipt in unit.receipts.in_state(state):
            mail = unit.mails.get(receipt.mail_id)
            if automatic or not _is_machine_talk(receipt, mail):
                yield _of_mail(
                    f"{_letter(receipt)} {state}",
                    mail,
                    "acknowledge",
                    receipt.written_at,
                    receipt.answer,
                    recipient=receipt.recipient,
                )


def _letter(receipt: StoredReceipt) -> str:
    return "letter on a virus" if receipt.kind == VIRUS_KIND else "receipt"


def _is_machine_talk(receipt: StoredReceipt, mail: StoredMail) -> bool:
    """Tell whether nobody need look: a machine wrote the mail, and no documents outweigh it."""
    is_automatic = mail.checks is None or mail.checks.kind is MailKind.AUTOMATIC
    return is_automatic and receipt.answer.startswith(AUTOMATIC_MAIL)


def _of_mail(
    what: str,
    mail: StoredMail,
    stage: str | None,
    since: datetime,
    reason: str | None,
    *,
    recipient: str = "",
) -> Waiting:
    sender = mail.parsed.headers.sender if mail.parsed else None
    return Waiting(
        what=what,
        id=str(mail.id),
        where=mail.reference,
        stage=stage,
        reference=mail.reference,
        zorgkantoor=mail.zorgkantoor,
        address=recipient or sender,
        since=since,
        reason=reason,
    )
