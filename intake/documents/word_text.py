"""The text of a Word file as a reader sees it with all changes taken over."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from intake.documents.office_archive import OfficeArchive
from intake.documents.office_package import (
    STARTS,
    embedded_in,
    main_part,
    title_of,
    would_run,
)
from intake.documents.office_xml import XmlWalk
from intake.documents.whole_document import KeptWords, WholeDocument
from intake.documents.word_fields import NOT_TICKED, TICKED, WordFields
from intake.documents.word_styles import NO_LEVEL, StyleWalk, is_on, level_of, whole_number

USUAL_PART: Final = "word/document.xml"

_EMU_PER_CM = 360_000
_CM_PER: Final = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "px": 2.54 / 96}
_LENGTH = re.compile(
    r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)(cm|mm|in|pt|px)"
)
_ASIDE = re.compile(r"word/(?:footnotes|endnotes|comments|header[0-9]*|footer[0-9]*)\.xml")
_DRAWN = re.compile(r"word/(?:diagrams/data|charts/chart)[0-9]*\.xml")
# What was deleted or moved away is in the file and not in the document; older programs get
# the same drawing once more.
_UNREAD = frozenset({"del", "moveFrom", "Fallback"})
_TICKS: Final = {
    # Signs of the fonts Wingdings and Wingdings 2.
    "F078": TICKED, "F0FD": TICKED, "F0FE": TICKED, "F051": TICKED, "F052": TICKED,
    "F053": TICKED, "F054": TICKED, "F0FB": "\u2717", "F0FC": "\u2713",
    "F06F": NOT_TICKED, "F071": NOT_TICKED, "F0A8": NOT_TICKED, "F0A3": NOT_TICKED,
}  # fmt: skip
_RUNS = re.compile(r"^\s*DDE(?:AUTO)?\b", re.IGNORECASE | re.MULTILINE)
_USUAL_SIZE = 22
_LONGEST_LINE = 400


@dataclass
class _Paragraph:
    style: str = ""
    outline: int | None = None
    line: str = ""
    size: int = 0
    all_bold: bool = True


@dataclass
class _Run:
    size: int | None = None
    bold: bool | None = None


class WordWalk(XmlWalk):
    """Walks through one part with text."""

    def __init__(self, document: WholeDocument, into: KeptWords, styles: StyleWalk) -> None:
        super().__init__()
        self.fields = WordFields()
        self._document = document
        self._into = into
        self._styles = styles
        self._paragraphs: list[_Paragraph] = []
        self._run = _Run()
        self._unread_from: int | None = None
        self._starts_cell = False
        self._is_row_begun = False
        self._square_cm: float | None = None
        self._is_behind = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._unread_from is not None:
            return
        if name in _UNREAD:
            self._unread_from = len(self.open)
            return
        self.fields.start(name, attributes, self.open)
        if name == "p":
            self._begin_paragraph()
        elif name == "tc":
            # The first cell of a row begins a line, as any paragraph does.
            self._starts_cell = self._is_row_begun
            self._is_row_begun = True
        elif name == "tr":
            self._is_row_begun = False
        elif name == "r":
            self._run = _Run()
        elif self.parent == "r":
            self._in_run(name, attributes)
        elif self.parent in {"rPr", "pPr"}:
            self._in_properties(name, attributes)
        else:
            self._in_drawing(name, attributes)

    def end(self, name: str) -> None:
        if self._unread_from is not None:
            if len(self.open) == self._unread_from:
                self._unread_from = None
            return
        if seen := self.fields.end(name):
            self._say(seen)
        if name == "p" and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())

    def words(self, words: str) -> None:
        if self._unread_from is not None:
            return
        if self.parent == "t":
            self.fields.words(words)
            self._say(words)
        elif self.parent == "instrText":
            self.fields.instruct(words)

    def _say(self, words: str) -> None:
        self._into.add(words)
        if self._paragraphs and words.strip():
            paragraph = self._paragraphs[-1]
            style = self._styles.resolved(paragraph.style)
            bold = style.bold if self._run.bold is None else self._run.bold
            size = self._run.size or style.size or _USUAL_SIZE
            paragraph.all_bold = paragraph.all_bold and bool(bold)
            paragraph.size = max(paragraph.size, size)
        if self._paragraphs and len(self._paragraphs[-1].line) < _LONGEST_LINE:
            self._paragraphs[-1].line += words

    def _begin_paragraph(self) -> None:
        self._paragraphs.append(_Paragraph())
        self._run = _Run()
        if self._into.is_begun:
            self._into.add("\t" if self._starts_cell else "\n")
        self._starts_cell = False

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        line = paragraph.line.strip()
        if self._into is not self._document.body or not line:
            return
        outline = paragraph.outline
        outline = self._styles.resolved(paragraph.style).outline if outline is None else outline
        usual = self._styles.resolved("").size or _USUAL_SIZE
        level = level_of(outline, paragraph.size, line, bold=paragraph.all_bold, usual=usual)
        if level != NO_LEVEL:
            self._document.headings.add(level, line)

    def _in_run(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in {"tab", "ptab"}:
            self._say("\t")
        elif name in {"br", "cr"}:
            self._say("\n")
        elif name == "noBreakHyphen":
            self._say("-")
        elif name == "sym":
            self._say(_TICKS.get(attributes.get("char", "").upper(), ""))
        elif name == "object":
            self._square_cm = None

    def _in_properties(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        in_run = self.open[-2:-1] == ["r"]
        if name == "pStyle" and self._paragraphs:
            self._paragraphs[-1].style = value
        elif name == "outlineLvl" and self._paragraphs:
            level = whole_number(value)
            self._paragraphs[-1].outline = level if level is not None and level < 9 else None  # noqa: PLR2004 - level ten is text
        elif name == "sz" and in_run:
            self._run.size = whole_number(value)
        elif name == "b" and in_run:
            self._run.bold = is_on(attributes)

    def _in_drawing(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in {"inline", "anchor"}:
            self._is_behind = is_on({"val": attributes.get("behindDoc", "0")})
        elif name == "extent":
            self._square_cm = _square_cm(attributes.get("cx", ""), attributes.get("cy", ""))
        elif name in {"shape", "rect"} and "style" in attributes:
            self._square_cm = _square_cm_of_style(attributes["style"])
            self._is_behind = "z-index:-" in attributes["style"].replace(" ", "")
        elif name in {"blip", "imagedata"} and "object" not in self.open:
            self._picture()

    def _picture(self) -> None:
        # A picture in a header is the paper of the letter, and one behind the text its ground.
        if self._into is not self._document.body:
            return
        size = self._square_cm
        if self._is_behind and size is not None:
            size = min(size, 100.0)
        self._document.pictures.add(size)


class _Drawn(XmlWalk):
    """Collects the words in a diagram or chart."""

    def __init__(self, into: KeptWords) -> None:
        super().__init__()
        self._into = into

    def words(self, words: str) -> None:
        if self.parent in {"t", "v"}:
            self._into.add(words)

    def end(self, name: str) -> None:
        if name in {"p", "pt"}:
            self._into.add("\n")


def read_word(archive: OfficeArchive) -> WholeDocument | None:
    """Read a Word file; None when the part with its text is missing."""
    part = main_part(archive, USUAL_PART)
    document = WholeDocument()
    styles = StyleWalk()
    archive.walk("word/styles.xml", styles)
    body = WordWalk(document, document.body, styles)
    if not archive.walk(part, body):
        return None
    instructions = body.fields.instructions
    document.fields += body.fields.found
    for name in filter(_ASIDE.fullmatch, archive.names):
        walk = WordWalk(document, document.aside, styles)
        archive.walk(name, walk)
        document.aside.add("\n")
        document.fields += walk.fields.found
        instructions += walk.fields.instructions
    for name in filter(_DRAWN.fullmatch, archive.names):
        archive.walk(name, _Drawn(document.body))
    document.title = title_of(archive, "docProps/core.xml")
    document.embedded = embedded_in(archive)
    sources = (part, "word/settings.xml", "word/webSettings.xml")
    document.active = would_run(archive, sources) or (STARTS if _RUNS.search(instructions) else "")
    return document


def _square_cm(width: str, height: str) -> float | None:
    wide, high = whole_number(width), whole_number(height)
    if wide is None or high is None:
        return None
    return wide * high / _EMU_PER_CM**2


def _square_cm_of_style(style: str) -> float | None:
    lengths = {name: float(value) * _CM_PER[unit] for name, value, unit in _LENGTH.findall(style)}
    if len(lengths) < len(("width", "height")):
        return None
    return lengths["width"] * lengths["height"]
