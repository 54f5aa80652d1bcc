"""One mail with all evidence of its time on one page, and the form of the decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from starlette.responses import Response

from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.errors import PermanentError
from intake.domain.mail import ReceivedHop
from intake.domain.office import Office
from intake.domain.receipt import RECEIPT_KIND
from intake.domain.records import StoredEvent, StoredMail, StoredReceipt
from intake.domain.round import StreamDeadline
from intake.domain.time_decision import TimeDecision, effective_verdict
from intake.domain.time_table import time_table, was_sent_before
from intake.domain.time_words import explain
from intake.parsing.received import boundary_hop
from intake.stages.deadlines_in_force import in_force
from intake.web.answers import page
from intake.web.drawing import drawing_of
from intake.web.event_words import detail_in_dutch, event_in_dutch
from intake.web.raw_headers import as_text, header_block, sent_at
from intake.web.visit import NoSuchPageError, Visit, Workplace

_MOST_EVENTS: Final = 500


@dataclass(frozen=True)
class CaseFile:
    """Everything that is kept of one mail and bears on its time.

    Attributes:
        office: With the deadlines in force; None when its mailbox is not configured any more.
        extensions: Of the deadline the mail is held against.
    """

    mail: StoredMail
    office: Office | None
    deadline: StreamDeadline | None
    extensions: tuple[DeadlineExtension, ...]
    decisions: tuple[TimeDecision, ...]
    receipt: StoredReceipt | None
    events: tuple[StoredEvent, ...]

    @property
    def latest(self) -> TimeDecision | None:
        """The decision that counts."""
        return self.decisions[-1] if self.decisions else None

    @property
    def number(self) -> int:
        """What the next decision comes after."""
        return len(self.decisions)


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
        )


def show_mail(work: Workplace, visit: Visit) -> Response:
    """Show the page."""
    return mail_page(work, visit, case_file(work, visit))


def mail_page(
    work: Workplace,
    visit: Visit,
    file: CaseFile,
    *,
    fault: str = "",
    filled_in: Mapping[str, str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """Return the page of a mail.

    Args:
        work: What the pages share.
        visit: Who looks.
        file: What is known of it.
        fault: Why a decision was not kept; empty otherwise.
        filled_in: What the person had put into the form.
        status: Of the answer.
    """
    head, damage = _head(work, file.mail)
    values: dict[str, Any] = {
        "file": file,
        "mail": file.mail,
        "headers": as_text(head),
        "damage": damage,
        "fault": fault,
        "filled_in": {"verdict": "", "reason": "", **(filled_in or {})},
        "events": [
            (event, event_in_dutch(event.name), detail_in_dutch(event.detail))
            for event in file.events[-_MOST_EVENTS:]
        ],
        "saved": visit.query.get("saved") == "yes",
        **_time(file, sent_at(head)),
    }
    return page(work, visit, "mail.html.j2", values, status)


def _head(work: Workplace, mail: StoredMail) -> tuple[bytes, str]:
    """Return the header block, or why the archived mail cannot be read."""
    try:
        return header_block(work.archive.path(mail.arrived.sha256)), ""
    except PermanentError as error:
        return b"", str(error)


def _time(file: CaseFile, sent: datetime | None) -> dict[str, Any]:
    mail, deadline = file.mail, file.deadline
    if mail.checks is None or mail.parsed is None:
        return {"judged": False}
    judgement = mail.checks.judgement
    boundary = deadline.boundary if deadline else None
    rows = time_table(judgement, mail.arrived, sent, boundary)
    tolerance = file.office.tolerance if file.office else None
    wide = narrow = None
    if tolerance is not None:
        wide = drawing_of(rows, tolerance, name="breed", width=920, line=30, gutter=275)
        narrow = drawing_of(rows, tolerance, name="smal", width=340, line=44, gutter=0)
    return {
        "judged": True,
        "judgement": judgement,
        "effective": effective_verdict(judgement, file.latest),
        "sentences": explain(judgement),
        "rows": rows,
        "drawings": [drawing for drawing in (wide, narrow) if drawing],
        "sent": sent,
        "sent_before": was_sent_before(judgement, sent, boundary),
        "received": _received(file),
        "documents": list(zip(mail.parsed.attachments, mail.checks.documents, strict=True)),
    }


def _received(file: CaseFile) -> list[tuple[ReceivedHop, bool]]:
    """Return every Received line, and whether it is the one by which the mail came in."""
    parsed = file.mail.parsed
    hops = parsed.headers.received if parsed else ()
    entered = boundary_hop(hops, file.office.trusted_hosts) if file.office else None
    return [(hop, hop is entered) for hop in hops]
