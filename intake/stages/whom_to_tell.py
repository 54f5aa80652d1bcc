"""Beside the stages: which providers staff has to tell of a verdict, since no letter does.

A receipt says what the machine judged when it was written. Neither a decision nor an
extended deadline sends another letter, so a provider may hold one that is true no more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from intake.domain.deadline import TimeVerdict
from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.lifecycle import Event, ReceiptState
from intake.domain.receipt import RECEIPT_KIND
from intake.domain.records import Checks, StoredEvent, StoredReceipt
from intake.domain.time_decision import effective_verdict
from intake.repositories import UnitOfWork

_NEVER_ARRIVED = frozenset({ReceiptState.WITHHELD, ReceiptState.FAILED})


@dataclass(frozen=True)
class ToTell:
    """What a provider was told of the time of its mail, and what holds now.

    Attributes:
        address: Where its receipt went, or where the mail came from; None when it has none.
        verdict: In force: decided, or judged.
        told: What its receipt says; None when it says nothing of it, or there is none.
        told_at: When that receipt was written, UTC; None when there is none.
    """

    reference: str
    zorgkantoor: str
    address: str | None
    verdict: TimeVerdict | None
    told: TimeVerdict | None
    told_at: datetime | None

    @property
    def knows(self) -> bool:
        """Whether its receipt says what holds now."""
        return self.told_at is not None and self.told is self.verdict


def whom_to_tell(unit: UnitOfWork, mail_id: int) -> ToTell | None:
    """Return what the provider of a mail was told; None for a mail that was not judged yet."""
    mail = unit.mails.get(mail_id)
    if mail.parsed is None or mail.checks is None:
        return None
    receipt = unit.receipts.of_mail(mail_id, RECEIPT_KIND)
    letter = None if receipt is None or receipt.state in _NEVER_ARRIVED else receipt
    address = letter.recipient if letter else mail.parsed.headers.sender
    return ToTell(
        reference=mail.reference,
        zorgkantoor=mail.zorgkantoor,
        address=address or None,
        verdict=effective_verdict(mail.checks.judgement, unit.decisions.latest(mail_id)),
        told=_told(unit, mail_id, mail.checks, letter) if letter else None,
        told_at=letter.written_at if letter else None,
    )


def whom_an_extension_concerns(unit: UnitOfWork, extension: DeadlineExtension) -> Iterator[ToTell]:
    """Yield the providers whose mail has another verdict by an extension, and do not know it.

    A mail that people decided on keeps its verdict, and one whose receipt was written after
    the extension says it already.
    """
    for mail_id in unit.extensions.mails_judged_again(extension.id):
        decision = unit.decisions.latest(mail_id)
        if decision is not None and decision.verdict is not None:
            continue
        found = whom_to_tell(unit, mail_id)
        if found is not None and not found.knows:
            yield found


def _told(
    unit: UnitOfWork, mail_id: int, checks: Checks, letter: StoredReceipt
) -> TimeVerdict | None:
    events = unit.mails.events(mail_id)
    written = next((item for item in events if _wrote_the_receipt(item)), None)
    if written is None or "told" not in written.detail:
        return _told_by_an_old_letter(unit, events, checks, letter)
    return _verdict(written.detail["told"])


def _told_by_an_old_letter(
    unit: UnitOfWork, events: Iterable[StoredEvent], checks: Checks, letter: StoredReceipt
) -> TimeVerdict | None:
    """Return what a letter says whose verdict was not kept: moments are all there is."""
    made = {item.id: item.at for item in unit.extensions.of_round(checks.round)}
    for event in _judged_again(events):
        at = made.get(event.detail.get("extension", 0))
        # The first extension that the letter could not know tells what was judged until then.
        # In the same moment, who may know is rather told twice than never.
        if at is not None and at >= letter.written_at:
            return _verdict(event.detail["before"])
    return checks.judgement.verdict


def _wrote_the_receipt(event: StoredEvent) -> bool:
    return event.name == Event.RECEIPT_QUEUED and event.detail.get("kind") == RECEIPT_KIND


def _verdict(name: str | None) -> TimeVerdict | None:
    return TimeVerdict(name) if name else None


def _judged_again(events: Iterable[StoredEvent]) -> Iterator[StoredEvent]:
    # One that failed changed nothing, and has no verdict to tell.
    return (item for item in events if item.name == Event.REJUDGED and "before" in item.detail)
