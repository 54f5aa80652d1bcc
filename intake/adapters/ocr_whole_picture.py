"""The picture that a scanned page consists of, taken out as it is.

Drawing such a page scales every dot of the picture to where it was already, which takes
five times as long as decoding it. A page that is anything more is drawn.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2
from PIL import Image
from pypdfium2 import raw

_POINTS_PER_INCH: Final = 72
_OFF_BY_POINTS: Final = 0.5
_OFF_BY_PIXELS: Final = 2
_MORE_THAN_DOTS: Final = ("/SMask", "/Mask", "/ImageMask", "/SMaskInData", "/Decode", "/OC")
_COLOURS: Final = frozenset({raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_DEVICERGB})
_PACKED_COLOURS: Final = frozenset({8, 24})  # bits for each dot
_ODD: Final = (  # what is odd enough for one of the libraries is for the drawing to make out
    pypdfium2.PdfiumError,
    pikepdf.PdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
)


def whole_picture(
    document: Path, page: pypdfium2.PdfPage, number: int, dpi: float
) -> Image.Image | None:
    """Return the picture that fills a page, when it is all there is on it.

    Args:
        document: The PDF of the page.
        page: The page, upright, its crop box being its media box.
        number: Of the page, from 1.
        dpi: Resolution that is asked for; None is returned for a picture of another.
    """
    with suppress(*_ODD):
        return _whole_picture(document, page, number, dpi)
    return None


def _whole_picture(
    document: Path, page: pypdfium2.PdfPage, number: int, dpi: float
) -> Image.Image | None:
    if raw.FPDFPage_CountObjects(page) != 1 or raw.FPDFPage_GetAnnotCount(page):
        return None
    item = next(iter(page.get_objects(max_depth=1)), None)
    if not isinstance(item, pypdfium2.PdfImage) or not _fills(item, page, dpi):
        return None
    if not _is_plain(item) or not _is_opaque(document, number):
        return None
    picture: Image.Image = item.get_bitmap().to_pil().copy()
    return picture if picture.mode in {"L", "RGB"} else None


def _fills(item: pypdfium2.PdfImage, page: pypdfium2.PdfPage, dpi: float) -> bool:
    size = page.get_size()
    wanted = (size[0], 0, 0, size[1], 0, 0)
    left, bottom, _, _ = page.get_mediabox()
    placed = (*item.get_matrix().get(), left, bottom)
    return all(
        abs(value - target) < _OFF_BY_POINTS
        for value, target in zip(placed, (*wanted, 0, 0), strict=True)
    ) and all(
        abs(pixels - points * dpi / _POINTS_PER_INCH) <= _OFF_BY_PIXELS
        for pixels, points in zip(item.get_px_size(), size, strict=True)
    )


def _is_plain(item: pypdfium2.PdfImage) -> bool:
    told = item.get_metadata()
    clip = raw.FPDFPageObj_GetClipPath(item)
    return (
        told.colorspace in _COLOURS
        and told.bits_per_pixel in _PACKED_COLOURS
        and not raw.FPDFPageObj_HasTransparency(item)
        and raw.FPDFPageObj_CountMarks(item) == 0
        and (not clip or raw.FPDFClipPath_CountPaths(clip) <= 0)
    )


def _is_opaque(document: Path, number: int) -> bool:
    """Tell whether nothing of the picture is left out, which the library does not tell."""
    with pikepdf.open(document) as pdf:
        pictures: list[Any] = list(pdf.pages[number - 1].get_images(recursive=False).values())
        return len(pictures) == 1 and not any(key in pictures[0] for key in _MORE_THAN_DOTS)
