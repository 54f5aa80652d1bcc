"""What the kinds of a round are called, their sentences and their typical words, made ready."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from intake.documents.kind_sign import SUBJECT, Rule, Sign
from intake.documents.page_words import PageWords, Place
from intake.documents.phrase_index import PhraseIndex
from intake.documents.plain_words import Phrase, name_phrase, phrase, plain
from intake.domain.round import DocumentKind


@dataclass(frozen=True)
class Hit:
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
    _full: dict[str, tuple[Phrase, ...]] = field(init=False)
    _headings: tuple[tuple[str, tuple[Phrase, ...]], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Make the indexes once for all pages."""
        names, phrases = (
            Counter(
                chain.from_iterable(
                    {name_phrase(text).words for text in of_kind(kind)} for kind in self.kinds
                )
            )
            for of_kind in (names_of_kind, _phrases_of)
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
        headings = (
            (kind.id, tuple(phrase(word) for word in text.split()))
            for kind, text in _each(self.kinds, _headings_of)
        )
        object.__setattr__(self, "_headings", tuple(headings))
        full = {kind.id: tuple(map(name_phrase, kind.phrases)) for kind in self.kinds}
        object.__setattr__(self, "_full", full)

    def hits(self, page: PageWords) -> list[Hit]:
        """Return every place on a page where a kind is named."""
        hits = [
            Hit(kind, place, title_only, shared)
            for text, (kind, title_only, shared) in self._names.likely(page)
            for place in page.places(name_phrase(text))
            if not self._is_of_another(kind, place, page)
        ]
        return [hit for hit in hits if not page.joins_lines(hit.place) or goes_on(hit, hits, page)]

    def _is_of_another(self, kind: str, place: Place, page: PageWords) -> bool:
        """Tell whether the title with these words goes on to name another paper."""
        others = (other for text in self._more_special[kind] for other in page.places(phrase(text)))
        return any(page.shares_line(place, other) for other in others) and page.is_title(place)

    def sentences(self, page: PageWords, *, exactly: bool) -> Iterator[tuple[str, Place]]:
        """Yield the kinds of which a sentence stands on a page, and where."""
        for text, kind in self._sentences.likely(page, exactly=exactly):
            for place in page.places(phrase(text), exactly=exactly)[:1]:
                yield kind, place

    def heads(self, signs: Iterable[Sign]) -> bool:
        """Tell whether one of the signs is a full title, and no word of other papers as well."""
        return any(
            sign.rule is Rule.TITLE
            and sign.weight > SUBJECT
            and any(text.places(sign.words) for text in self._full[sign.kind])
            for sign in signs
        )

    def headed(self, words: str) -> Iterator[str]:
        """Yield the kinds of which a heading has all words of a rule, in whatever order."""
        for kind, sought in self._headings:
            if all(word.places(words) for word in sought):
                yield kind

    def layout(self, page: PageWords) -> Iterator[tuple[str, str]]:
        """Yield the kinds of which a typical word stands on a page, and the word."""
        for text, kind in self._layout.likely(page, exactly=True):
            if page.places(phrase(text), exactly=True):
                yield kind, plain(text)


def goes_on(hit: Hit, hits: Sequence[Hit], page: PageWords) -> bool:
    """Tell whether its first words alone are a title of the same kind, as of a certificate."""
    return not page.is_on_one_line(hit.place) and any(
        other.kind == hit.kind
        and other.place.start == hit.place.start
        and other.place.end < hit.place.end
        and page.is_title(other.place)
        for other in hits
    )


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


def names_of_kind(kind: DocumentKind) -> tuple[str, ...]:
    return (*kind.phrases, *kind.titles)


def _phrases_of(kind: DocumentKind) -> tuple[str, ...]:
    return kind.phrases


def _titles_of(kind: DocumentKind) -> tuple[str, ...]:
    return kind.titles


def _sentences_of(kind: DocumentKind) -> tuple[str, ...]:
    return kind.sentences


def _headings_of(kind: DocumentKind) -> tuple[str, ...]:
    return kind.headings


def _layout_of(kind: DocumentKind) -> tuple[str, ...]:
    return kind.layout
