"""A page as a grid of cells, so that what covers what is counted and not computed.

A mask is a whole number with one bit per cell, row after row from the bottom of the page.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

SHORT_SIDE: Final = 32
LONG_SIDE: Final = 44
"""Cells along an A4, of about half a centimetre each."""


class Box(NamedTuple):
    """Left, bottom, right and top in units of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def holds(self, point: tuple[float, float]) -> bool:
        x, y = point
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True)
class Grid:
    """The cells of one page."""

    page: Box
    columns: int
    rows: int

    @classmethod
    def of(cls, page: Box) -> "Grid":
        if page.width > page.height:
            return cls(page, LONG_SIDE, SHORT_SIDE)
        return cls(page, SHORT_SIDE, LONG_SIDE)

    @property
    def cells(self) -> int:
        return self.columns * self.rows

    def touched(self, box: Box) -> int:
        """Return the cells that a box lies on, wholly or in part."""
        return self._mask(box, 0.0)

    def covered(self, box: Box) -> int:
        """Return the cells whose middle a box covers; boxes side by side share none."""
        return self._mask(box, 0.5)

    def _mask(self, box: Box, inset: float) -> int:
        across, up = self.page.width / self.columns, self.page.height / self.rows
        left = _first((box.left - self.page.left) / across, inset, self.columns)
        right = _end((box.right - self.page.left) / across, inset, self.columns)
        bottom = _first((box.bottom - self.page.bottom) / up, inset, self.rows)
        top = _end((box.top - self.page.bottom) / up, inset, self.rows)
        if left >= right or bottom >= top:
            return 0
        row = ((1 << (right - left)) - 1) << left
        mask = 0
        for number in range(bottom, top):
            mask |= row << (number * self.columns)
        return mask

    def share(self, mask: int) -> int:
        """Return how many percent of the page a mask has."""
        return 100 * mask.bit_count() // self.cells

    def reach(self, mask: int) -> int:
        """Return how many percent of the rows, or of the columns, have a cell of a mask.

        Of both the smaller is told, since on a turned page the lines run upwards.
        """
        row = (1 << self.columns) - 1
        rows = [mask >> number * self.columns & row for number in range(self.rows)]
        across = 0
        for cells in rows:
            across |= cells
        up = sum(map(bool, rows))
        return min(100 * up // self.rows, 100 * across.bit_count() // self.columns)


def _first(place: float, inset: float, most: int) -> int:
    """Return the first cell at or after a place, counted from the point in it that decides."""
    if place <= 0:
        return 0
    return most if place >= most else _up(place - inset) if inset else int(place)


def _end(place: float, inset: float, most: int) -> int:
    if place >= most:
        return most
    return 0 if place <= 0 else _up(place - inset)


def _up(number: float) -> int:
    whole = int(number)
    return whole + 1 if number > whole else max(whole, 0)
