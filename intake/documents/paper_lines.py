"""The lines and fields of one document, or of some of its pages, ready to be read for facts."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Final

from intake.documents.plain_words import joined, plain
from intake.domain.document_form import FieldKind, FormField
from intake.domain.documents import DocumentFacts
from intake.domain.one_line import on_one_line
from intake.domain.page import PageText

TEXT_LIMIT: Final = 100_000
"""Characters read of one document: a form is far shorter, and a plan tells its facts first."""

MOST_LINES: Final = 4_000
"""Lines read of one document."""

LINE_LIMIT: Final = 1_000
"""A longer line, such as a paragraph of a word processor, is read in pieces of so many."""

MOST_FIELDS: Final = 1_000
VALUE_LIMIT: Final = 1_000
_CITED: Final = 120
_FULL_LINE: Final = 60
_OF_WIDEST: Final = 0.85
_BARE_ANSWERS: Final = frozenset({"ja", "nee"})
_ODD_HYPHENS: Final = re.compile("[\u2010\u2011\ufffe\u0002]")
# No Dutch word has this accent; machines read it in the most frequent word of these papers.
_MISREAD: Final = re.compile("(?<=[Cc]li)\u00e9(?=nt)")
_SPACES: Final = re.compile(r"[^\S\n\t]+")


@dataclass(frozen=True)
class Line:
    """One line that is not empty; `page` counts from 1, `ocr`: a machine read it by its looks."""

    page: int
    text: str
    ocr: bool = False

    @cached_property
    def words(self) -> str:
        """Its plain words."""
        return plain(self.text)

    def cited(self, text: str = "") -> str:
        """Return where and what was read, as people are shown it."""
        return f"page {self.page}{' (OCR)' if self.ocr else ''}: '{quoted(text or self.text)}'"


@dataclass(frozen=True)
class Entry:
    """A field of a form: what it is called, and what was filled in, which may be nothing.

    `key` is what the form itself calls it; `name` what a reader sees, where that is told.
    """

    name: str
    value: str
    kind: FieldKind
    key: str = ""

    @cached_property
    def words(self) -> str:
        """The plain words of its name."""
        return plain(self.name)

    def cited(self) -> str:
        """Return where and what was read, as people are shown it."""
        return f"form field '{quoted(self.name)}': '{quoted(self.value)}'"


@dataclass(frozen=True)
class Paper:
    """What facts are read from; the lines in reading order."""

    lines: tuple[Line, ...]
    entries: tuple[Entry, ...] = ()

    @cached_property
    def text(self) -> str:
        """All lines, as one text."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def flowing(self) -> str:
        """The same, with a space where a line seems to have ended for lack of room."""
        widest: dict[int, int] = {}
        for line in self.lines:
            widest[line.page] = max(widest.get(line.page, 0), len(line.text))
        pieces = []
        for line, below in zip_longest(self.lines, self.lines[1:]):
            first_word = below.text.partition(" ")[0] if below else ""
            wanted = max(_FULL_LINE, _OF_WIDEST * widest[line.page])
            is_full = len(line.text) + len(first_word) >= wanted
            pieces.append(line.text + (" " if is_full and not line.text.endswith(".") else "\n"))
        return "".join(pieces)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line.text) + 1
        return tuple(starts)

    def line_at(self, place: int) -> Line:
        """Return the line on which a place of `text` stands."""
        return self.lines[max(0, bisect_right(self._starts, place) - 1)]

    def following(self, number: int) -> Line | None:
        """Return the line below one, on the same page."""
        after = self.lines[number + 1] if number + 1 < len(self.lines) else None
        return after if after and after.page == self.lines[number].page else None

    def preceding(self, number: int) -> Line | None:
        """Return the line above one, on the same page."""
        before = self.lines[number - 1] if number else None
        return before if before and before.page == self.lines[number].page else None


def paper_of(facts: DocumentFacts, pages: Sequence[int]) -> Paper:
    """Return the lines and fields of some pages, which count from 1.

    A field that stands on no page belongs to every part of the document.
    """
    wanted = set(pages)
    ocr = set(facts.ocr_pages) | {
        number for number, page in enumerate(facts.page_facts, start=1) if page.text is PageText.OCR
    }
    lines: list[Line] = []
    left = TEXT_LIMIT
    for number, text in enumerate(facts.page_texts, start=1):
        if number in wanted:
            lines += _lines(text[:left], number, ocr=number in ocr)
            left -= min(left, len(text))
    entries = [
        _entry(field)
        for field in facts.fields[:MOST_FIELDS]
        if field.page is None or field.page in wanted
    ]
    return Paper(tuple(lines[:MOST_LINES]), tuple(entries))


def quoted(text: str) -> str:
    """Return a stranger's words, short and on one line."""
    whole = " ".join(text[:LINE_LIMIT].split())
    return on_one_line(whole if len(whole) <= _CITED else f"{whole[:_CITED]}…")


def _lines(text: str, page: int, *, ocr: bool) -> Iterator[Line]:
    even = _SPACES.sub(" ", joined(_ODD_HYPHENS.sub("-", text)))
    for raw in even.splitlines():
        for start in range(0, len(raw), LINE_LIMIT):
            if piece := raw[start : start + LINE_LIMIT].strip():
                yield Line(page, _MISREAD.sub("\u00eb", piece) if ocr else piece, ocr)


def _entry(field: FormField) -> Entry:
    value = field.value[:VALUE_LIMIT].strip()
    key = field.name[:VALUE_LIMIT].replace("_", " ").strip()
    name = field.label[:VALUE_LIMIT].strip() or key
    if plain(name) in _BARE_ANSWERS:
        name = f"{key}: {name}"
    return Entry(name, value, field.kind, key)
