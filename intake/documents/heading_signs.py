"""Kinds that a heading names in words of its own: all of some words on it, in whatever order.

"Gemeenten waarmee wij een Wmo-contract hebben" is no name that anybody could list, and yet says
what follows. A heading stands at the top, or is set larger than what is below it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from intake.documents.kind_names import Names
from intake.documents.kind_sign import Rule, Sign
from intake.documents.page_words import TITLE_AREA, PageWords, Place

_HEADING: Final = 70
_MOST_WORDS: Final = 14
_FIRST_LINES: Final = 6
_LINES_BESIDE_HEADINGS: Final = 3

_NUMBER: Final = re.compile(r"\d{5}")
"""Of a row in a list; a year has four digits."""


def heading_signs(page: PageWords, number: int, names: Names) -> Iterator[Sign]:
    """Yield each kind that a heading on a page names, with the weightiest of its words."""
    found: set[str] = set()
    for heading in _headings(page):
        words = page.quoted(heading)
        for kind in names.headed(words):
            if kind not in found:
                found.add(kind)
                yield Sign(kind, Rule.HEADING, _HEADING, words, number, page.by_ocr)


def _headings(page: PageWords) -> Iterator[Place]:
    """Yield the headings near the top; one that goes on in the next line also as a whole."""
    single = [place for place in _lines(page) if _is_heading(page, place)]
    yield from single
    for place, following in pairwise(single):
        if following.start == place.end + 1:
            yield Place(place.start, following.end)


def _lines(page: PageWords) -> Iterator[Place]:
    larger = page.larger_lines
    first = _LINES_BESIDE_HEADINGS if larger else _FIRST_LINES
    for number, line in enumerate(page.lines):
        if line.start >= TITLE_AREA:
            return
        place = Place(line.start, line.start + len(line.words))
        if number < first or line.words in larger or page.is_subject(place):
            yield place


def _is_heading(page: PageWords, place: Place) -> bool:
    number = page.line_number(place)
    raw = page.lines[number].raw.strip()
    is_field = ":" in raw.rstrip(": ") and not page.is_subject(place)
    return (
        len(page.quoted(place).split()) <= _MOST_WORDS
        and not is_field
        and not _NUMBER.search(raw)
        and page.is_title(place)
        and not page.is_running(number)
    )
