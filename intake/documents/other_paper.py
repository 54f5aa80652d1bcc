"""The words by which a document is shown not to be of a kind."""

import re
from typing import Final

from intake.documents.file_signs import is_in_name
from intake.documents.kind_names import names_of_kind
from intake.documents.page_words import PageWords, Place
from intake.documents.plain_words import name_phrase, phrase, plain
from intake.domain.round import DocumentKind

_ANNEX: Final = re.compile(r"\b(?:bijlagen?|annex|behorend|behoort)\b")


def other_words(kind: DocumentKind, page: PageWords, name: str) -> str | None:
    """Return the words that show that it is not of a kind; None: there are none.

    Args:
        kind: That it is, or is not.
        page: With which the document begins.
        name: Plain words of the file's name; empty for a part of a file.
    """
    for text in kind.excludes:
        # What denies has to be read right: a slip or two turn "niet is gebleken" into "er is".
        if page.places(phrase(text), exactly=True):
            return plain(text)
    for text in kind.file_name_excludes:
        if is_in_name(text, name):
            return plain(text)
    headed = other_heading(kind, page)
    return page.quoted(headed) if headed else None


def _is_annex(page: PageWords, place: Place) -> bool:
    """Tell whether the line, or the next one, says that it is an annex of such a paper."""
    number = page.line_number(place)
    return any(_ANNEX.search(line.words) for line in page.lines[number : number + 2])


def other_heading(kind: DocumentKind, page: PageWords) -> Place | None:
    """Return the title of another paper where it stands above every name of the kind."""
    others = [
        place
        for text in kind.other_titles
        for place in page.places(phrase(text))
        if page.begins_line(place) and page.is_title(place) and not _is_annex(page, place)
    ]
    first = min(others, key=lambda place: place.start, default=None)
    if first is None:
        return None
    own = (place.start for text in names_of_kind(kind) for place in page.places(name_phrase(text)))
    return first if first.start < min(own, default=len(page.words)) else None
