"""The text of an Excel workbook, sheet by sheet, row by row."""

import re
from collections.abc import Mapping
from typing import Final

from intake.documents.office_archive import OfficeArchive
from intake.documents.office_package import (
    embedded_in,
    main_part,
    part_of,
    relations,
    title_of,
    would_run,
)
from intake.documents.office_xml import EnoughError, XmlWalk
from intake.documents.sheet_cells import FormatWalk, StringWalk
from intake.documents.whole_document import WholeDocument
from intake.documents.word_styles import whole_number

USUAL_PART: Final = "xl/workbook.xml"
SHARED_STRINGS: Final = "xl/sharedStrings.xml"

_MOST_SHEETS = 500
_EMU_PER_CM = 360_000
_LONGEST_CELL = 32_767  # as Excel allows
_BESIDE = re.compile(
    r"xl/(?:comments[0-9]*|threadedComments/[^/]+|drawings/drawing[0-9]+|charts/chart[0-9]+)\.xml"
)
_TRUTH: Final = {"1": "WAAR", "0": "ONWAAR"}


class _WorkbookWalk(XmlWalk):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet" and len(self.sheets) < _MOST_SHEETS:
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "") in {"1", "true"}


class _SheetWalk(XmlWalk):
    def __init__(
        self, document: WholeDocument, strings: list[str], formats: FormatWalk, *, from_1904: bool
    ) -> None:
        super().__init__()
        self._into = document.body
        self._strings = strings
        self._formats = formats
        self._from_1904 = from_1904
        self._cell: Mapping[str, str] = {}
        self._value = ""
        self._is_first = True

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            self._is_first = True
        elif name == "c":
            self._cell, self._value = attributes, ""

    def words(self, words: str) -> None:
        shown = self.parent == "v" or (self.parent == "t" and "rPh" not in self.open)
        if shown and len(self._value) < _LONGEST_CELL:
            self._value += words

    def end(self, name: str) -> None:
        if name == "c" and (shown := self._shown()):
            self._into.add(("\n" if self._is_first else "\t") + shown)
            self._is_first = False
            self._value = ""
            if self._into.is_full:
                raise EnoughError

    def _shown(self) -> str:
        kind = self._cell.get("t", "n")
        if kind == "s":
            index = whole_number(self._value)
            known = index is not None and 0 <= index < len(self._strings)
            return self._strings[index or 0] if known else ""
        if kind == "b":
            return _TRUTH.get(self._value, "")
        if kind == "e":
            return ""
        if kind in {"str", "inlineStr", "d"} or not self._value:
            return self._value
        return self._formats.shown(self._value, self._cell.get("s", "0"), from_1904=self._from_1904)


class _BesideWalk(XmlWalk):
    """Collects remarks, words in drawings and charts, and pictures."""

    def __init__(self, document: WholeDocument) -> None:
        super().__init__()
        self._document = document
        self._square_cm: float | None = None
        self._has_picture = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name.endswith("Anchor"):
            self._square_cm = None
        elif name == "pic":
            self._has_picture = False
        elif name == "blip" and "pic" in self.open:
            self._has_picture = True
        elif name == "ext" and self.parent in {"xfrm", "oneCellAnchor", "absoluteAnchor"}:
            wide, high = (whole_number(attributes.get(key, "")) or 0 for key in ("cx", "cy"))
            self._square_cm = wide * high / _EMU_PER_CM**2 or self._square_cm

    def words(self, words: str) -> None:
        if self.parent in {"t", "text"}:
            self._document.aside.add(words)

    def end(self, name: str) -> None:
        if name in {"p", "comment", "threadedComment"}:
            self._document.aside.add("\n")
        elif name == "pic" and self._has_picture:
            self._document.pictures.add(self._square_cm)


def read_workbook(archive: OfficeArchive) -> WholeDocument | None:
    """Read all sheets; None when there is no workbook."""
    part = main_part(archive, USUAL_PART)
    workbook, strings, formats = _WorkbookWalk(), StringWalk(), FormatWalk()
    has_workbook = archive.walk(part, workbook)
    if not archive.walk(SHARED_STRINGS, strings) and not has_workbook:
        return None
    archive.walk("xl/styles.xml", formats)
    document = WholeDocument()
    targets = {item.identifier: part_of(item, part) for item in relations(archive, part)}
    for name, identifier in workbook.sheets:
        document.headings.add(1, name)
        walk = _SheetWalk(document, strings.strings, formats, from_1904=workbook.from_1904)
        if not document.body.is_full:
            archive.walk(targets.get(identifier, ""), walk)
    if not workbook.sheets:
        document.body.add("\n".join(strings.strings))
    for name in filter(_BESIDE.fullmatch, archive.names):
        archive.walk(name, _BesideWalk(document))
    document.title = title_of(archive, "docProps/core.xml")
    document.embedded = embedded_in(archive)
    document.active = would_run(archive, (part, *targets.values()))
    return document
