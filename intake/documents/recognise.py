"""Which kind of document a file is, from the words of its first page and its name.

A heading near the top says what a document is. A word further on may just as well be about
another document (a form lists its enclosures, a letter names what comes with it), so by itself
it decides nothing; together with a file name that agrees it does. To call a document missing
that is there costs a look by staff; to call one present that is not costs a provider its
chance to send it. So, in doubt, nothing is recognised.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from intake.documents.plain_words import folded, joined, phrase, plain, plain_name
from intake.domain.recognition import Recognition
from intake.domain.round import DocumentKind

TITLE_AREA: Final = 600
"""Plain characters at the top of the page in which a title stands."""

_WORDS_READ = 4_000
_RAW_READ = 8_000

_HEADING = 100
_HEADING_LOSS = 20  # one point less for so many characters further down
_MENTION = 30
_ELSEWHERE = 25
_FILE_NAME = 35
_THRESHOLD = 35
_MARGIN = 10

_CROWD = 2
_CROWD_DISTANCE = 120
_LONG_LINE = 60
_TITLE_LINE = 90
_MOST_OF_LINE = 0.8
_HALF_OF_LINE = 0.5
_LETTERS_OF_SUBSTRING = 6

_LIST_ITEM = re.compile(
    r"\s*(?:[-\u2022\u00b7\u25aa\u25cf\u25a1\u2610-\u2612*>o]\s|\[.?\]|\d+[.)]\s)"
)
_PREFIX = re.compile(r"\s*bijlagen? *[\d.a-z]{0,3}[ :.\-\u2013]+", re.IGNORECASE)


@dataclass(frozen=True)
class _Line:
    """One line of the page, and where its plain words stand among all plain words."""

    raw: str
    words: str
    start: int


@dataclass(frozen=True)
class _Hit:
    """A phrase of a kind, found in the plain words of the page."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class _Candidate:
    kind: str
    weight: int
    evidence: str
    by_name: bool


def recognise(first_page_text: str, file_name: str, kinds: Sequence[DocumentKind]) -> Recognition:
    """Return the kind that fits clearly best, or kind None with the words that disagree.

    Args:
        first_page_text: As read, with its line ends; empty for a scan.
        file_name: As mailed.
        kinds: Of the round.
    """
    page = _Page(first_page_text)
    name = plain_name(file_name)
    hits = [hit for kind in kinds for hit in page.hits(kind)]
    candidates = sorted(
        (
            found
            for kind in kinds
            if not _excluded(kind, page.words, name)
            and (found := _candidate(kind, page, hits, name)).weight >= _THRESHOLD
        ),
        key=lambda item: -item.weight,
    )
    if not candidates:
        return Recognition(None)
    best, rivals = candidates[0], candidates[1:]
    near = [item for item in rivals if best.weight - item.weight < _MARGIN]
    if near:
        return Recognition(None, " / ".join(item.evidence for item in (best, *near)))
    return Recognition(best.kind, best.evidence, best.by_name)


def _excluded(kind: DocumentKind, words: str, name: str) -> bool:
    return any(
        phrase(words_of_other).places(words) or _in_name(words_of_other, name)
        for words_of_other in kind.excludes
    )


def _candidate(kind: DocumentKind, page: "_Page", hits: Sequence[_Hit], name: str) -> _Candidate:
    weight, evidence = 0, []
    weighed = [(page.weight(hit, hits), hit) for hit in hits if hit.kind == kind.id]
    if weighed:
        weight, hit = max(weighed, key=lambda item: (item[0], item[1].end - item[1].start))
        evidence.append(f"page 1: '{page.words[hit.start : hit.end]}'")
    named = [item for item in kind.file_names if _in_name(item, name)]
    if named:
        weight += _FILE_NAME
        evidence.append(f"file name: '{plain(max(named, key=len))}'")
    return _Candidate(kind.id, weight, "; ".join(evidence), by_name=not weighed)


def _in_name(text: str, name: str) -> bool:
    """Find a phrase in a file name, where people leave out every space and hyphen."""
    sought = phrase(text)
    if len(sought.compact) >= _LETTERS_OF_SUBSTRING and sought.compact in name.replace(" ", ""):
        return True
    return bool(sought.places(name))


class _Page:
    """The plain words of a page with the lines they stand on."""

    def __init__(self, text: str) -> None:
        self._lines: list[_Line] = []
        at = 0
        for raw in joined(text[:_RAW_READ]).splitlines():
            words = plain(raw)
            if words:
                self._lines.append(_Line(raw, words, at))
                at += len(words) + 1
        self.words = " ".join(line.words for line in self._lines)[:_WORDS_READ]

    def hits(self, kind: DocumentKind) -> list[_Hit]:
        """Return every place where a phrase of the kind stands."""
        return [
            _Hit(kind.id, start, end)
            for text in kind.phrases
            for start, end in phrase(text).places(self.words)
        ]

    def weight(self, hit: _Hit, hits: Sequence[_Hit]) -> int:
        """Return how much a place says about what the document is."""
        if hit.start >= TITLE_AREA:
            return _ELSEWHERE
        if not self._is_heading(hit) or _in_a_crowd(hit, hits):
            return _MENTION
        return _HEADING - hit.start // _HEADING_LOSS

    def _is_heading(self, hit: _Hit) -> bool:
        """Tell a title from words in running text or in a list."""
        numbers = [
            number
            for number, line in enumerate(self._lines)
            if line.start < hit.end and hit.start < line.start + len(line.words)
        ]
        first, last = self._lines[numbers[0]], self._lines[numbers[-1]]
        length = last.start + len(last.words) - first.start
        if _LIST_ITEM.match(first.raw) or length > _TITLE_LINE:
            return False
        if last.raw.rstrip().endswith((".", ",", ";")):
            return False
        prefix = _PREFIX.match(first.raw)
        skipped = len(plain(prefix[0])) + 1 if prefix else 0
        before = first.raw[prefix.end() if prefix else 0 :].lstrip(" (\"'\u2018\u201c")
        covered = (hit.end - hit.start) / max(length - skipped, 1)
        if hit.start == first.start + skipped and folded(before[:1]) == before[:1]:
            return False  # a title begins with a capital
        if covered >= _MOST_OF_LINE:
            return True
        begins = hit.start == first.start + skipped
        return (begins or covered >= _HALF_OF_LINE) and not self._goes_on(numbers[0])

    def _goes_on(self, number: int) -> bool:
        """Tell whether the line before is running text that goes on in this one."""
        if not number:
            return False
        before = self._lines[number - 1].raw.rstrip()
        return len(before) >= _LONG_LINE and not before.endswith((".", ":", "!", "?"))


def _in_a_crowd(hit: _Hit, hits: Sequence[_Hit]) -> bool:
    """Tell whether the words stand in a list of documents: those of others are close by."""
    others = {
        other.kind
        for other in hits
        if other.kind != hit.kind
        and (other.end <= hit.start or hit.end <= other.start)
        and abs(other.start - hit.start) <= _CROWD_DISTANCE
    }
    return len(others) >= _CROWD
