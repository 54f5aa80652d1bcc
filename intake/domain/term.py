"""The words a term ends with, and the boundary that follows from them.

Dutch sources end a term with a day, with or without a time, behind one of a few words:

| words | with a time: that very moment is | a day alone ends |
|---|---|---|
| vóór, tot | too late | as that day begins |
| uiterlijk, tot uiterlijk, tot en met | in time | as that day is over |

"Tot 1 augustus" alone is read by some as including that day. Here it excludes it, as
"tot" excludes everywhere else; the round's file notes the doubt for staff.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from intake.domain.deadline import Boundary


class Term(StrEnum):
    """The word of the source in front of the day a term ends with."""

    VOOR = "vóór"
    TOT = "tot"
    UITERLIJK = "uiterlijk"
    TOT_UITERLIJK = "tot uiterlijk"
    TOT_EN_MET = "tot en met"

    @property
    def includes_its_end(self) -> bool:
        """Whether the named moment or day is still within the term."""
        return self not in (Term.VOOR, Term.TOT)


@dataclass(frozen=True)
class Window:
    """How long a term lasts that begins with an event, e.g. 4 weeks from a publication.

    Exactly one of the two is given, and it is at least 1.
    """

    weeks: int | None = None
    days: int | None = None

    @property
    def length(self) -> timedelta:
        """The length in whole days."""
        return timedelta(weeks=self.weeks or 0, days=self.days or 0)

    def last_day(self, starts_on: date) -> date:
        """Return the last day of the term; the day of the event itself is not counted."""
        return starts_on + self.length


def boundary_at(term: Term, at: datetime) -> Boundary:
    """Return the boundary of a term that names a day and a time.

    Raises:
        ValueError: The moment carries no zone.
    """
    return Boundary(at, term.includes_its_end)


def boundary_on(term: Term, on: date, zone: ZoneInfo) -> Boundary:
    """Return the boundary of a term that names a day alone.

    It is a midnight that is itself too late: that before the day for "vóór" and "tot",
    that after it for the others. So the last moment that is in time is 24:00 of the day
    before, or of the day itself, however many hours that day has.
    """
    end = on + timedelta(days=1) if term.includes_its_end else on
    return Boundary(begin_of(end, zone), inclusive=False)


def begin_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the first moment of a day, in its zone.

    Where summer time begins at midnight, the day begins an hour later on the clock.
    """
    midnight = datetime.combine(day, time(), tzinfo=zone)
    return midnight.astimezone(UTC).astimezone(zone)
