"""The text of a page of a PDF and its lines: where each stands, how large, and how it looks."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium

from intake.documents.page_grid import Box
from intake.documents.pdf_page_objects import colour_of, is_white

MOST_LINES: Final = 300
"""Looked at on one page; of more, so many spread over all of them."""

_UNSEEN_MODES: Final = frozenset(
    {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
)
_HEAVY: Final = 600
_HEAVY_NAMES: Final = (b"bold", b"black", b"heavy", b"semibold", b"demi")
_LONGEST_NAME = 128
_ASLANT: Final = 3
_MOST_STEPS: Final = 40


@dataclass(frozen=True)
class TextLine:
    """A line of text on a page.

    Attributes:
        boxes: Where it lies; several for a line that runs aslant.
        size: Height of its type in units of the page.
        is_invisible: Drawn without ink, as behind the picture of a scan.
        is_white: Drawn in white, which is seen on something dark only.
        address: Of the object that draws it, to find its place in the order of drawing.
    """

    text: str
    boxes: tuple[Box, ...]
    size: float = 0.0
    is_bold: bool = False
    is_invisible: bool = False
    is_white: bool = False
    address: int = 0

    @property
    def centre(self) -> tuple[float, float]:
        return self.boxes[len(self.boxes) // 2].centre


@dataclass(frozen=True)
class PageWords:
    """All text of a page, with plain line ends, and its lines that were looked at."""

    text: str
    lines: tuple[TextLine, ...]


def words_of(page: Any) -> PageWords | None:
    """Read the text of an open page; None when it cannot be read."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return None
    try:
        text = _text(text_page)
        return PageWords(text.replace("\r\n", "\n"), tuple(_lines(text_page, text)))
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _text(text_page: Any) -> str:
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    # The library counts no surrogates, which take two places.
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(text_page, 0, 2 * count + 1, buffer)
    return bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "ignore").rstrip("\0")


def _lines(text_page: Any, text: str) -> Iterator[TextLine]:
    lines = list(_places(text))
    step = -(-len(lines) // MOST_LINES) or 1
    looks: dict[int, tuple[bool, bool, bool]] = {}
    for words, start in lines[::step]:
        first, last = _letters(text_page, start, len(words.encode("utf-16-le")) // 2)
        size = _size(text_page, first)
        boxes = _line_boxes(text_page, first, last, size)
        if not boxes:
            continue
        handle = pdfium.FPDFText_GetTextObject(text_page, first)
        address = ctypes.addressof(handle.contents) if handle else 0
        if address not in looks:
            looks[address] = _look(handle) if handle else (False, False, False)
        bold, invisible, white = looks[address]
        yield TextLine(words, boxes, size, bold, invisible, white, address)


def _places(text: str) -> Iterator[tuple[str, int]]:
    """Yield each line that has letters, and its place counted in units of UTF-16."""
    at = 0
    wide = not text.isascii() and max(text) > "\uffff"
    for line in text.split("\n"):
        words = line.strip()
        if words:
            yield words, at + len(line) - len(line.lstrip())
        at += (len(line.encode("utf-16-le")) // 2 if wide else len(line)) + 1


def _letters(text_page: Any, start: int, length: int) -> tuple[int, int]:
    place = pdfium.FPDFText_GetCharIndexFromTextIndex
    return place(text_page, start), place(text_page, start + length - 1)


def _line_boxes(text_page: Any, first: int, last: int, size: float) -> tuple[Box, ...]:
    start, end = _letter_box(text_page, first), _letter_box(text_page, last)
    if start is None or end is None:
        return ()
    whole = Box(
        min(start.left, end.left),
        min(start.bottom, end.bottom),
        max(start.right, end.right),
        max(start.top, end.top),
    )
    if min(whole.width, whole.height) <= _ASLANT * size:
        return (whole,)
    steps = min(int(max(whole.width, whole.height) / size) + 1 if size else 1, _MOST_STEPS)
    return tuple(_between(start, end, step / steps) for step in range(steps + 1))


def _between(start: Box, end: Box, part: float) -> Box:
    return Box(*(one + part * (other - one) for one, other in zip(start, end, strict=True)))


def _letter_box(text_page: Any, index: int) -> Box | None:
    rectangle = pdfium.FS_RECTF()
    if index < 0 or not pdfium.FPDFText_GetLooseCharBox(text_page, index, rectangle):
        return None
    return Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _size(text_page: Any, index: int) -> float:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text_page, index, matrix):
        return 0.0
    size: float = pdfium.FPDFText_GetFontSize(text_page, index)
    return abs(size) * math.hypot(matrix.c, matrix.d)


def _look(handle: Any) -> tuple[bool, bool, bool]:
    """Return whether a text is bold, drawn without ink, and white."""
    colour = colour_of(handle)
    invisible = pdfium.FPDFTextObj_GetTextRenderMode(handle) in _UNSEEN_MODES or not colour[3]
    return _is_bold(handle), invisible, is_white(colour)


def _is_bold(handle: Any) -> bool:
    font = pdfium.FPDFTextObj_GetFont(handle)
    if not font:
        return False
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    lowered = name.value.lower()
    return (
        any(word in lowered for word in _HEAVY_NAMES) or pdfium.FPDFFont_GetWeight(font) >= _HEAVY
    )
