"""Text behind the picture of a page: the work of a scan program, good or poor, or a mere header."""

import random
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
import pypdfium2.raw as pdfium

from deploy.samples.papers.paper import PageClass

Line = tuple[str, float, float, float, float]
"""Words with left, bottom, right and top in points."""

_LARGEST_TITLE: Final = 40
_LETTERHEAD: Final = 62
_MISREAD: Final = {
    "e": "c",
    "i": "l",
    "l": "1",
    "o": "0",
    "a": "u",
    "s": "5",
    "t": "f",
    "n": "ri",
    "r": "v",
    "u": "ii",
    "g": "9",
    "d": "cl",
    "k": "lc",
    "m": "nn",
    "B": "8",
    "V": "\\/",
    "h": "b",
    "c": "(",
}


def lines_of(page: Any) -> list[Line]:
    """Return the lines of text of a page of pypdfium2."""
    text = page.get_textpage()
    try:
        count = text.count_rects()
        boxes = [text.get_rect(number) for number in range(count)]
        return [
            (words, *box)
            for box in boxes
            if (words := " ".join(text.get_text_bounded(*box).split()))
        ]
    finally:
        text.close()


def largest_words(page: Any) -> str:
    """Return the words in the largest letters below the letterhead; watermarks do not count."""
    height = page.get_height()
    text = page.get_textpage()
    sized: list[tuple[float, str]] = []
    try:
        for number in range(text.count_chars()):
            x, y = pdfium.c_double(), pdfium.c_double()
            pdfium.FPDFText_GetCharOrigin(text.raw, number, x, y)
            size = pdfium.FPDFText_GetFontSize(text.raw, number)
            if size <= _LARGEST_TITLE and y.value < height - _LETTERHEAD:
                sized.append((size, chr(pdfium.FPDFText_GetUnicode(text.raw, number))))
    finally:
        text.close()
    most = max(size for size, _ in sized)
    return " ".join("".join(letter for size, letter in sized if size == most).split())


@dataclass(frozen=True)
class Layer:
    """What real text stands on a picture.

    Attributes:
        name: For the notes.
        page_class: What it makes of the page.
        misread: Share of the letters that are read wrongly, 0 to 1.
        words: Stand instead of the page's own when given, at the top, visible or not.
        visible: Drawn on top of the picture.
        share: Of the lines of the page, from the top, 0 to 1.
    """

    name: str
    page_class: PageClass
    misread: float = 0.0
    words: str | None = None
    visible: bool = False
    share: float = 1.0

    def write(
        self, pdf: pikepdf.Pdf, page: pikepdf.Page, lines: list[Line], chance: random.Random
    ) -> None:
        """Add the text to a page."""
        height = float(page.mediabox[3])
        if self.words is not None:
            number = len(pdf.pages)
            lines = [
                (
                    self.words.format(page=number),
                    40,
                    height - 30,
                    40 + 5 * len(self.words),
                    height - 20,
                )
            ]
        lines = lines[: max(1, int(len(lines) * self.share))]
        mode = 0 if self.visible else 3
        drawn = []
        for words, left, bottom, _, top in lines:
            read = _literal(self._read(words, chance))
            size = max(top - bottom, 4)
            at = f"1 0 0 1 {left:.1f} {bottom:.1f} Tm"
            drawn.append(f"BT {mode} Tr /FL {size:.1f} Tf {at} ({read}) Tj ET")
        fonts = pikepdf.Dictionary(
            FL=pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        page.Resources.Font = fonts
        page.contents_add(pikepdf.Stream(pdf, "\n".join(drawn).encode("cp1252", "replace")))

    def _read(self, words: str, chance: random.Random) -> str:
        if not self.misread:
            return words
        return "".join(
            _MISREAD.get(letter, chance.choice("~'.|;"))
            if letter != " " and chance.random() < self.misread
            else letter
            for letter in words
        )


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


GOOD: Final = Layer("good layer", PageClass.OCR)
FAIR: Final = Layer("fair layer", PageClass.OCR, misread=0.03)
POOR: Final = Layer("poor layer", PageClass.GARBLED, misread=0.55)
HEADER: Final = Layer(
    "header on a scan", PageClass.PARTLY, words="Inschrijving cliëntondersteuning", visible=True
)
PAGE_NUMBER: Final = Layer("page number on a scan", PageClass.PARTLY, words="{page}", visible=True)
ONE_LETTER: Final = Layer("one letter on a scan", PageClass.PARTLY, words="a")
SCANNED_BY: Final = Layer(
    "name of a program on a scan",
    PageClass.PARTLY,
    words="Gescand met een telefoon - pagina {page}",
    visible=True,
)
STAMPED: Final = Layer(
    "stamp of a program on a scan",
    PageClass.PARTLY,
    words="INGEKOMEN 3 JULI 2023 nr. 2023-{page}0418",
    visible=True,
)
TOP_ALONE: Final = Layer("layer over the top alone", PageClass.PARTLY, share=0.15)
