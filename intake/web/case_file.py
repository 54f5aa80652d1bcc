"""Everything that is kept of one mail and bears on its time, for whoever may see it."""

from dataclasses import dataclass

from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.office import Office
from intake.domain.receipt import RECEIPT_KIND
from intake.domain.records import StoredEvent, StoredMail, StoredReceipt
from intake.domain.round import StreamDeadline
from intake.domain.searchable_copy import CopyOfDocument
from intake.domain.time_decision import TimeDecision, judgement_sha256
from intake.repositories import UnitOfWork
from intake.stages.deadlines_in_force import in_force
from intake.stages.whom_to_tell import ToTell, whom_to_tell
from intake.web.visit import NoSuchPageError, Visit, Workplace


@dataclass(frozen=True)
class CaseFile:
    """Everything that is kept of one mail and bears on its time.

    Attributes:
        office: With the deadlines in force; None when its mailbox is not configured any more.
        extensions: Of the deadline the mail is held against.
        is_again: Whether it was decided, and the machine judged otherwise since.
        to_tell: What the provider was told, where that is not what holds now.
        copies: Searchable copies of its files, made or on their way.
    """

    mail: StoredMail
    office: Office | None
    deadline: StreamDeadline | None
    extensions: tuple[DeadlineExtension, ...]
    decisions: tuple[TimeDecision, ...]
    receipt: StoredReceipt | None
    events: tuple[StoredEvent, ...]
    is_again: bool
    to_tell: ToTell | None
    copies: tuple[CopyOfDocument, ...] = ()

    @property
    def latest(self) -> TimeDecision | None:
        """The decision that counts."""
        return self.decisions[-1] if self.decisions else None

    @property
    def number(self) -> int:
        """What the next decision comes after."""
        return len(self.decisions)

    @property
    def judgement_sha256(self) -> str:
        """Of the judgement that is shown; empty without one."""
        return judgement_sha256(self.mail.checks.judgement) if self.mail.checks else ""


def case_file(work: Workplace, visit: Visit) -> CaseFile:
    """Return the file of the mail in the path.

    Raises:
        NoSuchPageError: There is none, or it is not of this person's zorgkantoor.
    """
    with work.storage.unit(write=False) as unit:
        mail = unit.mails.by_reference(visit.places["reference"])
        if mail is None or not visit.person.may_see(mail.zorgkantoor):
            raise NoSuchPageError
        configured = work.offices.get(mail.arrived.identity.mailbox)
        office = in_force(unit, configured) if configured else None
        round_ = mail.checks.round if mail.checks else None
        deadline = None
        extensions: tuple[DeadlineExtension, ...] = ()
        if office and mail.checks and office.round.id == round_:
            deadline = office.deadline_for(mail.checks.kind)
            extensions = tuple(
                item
                for item in unit.extensions.of_round(office.round.id)
                if deadline
                and item.stream is deadline.stream
                and item.concerns(office.round.id, mail.zorgkantoor)
            )
        return CaseFile(
            mail=mail,
            office=office,
            deadline=deadline,
            extensions=extensions,
            decisions=tuple(unit.decisions.of_mail(mail.id)),
            receipt=unit.receipts.of_mail(mail.id, RECEIPT_KIND),
            events=tuple(unit.mails.events(mail.id)),
            is_again=unit.cases.is_reopened(mail.id),
            to_tell=_to_tell(unit, mail.id),
            copies=tuple(unit.copies.of_mail(mail.id)),
        )


def _to_tell(unit: UnitOfWork, mail_id: int) -> ToTell | None:
    found = whom_to_tell(unit, mail_id)
    if found is None or found.knows:
        return None
    # Without a letter and without a decision there was nothing to tell yet.
    return found if found.told_at or unit.decisions.latest(mail_id) else None
