"""The headings of a page: lines set clearly larger or heavier than its normal text."""

import collections
from collections.abc import Sequence
from typing import Final

from intake.documents.pdf_page_text import TextLine

MOST_HEADINGS: Final = 5
LONGEST_HEADING: Final = 200

_LARGER: Final = 1.15
_MOST_WORDS = 20


def headings_of(lines: Sequence[TextLine]) -> tuple[str, ...]:
    """Return the headings, the largest first and those of one size from the top of the page."""
    set_lines = [line for line in lines if line.size > 0]
    if not set_lines:
        return ()
    normal, normal_is_bold = _normal(set_lines)
    found = [
        line
        for line in set_lines
        if (
            line.size >= _LARGER * normal
            or (line.is_bold and not normal_is_bold and line.size >= normal)
        )
        and any(map(str.isalpha, line.text))
        and len(line.text.split()) <= _MOST_WORDS
    ]
    found.sort(key=lambda line: -round(line.size, 1))
    return tuple(line.text[:LONGEST_HEADING] for line in found[:MOST_HEADINGS])


def _normal(lines: Sequence[TextLine]) -> tuple[float, bool]:
    """Return the size in which most letters are set, and whether most of those are bold."""
    letters: collections.Counter[float] = collections.Counter()
    bold: collections.Counter[float] = collections.Counter()
    for line in lines:
        size = round(line.size, 1)
        letters[size] += len(line.text)
        bold[size] += len(line.text) * line.is_bold
    size = max(letters, key=lambda one: letters[one])
    return size, 2 * bold[size] > letters[size]
