"""Names of papers that head something far down in a text without pages.

A text file has no pages to tell where another paper begins in it, so none is told to. What heads
a line may be there all the same, and is not to be called missing.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from intake.documents.kind_names import Names
from intake.documents.kind_sign import SHARED_TITLE, Rule, Sign
from intake.documents.page_signs import name_signs
from intake.documents.page_words import TITLE_AREA, PageWords, Place

_MOST_LINES: Final = 3_000
_LONGEST: Final = 90


def headed_below(text: str, number: int, names: Names) -> Iterator[Sign]:
    """Yield the kinds of which the name heads a line below the title of a text.

    Args:
        text: All of it.
        number: Of the page that it counts as.
        names: Of the kinds of the round.
    """
    for raw in islice(text[TITLE_AREA:].splitlines()[1:], _MOST_LINES):
        if not raw.strip() or len(raw) > _LONGEST:
            continue
        line = PageWords(raw)
        for sign in name_signs(line, number, names):
            is_full = sign.rule is Rule.TITLE and sign.weight > SHARED_TITLE
            if is_full and not line.is_chapter(Place(0, len(sign.words))):
                yield sign
