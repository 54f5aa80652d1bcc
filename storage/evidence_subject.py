"""What a verification of one receipt was about: the mail, its verdict and its letter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from intake.domain.deadline import TimeVerdict
from intake.domain.receipt import RECEIPT_KIND
from intake.domain.records import Checks
from intake.domain.time_decision import TimeDecision, effective_verdict
from storage.decisions import decision_of_row
from storage.tables import mail, receipt, time_decision


@dataclass(frozen=True)
class SubjectReceipt:
    """The letter that answers a mail, as it is kept; `sent_at` is UTC."""

    state: str
    message_id: str
    sha256: str | None
    sent_at: datetime | None


@dataclass(frozen=True)
class Subject:
    """A mail that was verified.

    Attributes:
        sha256: Of the raw mail.
        copies: How many further rows have the same bytes and the same reference.
        receipt: None while there is none.
        received_at: UTC; None while it was not judged, as the verdicts are then.
        judged: What the machine said.
        verdict: In force: decided, or judged.
        decision: Number of the decision in force; None without one.
    """

    reference: str
    sha256: str
    copies: int
    receipt: SubjectReceipt | None
    received_at: datetime | None = None
    judged: TimeVerdict | None = None
    verdict: TimeVerdict | None = None
    decision: int | None = None


def subject_of(connection: Connection, mail_ids: Sequence[int]) -> Subject:
    """Return what is kept of a mail whose rows were found to be whole.

    Args:
        connection: Of the snapshot that was verified.
        mail_ids: Of the mail and of its copies, at least one.
    """
    row = connection.execute(
        select(mail.c.id, mail.c.reference, mail.c.sha256, mail.c.checks)
        .where(mail.c.id.in_(mail_ids))
        # A copy names its original; that one was judged and answered.
        .order_by(mail.c.copy_of.is_not(None), mail.c.id)
        .limit(1)
    ).one()
    latest = connection.execute(
        select(time_decision)
        .where(time_decision.c.mail_id == row.id)
        .order_by(time_decision.c.number.desc())
        .limit(1)
    ).mappings()
    subject = Subject(row.reference, row.sha256, len(mail_ids) - 1, _receipt_of(connection, row.id))
    return _with_verdict(subject, row.checks, next(map(decision_of_row, latest), None))


def _with_verdict(subject: Subject, checks: Checks | None, latest: TimeDecision | None) -> Subject:
    if checks is None:
        return subject
    return replace(
        subject,
        received_at=checks.judgement.at,
        judged=checks.judgement.verdict,
        verdict=effective_verdict(checks.judgement, latest),
        decision=latest.number if latest and latest.verdict else None,
    )


def _receipt_of(connection: Connection, mail_id: int) -> SubjectReceipt | None:
    columns = (receipt.c.state, receipt.c.message_id, receipt.c.sha256, receipt.c.sent_at)
    row = connection.execute(
        select(*columns).where(receipt.c.mail_id == mail_id, receipt.c.kind == RECEIPT_KIND)
    ).first()
    return row and SubjectReceipt(str(row.state), row.message_id, row.sha256, row.sent_at)
