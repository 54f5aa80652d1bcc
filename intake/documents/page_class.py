"""What a page counts as: judged by where its pictures are and where its text lies.

A picture that takes less room than the text beside or on it is an ordinary one: a logo, a photo,
the paper of a letter. Where a picture takes more, the page may be a scan, and the text has to lie
where the picture shows writing. That is first told by the room that the text takes, and in doubt
by looking at the picture. Beyond the bounds of looking, the room alone decides.

Text that nobody sees and no picture explains (white on white, off the page, of one point) does
not count. A page number alone, on a page without a picture, makes a page with text: all that is
on it can be searched.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from intake.documents.page_grid import Grid
from intake.documents.pdf_line_sight import mask_of
from intake.documents.pdf_page_look import Look
from intake.documents.pdf_page_text import TextLine
from intake.documents.reads_as_language import Reading
from intake.domain.page import PageText

_PICTURE_PAGE: Final = 50
"""Percent of the page from which a picture may be the page itself."""

_SMALL_PICTURE: Final = 8
_TINY_PICTURE: Final = 2
_SURELY_COVERED: Final = 45
_LIKELY_COVERED: Final = 28
_LIKELY_REACH: Final = 55
"""Percent of the page that text reaches along, in both directions."""

_COVERED_UNSEEN: Final = 15
"""Percent of a picture that text must take when it cannot be looked at."""

_HIDDEN_SHARE: Final = 60
_SEEN_SHARE: Final = 50
_SEEN_SHARE_BESIDE: Final = 30
_POOR_READING: Final = 50
_FEWEST_OUTLINES: Final = 40
_ENOUGH_LETTERS: Final = 400
"""On a page with more text, shapes are not looked at: they are a part of it at most."""


@dataclass
class PageParts:
    """What a page consists of.

    Attributes:
        pictures: Mask of the cells that pictures cover.
        seen: Lines of text that are seen.
        hidden: Lines without ink, or under a picture.
        reading: How the text that counts reads.
        outlines: Counts the letters that are drawn as shapes.
        look: Draws the page and looks; None when that is not possible or would cost too much.
    """

    grid: Grid
    pictures: int
    seen: Sequence[TextLine]
    hidden: Sequence[TextLine]
    reading: Reading
    outlines: Callable[[], int]
    look: Callable[[], Look | None]

    @cached_property
    def text_cells(self) -> int:
        """The cells that text touches."""
        return mask_of(self.grid, self.seen) | mask_of(self.grid, self.hidden)

    @property
    def is_mostly_hidden(self) -> bool:
        """Whether most of the cells with text have no text that is seen."""
        unseen = self.text_cells & ~mask_of(self.grid, self.seen)
        return 2 * unseen.bit_count() > self.text_cells.bit_count()


def classify(parts: PageParts) -> tuple[PageText, str]:
    """Return what a page counts as, and the figure that decided."""
    if not parts.seen and not parts.hidden:
        return _without_text(parts)
    picture = parts.grid.share(parts.pictures)
    if picture >= _PICTURE_PAGE or (
        picture >= _SMALL_PICTURE and parts.text_cells.bit_count() < parts.pictures.bit_count()
    ):
        return _with_large_picture(parts, picture)
    return _of_text(parts)


def _without_text(parts: PageParts) -> tuple[PageText, str]:
    picture = parts.grid.share(parts.pictures)
    outlines = parts.outlines()
    if outlines >= _FEWEST_OUTLINES:
        return PageText.OUTLINES, f"{outlines} letters drawn as shapes, no text"
    if not parts.pictures or picture < _TINY_PICTURE:
        return PageText.BLANK, "no text and no picture"
    look = parts.look()
    if look is not None and look.is_empty:
        return PageText.BLANK, f"picture {picture} %, nothing on it"
    return PageText.IMAGE, f"picture {picture} %, no text"


def _of_text(parts: PageParts) -> tuple[PageText, str]:
    if not parts.seen:
        if parts.pictures or parts.outlines() >= _FEWEST_OUTLINES:
            return _read(parts, PageText.OCR, "text behind what is drawn")
        return PageText.BLANK, "text that is not seen, and nothing else"
    letters = sum(len(line.text) for line in parts.seen)
    if not parts.hidden and letters < _ENOUGH_LETTERS:
        outlines = parts.outlines()
        if outlines >= max(_FEWEST_OUTLINES, 2 * letters):
            return (
                PageText.OUTLINES,
                f"{outlines} letters drawn as shapes, {letters} of text",
            )
    return _read(parts, PageText.TEXT, "text without a large picture")


def _with_large_picture(parts: PageParts, picture: int) -> tuple[PageText, str]:
    text, is_hidden = parts.text_cells, parts.is_mostly_hidden
    kind = PageText.OCR if is_hidden else PageText.TEXT
    taken = 100 * (text & parts.pictures).bit_count() // parts.pictures.bit_count()
    words = f"picture {picture} %, text covers {taken} % of it"
    if taken >= _SURELY_COVERED or (
        taken >= _LIKELY_COVERED and parts.grid.reach(text) >= _LIKELY_REACH
    ):
        return _read(parts, kind, words)
    look = parts.look()
    if look is None:
        share, needed = taken, _COVERED_UNSEEN
    else:
        beside = look.ink & parts.pictures & ~text
        share = 100 * text.bit_count() // (text.bit_count() + beside.bit_count())
        needed = _needed(is_hidden=is_hidden, picture=picture)
        words += f", {share} % of what is written"
    if share >= needed:
        return _read(parts, kind, words)
    return PageText.PARTLY, words


def _needed(*, is_hidden: bool, picture: int) -> int:
    if is_hidden:
        return _HIDDEN_SHARE
    return _SEEN_SHARE if picture >= _PICTURE_PAGE else _SEEN_SHARE_BESIDE


def _read(parts: PageParts, kind: PageText, words: str) -> tuple[PageText, str]:
    """Return the class unless the text only looks like text."""
    reading = parts.reading
    if reading.garbled:
        return PageText.GARBLED, f"{words}; {reading.garbled}"
    if kind is PageText.OCR and reading.language is not None and reading.language < _POOR_READING:
        return PageText.GARBLED, f"{words}; {reading.language} % of its words read"
    return kind, words
