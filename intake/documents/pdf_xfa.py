"""Forms whose pages are made by Adobe's programs alone (XFA), and what was filled in.

A static one has the same fields as an ordinary form and pages that every program shows. Of
a dynamic one the pages say no more than to wait, or to install another program.
"""

import re
from typing import Any, Final
from xml.parsers import expat

import pikepdf

from intake.documents.pdf_structure import dictionary_of, items_of, text_of
from intake.domain.document_form import FieldKind, FormField

MOST_FIELDS: Final = 2_000
MOST_CHARACTERS: Final = 2_000

_MOST_BYTES = 8_000_000
_MOST_PACKETS = 100
_MOST_DEPTH = 64
_PLEASE_WAIT: Final = re.compile(
    r"If this message is not eventually replaced|niet kan worden weergegeven in (?:uw|dit)"
    r"|Als dit bericht (?:niet|uiteindelijk niet)|Adobe Reader 8 or higher"
    r"|To view the full contents",
    re.IGNORECASE,
)


def is_dynamic(pdf: pikepdf.Pdf, first_page: str) -> bool:
    """Tell whether the pages of a form are not in the file.

    Args:
        pdf: The document.
        first_page: Its text.
    """
    form = dictionary_of(pdf.Root.get("/AcroForm"))
    if form is None or form.get("/XFA") is None:
        return False
    return (
        bool(pdf.Root.get("/NeedsRendering"))
        or not list(items_of(form.get("/Fields"), 1))
        or bool(_PLEASE_WAIT.search(first_page))
    )


def data_of(pdf: pikepdf.Pdf) -> tuple[FormField, ...]:
    """Return what was filled in; empty when it cannot be read safely."""
    form = dictionary_of(pdf.Root.get("/AcroForm"))
    packet = _datasets(form.get("/XFA")) if form is not None else b""
    if not 0 < len(packet) <= _MOST_BYTES:
        return ()
    data = _Data()
    try:
        data.read(packet)
    except (expat.ExpatError, _RefusedError):
        return ()
    return tuple(data.fields)


def _datasets(xfa: Any) -> bytes:
    """Return the part with the data, or the whole of a form in one piece."""
    if isinstance(xfa, pikepdf.Stream):
        return bytes(xfa.read_bytes())
    items = list(items_of(xfa, _MOST_PACKETS))
    for name, packet in zip(items[::2], items[1::2], strict=False):
        if text_of(name) == "datasets" and isinstance(packet, pikepdf.Stream):
            return bytes(packet.read_bytes())
    return b""


class _RefusedError(Exception):
    """The XML declares a document type, nests too deeply or has too much in it."""


class _Data:
    """Collects the innermost elements below `xfa:data`, named by the way that leads to them."""

    def __init__(self) -> None:
        self.fields: list[FormField] = []
        self._way: list[str] = []
        self._since: int | None = None
        self._words: list[str] = []
        self._is_leaf = False

    def read(self, packet: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._keep
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(packet, True)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._way.append(local)
        if len(self._way) > _MOST_DEPTH:
            raise _RefusedError
        if local == "data" and self._since is None:
            self._since = len(self._way)
        self._words, self._is_leaf = [], True

    def _end(self, _name: str) -> None:
        if self._is_leaf and self._since is not None and len(self._way) > self._since:
            self._add()
        self._way.pop()
        self._is_leaf = False
        if self._since is not None and len(self._way) < self._since:
            self._since = _MOST_DEPTH + 1

    def _add(self) -> None:
        if len(self.fields) == MOST_FIELDS:
            raise _RefusedError
        name = ".".join(self._way[self._since :])[:MOST_CHARACTERS]
        value = "".join(self._words).strip()[:MOST_CHARACTERS]
        self.fields.append(FormField(name, FieldKind.TEXT, value))

    def _keep(self, words: str) -> None:
        self._words.append(words)

    def _refuse(self, *_declaration: object) -> None:
        raise _RefusedError
