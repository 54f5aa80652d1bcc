"""How a page looks: where the ink is on its picture, found by drawing it small.

Drawing unpacks the picture. Hence a page is looked at only where its text leaves doubt, and
within a budget for the whole document; whoever asks beyond it gets no answer.
"""

import ctypes
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageFilter

from intake.documents.page_grid import Grid
from intake.documents.pdf_page_objects import PageObjects

_CELL: Final = 16
"""Pixels along a cell: some 60 to the inch on an A4."""

_PAPER: Final = 8
_PAPER_REACH: Final = 5
"""The paper is as light as the lightest of the patches around, each of so many pixels."""

_CONTRAST: Final = 45
_FEWEST_INKED: Final = 5
_MOST_INKED: Final = 154
"""Of the 256 pixels of a cell; more is a solid shape, no line of text."""

_DARKEST_PAPER: Final = 90
_SPECKS: Final = 48
_LARGEST_SPECK: Final = 24
_MARGIN = 0.08

_MOST_PIXELS: Final = 40_000_000
_MOST_PIXELS_TO_EXPAND: Final = 12_000_000
_MOST_PIXELS_IN_ALL: Final = 300_000_000
_MOST_OBJECTS: Final = 2_000
_DARK: Final = 150


@dataclass(frozen=True)
class Look:
    """What a page looks like.

    Attributes:
        ink: Mask of the cells that look as if text were in them.
        levels: Lightness of each cell, 0 to 255, row after row from the bottom.
        is_empty: There is nothing on it but specks and what is at its edges.
    """

    ink: int
    levels: bytes
    is_empty: bool

    def is_dark(self, mask: int) -> bool:
        """Tell whether the cells of a mask are dark on average."""
        cells = [level for place, level in enumerate(self.levels) if mask >> place & 1]
        return bool(cells) and sum(cells) < _DARK * len(cells)


class LookBudget:
    """What may still be unpacked for looking, over all pages of a document."""

    def __init__(self) -> None:
        self._left = _MOST_PIXELS_IN_ALL

    def allows(self, objects: PageObjects) -> bool:
        """Tell whether a page may be drawn, and note that it is."""
        if objects.seen > _MOST_OBJECTS:
            return False
        pixels = 0
        for picture in objects.pictures:
            size = _pixels(picture.handle)
            if size > (_MOST_PIXELS_TO_EXPAND if _expands(picture.handle) else _MOST_PIXELS):
                return False
            pixels += size
        if pixels > min(self._left, _MOST_PIXELS):
            return False
        self._left -= pixels
        return True


def look_at(page: Any, grid: Grid) -> Look | None:
    """Draw an open page and look at it; None when it cannot be drawn."""
    drawn = _drawn(page, grid.columns * _CELL, grid.rows * _CELL)
    if drawn is None:
        return None
    small = drawn.reduce(_PAPER)
    paper = small.filter(ImageFilter.MaxFilter(_PAPER_REACH))
    paper = paper.resize(drawn.size, Image.Resampling.BILINEAR)
    inked = ImageChops.subtract(paper, drawn).point(
        [255 * (level > _CONTRAST) for level in range(256)]
    )
    upright = Image.Transpose.FLIP_TOP_BOTTOM
    shares = inked.reduce(_CELL).transpose(upright).tobytes()
    levels = paper.reduce(_CELL).transpose(upright).tobytes()
    ink = sum(
        1 << place
        for place, (share, level) in enumerate(zip(shares, levels, strict=True))
        if _FEWEST_INKED <= share <= _MOST_INKED and level >= _DARKEST_PAPER
    )
    return Look(ink, drawn.reduce(_CELL).transpose(upright).tobytes(), _is_empty(inked))


def _is_empty(inked: Image.Image) -> bool:
    """Tell whether a page within its margins has no more than specks."""
    width, height = inked.size
    across, up = int(width * _MARGIN), int(height * _MARGIN)
    inner = inked.crop((across, up, width - across, height - up))
    if inner.histogram()[255] > _SPECKS:
        return False
    return max(inner.reduce(_CELL).tobytes()) <= _LARGEST_SPECK


def _drawn(page: Any, width: int, height: int) -> Image.Image | None:
    """Return a page in grey, upright as it was written, whatever way it is turned for readers."""
    room = ctypes.create_string_buffer(b"\xff" * (width * height), width * height)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, room, width)
    if not bitmap:
        return None
    try:
        turned_back = -pdfium.FPDFPage_GetRotation(page) % 4
        pdfium.FPDF_RenderPageBitmap(
            bitmap, page, 0, 0, width, height, turned_back, pdfium.FPDF_ANNOT
        )
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Image.frombytes("L", (width, height), room.raw)


def _pixels(handle: Any) -> int:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFImageObj_GetImagePixelSize(handle, width, height):
        return 0
    return width.value * height.value


def _expands(handle: Any) -> bool:
    """Tell whether a picture takes far more memory while it is unpacked than it has pixels."""
    for index in range(min(pdfium.FPDFImageObj_GetImageFilterCount(handle), 4)):
        name = ctypes.create_string_buffer(32)
        pdfium.FPDFImageObj_GetImageFilter(handle, index, name, 32)
        if name.value == b"JPXDecode":
            return True
    return False
