"""The moments of a mail as a drawing: where each lies against the deadline.

Moments may lie weeks or milliseconds from the boundary, so the scale is logarithmic, with
the boundary in the middle. Each moment has a line of its own, hence none hides another.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from intake.domain.time_table import TimeRow

_TICKS: Final = (
    (timedelta(seconds=1), "1 s"),
    (timedelta(minutes=1), "1 min"),
    (timedelta(hours=1), "1 uur"),
    (timedelta(days=1), "1 dag"),
    (timedelta(days=30), "30 dgn"),
    (timedelta(days=365), "1 jaar"),
)
_MINUS: Final = "\N{MINUS SIGN}"
_TOP: Final = 44
_BOTTOM: Final = 30
_LEAST_SPAN: Final = timedelta(minutes=1)
_MARGIN: Final = 26
_WORDS: Final = 54  # the width of the words at a tick


@dataclass(frozen=True)
class Mark:
    """One moment on its line; `number` is that of its row in the table."""

    number: int
    row: TimeRow
    x: float
    y: float
    label_x: float
    label_anchor: str


@dataclass(frozen=True)
class Drawing:
    """Where everything is, in the units of the drawing.

    Attributes:
        name: Tells the two drawings of a page apart.
        left, right: The ends of the scale.
        boundary_x: Where the deadline is.
        band: Where the tolerance begins and ends; None where there is none.
    """

    name: str
    width: int
    height: int
    left: float
    right: float
    boundary_x: float
    top: int
    bottom: int
    band: tuple[float, float] | None
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]


def drawing_of(
    rows: Sequence[TimeRow], tolerance: timedelta, *, name: str, width: int, line: int, gutter: int
) -> Drawing | None:
    """Return the drawing; None for a mail without a boundary.

    Args:
        rows: In order of time.
        tolerance: Around the boundary.
        name: Of the drawing.
        width: Of the whole.
        line: Height of the line of a moment.
        gutter: Room for labels at the left; 0 puts them above their lines.
    """
    distances = [row.distance for row in rows if row.distance is not None]
    if not distances:
        return None
    left, right = gutter + _MARGIN, width - _MARGIN
    middle = (left + right) / 2
    span = max([*map(abs, distances), tolerance, _LEAST_SPAN]) * 1.6

    def place(distance: timedelta) -> float:
        share = _log(distance) / _log(span)
        return round(middle + math.copysign(share, distance.total_seconds()) * (middle - left), 1)

    marks = []
    for number, (row, distance) in enumerate(zip(rows, distances, strict=True), start=1):
        x, y = place(distance), _TOP + line * (number - 0.5) + (0 if gutter else line * 0.22)
        marks.append(Mark(number, row, x, y, gutter - 8.0 if gutter else x, _anchor(x, width)))
    ticks = [
        (place(sign * length), f"{_MINUS if sign < 0 else '+'}{words}")
        for length, words in _TICKS
        for sign in (-1, 1)
        if length < span
    ]
    return Drawing(
        name=name,
        width=width,
        height=_TOP + line * len(rows) + _BOTTOM,
        left=left,
        right=right,
        boundary_x=middle,
        top=_TOP,
        bottom=_TOP + line * len(rows),
        band=(place(-tolerance), place(tolerance)) if tolerance else None,
        marks=tuple(marks),
        ticks=tuple(_apart(ticks, middle)),
    )


def _log(length: timedelta) -> float:
    # A tenth of a second is still told from none.
    return math.log1p(abs(length).total_seconds() * 10)


def _anchor(x: float, width: int) -> str:
    if x < width * 0.3:
        return "start"
    return "end" if x > width * 0.7 else "middle"


def _apart(ticks: Sequence[tuple[float, str]], middle: float) -> list[tuple[float, str]]:
    """Leave out ticks whose words would touch those of one nearer to the boundary."""
    kept: list[tuple[float, str]] = []
    for x, words in sorted(ticks, key=lambda tick: abs(tick[0] - middle)):
        if abs(x - middle) >= _WORDS and all(abs(x - other) >= _WORDS for other, _ in kept):
            kept.append((x, words))
    return sorted(kept)
