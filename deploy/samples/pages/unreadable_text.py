"""Text that only looks like text, and letters that are drawn and no text at all.

The pages are set in the typeface "Vera", whose codes mean nothing without the table that a PDF
keeps beside it (ToUnicode). Spoiling that table leaves the page looking as before.
"""

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf
import reportlab
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont as Typeface
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from deploy.samples.pages.scanned import saved
from deploy.samples.pages.sheet import BODY, LEFT, TOP, sheet, text_at

_FILE: Final = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
_SIZE: Final = 9.5
_LEADING: Final = 15


def in_vera() -> bytes:
    registerFont(TTFont("Vera", _FILE))
    return sheet(text_at(font="Vera", size=9))


def without_table() -> bytes:
    """Codes in the order in which the letters were first used, and nothing that explains them."""
    # The library keeps one set of codes for a typeface, whoever registers it first.
    registerFont(TTFont("Vera codes", _FILE.with_name("VeraIt.ttf"), asciiReadable=0))
    with pikepdf.open(BytesIO(sheet(text_at(font="Vera codes", size=9)))) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]
        return saved(pdf)


def cipher() -> bytes:
    """Each letter reads as another one."""
    return _spoiled(
        lambda letter: chr(97 + (ord(letter) - 97) * 7 % 26) if "a" <= letter <= "z" else letter
    )


def signs() -> bytes:
    """Each letter reads as a sign."""
    return _spoiled(lambda letter: chr(33 + ord(letter) * 5 % 15))


def cid_numbers() -> bytes:
    return _spoiled(lambda letter: f"(cid:{ord(letter) - 29})")


def glyph_names() -> bytes:
    return _spoiled(lambda letter: f"/G{ord(letter):02X}")


def private_codes() -> bytes:
    return _spoiled(lambda letter: chr(0xE000 + ord(letter)))


def no_codes() -> bytes:
    return _spoiled(lambda _letter: "\N{REPLACEMENT CHARACTER}")


def controls() -> bytes:
    return _spoiled(lambda letter: chr(1 + ord(letter) % 8))


def outlines(lines: Sequence[str] = BODY) -> bytes:
    """Every letter a path of its own."""
    return sheet(lambda canvas: _draw_outlines(canvas, lines, together=False))


def outlines_in_one_path() -> bytes:
    """All letters of the page one path."""
    return sheet(lambda canvas: _draw_outlines(canvas, BODY, together=True))


def outlines_under_a_header() -> bytes:
    return sheet(
        lambda canvas: _draw_outlines(canvas, BODY, together=False),
        text_at(["Stichting Naast U te Nijmegen - pagina 3"], top=815),
    )


def outlines_with_text_behind() -> bytes:
    return sheet(lambda canvas: _draw_outlines(canvas, BODY, together=False), text_at(mode=3))


def outlined_logo_beside_text() -> bytes:
    return sheet(
        lambda canvas: _draw_outlines(canvas, ["STICHTING NAAST U"], together=False, top=820),
        text_at(BODY[:5]),
    )


def _spoiled(named: Callable[[str], str]) -> bytes:
    with pikepdf.open(BytesIO(in_vera())) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                item.ToUnicode = pikepdf.Stream(pdf, _table(item, named))
        return saved(pdf)


def _table(font: pikepdf.Dictionary, named: Callable[[str], str]) -> bytes:
    """Return the table of a font with another name for each letter but the space."""
    lines = []
    for line in font.ToUnicode.read_bytes().decode().splitlines():
        code, _, value = line.partition("> <")
        if not code.startswith("<") or not value:
            lines.append(line)
            continue
        letter = bytes.fromhex(value.rstrip(">")).decode("utf-16-be", "replace")[:1]
        name = named(letter) if letter.strip("\0 ") else letter or " "
        lines.append(f"{code}> <{name.encode('utf-16-be').hex()}>")
    return "\n".join(lines).encode()


class _CanvasPen(BasePen):  # type: ignore[misc]  # the library has no types
    """Draws a letter on a path of the canvas."""

    def __init__(self, glyphs: Any, path: PDFPathObject, x: float, y: float, scale: float) -> None:
        super().__init__(glyphs)
        self._path, self._x, self._y, self._scale = path, x, y, scale

    def _at(self, *points: tuple[float, float]) -> list[float]:
        return [
            number
            for x, y in points
            for number in (self._x + x * self._scale, self._y + y * self._scale)
        ]

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - named by the library
        self._path.moveTo(*self._at(pt))

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - the same
        self._path.lineTo(*self._at(pt))

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802 - the same
        self._path.curveTo(*self._at(*points))

    def _closePath(self) -> None:  # noqa: N802 - the same
        self._path.close()


@cache
def _typeface() -> Typeface:
    return Typeface(_FILE)


def _draw_outlines(
    canvas: Canvas, lines: Sequence[str], *, together: bool, top: float = TOP
) -> None:
    glyphs, names = _typeface().getGlyphSet(), _typeface().getBestCmap()
    scale = _SIZE / _typeface()["head"].unitsPerEm
    path = canvas.beginPath()
    for number, line in enumerate(lines):
        x, y = float(LEFT), top - number * _LEADING
        for letter in line:
            glyph = glyphs[names.get(ord(letter), ".notdef")]
            if not together:
                path = canvas.beginPath()
            glyph.draw(_CanvasPen(glyphs, path, x, y, scale))
            x += glyph.width * scale
            if not together:
                canvas.drawPath(path, stroke=0, fill=1)
    if together:
        canvas.drawPath(path, stroke=0, fill=1)
