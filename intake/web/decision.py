"""Deciding on the time of a mail: filled in, looked at once more, kept."""

from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from intake.domain.deadline import TimeVerdict
from intake.domain.errors import PermanentError
from intake.domain.time_decision import (
    DECIDABLE,
    effective_verdict,
    reason_fault,
    repetition_fault,
)
from intake.stages.decide import DecidedMeanwhileError
from intake.web.answers import go_to, page
from intake.web.case_file import CaseFile, case_file
from intake.web.mail_page import mail_page
from intake.web.visit import Visit, Workplace

_WITHDRAW = "withdraw"
_CHOICES = {**{str(verdict): verdict for verdict in DECIDABLE}, _WITHDRAW: None}


def decide(work: Workplace, visit: Visit) -> Response:
    """Show what would be decided, and keep it when that was confirmed."""
    file = case_file(work, visit)
    fault = _fault(file, visit)
    if fault:
        return _again(work, visit, file, fault, HTTPStatus.UNPROCESSABLE_ENTITY)
    if (_seen(visit), visit.form.get("judgement")) != (file.number, file.judgement_sha256):
        return _again(work, visit, file, _meanwhile(file, visit), HTTPStatus.CONFLICT)
    verdict = _CHOICES[visit.form["verdict"]]
    if visit.form.get("step") != "keep":
        return _preview(work, visit, file, verdict)
    try:
        work.decide(
            file.mail.id,
            verdict,
            reason=visit.form["reason"],
            name=visit.person.full_name,
            account=visit.person.account,
            after=_seen(visit),
            judged=visit.form["judgement"],
        )
    except DecidedMeanwhileError:
        file = case_file(work, visit)
        return _again(work, visit, file, _meanwhile(file, visit), HTTPStatus.CONFLICT)
    except PermanentError as error:
        return _again(work, visit, file, str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
    return go_to(f"/mails/{file.mail.reference}?saved=yes#beslissing")


def _preview(
    work: Workplace, visit: Visit, file: CaseFile, verdict: TimeVerdict | None
) -> Response:
    fault = repetition_fault(file.latest, verdict, visit.form["reason"], file.judgement_sha256)
    if fault:
        return _again(work, visit, file, fault, HTTPStatus.UNPROCESSABLE_ENTITY)
    return page(work, visit, "decision.html.j2", _values(file, visit, verdict))


def _values(file: CaseFile, visit: Visit, verdict: TimeVerdict | None) -> dict[str, Any]:
    judgement = file.mail.checks.judgement if file.mail.checks else None
    return {
        "file": file,
        "mail": file.mail,
        "filled_in": visit.form,
        "before": effective_verdict(judgement, file.latest) if judgement else None,
        "after": (judgement.verdict if judgement else None) if verdict is None else verdict,
        "withdraws": verdict is None,
    }


def _fault(file: CaseFile, visit: Visit) -> str | None:
    if file.mail.checks is None:
        return "Over deze mail is nog niet automatisch geoordeeld."
    if visit.form.get("verdict", "") not in _CHOICES:
        return "Kies of de mail op tijd was of te laat."
    return reason_fault(visit.form.get("reason", ""))


def _seen(visit: Visit) -> int:
    text = visit.form.get("after", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1  # noqa: PLR2004 - a number of a decision


def _meanwhile(file: CaseFile, visit: Visit) -> str:
    if _seen(visit) == file.number:
        return (
            "Deze mail is intussen opnieuw automatisch beoordeeld. Uw beslissing is niet "
            "opgeslagen. Bekijk het nieuwe oordeel en beslis dan opnieuw."
        )
    latest = file.latest
    who = f"{latest.name} heeft" if latest else "Iemand heeft"
    return (
        f"{who} intussen over deze mail beslist. Uw beslissing is niet opgeslagen. "
        "Bekijk de nieuwe beslissing hieronder. Klopt die volgens u niet? Beslis dan opnieuw."
    )


def _again(
    work: Workplace, visit: Visit, file: CaseFile, fault: str, status: HTTPStatus
) -> Response:
    return mail_page(work, visit, file, fault=fault, filled_in=visit.form, status=status)
