"""The words of a page as they are compared, with the lines they stand on, and what heads it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from intake.documents.noisy_phrase import NoisyWords, noisy_places
from intake.documents.plain_words import (
    Phrase,
    folded,
    joined,
    plain,
    plain_lines,
)
from intake.documents.subject_line import announces, is_subject_label, subject_prefix

TITLE_AREA: Final = 600
"""Plain characters at the top of the page in which a title stands."""

_WORDS_READ = 4_000
_RAW_READ = 8_000
_NOISY_READ = 1_500
_LONG_LINE = 60
_TITLE_LINE = 90
_MOST_OF_LINE = 0.8
_HALF_OF_LINE = 0.5
_HEADINGS_READ = 10

_LIST_ITEM = re.compile(
    r"\s*(?:[-\u2022\u00b7\u25aa\u25cf\u25a1\u2610-\u2612*>o]\s|\[.?\]|\d+[.)]\s|[a-z]\)\s)"
)
_CHAPTER = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+[^\W\d]|(?:hoofdstuk|paragraaf|deel)\b)", re.IGNORECASE
)
_PREFIX = re.compile(r"\s*bijlagen? *[\d.a-z]{0,3}[ :.\-\u2013]+", re.IGNORECASE)
# "Bijlage bij de bestuursverklaring" is not that, and "Bijlage 2: bestuursverklaring" is.
_ANNEX_TO = re.compile(
    r"\b(?:bijlagen?|annex|toelichting)(?: \w{1,3})? (?:(?:behorende?|hoort|behoort) )?(?:bij|op)"
    r"(?: (?:de|het|onze|uw))? $"
)
_ENTRY = re.compile(r"(?:[.\u2026]|\t|  )\s?\d{1,3}$")
_ENTRY_LENGTH = 8


@dataclass(frozen=True)
class Line:
    """One line of the page, and where its plain words stand among all plain words."""

    raw: str
    words: str
    start: int


@dataclass(frozen=True)
class Place:
    """Where words stand among the plain words of a page."""

    start: int
    end: int


class PageWords:
    """The plain words of a page with the lines they stand on.

    Args:
        text: As read, with its line ends; of a long page the beginning counts.
        headings: Lines set larger or heavier than the others.
        by_ocr: Whether a machine read it by its looks: long phrases may then have slips.
    """

    def __init__(self, text: str, headings: Sequence[str] = (), *, by_ocr: bool = False) -> None:
        self.by_ocr = by_ocr
        self.lines: list[Line] = []
        at = 0
        raw_lines = joined(text[:_RAW_READ]).splitlines()
        for raw, words in zip(raw_lines, plain_lines(raw_lines), strict=True):
            if words:
                self.lines.append(Line(raw, words, at))
                at += len(words) + 1
        self.words = " ".join(line.words for line in self.lines)[:_WORDS_READ]
        self._known: dict[tuple[str, str, bool], list[Place]] = {}
        self._begins: dict[int, frozenset[str]] = {}
        self.larger_lines = [plain(item) for item in headings[:_HEADINGS_READ]]

    @cached_property
    def _noisy(self) -> NoisyWords:
        return NoisyWords(self.words[:_NOISY_READ])

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self.words.split())

    def begins(self, length: int) -> frozenset[str]:
        """Return how its words begin, cut to so many letters."""
        if length not in self._begins:
            self._begins[length] = frozenset(word[:length] for word in self._vocabulary)
        return self._begins[length]

    def places(self, phrase: Phrase, *, exactly: bool = False) -> list[Place]:
        """Return every place where a phrase stands; by OCR also where it has a slip or two.

        Args:
            phrase: To look for.
            exactly: Without slips, which is far cheaper.
        """
        key = phrase.pattern.pattern, phrase.compact, exactly
        if (places := self._known.get(key)) is None:
            found: list[tuple[int, int]] = []
            if phrase.begin in self.begins(len(phrase.begin)):
                found = phrase.places(self.words)
            if not found and self.by_ocr and not exactly:
                found = noisy_places(phrase, self._noisy)
            places = self._known[key] = [Place(start, end) for start, end in found]
        return places

    def quoted(self, place: Place) -> str:
        """Return the words at a place."""
        return self.words[place.start : place.end]

    def is_title(self, place: Place, *, goes_on: bool = False) -> bool:
        """Tell a title from words in running text or in a list.

        Args:
            place: Of the words.
            goes_on: Their first line is such a title by itself, so it is no sender's.
        """
        if place.start >= TITLE_AREA:
            return self._is_set_as_heading(place)
        first, last = self._first_and_last(place)
        prefix, is_subject = self._prefix(first), self.is_subject(place)
        skipped = len(plain(prefix)) + 1 if plain(prefix) else 0
        length = last.start + len(last.words) - first.start - skipped
        is_annex = _ANNEX_TO.search(self.words[first.start : place.start])
        if length > _TITLE_LINE or is_annex or _is_item_or_sentence(first.raw, last.raw):
            return False
        of_two = not goes_on and self._is_across(place, skipped)
        if of_two or (is_subject and announces(self.words)):
            return False
        before = first.raw[len(prefix) :].lstrip(" \"'\u2018\u201c")
        covered = (place.end - place.start) / max(length, 1)
        begins = place.start == first.start + skipped
        # A title begins with a capital; what explains it below stands in brackets without one.
        is_small = before[:1] != "(" and folded(before[:1]) == before[:1]
        if begins and is_small and not self.by_ocr and not is_subject:
            return False
        if covered >= _MOST_OF_LINE:
            return True
        enough = covered >= _HALF_OF_LINE or (begins and not is_subject)
        return enough and not self._goes_on(self.line_number(place))

    def is_on_one_line(self, place: Place) -> bool:
        """Tell whether words do not go on in another line."""
        return len(self._line_numbers(place)) == 1

    def shares_line(self, place: Place, other: Place) -> bool:
        """Tell whether words stand on a line on which others stand."""
        return not set(self._line_numbers(place)).isdisjoint(self._line_numbers(other))

    def joins_lines(self, place: Place) -> bool:
        """Tell whether words belong to two lines that have nothing to do with each other.

        A short line that is a sender or a logo, and the title below it that goes on with others.
        """
        return self.begins_line(place) and self._is_across(place)

    def begins_line(self, place: Place) -> bool:
        """Tell whether nothing stands before the words on their line."""
        return self.lines[self._line_numbers(place)[0]].start == place.start

    def is_subject(self, place: Place) -> bool:
        """Tell whether the words are what a letter says it is about."""
        number = self._line_numbers(place)[0]
        alone = number and is_subject_label(self.lines[number - 1].raw)
        return bool(alone or subject_prefix(self.lines[number].raw))

    def is_chapter(self, place: Place) -> bool:
        """Tell whether the words head a numbered part of something longer."""
        return bool(_CHAPTER.match(self.lines[self._line_numbers(place)[0]].raw))

    def line_number(self, place: Place) -> int:
        """Return on which line the words begin, counted from 0."""
        return self._line_numbers(place)[0]

    @staticmethod
    def _prefix(line: Line) -> str:
        """Return what stands before a title on its line and is no part of it."""
        found = _PREFIX.match(line.raw)
        return found[0] if found else subject_prefix(line.raw)

    def _first_and_last(self, place: Place) -> tuple[Line, Line]:
        numbers = self._line_numbers(place)
        return self.lines[numbers[0]], self.lines[numbers[-1]]

    def _is_across(self, place: Place, skipped: int = 0) -> bool:
        """Tell whether words on two lines leave out much of the first or of the last.

        Args:
            place: Of the words.
            skipped: So many plain characters at the begin of the first line do not count.
        """
        first, last = self._first_and_last(place)
        if first is last:
            return False
        of_first = first.start + len(first.words) - place.start
        of_last = place.end - last.start
        return of_first < _MOST_OF_LINE * (
            len(first.words) - skipped
        ) or of_last < _MOST_OF_LINE * len(last.words)

    def _is_set_as_heading(self, place: Place) -> bool:
        """Tell whether low on the page the words are most of a line that is set as a heading."""
        words = self.quoted(place)
        return place.start < 2 * TITLE_AREA and any(
            heading.startswith(words) and len(words) >= _MOST_OF_LINE * len(heading)
            for heading in self.larger_lines[:1]
        )

    def _line_numbers(self, place: Place) -> range:
        first = bisect_right(self._starts, place.start) - 1
        return range(first, bisect_left(self._starts, place.end, lo=first + 1))

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def is_running(self, number: int) -> bool:
        """Tell whether a line is one of several of running text."""
        following = self.lines[number + 1].raw.lstrip()[:1] if number + 1 < len(self.lines) else ""
        is_long = len(self.lines[number].raw.rstrip()) >= _LONG_LINE
        return self._goes_on(number) or (is_long and following.islower())

    def _goes_on(self, number: int) -> bool:
        """Tell whether the line before is running text that goes on in this one."""
        if not number:
            return False
        before = self.lines[number - 1].raw.rstrip()
        return len(before) >= _LONG_LINE and not before.endswith((".", ":", "!", "?"))


def _is_item_or_sentence(first: str, last: str) -> bool:
    return bool(_LIST_ITEM.match(first)) or _is_no_end_of_title(last)


def _is_no_end_of_title(line: str) -> bool:
    """Tell whether a line ends as sentences, questions and the entries of a list of contents do."""
    bare = line.rstrip()
    # Of a long line of dots or blanks the end is enough, and looking at it all takes for ever.
    return bare.endswith((".", ",", ";", "?")) or bool(_ENTRY.search(bare[-_ENTRY_LENGTH:]))
