"""How often a mailbox is looked into: calmly, and every few seconds around a deadline.

Around each deadline lies a window. It ends some time after the boundary, because mail
that our own relay took before it may reach the mailbox after it. Nobody sleeps across
the beginning of a window.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.domain.moments import to_utc

_SLOWEST_LOGIN_NEAR_A_DEADLINE = 60.0  # seconds
_LEAST_SECONDS = 0.001  # a pause that is computed as nothing must not become a loop


@dataclass(frozen=True)
class DeadlineMode:
    """The window around a deadline.

    Attributes:
        before: How long before the boundary it begins.
        after: How long after the boundary it ends.
        seconds: How often a mailbox is looked into within it.
        longest_pause: Most seconds between two tries of a failing server within it.
    """

    before: timedelta
    after: timedelta
    seconds: float
    longest_pause: float


@dataclass(frozen=True)
class Pace:
    """How to go on from a moment.

    Attributes:
        hurried: Whether the moment lies in a window.
        seconds: Until the next look, at most.
        changes_at: The next begin or end of a window, UTC; None: none is known.
        ordinary: Seconds between two looks outside a window.
        longest_pause: Most seconds between two tries of a failing server now.
    """

    hurried: bool
    seconds: float
    changes_at: datetime | None
    ordinary: float
    longest_pause: float

    def pause(self, suggested: float, *, refused: bool) -> float:
        """Return the seconds before a failing server is tried again.

        Args:
            suggested: What the growing back-off comes to.
            refused: Whether the login was refused. A few wrong passwords in a row lock an
                account on many servers, and a locked one sees no mail at all: so a login is
                tried no faster than mailboxes are usually looked into, deadline or not.
        """
        if not refused:
            return min(suggested, self.longest_pause)
        least = min(self.ordinary, max(self.seconds, _SLOWEST_LOGIN_NEAR_A_DEADLINE))
        return max(min(suggested, self.longest_pause), least)


def pace_at(
    now: datetime,
    boundaries: Iterable[datetime],
    mode: DeadlineMode,
    *,
    ordinary: float,
    longest_pause: float,
) -> Pace:
    """Return the pace at a moment.

    Args:
        now: Aware.
        boundaries: Of all deadlines that matter to a mailbox, aware, in any zone and order.
        mode: The window around each.
        ordinary: Seconds between two looks outside a window.
        longest_pause: Most seconds between two tries of a failing server outside a window.
    """
    moment = to_utc(now)
    begins, end = None, None
    for begin, finish in _windows(boundaries, mode):
        if begin <= moment < finish:
            end = finish
        elif begin > moment:
            begins = begin
            break
    if end is not None:
        quick = min(ordinary, mode.seconds)
        return Pace(True, quick, end, ordinary, min(longest_pause, mode.longest_pause))
    if begins is None:
        return Pace(False, ordinary, None, ordinary, longest_pause)
    left = max((begins - moment).total_seconds(), _LEAST_SECONDS)
    return Pace(False, min(ordinary, left), begins, ordinary, min(longest_pause, left))


def _windows(boundaries: Iterable[datetime], mode: DeadlineMode) -> list[tuple[datetime, datetime]]:
    """Return the windows in order, those that touch as one."""
    merged: list[tuple[datetime, datetime]] = []
    # In UTC, because an hour before a boundary is an hour that passes, also in the night
    # in which the clocks change.
    for boundary in sorted(to_utc(item) for item in boundaries):
        begin, end = boundary - mode.before, boundary + mode.after
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((begin, end))
    return merged
