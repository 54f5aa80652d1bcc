"""Drawing a page for the engine, straight, and written once.

ocrmypdf draws a page, writes it, reads it again to straighten it and writes that too; most
of its own time goes into packing pictures. Here a page is straightened before it is written.
"""

import threading
from pathlib import Path
from typing import Any, Final

import pypdfium2
from PIL import Image, ImageColor

from intake.adapters.ocr_skew import skew_of
from intake.adapters.ocr_whole_picture import whole_picture

_POINTS_PER_INCH: Final = 72
_LITTLE: Final = 1  # of nine
_QUALITY: Final = 80
_GREY: Final = frozenset({"pngmono", "pngmonod", "pnggray", "jpeggray"})
_ONE_BIT: Final = frozenset({"pngmono", "pngmonod"})

# The library is not made for several threads.
_drawing = threading.Lock()


def draw(
    document: Path, number: int, into: Path, *, kind: str, dpi: float, stated: Any, turn: int
) -> None:
    """Draw a page of a PDF into a picture.

    Black on white is a PNG. Grey and colour are an unpacked TIFF, whatever the name says: what
    reads them goes by their first bytes, and a PNG costs a quarter of a second a page to write
    and read, even one that packs nothing.

    Args:
        document: The PDF.
        number: Of the page, from 1.
        into: The picture.
        kind: Of the colours, by the words of ocrmypdf.
        dpi: Resolution.
        stated: The resolution across and down that the picture says it has.
        turn: Degrees anticlockwise.
    """
    picture = _drawn(document, number, dpi, turn, grey=kind in _GREY)
    askew = skew_of(picture)
    if askew:
        picture = picture.rotate(
            askew,
            resample=Image.Resampling.BILINEAR,
            fillcolor=ImageColor.getcolor("white", picture.mode),
        )
    if kind in _ONE_BIT:
        picture = picture.convert("1", dither=Image.Dither.NONE)
        picture.save(into, "PNG", dpi=stated, compress_level=_LITTLE)
    else:
        picture.save(into, "TIFF", dpi=stated)


def for_the_copy(picture: Path) -> Path:
    """Return the picture as the copy shows it: grey and colour as JPEG, black on white as it is."""
    with Image.open(picture) as opened:
        if opened.mode not in {"L", "RGB"}:
            return picture
        target = picture.with_suffix(".copy.jpg")
        dpi = tuple(map(round, opened.info["dpi"]))
        opened.save(target, "JPEG", quality=_QUALITY, dpi=dpi)
    return target


def _drawn(document: Path, number: int, dpi: float, turn: int, *, grey: bool) -> Image.Image:
    with _drawing, pypdfium2.PdfDocument(document) as pdf:
        page = pdf[number - 1]
        try:
            page.set_cropbox(*page.get_mediabox())
            if turn:
                page.set_rotation((page.get_rotation() - turn) % 360)
            picture = None
            if page.get_rotation() == 0:
                picture = whole_picture(document, page, number, dpi)
            if picture is None or (grey and picture.mode != "L"):
                pdf.init_forms()
                picture = _rendered(page, dpi, grey=grey)
        finally:
            page.close()
    return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")


def _rendered(page: pypdfium2.PdfPage, dpi: float, *, grey: bool) -> Image.Image:
    bitmap = page.render(
        scale=dpi / _POINTS_PER_INCH,
        grayscale=grey,
        may_draw_forms=True,
        rev_byteorder=not grey,
    )
    picture: Image.Image = bitmap.to_pil().copy()
    bitmap.close()
    return picture
