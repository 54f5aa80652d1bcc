"""One mail with all evidence of its time on one page, and the form of the decision."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from starlette.responses import Response

from intake.domain.errors import PermanentError
from intake.domain.records import StoredMail
from intake.web.answers import page
from intake.web.case_file import CaseFile, case_file
from intake.web.event_words import detail_in_dutch, event_in_dutch
from intake.web.provider_words import provider_in_dutch
from intake.web.raw_headers import as_text, header_block, sent_at
from intake.web.time_view import time_view
from intake.web.visit import Visit, Workplace

_MOST_EVENTS: Final = 500


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
            (event, event_in_dutch(event.name, event.detail), *detail_in_dutch(event.detail))
            for event in file.events[-_MOST_EVENTS:]
        ],
        "saved": visit.query.get("saved") == "yes",
        "provider": provider_in_dutch(file.mail.checks.provider) if file.mail.checks else "",
        **time_view(file, sent_at(head)),
    }
    return page(work, visit, "mail.html.j2", values, status)


def _head(work: Workplace, mail: StoredMail) -> tuple[bytes, str]:
    """Return the header block, or why the archived mail cannot be read."""
    try:
        return header_block(work.archive.path(mail.arrived.sha256)), ""
    except PermanentError as error:
        return b"", str(error)
