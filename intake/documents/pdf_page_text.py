"""The text of a page of a PDF and its lines: where each stands, how large, and how it looks."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from intake.documents import pdf_bare_calls as bare
from intake.documents.page_grid import Box
from intake.documents.pdf_page_objects import is_white

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


class TextLine(NamedTuple):
    """A line of text on a page.

    Attributes:
        boxes: Where it lies, or where it begins when no more was asked; several for a line
            that runs aslant.
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


def words_of(page: Any, *, whole_lines: bool = True) -> PageWords | None:
    """Read the text of an open page; None when it cannot be read.

    Args:
        page: As the library has it.
        whole_lines: Ask where each line ends, too.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return None
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        text = _text(text_page, count)
        lines = _Lines(text_page, whole_lines=whole_lines, is_even=len(text) == count)
        return PageWords(text.replace("\r\n", "\n"), tuple(lines.of(text)))
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _text(text_page: Any, count: int) -> str:
    if count <= 0:
        return ""
    # The library counts no surrogates, which take two places.
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(text_page, 0, 2 * count + 1, buffer)
    return bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "ignore").rstrip("\0")


def _places(text: str) -> Iterator[tuple[str, int]]:
    """Yield each line that has letters, and its place counted in units of UTF-16."""
    at = 0
    wide = not text.isascii() and max(text) > "\uffff"
    for line in text.split("\n"):
        words = line.strip()
        if words:
            yield words, at + len(line) - len(line.lstrip())
        at += (len(line.encode("utf-16-le")) // 2 if wide else len(line)) + 1


class _Lines:
    """Asks the library about lines; what it writes its answers to is made once for a page."""

    def __init__(self, text_page: Any, *, whole_lines: bool, is_even: bool) -> None:
        """Take a page; it is even when each letter takes one place in its text."""
        self._handle = text_page
        self._text_page = bare.address_of(text_page)
        self._whole_lines = whole_lines
        self._is_even = is_even
        self._rectangle = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._to_rectangle = ctypes.byref(self._rectangle)
        self._to_matrix = ctypes.byref(self._matrix)
        self._to_colour = [ctypes.byref(part) for part in self._colour]
        self._bold: dict[int, bool] = {}

    def of(self, text: str) -> Iterator[TextLine]:
        places = list(_places(text))
        step = -(-len(places) // MOST_LINES) or 1
        for words, start in places[::step]:
            first = self._letter(start)
            size = self._size(first)
            boxes = self._boxes(first, words, start, size)
            if boxes:
                address = bare.text_object_at(self._text_page, first)
                yield TextLine(words, boxes, size, *(self._look(address) if address else ()))

    def _letter(self, place: int) -> int:
        if self._is_even:
            return place
        index: int = pdfium.FPDFText_GetCharIndexFromTextIndex(self._handle, place)
        return index

    def _size(self, letter: int) -> float:
        matrix = self._matrix
        if letter < 0 or not bare.matrix_at(self._text_page, letter, self._to_matrix):
            return 0.0
        size: float = bare.font_size_at(self._text_page, letter)
        return abs(size) * math.hypot(matrix.c, matrix.d)

    def _boxes(self, first: int, words: str, start: int, size: float) -> tuple[Box, ...]:
        begin = self._box(first)
        if begin is None or not self._whole_lines:
            return (begin,) if begin else ()
        length = len(words) if words.isascii() else len(words.encode("utf-16-le")) // 2
        end = self._box(self._letter(start + length - 1))
        return _from_to(begin, end, size) if end else (begin,)

    def _box(self, letter: int) -> Box | None:
        box = self._rectangle
        if letter < 0 or not bare.loose_box_at(self._text_page, letter, self._to_rectangle):
            return None
        return Box(box.left, box.bottom, box.right, box.top)

    def _look(self, address: int) -> tuple[bool, bool, bool, int]:
        """Return whether a text is bold, drawn without ink, and white, and its address."""
        handle = ctypes.c_void_p(address)
        if bare.fill_colour(handle, *self._to_colour):
            red, green, blue, alpha = self._colour
            white = is_white((red.value, green.value, blue.value, alpha.value))
            invisible = not alpha.value
        else:
            white = invisible = False
        invisible = invisible or bare.render_mode(handle) in _UNSEEN_MODES
        return self._is_bold(handle), invisible, white, address

    def _is_bold(self, handle: ctypes.c_void_p) -> bool:
        address = bare.font_of(handle)
        if not address:
            return False
        if address not in self._bold:
            self._bold[address] = _is_bold(ctypes.cast(address, pdfium.FPDF_FONT))
        return self._bold[address]


def _from_to(start: Box, end: Box, size: float) -> tuple[Box, ...]:
    """Return what a line covers from its first letter to its last."""
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


def _is_bold(font: Any) -> bool:
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    lowered = name.value.lower()
    return any(word in lowered for word in _HEAVY_NAMES) or (
        pdfium.FPDFFont_GetWeight(font) >= _HEAVY
    )
