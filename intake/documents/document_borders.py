"""Where in a file another document begins: each sign for it and against it, with points.

A heading that names another paper is not enough: forms and plans have chapters of such names.
It takes more, e.g. that pages are counted from 1 again, or that the page has the words of that
paper as well. Where the points nearly suffice, the border is drawn and called unsure, so that
nobody claims to know what follows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from intake.documents.kind_names import Names
from intake.documents.kind_sign import Rule, Sign
from intake.documents.kind_vocabulary import OF_NO_KIND
from intake.documents.other_paper import other_heading, other_words
from intake.documents.page_numbering import PageNumber
from intake.documents.page_sight import PageSight
from intake.documents.page_signs import first_page_signs, foreign_signs, name_signs
from intake.documents.page_words import Place
from intake.documents.plain_words import name_phrase
from intake.documents.weigh_kinds import THRESHOLD, weigh

SURE: Final = 4
UNSURE: Final = 3
UNSURE_UNHEADED: Final = 2
_MANY_LAYOUT: Final = 2
_MANY_WORDS: Final = 50
_SURELY, _LIKELY, _UNLIKELY, _HARDLY = 0.9, 0.75, 0.2, 0.1

_GOING_ON = re.compile(r"\s*[a-z]+[ ,;.](?=[\s\w])")


@dataclass(frozen=True)
class Reason:
    """One sign for another document (points above 0) or for the same one (below 0)."""

    points: int
    words: str


_NEXT_NUMBER: Final = Reason(-6, "its page number is the next one")
_CHAPTER: Final = Reason(-3, "the heading is that of a chapter")


@dataclass(frozen=True)
class Border:
    """What speaks for a page to begin another document.

    Attributes:
        page: Counted from 1.
        headed: Whether it has a title of its own.
        titled: The signs that its title gives of other kinds than that of the document before.
    """

    page: int
    reasons: tuple[Reason, ...]
    headed: bool = False
    titled: tuple[Sign, ...] = ()

    @property
    def is_numbered_on(self) -> bool:
        """Whether nothing was looked at but that its number is the next one."""
        return self.reasons == (_NEXT_NUMBER,)

    @property
    def points(self) -> int:
        """All taken together."""
        return sum(reason.points for reason in self.reasons)

    @property
    def is_drawn(self) -> bool:
        """Whether another document begins here, perhaps."""
        return self.is_sure or self.points >= (UNSURE if self.headed else UNSURE_UNHEADED)

    @property
    def is_sure(self) -> bool:
        """Whether another document begins here."""
        return self.points >= SURE


class Running:
    """The document that is being read, page after page."""

    def __init__(self, first: PageSight, names: Names) -> None:
        self._names = names
        self._first = first
        self._last = first

    def goes_on(self, page: PageSight) -> None:
        """Take in one more page with text."""
        self._last = page

    @cached_property
    def kind(self) -> str | None:
        """What it seems to be by the page it begins with; None: nobody knows."""
        if self._first.is_mail:
            return None
        likely = [
            item
            for item in weigh(first_page_signs(self._first.words, self._first.number, self._names))
            if item.confidence >= THRESHOLD and not _is_other(self._first, item.kind, self._names)
        ]
        return likely[0].kind if likely else None

    def border(self, page: PageSight) -> Border:
        """Return what speaks for a page to begin another document."""
        if self._is_next_number(page):
            # It outweighs all that could speak for another document, and yet a whole dossier
            # may have been numbered after it was merged.
            return Border(page.number, (_NEXT_NUMBER,), titled=self._foreign(page))
        titles = _titles(page, self._names)
        other = None if titles else _other_heading(page, self._names)
        reasons = [
            *self._by_numbers(page),
            *self._by_shape(page, frozenset(sign.words for sign in titles)),
            *self._by_title(page, titles),
            *self._by_words(page),
        ]
        if other is not None and other not in self._first.running:
            reasons += _of_other_heading(page, other)
        foreign = tuple(sign for sign in titles if sign.kind != self.kind)
        return Border(page.number, tuple(reasons), bool(titles or other), foreign)

    def _foreign(self, page: PageSight) -> tuple[Sign, ...]:
        return tuple(
            sign
            for sign in _titles(page, self._names)
            if sign.kind != self.kind and not _is_chapter(page, sign.words)
        )

    def _is_next_number(self, page: PageSight) -> bool:
        before, now = self._last.numbered, page.numbered
        pages = page.number - self._last.number
        return now is not None and before is not None and now.follows(before, pages)

    def _by_numbers(self, page: PageSight) -> Iterator[Reason]:
        before, now = _not_bare(self._last.numbered), _not_bare(page.numbered)
        if now is not None and now.number == 1:
            yield Reason(4 if before else 2 if now.total else 1, "it is numbered 1")
        elif before is not None and now is None and not before.is_last:
            yield self._unnumbered(before, page)
        if before is not None and before.is_last:
            yield Reason(4, f"page {before.number} was the last of {before.total}")
        most = next((kind.most_pages for kind in self._names.kinds if kind.id == self.kind), None)
        if most is not None and page.number - self._first.number >= most:
            yield Reason(4, f"such a paper has no more pages than {most}")

    def _unnumbered(self, before: PageNumber, page: PageSight) -> Reason:
        if before.total is not None and page.number - self._first.number < before.total:
            return Reason(-3, f"{before.total} pages were announced")
        return Reason(1, "it bears no number, and the page before did")

    def _by_shape(self, page: PageSight, titles: frozenset[str]) -> Iterator[Reason]:
        if page.is_letter:
            yield Reason(4, "somebody is addressed")
        if page.is_mail:
            yield Reason(4, "it begins as a mail")
        if (self._first.is_letter or self._first.is_mail) and self._last.is_closed and titles:
            yield Reason(2, "a letter ended before it")
        elif self._last.is_closed:
            yield Reason(1, "the page before ends as letters and forms do")
        # That a list of contents names the title is no line that is repeated on each page.
        repeated = (self._last.running & page.running) - titles
        if repeated and self._is_named_in(repeated):
            yield Reason(-4, f"its first or last line names {self.kind}, as on the page before")
        elif repeated and not titles and not page.is_letter:
            # A letterhead is that of all a provider writes, so it says little of a letter or a
            # page with a title of its own.
            yield Reason(-3, "its first or last line is that of the page before")
        if _is_cut(self._last, page):
            yield Reason(-2, "a sentence goes on")

    def _is_named_in(self, lines: Iterable[str]) -> bool:
        known = next((kind for kind in self._names.kinds if kind.id == self.kind), None)
        return known is not None and any(
            name_phrase(name).places(line) for name in known.phrases for line in lines
        )

    def _by_title(self, page: PageSight, titles: Sequence[Sign]) -> Iterator[Reason]:
        if not titles:
            yield from self._foreign_words(page)
            return
        title = titles[0]
        if any(sign.kind == self.kind for sign in titles):
            yield from self._same_title(page, title.words)
            return
        yield Reason(2, f"it is headed '{title.words}'")
        if _is_chapter(page, title.words):
            yield _CHAPTER
        signs = first_page_signs(page.words, page.number, self._names)
        supporting = [sign for sign in signs if sign.kind == title.kind]
        layout = [sign for sign in supporting if sign.rule is Rule.LAYOUT]
        if len(layout) >= _MANY_LAYOUT or any(s.rule is Rule.SENTENCE for s in supporting):
            yield Reason(2, "it has the words of such a paper")
        elif layout:
            yield Reason(1, "it has a word of such a paper")

    def _by_words(self, page: PageSight) -> Iterator[Reason]:
        """Its words are those of one kind of paper, and the words before are not."""
        likeliest = next(iter(page.likely), None)
        if likeliest is None or likeliest.kind in (OF_NO_KIND, self.kind):
            return
        before = max(self._first.share(likeliest.kind), self._last.share(likeliest.kind))
        rival = next(iter(self._last.likely), None)
        if (
            likeliest.share >= _SURELY
            and rival is not None
            and rival.kind not in {OF_NO_KIND, likeliest.kind}
            and rival.share >= _SURELY
        ):
            yield Reason(
                5, f"all its words are those of {likeliest.kind}, those before of {rival.kind}"
            )
        elif likeliest.share >= _SURELY and before <= _HARDLY:
            yield Reason(3, f"all its words are those of {likeliest.kind}")
        elif likeliest.share >= _LIKELY and before <= _UNLIKELY:
            yield Reason(1, f"its words are those of {likeliest.kind}")

    def _foreign_words(self, page: PageSight) -> Iterator[Reason]:
        """A scan may have lost its title, and letters have none."""
        for item in weigh(foreign_signs(page.words, page.number, self._names))[:1]:
            if item.kind != self.kind and item.confidence >= _MANY_WORDS:
                yield Reason(UNSURE, f"it has many words of {item.kind}")

    def _same_title(self, page: PageSight, words: str) -> Iterator[Reason]:
        known, now = self._first.registered, page.registered
        if known and now and not known & now:
            yield Reason(5, "it has the same heading, and is about another organisation")
        elif page.numbered is None or page.numbered.number > 1:
            yield Reason(-2, f"it has the same heading, '{words}'")


def _not_bare(number: PageNumber | None) -> PageNumber | None:
    return None if number is None or number.is_bare else number


def _titles(page: PageSight, names: Names) -> list[Sign]:
    """Return the signs of the kinds that a title names, the weightiest first."""
    if page.is_mail:
        return []
    titles = [
        sign
        for sign in name_signs(page.words, page.number, names)
        if sign.rule is Rule.TITLE and not _is_other(page, sign.kind, names)
    ]
    return sorted(titles, key=lambda sign: -sign.weight)


def _is_other(page: PageSight, kind: str, names: Names) -> bool:
    known = next(item for item in names.kinds if item.id == kind)
    return other_words(known, page.words, "") is not None


def _other_heading(page: PageSight, names: Names) -> str | None:
    """Return the title of a paper that is of no kind at all."""
    for kind in names.kinds[:1]:
        place = other_heading(kind, page.words)
        if place is not None:
            return page.words.quoted(place)
    return None


def _of_other_heading(page: PageSight, words: str) -> Iterator[Reason]:
    yield Reason(UNSURE, f"it is headed '{words}', which is another paper")
    if _is_chapter(page, words):
        yield _CHAPTER


def _is_chapter(page: PageSight, words: str) -> bool:
    at = page.words.words.find(words)
    return at >= 0 and page.words.is_chapter(Place(at, at + len(words)))


def _is_cut(before: PageSight, page: PageSight) -> bool:
    """Tell whether the page before ends within a sentence that this one goes on with."""
    end = before.text.rstrip()[-1:]
    return bool(_GOING_ON.match(page.text)) and (end.isalpha() or end in ",-")
