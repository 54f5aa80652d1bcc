"""The signs by which pages, form fields and a name point to a kind of document, with weights.

A heading near the top says what a document is. A word further on may just as well be about
another document (a form lists its enclosures, a letter names what comes with it), so by itself
it decides nothing; together with other signs it does.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import Final

from intake.documents.page_words import TITLE_AREA, PageWords, Place
from intake.documents.phrase_index import PhraseIndex
from intake.documents.plain_words import name_phrase, phrase, plain, plain_name
from intake.domain.document_form import FormField
from intake.domain.round import DocumentKind


class Rule(StrEnum):
    """Which key of the rules a sign comes from, the weightiest first."""

    TITLE = "title"
    SENTENCE = "sentence"
    TEXT = "text"
    FILE_TITLE = "file_title"  # the file's own description of itself
    LAYOUT = "layout"
    FIELDS = "fields"
    FILE_NAME = "file_name"


TITLE: Final = 85
_TITLE_LOSS: Final = 60  # one point less for so many characters further down
SHARED_TITLE: Final = 50
_LOWER_TITLE: Final = 50
_SENTENCE: Final = 60
_SENTENCE_LATER: Final = 40
_MENTION: Final = 25
_ELSEWHERE: Final = 15
_IN_A_CROWD: Final = 10
_FILE_TITLE: Final = 35
_LAYOUT: Final = 10
_FIELD: Final = 12
FILE_NAME: Final = 40

_CROWD = 2
_CROWD_DISTANCE = 120
_BELOW_ANOTHER = 60
_LETTERS_OF_SUBSTRING = 6
_FIELDS_READ = 400
_HALF = 0.5


@dataclass(frozen=True)
class Sign:
    """One thing that points to a kind.

    Attributes:
        weight: 1 to 99: how sure it alone would make anybody, in percent.
        page: Counted from 1; 0 for what stands on no page.
        words: As they are compared: small letters, no accents.
        by_ocr: A machine read them by their looks.
    """

    kind: str
    rule: Rule
    weight: int
    words: str
    page: int = 0
    by_ocr: bool = False

    @property
    def evidence(self) -> str:
        """Where the words stand, and the words."""
        if self.page:
            return f"page {self.page}{' (OCR)' if self.by_ocr else ''}: '{self.words}'"
        return f"{_ELSEWHERE_NAMES[self.rule]}: '{self.words}'"


_ELSEWHERE_NAMES: Final = {
    Rule.FILE_TITLE: "title of the file",
    Rule.FIELDS: "form field",
    Rule.FILE_NAME: "file name",
}


@dataclass(frozen=True)
class _Hit:
    """A name of a kind, found on a page."""

    kind: str
    place: Place
    title_only: bool
    shared: bool

    @property
    def length(self) -> int:
        return self.place.end - self.place.start


@dataclass(frozen=True)
class Names:
    """What the kinds of a round are called, and which names several of them share.

    A phrase of one kind that is but a title of others belongs to the one whose phrase it is.
    """

    kinds: tuple[DocumentKind, ...]
    _more_special: dict[str, tuple[str, ...]] = field(init=False)
    _names: PhraseIndex[tuple[str, bool, bool]] = field(init=False)
    _sentences: PhraseIndex[str] = field(init=False)
    _layout: PhraseIndex[str] = field(init=False)

    def __post_init__(self) -> None:
        """Make the indexes once for all pages."""
        names, phrases = (
            Counter(
                chain.from_iterable(
                    {name_phrase(text).words for text in of_kind(kind)} for kind in self.kinds
                )
            )
            for of_kind in (_names_of, _phrases_of)
        )
        entries = [
            *(
                (text, (kind.id, False, phrases[name_phrase(text).words] > 1))
                for kind, text in _each(self.kinds, _phrases_of)
            ),
            *(
                (text, (kind.id, True, names[name_phrase(text).words] > 1))
                for kind, text in _each(self.kinds, _titles_of)
            ),
        ]
        object.__setattr__(self, "_names", PhraseIndex(entries, name_phrase))
        object.__setattr__(self, "_more_special", _more_special(self.kinds))
        for name, of_kind in (("_sentences", _sentences_of), ("_layout", _layout_of)):
            found = ((text, kind.id) for kind, text in _each(self.kinds, of_kind))
            object.__setattr__(self, name, PhraseIndex(found))

    def hits(self, page: PageWords) -> list[_Hit]:
        """Return every place on a page where a kind is named."""
        hits = [
            _Hit(kind, place, title_only, shared)
            for text, (kind, title_only, shared) in self._names.likely(page)
            for place in page.places(name_phrase(text))
            if not self._is_of_another(kind, place, page)
        ]
        return [hit for hit in hits if not page.joins_lines(hit.place) or _goes_on(hit, hits, page)]

    def _is_of_another(self, kind: str, place: Place, page: PageWords) -> bool:
        """Tell whether the title with these words goes on to name another paper."""
        others = (other for text in self._more_special[kind] for other in page.places(phrase(text)))
        return any(page.shares_line(place, other) for other in others) and page.is_title(place)

    def sentences(self, page: PageWords, *, exactly: bool) -> Iterator[tuple[str, Place]]:
        """Yield the kinds of which a sentence stands on a page, and where."""
        for text, kind in self._sentences.likely(page, exactly=exactly):
            for place in page.places(phrase(text), exactly=exactly)[:1]:
                yield kind, place

    def layout(self, page: PageWords) -> Iterator[tuple[str, str]]:
        """Yield the kinds of which a typical word stands on a page, and the word."""
        for text, kind in self._layout.likely(page, exactly=True):
            if page.places(phrase(text), exactly=True):
                yield kind, plain(text)


def _more_special(kinds: Sequence[DocumentKind]) -> dict[str, tuple[str, ...]]:
    """Return the titles of other papers that a kind alone has, not all kinds of the round."""
    of_how_many = Counter(text for kind in kinds for text in {*kind.other_titles})
    return {
        kind.id: tuple(text for text in kind.other_titles if of_how_many[text] < len(kinds))
        for kind in kinds
    }


def _each(
    kinds: Iterable[DocumentKind], texts_of: Callable[[DocumentKind], tuple[str, ...]]
) -> Iterator[tuple[DocumentKind, str]]:
    return ((kind, text) for kind in kinds for text in texts_of(kind))


@lru_cache(maxsize=50)
def names_of(kinds: tuple[DocumentKind, ...]) -> Names:
    """Return the names of the kinds of a round, counted once."""
    return Names(kinds)


def _names_of(kind: DocumentKind) -> tuple[str, ...]:
    return (*kind.phrases, *kind.titles)


def _phrases_of(kind: DocumentKind) -> tuple[str, ...]:
    return kind.phrases


def _titles_of(kind: DocumentKind) -> tuple[str, ...]:
    return kind.titles


def _sentences_of(kind: DocumentKind) -> tuple[str, ...]:
    return kind.sentences


def _layout_of(kind: DocumentKind) -> tuple[str, ...]:
    return kind.layout


def first_page_signs(page: PageWords, number: int, names: Names) -> list[Sign]:
    """Return all signs on the page with which a document begins."""
    return [
        *name_signs(page, number, names),
        *_sentences(page, number, names, _SENTENCE),
        *layout_signs(page, number, names),
    ]


def name_signs(page: PageWords, number: int, names: Names) -> list[Sign]:
    """Return the signs of kinds that are named on a page, as its title or in its text."""
    hits = names.hits(page)
    titles = [
        hit
        for hit in hits
        if page.is_title(hit.place, goes_on=_goes_on(hit, hits, page))
        and not _in_a_crowd(hit, hits)
    ]
    return [
        Sign(hit.kind, *weighed, page.quoted(hit.place), number, page.by_ocr)
        for hit in hits
        if (weighed := _weighed(hit, hits, titles)) is not None
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


def _weighed(hit: _Hit, hits: Sequence[_Hit], titles: Sequence[_Hit]) -> tuple[Rule, int] | None:
    """Return how much a place says about what the document is; None: nothing."""
    if hit in titles:
        lower = _is_below_another(hit, titles)
        most = _LOWER_TITLE if lower else SHARED_TITLE if hit.shared else TITLE
        return Rule.TITLE, min(most, TITLE - hit.place.start // _TITLE_LOSS)
    if hit.title_only or hit.shared:
        return None
    if _in_a_crowd(hit, hits):
        return Rule.TEXT, _IN_A_CROWD
    return Rule.TEXT, _MENTION if hit.place.start < TITLE_AREA else _ELSEWHERE


def _goes_on(hit: _Hit, hits: Sequence[_Hit], page: PageWords) -> bool:
    """Tell whether its first words alone are a title of the same kind, as of a certificate."""
    return not page.is_on_one_line(hit.place) and any(
        other.kind == hit.kind
        and other.place.start == hit.place.start
        and other.place.end < hit.place.end
        and page.is_title(other.place)
        for other in hits
    )


def _is_below_another(hit: _Hit, titles: Sequence[_Hit]) -> bool:
    """Tell whether the title of another kind stands clearly above it."""
    return any(
        other.kind != hit.kind and other.place.end + _BELOW_ANOTHER <= hit.place.start
        for other in titles
    )


def _in_a_crowd(hit: _Hit, hits: Sequence[_Hit]) -> bool:
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


def field_signs(fields: Sequence[FormField], kinds: Iterable[DocumentKind]) -> Iterator[Sign]:
    """Yield the names of form fields that are those of a kind's form, each once."""
    called = {plain(text) for item in fields[:_FIELDS_READ] for text in _called(item)}
    words = " | ".join(sorted(called))
    for kind in kinds:
        for text in kind.fields:
            if phrase(text).places(words):
                yield Sign(kind.id, Rule.FIELDS, _FIELD, plain(text))


def _called(item: FormField) -> tuple[str, str]:
    """Return the last of the names of a field, as forms number what stands above it, and label."""
    return item.name.rpartition(".")[2], item.label


def file_title_signs(title: str, kinds: Iterable[DocumentKind]) -> Iterator[Sign]:
    """Yield what the file's own title says where the name of a kind is most of it."""
    words = plain(title)
    for kind in kinds:
        for text in _names_of(kind):
            for start, end in name_phrase(text).places(words)[:1]:
                if not start or end - start >= _HALF * len(words):
                    yield Sign(kind.id, Rule.FILE_TITLE, _FILE_TITLE, words[start:end])


def file_name_signs(file_name: str, kinds: Iterable[DocumentKind]) -> Iterator[Sign]:
    """Yield what the name of the file says."""
    name = plain_name(file_name)
    for kind in kinds:
        for text in kind.file_names:
            if is_in_name(text, name) or name_phrase(text).places(name):
                yield Sign(kind.id, Rule.FILE_NAME, FILE_NAME, plain(text))


def is_in_name(text: str, name: str) -> bool:
    """Find a phrase in a plain file name, where people leave out every space and hyphen."""
    sought = phrase(text)
    if len(sought.compact) >= _LETTERS_OF_SUBSTRING and sought.compact in name.replace(" ", ""):
        return True
    return bool(sought.places(name))


def other_words(kind: DocumentKind, page: PageWords, name: str) -> str | None:
    """Return the words that show that it is not of a kind; None: there are none.

    Args:
        kind: That it is, or is not.
        page: With which the document begins.
        name: Plain words of the file's name; empty for a part of a file.
    """
    for text in kind.excludes:
        if page.places(phrase(text)):
            return plain(text)
    for text in kind.file_name_excludes:
        if is_in_name(text, name):
            return plain(text)
    headed = other_heading(kind, page)
    return page.quoted(headed) if headed else None


def other_heading(kind: DocumentKind, page: PageWords) -> Place | None:
    """Return the title of another paper where it stands above every name of the kind."""
    others = [
        place
        for text in kind.other_titles
        for place in page.places(phrase(text))
        if page.begins_line(place) and page.is_title(place)
    ]
    first = min(others, key=lambda place: place.start, default=None)
    if first is None:
        return None
    own = (place.start for text in _names_of(kind) for place in page.places(name_phrase(text)))
    return first if first.start < min(own, default=len(page.words)) else None
