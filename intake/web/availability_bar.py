"""A period of a mailbox as a bar, in which an outage of a second of a week still shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from intake.domain.availability import Availability
from intake.domain.visibility import Sight

WIDTH: Final = 1_000
_LEAST: Final = 5.0  # narrower is not seen
# The last one is drawn over all others.
_OVER_ALL: Final = (Sight.NOT_WATCHED, Sight.NOT_RUNNING, Sight.UNSEEN)


@dataclass(frozen=True)
class Piece:
    """A part of the bar, in units of `WIDTH`."""

    x: float
    width: float
    sight: Sight


@dataclass(frozen=True)
class Bar:
    """The pieces that are no sight, over a bar that is all sight.

    Attributes:
        mark: Where a moment of interest lies; None: there is none within the period.
    """

    pieces: tuple[Piece, ...]
    mark: float | None


def bar_of(found: Availability, mark: datetime | None = None) -> Bar | None:
    """Return the bar; None for a period of which no time was watched."""
    whole = found.until - found.since
    if not found.watched:
        return None
    pieces = []
    for sight in _OVER_ALL:
        for item in found.stretches:
            if item.sight is sight:
                width = max(_share(item.length, whole), _LEAST)
                x = min(_share(item.since - found.since, whole), WIDTH - width)
                pieces.append(Piece(x, width, sight))
    is_within = mark is not None and found.since <= mark <= found.until
    at = _share(mark - found.since, whole) if mark is not None and is_within else None
    return Bar(tuple(pieces), at)


def _share(length: timedelta, whole: timedelta) -> float:
    return round(length / whole * WIDTH, 2)
