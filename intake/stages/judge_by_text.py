"""After the receipt: a mail is judged again by what a machine read on its scans.

What that changes is kept with an event that says so, and assessors get a further version
of what was handed over. The receipt stands as it was sent; whoever writes to the provider
about it reads the event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from intake.domain.document_words import ReadDocument
from intake.domain.errors import TemporaryError
from intake.domain.judge_provider import RegisterExtract
from intake.domain.kind_decision import KindDecision
from intake.domain.lifecycle import Event, MailState
from intake.domain.mail import MailKind
from intake.domain.office import Office
from intake.domain.provider_identity import Clues
from intake.domain.records import JUDGED_BY, Checks, StoredMail
from intake.domain.searchable_copy import CopyOfDocument, CopyState, wanted_copies
from intake.ports import Archive, Clock, Examiner
from intake.repositories import Storage, UnitOfWork
from intake.stages.ask_register import extract_for
from intake.stages.facts_anew import FactsAnew, still_scanned
from intake.stages.hand_over import hand_over_again
from intake.stages.judge_texts import judge_texts

_ANSWERED = (MailState.ACKNOWLEDGED, MailState.HANDED_OVER, MailState.FILED)


class MailWaitsError(TemporaryError):
    """The mail is held, to be answered first, or was decided on meanwhile; it is judged later."""


class Anew(StrEnum):
    """What came of judging a mail by the rules of this version."""

    CHANGED = "changed"  # other verdicts, or the same by other rules
    SAME = "same"
    NOT_NOW = "not_now"  # not answered yet, of no configured round, or taken for another kind


class JudgeByText:
    """Judges one mail whose copies are all made or given up.

    Safe to run again: the same text gives the same verdicts, and then nothing is written but
    that it was done.

    Args:
        storage: Where mails and copies are.
        archive: Where the originals are.
        examiner: Reads their facts anew.
        offices: By mailbox.
        clock: For events.
        public_domains: Further mail domains that show nothing about who writes.
    """

    def __init__(
        self,
        storage: Storage,
        archive: Archive,
        examiner: Examiner,
        offices: Mapping[str, Office],
        *,
        clock: Clock,
        public_domains: frozenset[str] = frozenset(),
    ) -> None:
        self._storage = storage
        self._facts = FactsAnew(archive, examiner)
        self._offices = offices
        self._clock = clock
        self._public_domains = public_domains

    def __call__(self, mail_id: int) -> bool:
        """Tell whether the verdicts on a mail changed.

        Raises:
            MailWaitsError: See there.
            TemporaryError: A document could not be examined or read again; it is tried later.
        """
        with self._storage.unit(write=False) as unit:
            mail = unit.mails.get(mail_id)
            copies = unit.copies.of_mail(mail_id)
            decisions = unit.kind_decisions.of_mail(mail_id)
        read: dict[int, ReadDocument] | None = None
        office = self._office(mail, mail.checks) if mail.checks else None
        if mail.parsed and mail.checks and office and _has_text(copies):
            read = self._facts.read(mail.parsed, mail.checks, copies, office, decisions)
        with self._storage.unit() as unit:
            mail = unit.mails.get(mail_id, to_change=True)
            if mail.state not in _ANSWERED:
                raise MailWaitsError("the mail waits for something else; it is judged after that")
            if unit.kind_decisions.of_mail(mail_id) != decisions:
                raise MailWaitsError("somebody decided what a document is meanwhile; read it anew")
            changed = read is not None and self._judge(unit, mail, read, copies, decisions)
            unit.copies.judged(mail_id, self._clock.now())
            unit.commit()
        return changed

    def anew(self, mail_id: int) -> Anew:
        """Judge a mail by the rules of this version, and have its scans read.

        Nobody is written to about it.

        Raises:
            TemporaryError: A document could not be examined again.
        """
        with self._storage.unit(write=False) as unit:
            mail = unit.mails.get(mail_id)
            copies = unit.copies.of_mail(mail_id)
            decisions = unit.kind_decisions.of_mail(mail_id)
        if not mail.parsed or not mail.checks or mail.state not in _ANSWERED:
            return Anew.NOT_NOW
        office = self._office(mail, mail.checks)
        if office is None:
            return Anew.NOT_NOW
        read = self._facts.read(mail.parsed, mail.checks, copies, office, decisions)
        with self._storage.unit() as unit:
            mail = unit.mails.get(mail_id, to_change=True)
            if mail.state not in _ANSWERED:
                return Anew.NOT_NOW
            if unit.kind_decisions.of_mail(mail_id) != decisions:
                return Anew.NOT_NOW
            changed = self._judge(unit, mail, read, copies, decisions, event=Event.JUDGED_ANEW)
            mail = unit.mails.get(mail_id)
            is_by_hand = mail.checks is not None and mail.checks.kind is not MailKind.AUTOMATIC
            if changed and is_by_hand and mail.parsed and mail.checks:
                wanted = wanted_copies(mail.parsed.attachments, mail.checks.documents)
                unit.copies.want(mail_id, wanted, self._clock.now())
            unit.commit()
        if changed:
            return Anew.CHANGED
        is_ours = mail.checks is not None and mail.checks.judged_by == JUDGED_BY
        return Anew.SAME if is_ours else Anew.NOT_NOW

    def pass_over(self, mail_id: int, error: BaseException) -> None:
        """Leave the verdicts on a mail as they are, for good, with an event that says why."""
        with self._storage.unit() as unit:
            detail = {"failed": type(error).__name__}
            unit.mails.record(mail_id, Event.JUDGED_BY_TEXT, detail)
            unit.copies.judged(mail_id, self._clock.now())
            unit.commit()

    def _office(self, mail: StoredMail, checks: Checks) -> Office | None:
        office = self._offices.get(mail.arrived.identity.mailbox)
        # A mailbox that is no longer configured has no rules to judge by.
        return office if office is not None and office.round.id == checks.round else None

    def _judge(
        self,
        unit: UnitOfWork,
        mail: StoredMail,
        read: Mapping[int, ReadDocument],
        copies: Sequence[CopyOfDocument],
        decisions: Sequence[KindDecision],
        *,
        event: Event = Event.JUDGED_BY_TEXT,
    ) -> bool:
        before, parsed = mail.checks, mail.parsed
        office = self._office(mail, before) if before else None
        if before is None or parsed is None or office is None:
            return False

        def register(clues: Clues) -> RegisterExtract:
            return extract_for(unit, office.round.id, clues, self._public_domains)

        after = judge_texts(
            before,
            parsed,
            still_scanned(read, before),
            office,
            register,
            decisions=decisions,
        )
        if after == before or after.kind is not before.kind:
            return False
        unit.mails.store_checks(mail.id, after)
        unit.registrations.judged_again(mail.id, after)
        version = hand_over_again(unit, replace(mail, checks=after), self._clock.now())
        detail = _detail(before, after, copies) | ({"version": version} if version else {})
        if event is Event.JUDGED_ANEW:
            detail |= {"judged_by": after.judged_by, "judged_by_before": before.judged_by}
        unit.mails.record(mail.id, event, detail)
        return True


def _has_text(copies: Sequence[CopyOfDocument]) -> bool:
    return any(
        item.copy.state is CopyState.DONE and any(page.text for page in item.copy.readings)
        for item in copies
    )


def _detail(before: Checks, after: Checks, copies: Sequence[CopyOfDocument]) -> dict[str, Any]:
    kinds = {item.ordinal: item.kind for item in before.documents}
    states = {item.requirement.kind: item.state for item in before.requirements}
    return {
        "pages_read": sum(item.copy.pages_read for item in copies),
        "recognised": [
            {"ordinal": item.ordinal, "kind": item.kind, "kind_before": kinds.get(item.ordinal)}
            for item in after.documents
            if item.kind != kinds.get(item.ordinal)
        ],
        "requirements": [
            {
                "kind": item.requirement.kind,
                "state": str(item.state),
                "state_before": str(states.get(item.requirement.kind, "")),
            }
            for item in after.requirements
            if item.state != states.get(item.requirement.kind)
        ],
        "regions": list(after.regions) if after.regions != before.regions else [],
        "flags": list(after.flags),
    }
