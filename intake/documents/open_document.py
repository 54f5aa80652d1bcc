"""The text of OpenDocument files: letters, sheets, and slides, which are its only pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from intake.documents.office_archive import LockedPartError, OfficeArchive
from intake.documents.office_package import embedded_in, title_of, would_run
from intake.documents.office_xml import XmlWalk
from intake.documents.slide_pages import Slide
from intake.documents.whole_document import KeptWords, WholeDocument
from intake.documents.word_fields import NOT_TICKED, TICKED
from intake.documents.word_styles import whole_number
from intake.domain.document_form import FieldKind, FormField

CONTENT: Final = "content.xml"

_CM_PER: Final = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6}
_LENGTH = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)(cm|mm|in|pt|pc)")
_MOST_SPACES = 100
_MOST_FIELDS = 2_000
# Changes that were not taken over: what was deleted is kept in one list of its own.
_UNREAD = frozenset({"tracked-changes"})
_CONTROLS: Final = {
    "text": FieldKind.TEXT,
    "textarea": FieldKind.TEXT,
    "formatted-text": FieldKind.TEXT,
    "date": FieldKind.TEXT,
    "checkbox": FieldKind.CHECKBOX,
    "radio": FieldKind.CHECKBOX,
    "combobox": FieldKind.CHOICE,
}


@dataclass
class _Frame:
    square_cm: float | None = None
    is_object: bool = False
    has_picture: bool = False


@dataclass
class _Line:
    level: int | None = None
    words: str = ""


class ContentWalk(XmlWalk):
    """Walks through `content.xml`; told headings, pictures and fields go to the document.

    Attributes:
        slides: One for each page of a presentation.
    """

    def __init__(self, document: WholeDocument, into: KeptWords) -> None:
        super().__init__()
        self.slides: list[Slide] = []
        self._document = document
        self._into = into
        self._frames: list[_Frame] = []
        self._lines: list[_Line] = []
        self._unread_from: int | None = None
        self._cells = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._unread_from is not None:
            return
        if name in _UNREAD:
            self._unread_from = len(self.open)
        elif name in {"p", "h"}:
            self._begin_line(name, attributes)
        elif name in {"s", "tab", "line-break"}:
            self._space(name, attributes)
        elif name in {"table", "table-row", "table-cell"}:
            self._in_table(name, attributes)
        elif name in {"frame", "object", "object-ole", "image"}:
            self._in_drawing(name, attributes)
        elif name == "page":
            self.slides.append(Slide())
            self._into = self.slides[-1].words
        elif self.parent == "form" and name in _CONTROLS:
            self._field(name, attributes)

    def end(self, name: str) -> None:
        if self._unread_from is not None:
            if len(self.open) == self._unread_from:
                self._unread_from = None
        elif name in {"p", "h"} and self._lines:
            line = self._lines.pop()
            if line.level is not None:
                self._document.headings.add(line.level, line.words)
                if self.slides:
                    self.slides[-1].headings.add(line.level, line.words)
        elif name == "frame" and self._frames:
            self._frames.pop()

    def words(self, words: str) -> None:
        if self._unread_from is None and self._lines:
            self._say(words)

    def _say(self, words: str) -> None:
        self._into.add(words)
        if self._lines and len(self._lines[-1].words) < 1_000:  # noqa: PLR2004 - longer is no heading
            self._lines[-1].words += words

    def _begin_line(self, name: str, attributes: Mapping[str, str]) -> None:
        level = None
        if name == "h":
            level = whole_number(attributes.get("outline-level", "1")) or 1
        elif attributes.get("style-name", "").lower() == "title":
            level = 0
        self._lines.append(_Line(level))
        if self.parent == "table-cell" and self._cells:
            self._into.add("\t" if self._cells > 1 else "\n")
            self._cells = max(self._cells, 2)
        elif self._into.is_begun:
            self._into.add("\n")

    def _space(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "s":
            count = whole_number(attributes.get("c", "1")) or 1
            self._say(" " * max(1, min(count, _MOST_SPACES)))
        else:
            self._say("\t" if name == "tab" else "\n")

    def _in_table(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table" and "spreadsheet" in self.open:
            self._document.headings.add(1, attributes.get("name", ""))
            self._into.add("\n")
        elif name == "table-row":
            self._cells = 1

    def _in_drawing(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "frame":
            self._frames.append(_Frame(_square_cm(attributes)))
        elif not self._frames:
            return
        elif name != "image":
            # The picture that follows shows the object to programs that cannot open it.
            self._frames[-1].is_object = True
        elif not self._frames[-1].is_object and not self._frames[-1].has_picture:
            self._frames[-1].has_picture = True
            self._document.pictures.add(self._frames[-1].square_cm)
            if self.slides:
                self.slides[-1].square_cm += self._frames[-1].square_cm or 0.0

    def _field(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = _CONTROLS[name]
        value = attributes.get("current-value", attributes.get("value", ""))
        if kind is FieldKind.CHECKBOX:
            value = attributes.get("current-state", attributes.get("current-selected", ""))
            value = "yes" if value in {"checked", "true"} else ""
        label = attributes.get("label", attributes.get("title", ""))
        if len(self._document.fields) >= _MOST_FIELDS:
            return
        self._document.fields.append(FormField(attributes.get("name", ""), kind, value, label))
        # What is filled in is drawn over the page, not written in its text.
        if kind is FieldKind.CHECKBOX:
            self._document.aside.add(f"{TICKED if value else NOT_TICKED} {label}\n")
        elif value:
            self._document.aside.add(f"{label} {value}\n".lstrip())


class _HeaderWalk(ContentWalk):
    """Walks through `styles.xml`, where headers and footers are."""

    def words(self, words: str) -> None:
        if "master-page" in self.open:
            super().words(words)

    def _in_drawing(self, name: str, attributes: Mapping[str, str]) -> None:
        """Pass by: a picture in a header is the paper of the letter."""


class _Manifest(XmlWalk):
    def __init__(self) -> None:
        super().__init__()
        self.locked = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        del attributes
        self.locked = self.locked or name == "encryption-data"


def read_open_document(archive: OfficeArchive) -> tuple[WholeDocument, list[Slide]] | None:
    """Read a file; None when the part with the text is missing.

    The slides are empty for a letter or sheet. Raises LockedPartError when it takes a password.
    """
    manifest = _Manifest()
    archive.walk("META-INF/manifest.xml", manifest)
    if manifest.locked:
        raise LockedPartError
    document = WholeDocument()
    walk = ContentWalk(document, document.body)
    if not archive.walk(CONTENT, walk):
        return None
    archive.walk("styles.xml", _HeaderWalk(document, document.aside))
    document.title = title_of(archive, "meta.xml")
    document.embedded = embedded_in(archive)
    document.active = would_run(archive)
    return document, walk.slides


def _square_cm(attributes: Mapping[str, str]) -> float | None:
    area = 1.0
    for name in ("width", "height"):
        found = _LENGTH.fullmatch(attributes.get(name, ""))
        if found is None:
            return None
        area *= float(found[1]) * _CM_PER[found[2]]
    return area
