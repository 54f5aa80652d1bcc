"""The reports of reconciliations: is everything that was mailed stored and answered?"""

from collections.abc import Iterable
from typing import Final

from starlette.responses import Response

from intake.domain.staff import StaffMember
from intake.repositories import StoredReconciliation, UnitOfWork
from intake.web.answers import page
from intake.web.reconciliation_words import CAUSES
from intake.web.visit import Visit, Workplace

_ROWS: Final = 50
_MOST_ROWS: Final = 1_000


def show_reconciliations(work: Workplace, visit: Visit) -> Response:
    """Show the state of each mailbox by its last report, and the reports, the latest first."""
    rows = _rows(visit.query.get("rows", ""))
    with work.storage.unit(write=False) as unit:
        found = _reports(unit, visit.person, rows + 1)
    values = {
        "latest": _latest(found),
        "reports": found[:rows],
        "offices": {
            office.zorgkantoor.id: office.zorgkantoor.name
            for office in work.offices_of(visit.person)
        },
        "causes": CAUSES,
        "more": min(rows * 2, _MOST_ROWS) if len(found) > rows < _MOST_ROWS else None,
    }
    return page(work, visit, "reconciliations.html.j2", values)


def _reports(unit: UnitOfWork, person: StaffMember, limit: int) -> list[StoredReconciliation]:
    if person.zorgkantoren is None:
        return unit.reconciliations.list(limit=limit)
    found = [
        report
        for zorgkantoor in set(person.zorgkantoren)
        for report in unit.reconciliations.list(zorgkantoor=zorgkantoor, limit=limit)
    ]
    return sorted(found, key=lambda report: report.id, reverse=True)[:limit]


def _latest(reports: Iterable[StoredReconciliation]) -> list[StoredReconciliation]:
    """Return the last report of each mailbox; whatever is still open stands in it."""
    newest: dict[tuple[str, str], StoredReconciliation] = {}
    for report in reports:
        newest.setdefault((report.zorgkantoor, report.mailbox), report)
    return [newest[key] for key in sorted(newest)]


def _rows(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST_ROWS))
    return min(max(_ROWS, int(text)), _MOST_ROWS) if is_number else _ROWS
