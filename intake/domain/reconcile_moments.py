"""When a mailbox is reconciled: every so often, and some minutes after each deadline.

A moment that passed while nobody ran is caught up once, by the next run: one run tells
about everything before it, so several moments that were missed are one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from intake.domain.moments import require_aware


class Cause(StrEnum):
    """Why a reconciliation was made."""

    HOURLY = "hourly"
    DEADLINE = "deadline"
    COMMAND = "command"


@dataclass(frozen=True)
class Rhythm:
    """How often: at each `interval`, and at each of `after_deadline` after a deadline."""

    interval: timedelta
    after_deadline: tuple[timedelta, ...]

    def __post_init__(self) -> None:
        if self.interval <= timedelta(0):
            raise ValueError("the interval between two reconciliations must be positive")


@dataclass(frozen=True, order=True)
class Due:
    """A moment at which a reconciliation is due, aware, with its cause."""

    at: datetime
    cause: Cause


def next_due(last: datetime, rhythm: Rhythm, deadlines: Iterable[datetime]) -> Due:
    """Return the first moment after the last reconciliation at which another one is due.

    Args:
        last: When the last one began that came by itself, or the watching did. What happened
            while it ran it may have missed, so its beginning counts.
        rhythm: How often.
        deadlines: Boundaries of all streams.
    """
    require_aware(last)
    candidates = [Due(last + rhythm.interval, Cause.HOURLY)]
    candidates += (
        Due(moment, Cause.DEADLINE)
        for moment in _after(deadlines, rhythm.after_deadline)
        if moment > last
    )
    return min(candidates)


def due_now(
    last: datetime, now: datetime, rhythm: Rhythm, deadlines: Sequence[datetime]
) -> Due | None:
    """Return what is due now, the deadline before the hour; None when nothing is yet."""
    passed = [
        Due(moment, Cause.DEADLINE)
        for moment in _after(deadlines, rhythm.after_deadline)
        if last < moment <= now
    ]
    if passed:
        return max(passed)
    first = next_due(last, rhythm, deadlines)
    if first.at <= now:
        return first
    # A clock that was set back must not stop the watch until it has caught up.
    return Due(now, Cause.HOURLY) if last > now + rhythm.interval else None


def _after(deadlines: Iterable[datetime], offsets: Sequence[timedelta]) -> Iterator[datetime]:
    for deadline in deadlines:
        for offset in offsets:
            yield require_aware(deadline) + offset
