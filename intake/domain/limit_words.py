"""How the end of a term is told to people.

Midnight belongs to two days, and most readers take the wrong one. An end at midnight is
therefore told as 24.00 uur of the day that is over, never as 00.00 uur of the next.
"""

from datetime import UTC, datetime, time, timedelta

from intake.domain.deadline import Boundary
from intake.domain.moments import AMSTERDAM, day_in_dutch, in_dutch, require_aware


def limit_in_dutch(boundary: Boundary) -> str:
    """Return by when something must have come in, to be followed by "bij ons binnen zijn".

    E.g. `uiterlijk op dinsdag 1 augustus 2023 om 17.00 uur` when that moment is in time,
    `vóór vrijdag 31 juli 2026 om 17.00 uur` when it is not, and
    `uiterlijk op zaterdag 31 juli 2021, vóór 24.00 uur` for the end of a day.
    """
    day = day_that_ends(boundary.at)
    if day is None:
        word = "uiterlijk op" if boundary.inclusive else "vóór"
        return f"{word} {in_dutch(boundary.at, seconds=boundary.at.second != 0)}"
    clock = " om 24.00 uur" if boundary.inclusive else ", vóór 24.00 uur"
    return f"uiterlijk op {day_in_dutch(day)}{clock}"


def day_that_ends(moment: datetime) -> datetime | None:
    """Return a moment of the day that ends at this one by the Dutch clock; None within a day."""
    local = require_aware(moment).astimezone(AMSTERDAM)
    if local.time() != time():
        return None
    return (local.astimezone(UTC) - timedelta(microseconds=1)).astimezone(AMSTERDAM)
