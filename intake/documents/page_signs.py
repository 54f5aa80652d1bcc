"""The signs by which the words of a page point to a kind of document, with their weights.

A heading near the top says what a document is. A word further on may just as well be about
another document (a form lists its enclosures, a letter names what comes with it), so by itself
it decides nothing; together with other signs it does.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from intake.documents.heading_signs import heading_signs
from intake.documents.kind_names import Hit, Names, goes_on
from intake.documents.kind_sign import SHARED_TITLE, SUBJECT, TITLE, Rule, Sign
from intake.documents.page_words import TITLE_AREA, PageWords

_TITLE_LOSS: Final = 60  # one point less for so many characters further down
_LOWER_TITLE: Final = 50
_SENTENCE: Final = 60
_SENTENCE_LATER: Final = 40
_MENTION: Final = 25
_ELSEWHERE: Final = 15
_IN_A_CROWD: Final = 10
_LAYOUT: Final = 10

_CROWD = 2
_CROWD_DISTANCE = 120
_BELOW_ANOTHER = 60


def first_page_signs(page: PageWords, number: int, names: Names) -> list[Sign]:
    """Return all signs on the page with which a document begins."""
    return [
        *name_signs(page, number, names),
        *heading_signs(page, number, names),
        *_sentences(page, number, names, _SENTENCE),
        *layout_signs(page, number, names),
    ]


def name_signs(page: PageWords, number: int, names: Names) -> list[Sign]:
    """Return the signs of kinds that are named on a page, as its title or in its text."""
    hits = names.hits(page)
    titles = [
        hit
        for hit in hits
        if page.is_title(hit.place, goes_on=goes_on(hit, hits, page)) and not _in_a_crowd(hit, hits)
    ]
    return [
        Sign(hit.kind, *weighed, page.quoted(hit.place), number, page.by_ocr)
        for hit in hits
        if (weighed := _weighed(hit, hits, titles, page)) is not None
    ]


def later_page_signs(page: PageWords, number: int, names: Names) -> list[Sign]:
    """Return the signs on a page by which a document goes on; names there may be of others."""
    return [
        *_sentences(page, number, names, _SENTENCE_LATER, exactly=True),
        *layout_signs(page, number, names),
    ]


def foreign_signs(page: PageWords, number: int, names: Names) -> list[Sign]:
    """Return the signs of the kinds of which a page has a sentence."""
    sentences = [*_sentences(page, number, names, _SENTENCE, exactly=True)]
    return [*sentences, *layout_signs(page, number, names)] if sentences else []


def _weighed(
    hit: Hit, hits: Sequence[Hit], titles: Sequence[Hit], page: PageWords
) -> tuple[Rule, int] | None:
    """Return how much a place says about what the document is; None: nothing."""
    if hit in titles:
        lower = _is_below_another(hit, titles)
        most = _LOWER_TITLE if lower else SHARED_TITLE if hit.shared else TITLE
        if page.is_subject(hit.place):
            # A letter about a document is seldom the document.
            most = min(most, SUBJECT)
        return Rule.TITLE, min(most, TITLE - hit.place.start // _TITLE_LOSS)
    if hit.title_only or hit.shared:
        return None
    if _in_a_crowd(hit, hits):
        return Rule.TEXT, _IN_A_CROWD
    return Rule.TEXT, _MENTION if hit.place.start < TITLE_AREA else _ELSEWHERE


def _is_below_another(hit: Hit, titles: Sequence[Hit]) -> bool:
    """Tell whether the title of another kind stands clearly above it.

    A common word below the full name of another kind, as "en onderbouwing", goes on with that.
    """
    return any(
        other.kind != hit.kind
        and other.place.end + (_BELOW_ANOTHER if hit.title_only <= other.title_only else 0)
        <= hit.place.start
        for other in titles
    )


def _in_a_crowd(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Tell whether the words stand in a list of documents: those of others are close by."""
    others = {
        other.kind
        for other in hits
        if other.kind != hit.kind
        and not other.shared
        and (other.place.end <= hit.place.start or hit.place.end <= other.place.start)
        and abs(other.place.start - hit.place.start) <= _CROWD_DISTANCE
    }
    return len(others) >= _CROWD


def _sentences(
    page: PageWords, number: int, names: Names, weight: int, *, exactly: bool = False
) -> Iterator[Sign]:
    for kind, place in names.sentences(page, exactly=exactly):
        yield Sign(kind, Rule.SENTENCE, weight, page.quoted(place), number, page.by_ocr)


def layout_signs(page: PageWords, number: int, names: Names) -> Iterator[Sign]:
    """Yield the words on a page that are typical of a kind, each once."""
    for kind, words in names.layout(page):
        yield Sign(kind, Rule.LAYOUT, _LAYOUT, words, number, page.by_ocr)
