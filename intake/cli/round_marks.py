"""What is marked in the calendar of a round: deadlines, days and windows, in their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from intake.domain.limit_words import day_that_ends
from intake.domain.moments import AMSTERDAM
from intake.domain.round import (
    CalendarEntry,
    ProcurementRound,
    Stream,
    StreamDeadline,
    WithdrawalWindow,
)

DAY = "●"
WITHIN = "·"
_SIGNS = {
    Stream.REGISTRATION: "◆",
    Stream.QUESTION: "▲",
    Stream.OBJECTION: "■",
    Stream.WITHDRAWAL: "▼",
}
_THINGS = {
    Stream.REGISTRATION: "Registrations",
    Stream.QUESTION: "Questions",
    Stream.OBJECTION: "Objections",
    Stream.WITHDRAWAL: "Withdrawals",
}
STYLES = {
    "◆": "bold red",
    "▲": "bold yellow",
    "■": "bold magenta",
    "▼": "bold cyan",
    DAY: "bold green",
    WITHIN: "green",
}
"""A colour for each sign; the sign alone has to do where there are no colours."""

MEANINGS = {
    "◆": "registrations close",
    "▲": "questions close",
    "■": "objections close",
    "▼": "withdrawals close",
    DAY: "date that binds no mail",
    WITHIN: "within a period",
}

_ORDER = "".join(STYLES)


@dataclass(frozen=True)
class Mark:
    """Something that has a place in the calendar.

    Attributes:
        sign: What stands before the day, or before the first and last of several.
        first: The first day; None when it is not known.
        last: The last day, which is the same when there is one.
        clock: The time on the last day; empty for all of it.
        what: What it is.
        words: Those of the source, and the source.
    """

    sign: str
    first: date | None
    last: date | None
    clock: str
    what: str
    words: str


def marks_of(round_: ProcurementRound) -> list[Mark]:
    """Return everything that has a place, by day; what has no day yet comes last."""
    marks = [
        *map(_deadline, round_.deadlines),
        *map(_entry, round_.calendar),
        *(mark for window in round_.withdrawals for mark in _window(window)),
    ]
    return sorted(marks, key=lambda mark: (mark.first or date.max, _ORDER.index(mark.sign)))


def last_day_and_clock(deadline: StreamDeadline) -> tuple[date, str]:
    """Return the last day that is in time, by the Dutch clock, and when it ends: at most 24:00."""
    at = deadline.boundary.at
    if (day := day_that_ends(at)) is not None:
        return day.date(), "24:00"
    local = at.astimezone(AMSTERDAM)
    return local.date(), f"{local:%H:%M:%S}".removesuffix(":00")


def _deadline(item: StreamDeadline) -> Mark:
    last, clock = last_day_and_clock(item)
    verdict = "in time" if item.boundary.inclusive else "too late"
    return Mark(
        sign=_SIGNS[item.stream],
        first=last,
        last=last,
        clock=clock,
        what=f"{_THINGS[item.stream]} close; {clock} itself is {verdict}",
        words=f"{item.words} {item.source}",
    )


def _entry(item: CalendarEntry) -> Mark:
    last = item.until or item.on
    return Mark(DAY, item.on, last, "", item.name, f"{item.words} {item.source}")


def length_of(window: WithdrawalWindow) -> str:
    """Return the length of a window, e.g. `4 weeks`."""
    number, unit = (
        (window.length.weeks, "week") if window.length.weeks else (window.length.days, "day")
    )
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _window(item: WithdrawalWindow) -> Iterator[Mark]:
    """Yield the days of a window whose end stands among the deadlines, or that it has none yet."""
    last = None if item.starts_on is None else item.length.last_day(item.starts_on)
    yield Mark(
        sign=WITHIN,
        first=item.starts_on,
        last=last,
        clock="",
        what=f"Withdrawals are open for {length_of(item)} from: {item.starts_with}",
        words=f"{item.words} {item.source}",
    )
