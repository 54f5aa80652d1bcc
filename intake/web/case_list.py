"""The first page: which mails need a decision on time, and how long deadlines still run."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from intake.domain.deadline import Boundary, TimeVerdict
from intake.domain.mail import MailKind
from intake.domain.round import Stream
from intake.repositories import CaseFilter, TimeCase, UnitOfWork
from intake.stages.deadlines_in_force import in_force
from intake.web.answers import page
from intake.web.visit import Visit, Workplace

_ROWS: Final = 50
_MOST_PAGES: Final = 100_000
_JUST_CLOSED: Final = timedelta(days=7)
_FOR_PEOPLE: Final = (TimeVerdict.DISPUTED, TimeVerdict.LATE)


@dataclass(frozen=True)
class CaseRow:
    """A case with what its office makes of it; None where that is no longer configured."""

    case: TimeCase
    office: str
    distance: timedelta | None


@dataclass(frozen=True)
class RunningDeadline:
    """A deadline that several offices may share.

    Attributes:
        left: Negative once it has passed.
    """

    stream: Stream
    boundary: Boundary
    is_extended: bool
    offices: tuple[str, ...]
    left: timedelta


def show_cases(work: Workplace, visit: Visit) -> Response:
    """Show the work list with its filters, a page of it at a time."""
    asked = _asked(visit)
    number = _page_number(visit.query.get("page", ""))
    with work.storage.unit(write=False) as unit:
        count = unit.cases.count(asked)
        pages = max(1, -(-count // _ROWS))
        number = min(number, pages)
        cases = unit.cases.listed(asked, limit=_ROWS, offset=(number - 1) * _ROWS)
        waiting = unit.cases.count(
            CaseFilter(decided=False, zorgkantoren=visit.person.zorgkantoren)
        )
        rows = [_row(work, unit, case) for case in cases]
        deadlines = _deadlines(work, unit, visit)
    offices = {item.zorgkantoor.id: item.zorgkantoor.name for item in work.offices_of(visit.person)}
    values = {
        "rows": rows,
        "count": count,
        "waiting": waiting,
        "number": number,
        "pages": pages,
        "decided": asked.decided,
        "offices": offices,
        "verdicts": _FOR_PEOPLE,
        "kinds": [kind for kind in MailKind if kind is not MailKind.AUTOMATIC],
        "chosen": _chosen(visit),
        "deadlines": deadlines,
        "link": lambda **changes: _link(visit, **changes),
    }
    return page(work, visit, "cases.html.j2", values)


def _asked(visit: Visit) -> CaseFilter:
    chosen = _chosen(visit)
    person = visit.person
    zorgkantoren = person.zorgkantoren
    if chosen["zorgkantoor"]:
        # An office that is not this person's gives an empty list, not an error that tells of it.
        own = person.may_see(chosen["zorgkantoor"])
        zorgkantoren = (chosen["zorgkantoor"],) if own else ()
    return CaseFilter(
        decided=chosen["tab"] == "decided",
        zorgkantoren=zorgkantoren,
        verdict=TimeVerdict(chosen["verdict"]) if chosen["verdict"] in _FOR_PEOPLE else None,
        kind=MailKind(chosen["kind"]) if chosen["kind"] in set(MailKind) else None,
    )


def _chosen(visit: Visit) -> dict[str, str]:
    return {
        key: visit.query.get(key, "")[:100] for key in ("tab", "zorgkantoor", "verdict", "kind")
    }


def _page_number(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) < len(str(_MOST_PAGES))
    return max(1, int(text)) if is_number else 1


def _link(visit: Visit, **changes: object) -> str:
    chosen = {**_chosen(visit), **{key: str(value) for key, value in changes.items()}}
    return f"/?{urlencode({key: value for key, value in chosen.items() if value})}"


def _row(work: Workplace, unit: UnitOfWork, case: TimeCase) -> CaseRow:
    office = work.offices.get(case.mailbox)
    if office is None or office.round.id != case.round:
        return CaseRow(case, case.zorgkantoor, None)
    deadline = in_force(unit, office).deadline_for(case.kind)
    distance = case.received_at - deadline.boundary.at if deadline else None
    return CaseRow(case, office.zorgkantoor.name, distance)


def _deadlines(work: Workplace, unit: UnitOfWork, visit: Visit) -> list[RunningDeadline]:
    """Return what is still open, the first to close first, and what closed this week."""
    shared: dict[tuple[Stream, Boundary, bool], list[str]] = {}
    for office in work.offices_of(visit.person):
        for item in in_force(unit, office).round.deadlines:
            key = (item.stream, item.boundary, item.extended_from is not None)
            shared.setdefault(key, []).append(office.zorgkantoor.name)
    running = [
        RunningDeadline(stream, boundary, extended, tuple(names), boundary.at - visit.now)
        for (stream, boundary, extended), names in shared.items()
        if boundary.at - visit.now > -_JUST_CLOSED
    ]
    return sorted(running, key=lambda item: (item.left < timedelta(0), item.boundary.at))
