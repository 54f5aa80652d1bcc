"""The deadlines in force, and extending one: filled in, looked at once more, made."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from intake.domain.deadline_extension import DeadlineExtension, local_moment
from intake.domain.errors import PermanentError
from intake.domain.moments import AMSTERDAM, iso
from intake.domain.office import Office
from intake.domain.round import Stream, StreamDeadline
from intake.domain.staff import StaffMember
from intake.domain.time_decision import reason_fault
from intake.repositories import UnitOfWork
from intake.stages.deadlines_in_force import in_force
from intake.stages.extend import Wish
from intake.stages.whom_to_tell import ToTell, whom_an_extension_concerns
from intake.web.answers import go_to, page
from intake.web.visit import NoSuchPageError, Visit, Workplace

_ROUND = "round"


@dataclass(frozen=True)
class OfficeDeadlines:
    """The deadlines of one office, each with the extensions that made it what it is."""

    office: Office
    deadlines: tuple[tuple[StreamDeadline, tuple[DeadlineExtension, ...]], ...]


@dataclass(frozen=True)
class ExtensionEffect:
    """Whom an extension concerns.

    Attributes:
        concerned: Of the zorgkantoren of this person; so far, while it is `unfinished`.
    """

    extension: DeadlineExtension
    concerned: tuple[ToTell, ...]
    unfinished: bool


def show_deadlines(work: Workplace, visit: Visit) -> Response:
    """Show the deadlines of every office of this person."""
    with work.storage.unit(write=False) as unit:
        offices = [_deadlines(unit, office) for office in work.offices_of(visit.person)]
        effect = _effect(unit, visit, offices)
    saved = visit.query.get("saved") == "yes"
    values = {"offices": offices, "saved": saved, "effect": effect}
    return page(work, visit, "deadlines.html.j2", values)


def _effect(
    unit: UnitOfWork, visit: Visit, offices: list[OfficeDeadlines]
) -> ExtensionEffect | None:
    """Return whom the extension concerns that the query names; None without one to be seen."""
    shown = (item for office in offices for _, items in office.deadlines for item in items)
    asked = visit.query.get("extension")
    extension = next((item for item in shown if str(item.id) == asked), None)
    if extension is None:
        return None
    concerned = whom_an_extension_concerns(unit, extension)
    return ExtensionEffect(
        extension,
        tuple(item for item in concerned if visit.person.may_see(item.zorgkantoor)),
        any(work.extension.id == extension.id for work in unit.extensions.unfinished()),
    )


def show_extension(work: Workplace, visit: Visit) -> Response:
    """Show the form for one deadline."""
    office, deadline = _chosen(work, visit)
    local = deadline.boundary.at.astimezone(AMSTERDAM)
    filled_in = {"day": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}", "scope": "", "reason": ""}
    return _form(work, visit, (office, deadline), filled_in)


def extend(work: Workplace, visit: Visit) -> Response:
    """Show what an extension would change, and make it when that was confirmed."""
    office, deadline = _chosen(work, visit)
    filled_in = {key: visit.form.get(key, "")[:5_000] for key in ("day", "time", "scope", "reason")}
    try:
        if fault := reason_fault(filled_in["reason"]):
            return _form(work, visit, (office, deadline), filled_in, fault)
        wish = _wish(visit.person, office, deadline, filled_in)
        effect = work.extend.effect(wish)
        seen = iso(effect.before.at)
        if visit.form.get("step") != "keep" or visit.form.get("seen") != seen:
            values = {"wish": wish, "effect": effect, "seen": seen, "filled_in": filled_in}
            frame = {"office": office, "deadline": deadline}
            return page(work, visit, "extension.html.j2", {**values, **frame})
        made = work.extend(
            wish,
            reason=filled_in["reason"],
            name=visit.person.full_name,
            account=visit.person.account,
            seen=effect.before.at,
        )
    except PermanentError as error:
        return _form(work, visit, (office, deadline), filled_in, str(error))
    return go_to(f"/deadlines?saved=yes&extension={made.id}")


def _wish(
    person: StaffMember, office: Office, deadline: StreamDeadline, filled_in: dict[str, str]
) -> Wish:
    """Return what is wished for; raises PermanentError with the reason in Dutch."""
    whole_round = filled_in["scope"] == _ROUND
    if whole_round and person.zorgkantoren is not None:
        raise PermanentError("U mag alleen de termijn van uw eigen zorgkantoor verlengen.")
    if not whole_round and filled_in["scope"] != office.zorgkantoor.id:
        raise PermanentError("Kies voor wie de termijn wordt verlengd.")
    try:
        until = local_moment(f"{filled_in['day']}T{filled_in['time']}")
    except ValueError as error:
        raise PermanentError(str(error)) from error
    zorgkantoor = None if whole_round else office.zorgkantoor.id
    return Wish(office.round.id, deadline.stream, zorgkantoor, until)


def _deadlines(unit: UnitOfWork, office: Office) -> OfficeDeadlines:
    extended = in_force(unit, office)
    own = [
        item
        for item in unit.extensions.of_round(office.round.id)
        if item.concerns(office.round.id, office.zorgkantoor.id)
    ]
    return OfficeDeadlines(
        extended,
        tuple(
            (deadline, tuple(item for item in own if item.stream is deadline.stream))
            for deadline in extended.round.deadlines
        ),
    )


def _chosen(work: Workplace, visit: Visit) -> tuple[Office, StreamDeadline]:
    """Return the office and the deadline in force that the path names.

    Raises:
        NoSuchPageError: There is none, or it is not of this person's zorgkantoor.
    """
    places = visit.places
    for office in work.offices_of(visit.person):
        if (office.round.id, office.zorgkantoor.id) == (places["round"], places["zorgkantoor"]):
            with work.storage.unit(write=False) as unit:
                extended = in_force(unit, office)
            stream = next((item for item in Stream if item == places["stream"]), None)
            deadline = extended.round.deadline(stream) if stream else None
            if deadline is not None:
                return extended, deadline
    raise NoSuchPageError


def _form(
    work: Workplace,
    visit: Visit,
    chosen: tuple[Office, StreamDeadline],
    filled_in: dict[str, str],
    fault: str = "",
) -> Response:
    office, deadline = chosen
    values: dict[str, Any] = {
        "office": office,
        "deadline": deadline,
        "filled_in": filled_in,
        "fault": fault,
        "may_all": visit.person.zorgkantoren is None,
        "earliest": _day(deadline.boundary.at),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return page(work, visit, "extend.html.j2", values, status)


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(AMSTERDAM):%Y-%m-%d}"
