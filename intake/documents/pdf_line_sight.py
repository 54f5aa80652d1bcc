"""Which lines of a page are seen, which lie hidden behind a picture, and which do not count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from intake.documents.page_grid import Box, Grid
from intake.documents.pdf_page_look import Look
from intake.documents.pdf_page_objects import PageObjects, Picture, is_ground_under
from intake.documents.pdf_page_text import TextLine

_PERCENT_THAT_HIDES: Final = 40
_SMALLEST_TYPE: Final = 2.0
_SMALLEST_SHARE: Final = 1 / 300
"""Of the height of the page; a page may be measured in other units than points."""


@dataclass
class Sight:
    """Sorts lines by what else is drawn on their page.

    Attributes:
        pictures: Mask of the cells that pictures cover.
        look: Draws the page and looks; None when it cannot.
    """

    grid: Grid
    objects: PageObjects
    pictures: int
    look: Callable[[], Look | None]

    def sorted_lines(self, lines: Sequence[TextLine]) -> tuple[list[TextLine], list[TextLine]]:
        """Return the lines that are seen and those that are hidden; the others do not count."""
        seen: list[TextLine] = []
        hidden: list[TextLine] = []
        for line in lines:
            if not is_on(self.grid.page, line) or _is_tiny(line, self.grid.page):
                continue
            if line.is_invisible or self._is_under_a_picture(line):
                hidden.append(line)
            elif not line.is_white or self._shows_in_white(line):
                seen.append(line)
        return seen, hidden

    def _is_under_a_picture(self, line: TextLine) -> bool:
        if not self._covers:
            return False
        order = self._orders.get(line.address, 0)
        return any(
            0 < order < cover.order and cover.box.holds(line.centre) for cover in self._covers
        )

    def _shows_in_white(self, line: TextLine) -> bool:
        order = self._orders.get(line.address, 0)
        if is_ground_under(self.objects, order, line.centre):
            return True
        mask = cells_of(self.grid, line)
        if not mask & self.pictures:
            return False
        look = self.look()
        return look is None or look.is_dark(mask)

    @cached_property
    def _covers(self) -> list[Picture]:
        return [
            picture
            for picture in self.objects.pictures
            if self.grid.share(self.grid.covered(picture.box)) >= _PERCENT_THAT_HIDES
        ]

    @cached_property
    def _orders(self) -> dict[int, int]:
        return self.objects.text_orders()


def is_on(page: Box, line: TextLine) -> bool:
    """Tell whether a line lies on a page, if only in part."""
    boxes = line.boxes
    return boxes[0].meets(page) if len(boxes) == 1 else any(box.meets(page) for box in boxes)


def cells_of(grid: Grid, line: TextLine) -> int:
    """Return the cells that a line touches."""
    return mask_of(grid, [line])


def mask_of(grid: Grid, lines: Sequence[TextLine]) -> int:
    """Return the cells that lines touch."""
    mask = 0
    for line in lines:
        for box in line.boxes:
            mask |= grid.touched(box)
    return mask


def _is_tiny(line: TextLine, page: Box) -> bool:
    return 0 < line.size < _SMALLEST_TYPE and line.size < _SMALLEST_SHARE * page.height
