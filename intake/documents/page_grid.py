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
        return sum(row << (number * self.columns) for number in range(bottom, top))

    def share(self, mask: int) -> int:
        """Return how many percent of the page a mask has."""
        return 100 * mask.bit_count() // self.cells


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
