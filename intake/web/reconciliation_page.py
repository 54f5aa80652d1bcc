"""One report of a reconciliation, and signing it off."""

from http import HTTPStatus
from typing import Any, Final

from starlette.responses import Response

from intake.domain.moments import in_dutch
from intake.domain.staff import is_same_person
from intake.repositories import AlreadySignedError, StoredReconciliation
from intake.web.answers import go_to, page
from intake.web.reconciliation_words import (
    CAUSES,
    counts_of_folder,
    counts_of_mails,
    missing_in_dutch,
)
from intake.web.visit import NoSuchPageError, Visit, Workplace

_LONGEST_REMARK: Final = 2_000
_MOST_DIGITS: Final = 15


def show_reconciliation(work: Workplace, visit: Visit) -> Response:
    """Show one report."""
    return _page(work, visit, _report(work, visit))


def sign_reconciliation(work: Workplace, visit: Visit) -> Response:
    """Sign a report off in the name of who is signed in."""
    found = _report(work, visit)
    remark = visit.form.get("remark", "").replace("\r\n", "\n").strip()
    if fault := _fault(remark):
        return _page(work, visit, found, fault, HTTPStatus.UNPROCESSABLE_ENTITY)
    name = visit.person.full_name
    try:
        with work.storage.unit() as unit:
            unit.reconciliations.sign(found.id, name, remark, visit.now)
            unit.commit()
    except AlreadySignedError as error:
        # A button that is pressed twice signs once, and need not be told of it.
        if error.signed.remark != remark:
            fault = f"U hebt dit verslag al afgetekend, op {in_dutch(error.signed.at)}."
            return _page(work, visit, _report(work, visit), fault, HTTPStatus.CONFLICT)
    return go_to(f"/reconciliation/{found.id}?saved=yes")


def _report(work: Workplace, visit: Visit) -> StoredReconciliation:
    """Return the report in the path.

    Raises:
        NoSuchPageError: There is none, or it is not of this person's zorgkantoor.
    """
    text = visit.places["report"]
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise NoSuchPageError
    with work.storage.unit(write=False) as unit:
        try:
            found = unit.reconciliations.get(int(text))
        except KeyError:
            raise NoSuchPageError from None
    if not visit.person.may_see(found.zorgkantoor):
        raise NoSuchPageError
    return found


def _fault(remark: str) -> str:
    """Return why a remark will not do; empty when it will."""
    if not remark:
        return "Schrijf op wat u hebt uitgezocht of gedaan."
    if len(remark) > _LONGEST_REMARK:
        return f"De opmerking is te lang: gebruik ten hoogste {_LONGEST_REMARK} tekens."
    return ""


def _page(
    work: Workplace,
    visit: Visit,
    found: StoredReconciliation,
    fault: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    report = found.report
    names = {item.zorgkantoor.id: item.zorgkantoor.name for item in work.offices_of(visit.person)}
    values: dict[str, Any] = {
        "found": found,
        "report": report,
        "office": names.get(found.zorgkantoor, found.zorgkantoor),
        "cause": CAUSES[found.cause],
        "mails": counts_of_mails(report),
        "folders": [
            (item, counts_of_folder(item), missing_in_dutch(item)) for item in report["folders"]
        ],
        "signed": any(
            is_same_person(item.name, visit.person.full_name) for item in found.sign_offs
        ),
        "fault": fault,
        "remark": visit.form.get("remark", "")[:5_000],
        "saved": visit.query.get("saved") == "yes",
    }
    return page(work, visit, "reconciliation.html.j2", values, status)
