"""What a page counts as: judged by where its pictures are and where its text lies.

A picture that takes less room than the text beside or on it is an ordinary one: a logo, a photo,
the paper of a letter. Where a picture takes more, the page may be a scan, and the text has to lie
where the picture shows writing. That is first told by the room that the text takes, and in doubt
by looking at the picture. Beyond the bounds of looking, the room alone decides.

Text that nobody sees and no picture explains (white on white, off the page, of one point) does
not count. A page number alone, on a page without a picture, makes a page with text: all that is
on it can be searched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from intake.documents.page_grid import Grid
from intake.documents.pdf_page_look import Look
from intake.documents.reads_as_language import Reading
from intake.domain.page import PageText

_PICTURE_PAGE: Final = 50
"""Percent of the page from which a picture may be the page itself."""

_SMALL_PICTURE: Final = 8
_TINY_PICTURE: Final = 2
_SURELY_COVERED: Final = 45
_COVERED_UNSEEN: Final = 15
"""Percent of a picture that text must take when it cannot be looked at."""

_HIDDEN_SHARE: Final = 60
_SEEN_SHARE: Final = 50
_SEEN_SHARE_BESIDE: Final = 30
_POOR_READING: Final = 50
_FEWEST_OUTLINES: Final = 40
_ENOUGH_LETTERS: Final = 400
"""On a page with more text, shapes are not looked at: they are a part of it at most."""


@dataclass(frozen=True)
class PageParts:
    """What a page consists of, as masks of its grid.

    Attributes:
        pictures: Covered by pictures.
        seen: Touched by text that is seen.
        hidden: Touched by text without ink, or under a picture.
        reading: How the text that counts reads.
        seen_letters: Of the text that is seen.
        outlines: Letters that are drawn as shapes.
        look: Draws the page and looks; None when that is not possible or would cost too much.
    """

    grid: Grid
    pictures: int
    seen: int
    hidden: int
    reading: Reading
    seen_letters: int
    outlines: Callable[[], int]
    look: Callable[[], Look | None]


def classify(parts: PageParts) -> tuple[PageText, str]:
    """Return what a page counts as, and the figure that decided."""
    if not parts.seen | parts.hidden:
        return _without_text(parts)
    picture = parts.grid.share(parts.pictures)
    text = (parts.seen | parts.hidden).bit_count()
    if picture >= _PICTURE_PAGE or (
        picture >= _SMALL_PICTURE and text < parts.pictures.bit_count()
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
    if not parts.hidden and parts.seen_letters < _ENOUGH_LETTERS:
        outlines = parts.outlines()
        if outlines >= max(_FEWEST_OUTLINES, 2 * parts.seen_letters):
            return (
                PageText.OUTLINES,
                f"{outlines} letters drawn as shapes, {parts.seen_letters} of text",
            )
    return _read(parts, PageText.TEXT, "text without a large picture")


def _with_large_picture(parts: PageParts, picture: int) -> tuple[PageText, str]:
    text = parts.seen | parts.hidden
    is_hidden = 2 * (parts.hidden & ~parts.seen).bit_count() > text.bit_count()
    kind = PageText.OCR if is_hidden else PageText.TEXT
    taken = 100 * (text & parts.pictures).bit_count() // parts.pictures.bit_count()
    words = f"picture {picture} %, text covers {taken} % of it"
    if taken >= _SURELY_COVERED:
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
