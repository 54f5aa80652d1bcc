"""How far a mail has come on its way to an answer, as a reconciliation counts it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from intake.domain.lifecycle import OPEN_STATES, MailState, ReceiptState
from intake.domain.records import MailIdentity


class MailStanding(StrEnum):
    """What has become of one archived mail."""

    ANSWERED = "answered"  # the receipt was sent
    WITHHELD = "withheld"  # no answer may be given; the reason is kept
    COPY = "copy"  # the same bytes as an earlier mail, which has the answer
    IN_WORK = "in_work"  # archived, on its way to an answer
    HELD = "held"  # could not be processed; waits for staff
    FAILED = "failed"  # the receipt will not arrive
    UNCERTAIN = "uncertain"  # the receipt may have arrived
    UNANSWERED = "unanswered"  # at rest without any receipt


IN_ORDER = frozenset({MailStanding.ANSWERED, MailStanding.WITHHELD, MailStanding.COPY})
"""Standings that need nobody."""

_OF_RECEIPT = {
    ReceiptState.SENT: MailStanding.ANSWERED,
    ReceiptState.WITHHELD: MailStanding.WITHHELD,
    ReceiptState.FAILED: MailStanding.FAILED,
    ReceiptState.UNCERTAIN: MailStanding.UNCERTAIN,
    ReceiptState.PENDING: MailStanding.IN_WORK,
    ReceiptState.SENDING: MailStanding.IN_WORK,
}


@dataclass(frozen=True)
class MailAccount:
    """What the archive knows of one mail.

    Attributes:
        size: RFC822.SIZE as the server announced it; None when it did not.
        receipt: How far the letter has come; None: there is none.
        message_id: Of the letter; empty when none was written.
        answer: What the mail server said, or why the letter was withheld or failed.
    """

    mail_id: int
    reference: str
    identity: MailIdentity
    sha256: str
    size: int | None
    internaldate: datetime | None
    copy_of: int | None
    state: MailState
    held_stage: str | None
    held_reason: str | None
    receipt: ReceiptState | None
    message_id: str
    answer: str
    savedate: datetime | None = None


def standing_of(account: MailAccount) -> MailStanding:
    """Return what has become of a mail; exactly one standing fits."""
    if account.copy_of is not None:
        return MailStanding.COPY
    if account.state is MailState.HELD:
        return MailStanding.HELD
    if account.receipt is not None:
        return _OF_RECEIPT[account.receipt]
    # Whoever acknowledges a mail leaves a receipt behind, if only a withheld one.
    if account.state in OPEN_STATES and account.state is not MailState.ACKNOWLEDGED:
        return MailStanding.IN_WORK
    return MailStanding.UNANSWERED


@dataclass(frozen=True)
class Standings:
    """How many archived mails there are of each standing, and those that need somebody."""

    counts: Mapping[MailStanding, int]
    open: tuple[tuple[MailAccount, MailStanding], ...] = field(default=())

    @property
    def total(self) -> int:
        """How many mails are archived."""
        return sum(self.counts.values())


def standings(accounts: Iterable[MailAccount]) -> Standings:
    """Return the standing of every archived mail, counted, oldest first."""
    judged = [(account, standing_of(account)) for account in accounts]
    return Standings(
        counts={
            standing: sum(found is standing for _, found in judged) for standing in MailStanding
        },
        open=tuple(pair for pair in judged if pair[1] not in IN_ORDER),
    )
