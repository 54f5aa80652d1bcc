"""How well each mailbox could be seen, lately and around deadlines: for or against an extension."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from starlette.responses import Response

from intake.domain.availability import Availability, Stretch
from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.moments import to_utc
from intake.domain.office import Office
from intake.domain.outage_words import IN_DUTCH
from intake.domain.visibility import LossReason, Sight
from intake.repositories import UnitOfWork
from intake.stages.outages import KeptSights, NearDeadline, Watch, near_deadlines
from intake.web.answers import page
from intake.web.availability_bar import Bar, bar_of
from intake.web.visit import Visit, Workplace

_MOST_SHOWN: Final = 50


@dataclass(frozen=True)
class Outage:
    """A stretch in which a mailbox was not seen, with what that says in Dutch.

    Attributes:
        told: What the first failure said, in words of programs; may be empty.
    """

    stretch: Stretch
    words: str
    told: str


@dataclass(frozen=True)
class PeriodSeen:
    """One period of one mailbox.

    Attributes:
        near: The deadline it lies around; None: it is the last days.
        superseded: That deadline was extended since.
        outages: The latest first, at most as many as fit on a page.
        count: How many there were.
    """

    near: NearDeadline | None
    superseded: bool
    found: Availability
    bar: Bar | None
    outages: tuple[Outage, ...]
    count: int
    unseen: timedelta
    not_running: timedelta


@dataclass(frozen=True)
class MailboxSeen:
    """One mailbox: the last days, and the time around each deadline that came near."""

    office: Office
    name: str
    lately: PeriodSeen
    deadlines: tuple[PeriodSeen, ...]


def show_outages(work: Workplace, visit: Visit) -> Response:
    """Show every mailbox of this person."""
    with work.storage.unit(write=False) as unit:
        mailboxes = [
            _mailbox(work, unit, visit, watch, work.offices[watch.address])
            for watch in work.watches
            if visit.person.may_see(watch.zorgkantoor) and watch.address in work.offices
        ]
    mailboxes.sort(key=lambda item: (item.office.zorgkantoor.name, item.name))
    return page(work, visit, "outages.html.j2", {"mailboxes": mailboxes})


def _mailbox(
    work: Workplace, unit: UnitOfWork, visit: Visit, watch: Watch, office: Office
) -> MailboxSeen:
    round_ = office.round
    extensions = [
        item
        for item in unit.extensions.of_round(round_.id)
        if item.concerns(round_.id, office.zorgkantoor.id)
    ]
    near = near_deadlines(round_.deadlines, extensions, work.deadline_mode, visit.now)
    latest_first = sorted(near, key=lambda item: item.since, reverse=True)
    kept = KeptSights(unit, watch)
    lately = _seen(None, kept.between(None, visit.now, visit.now))
    around = tuple(
        _seen(
            item,
            kept.between(item.since, item.until, visit.now),
            superseded=_is_superseded(item, extensions),
        )
        for item in latest_first
    )
    return MailboxSeen(office, watch.name, lately, around)


def _is_superseded(near: NearDeadline, extensions: Sequence[DeadlineExtension]) -> bool:
    return any(
        item.stream is near.stream and item.after.at > near.boundary.at for item in extensions
    )


def _seen(
    near: NearDeadline | None, found: Availability, *, superseded: bool = False
) -> PeriodSeen:
    mark = to_utc(near.boundary.at) if near else None
    outages = tuple(_outages(found))
    return PeriodSeen(
        near,
        superseded,
        found,
        bar_of(found, mark),
        outages[-_MOST_SHOWN:][::-1],
        len(outages),
        found.lasted(Sight.UNSEEN),
        found.lasted(Sight.NOT_RUNNING),
    )


def _outages(found: Availability) -> Iterator[Outage]:
    for item in found.outages:
        yield Outage(item, IN_DUTCH[item.reason or LossReason.NOT_RUNNING], item.text)
