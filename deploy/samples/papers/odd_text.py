"""Text that only looks like text, and letters that are no text at all.

Each takes a paper drawn with the typeface "Vera", whose codes mean nothing without the table
that a PDF keeps beside it (ToUnicode), and spoils that table: the page looks as before.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import reportlab
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from deploy.samples.papers.paper import PageClass, Paper, searchable_verdict

_SHIFT: Final = 7


def without_table(paper: Paper) -> Paper:
    """Take the table away: a reader gets control characters and letters by chance."""
    return _spoiled(paper, "no ToUnicode", None)


def wrong_table(paper: Paper) -> Paper:
    """Name each code as another letter, as a broken writer of PDFs does."""
    return _spoiled(paper, "broken ToUnicode", lambda code: chr(33 + (code * _SHIFT) % 90))


def cid_table(paper: Paper) -> Paper:
    """Let each letter read as "(cid:12)"."""
    return _spoiled(paper, "(cid:12)", lambda code: f"(cid:{code})")


def private_table(paper: Paper) -> Paper:
    """Name each code as a character of the private use area."""
    return _spoiled(paper, "private use", lambda code: chr(0xE000 + code))


def glyph_names(paper: Paper) -> Paper:
    """Name each code by the number of its glyph alone, "/G21"."""
    return _spoiled(paper, "/G21", lambda code: f"/G{code:02X}")


def _spoiled(paper: Paper, note: str, named: Callable[[int], str] | None) -> Paper:
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                if named is None:
                    del item["/ToUnicode"]
                else:
                    item["/ToUnicode"] = pikepdf.Stream(pdf, _table(named))
        content = _saved(pdf)
    return _with_class(replace(paper, content=content), PageClass.GARBLED, note)


def _table(named: Callable[[int], str]) -> bytes:
    lines = [f"<{code:02X}> <{named(code).encode('utf-16-be').hex()}>" for code in range(256)]
    blocks = [lines[start : start + 100] for start in range(0, 256, 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /T def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()


def outlined(paper: Paper) -> Paper:
    """Draw every letter as lines and curves, as drawing programs do: there is no text left."""
    source = pypdfium2.PdfDocument(paper.content)
    target = pikepdf.new()
    try:
        for page in source:
            drawn = target.add_blank_page(page_size=page.get_size())
            drawn.Contents = pikepdf.Stream(target, _outlines(page).encode())
            page.close()
    finally:
        source.close()
    return _with_class(replace(paper, content=_saved(target)), PageClass.OUTLINES, "outlines")


def _outlines(page: Any) -> str:
    text = page.get_textpage()
    raw = text.raw
    drawn = []
    try:
        for number in range(text.count_chars()):
            letter = chr(pdfium.FPDFText_GetUnicode(raw, number))
            x, y = pdfium.c_double(), pdfium.c_double()
            pdfium.FPDFText_GetCharOrigin(raw, number, x, y)
            size = pdfium.FPDFText_GetFontSize(raw, number)
            if letter.strip():
                drawn.append(_glyph(letter, size, x.value, y.value))
    finally:
        text.close()
    return "\n".join(drawn)


@cache
def _typeface() -> TTFont:
    return TTFont(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")


@cache
def _strokes(letter: str) -> tuple[tuple[str, Any], ...]:
    glyphs = _typeface().getGlyphSet()
    name = _typeface().getBestCmap().get(ord(letter))
    if name is None:
        return ()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return tuple(pen.value)


def _glyph(letter: str, size: float, x: float, y: float) -> str:
    """Return the path of a letter; its quadratic curves become cubic ones."""
    scale = size * 0.92 / _typeface()["head"].unitsPerEm
    words, at = [], (0.0, 0.0)

    def point(place: Any) -> str:
        return f"{x + place[0] * scale:.2f} {y + place[1] * scale:.2f}"

    for step, places in _strokes(letter):
        if step == "moveTo":
            words.append(f"{point(places[0])} m")
            at = places[0]
        elif step == "lineTo":
            words.append(f"{point(places[0])} l")
            at = places[0]
        elif step == "qCurveTo":
            for bend, end in _quadratics(places):
                first = tuple(at[i] + 2 / 3 * (bend[i] - at[i]) for i in (0, 1))
                second = tuple(end[i] + 2 / 3 * (bend[i] - end[i]) for i in (0, 1))
                words.append(f"{point(first)} {point(second)} {point(end)} c")
                at = end
        else:
            words.append("h")
    return "\n".join([*words, "f"]) if words else ""


def _quadratics(places: Any) -> list[tuple[Any, Any]]:
    """Return bends with their ends; between two bends the end lies halfway."""
    *bends, last = places
    pairs = []
    for number, bend in enumerate(bends):
        after = bends[number + 1] if number + 1 < len(bends) else None
        end = last if after is None else tuple((bend[i] + after[i]) / 2 for i in (0, 1))
        pairs.append((bend, end))
    return pairs


def _with_class(paper: Paper, page_class: PageClass, note: str) -> Paper:
    pages = (page_class,) * len(paper.truth.pages)
    return paper.having(pages=pages, searchable=searchable_verdict(pages), told_by="ocr").noted(
        note
    )


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = BytesIO()
    pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()
