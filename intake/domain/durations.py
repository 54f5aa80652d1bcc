"""Lengths of time as Dutch readers say them."""

from datetime import timedelta
from typing import Final

from intake.domain.enumeration import listed
from intake.domain.sizes import grouped

_UNITS: Final = (
    (86_400, "dag", "dagen"),
    (3_600, "uur", "uur"),
    (60, "minuut", "minuten"),
    (1, "seconde", "seconden"),
)
_MOST_UNITS: Final = 2
_LONG: Final = timedelta(days=30)


def duration_in_dutch(length: timedelta) -> str:
    """Return the two largest units, e.g. `2 dagen en 3 uur`; the sign is left out.

    Beyond 30 days whole days are enough. Below two seconds parts of a second count,
    since a boundary has no width.
    """
    seconds = abs(length).total_seconds()
    if seconds < 2:  # noqa: PLR2004 - the plural begins here
        return f"{seconds:.3f}".rstrip("0").rstrip(".").replace(".", ",") + " seconde"
    if abs(length) >= _LONG:
        return f"{grouped(abs(length).days)} dagen"
    left = int(seconds)
    words: list[str] = []
    for size, one, more in _UNITS:
        count, left = divmod(left, size)
        if count:
            words.append(f"{count} {one if count == 1 else more}")
        if words and (len(words) == _MOST_UNITS or not count):
            break
    return listed(words)


def distance_in_dutch(from_boundary: timedelta) -> str:
    """Return how far a moment lies from a boundary, e.g. `12 seconden na de sluiting`."""
    if not from_boundary:
        return "precies op het moment van sluiting"
    side = "na" if from_boundary > timedelta(0) else "vóór"
    return f"{duration_in_dutch(from_boundary)} {side} de sluiting"
