"""What there is to search on one page of a document, and why it counts as that."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class PageText(StrEnum):
    """What a reader who searches for a word finds on a page."""

    TEXT = "text"  # real text that reads as language
    OCR = "ocr"  # a picture of the page with invisible text that covers it and reads as language
    PARTLY = "partly"  # a scan on which only a header, a stamp or a letter is text
    IMAGE = "image"  # a picture alone
    OUTLINES = "outlines"  # letters drawn as lines and curves
    GARBLED = "garbled"  # looks like text and is none: codes without meaning
    BLANK = "blank"  # nothing on it; there is nothing to search either
    UNREADABLE = "unreadable"  # does not load


SEARCHABLE_PAGES: Final = frozenset({PageText.TEXT, PageText.OCR, PageText.BLANK})

FOR_OCR: Final = frozenset({PageText.PARTLY, PageText.IMAGE, PageText.OUTLINES, PageText.GARBLED})
"""Pages that a machine can try to read by their looks."""


@dataclass(frozen=True)
class PageFacts:
    """What was seen on one page.

    Attributes:
        text: What it counts as.
        letters: Letters of its text, before that was cut.
        picture: Percent of the page that pictures cover, 0 to 100.
        language: Percent of its words that read as language; None where there are too few.
        reason: Which figure decided, for whoever doubts it; English, nothing of the page.
        headings: Lines set larger or heavier than the others, the largest first.
    """

    text: PageText
    letters: int = 0
    picture: int = 0
    language: int | None = None
    reason: str = ""
    headings: tuple[str, ...] = ()
