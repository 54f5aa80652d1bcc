"""The look of one paper: its typeface, its title, its rows, its choices and its signatures."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import (
    EmbeddedType1Face,
    Font,
    registerFont,
    registerFontFamily,
    registerTypeFace,
)
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from deploy.samples.letter_paper import Signature
from deploy.samples.papers.case import Case
from deploy.samples.papers.ink import PastedSignature
from deploy.samples.papers.ticks import Tick, tick_markup

Adorn = Callable[[Canvas, int], None]
Row = tuple[str, str]

WIDTH: Final = A4[0]
HEIGHT: Final = A4[1]
_ALIGN: Final = {"left": TA_LEFT, "centre": TA_CENTER, "right": TA_RIGHT, "full": TA_JUSTIFY}
_BOLD: Final = {
    "Helvetica": "Helvetica-Bold",
    "Times-Roman": "Times-Bold",
    "Courier": "Courier-Bold",
    "Vera": "Vera-Bold",
}


def _register() -> None:
    """Register a typeface with codes that mean nothing without its own table, and one of a pen."""
    registerFont(TTFont("Vera", "Vera.ttf", asciiReadable=0))
    registerFont(TTFont("Vera-Bold", "VeraBd.ttf", asciiReadable=0))
    folder = Path(reportlab.__file__).parent / "fonts"
    pen = [str(folder / f"callig15.{suffix}") for suffix in ("afm", "pfb")]
    registerTypeFace(EmbeddedType1Face(*pen))
    registerFont(Font("Callig", "CALLIG15", "WinAnsiEncoding"))
    registerFontFamily(
        "Callig", normal="Callig", bold="Callig", italic="Callig", boldItalic="Callig"
    )
    bold = "Vera-Bold"
    registerFontFamily("Vera", normal="Vera", bold=bold, italic="Vera", boldItalic=bold)


_register()


class Look:
    """Builds the parts of a paper in one typeface; every layout makes its own."""

    def __init__(
        self,
        case: Case,
        *,
        font: str = "Helvetica",
        size: float = 10,
        leading: float = 1.4,
        margin: float = 24,
        top: float = 30,
        colour: str = "#000000",
    ) -> None:
        self.case = case
        self.font = case.font or font
        self.bold = _BOLD[self.font]
        self.size = size
        self.margin = margin * mm
        self.top = top * mm
        self.colour = HexColor(colour)
        self.body = ParagraphStyle(
            "body", fontName=self.font, fontSize=size, leading=size * leading, spaceAfter=size * 0.6
        )

    def style(self, **changes: Any) -> ParagraphStyle:
        return ParagraphStyle("other", parent=self.body, **changes)

    def title(
        self,
        *lines: str,
        size: float = 18,
        align: str = "left",
        spaced: bool = False,
        after: float = 6,
    ) -> list[Flowable]:
        """Return one title over as many lines as are given; `spaced` sets l e t t e r s apart."""
        shown = ["&nbsp; ".join(" ".join(word) for word in line.split()) for line in lines]
        style = self.style(
            fontName=self.bold,
            fontSize=size,
            leading=size * 1.25,
            alignment=_ALIGN[align],
            textColor=self.colour,
            spaceAfter=after,
        )
        return [Paragraph("<br/>".join(shown if spaced else lines), style)]

    def heading(
        self, text: str, *, size: float | None = None, colour: str | None = None
    ) -> Flowable:
        size = size or self.size + 1.5
        style = self.style(
            fontName=self.bold,
            fontSize=size,
            leading=size * 1.3,
            spaceBefore=size * 0.7,
            spaceAfter=size * 0.35,
            keepWithNext=1,
            textColor=HexColor(colour) if colour else self.body.textColor,
        )
        return Paragraph(text, style)

    def text(self, *texts: str, align: str = "left", small: bool = False) -> list[Flowable]:
        size = self.size - 2 if small else self.size
        style = self.style(alignment=_ALIGN[align], fontSize=size, leading=size * 1.4)
        return [Paragraph(text, style) for text in texts]

    def bullets(self, *texts: str, mark: str = "\N{BULLET}") -> list[Flowable]:
        style = self.style(leftIndent=16, bulletIndent=3, spaceAfter=3)
        return [Paragraph(text, style, bulletText=mark) for text in texts]

    def rows(
        self, rows: Sequence[Row], *, label: float = 55, rule: str = "", bold_labels: bool = False
    ) -> Flowable:
        """Return labels beside values; `rule` is "", "line" or "grid"; `label` mm wide."""
        left = self.style(fontName=self.bold if bold_labels else self.font, spaceAfter=0)
        right = self.style(spaceAfter=0)
        cells = [[Paragraph(name, left), Paragraph(value, right)] for name, value in rows]
        width = WIDTH - 2 * self.margin
        table = Table(cells, colWidths=[label * mm, width - label * mm], hAlign="LEFT")
        table.setStyle(_RULES[rule])
        return table

    def colon(self, rows: Sequence[Row]) -> list[Flowable]:
        """Return `label: value` as running lines."""
        return [Paragraph(f"{name}: {value}", self.body) for name, value in rows]

    def stacked(self, rows: Sequence[Row]) -> list[Flowable]:
        """Return small labels with their values below."""
        small = self.style(fontSize=self.size - 2.5, spaceAfter=0, textColor=HexColor("#666666"))
        return [
            part
            for name, value in rows
            for part in (Paragraph(name, small), Paragraph(value, self.body))
        ]

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float] | None = None,
    ) -> Flowable:
        """Return a grid with a heading row; `widths` in mm."""
        small = self.size - 1
        cell = self.style(fontSize=small, leading=small * 1.25, spaceAfter=0)
        top = self.style(fontName=self.bold, fontSize=small, leading=small * 1.25, spaceAfter=0)
        cells = [[Paragraph(text, top) for text in head]]
        cells += [[Paragraph(text, cell) for text in row] for row in rows]
        columns = [width * mm for width in widths] if widths else None
        table = Table(cells, colWidths=columns, hAlign="LEFT", repeatRows=1)
        table.setStyle([*_RULES["grid"], ("BACKGROUND", (0, 0), (-1, 0), HexColor("#e4e8ec"))])
        return table

    def tick(self, on: bool, text: str) -> Flowable:
        """Return one choice, marked as the case says."""
        if self.case.ticks == "drawn":
            return Tick(on, text, self.font, self.size)
        return Paragraph(f"{tick_markup(self.case.ticks, on=on)} {text}", self.style(spaceAfter=3))

    def gap(self, millimetres: float = 6) -> Flowable:
        return Spacer(1, millimetres * mm)

    def page(self) -> Flowable:
        return PageBreak()

    def signature(self, name: str | None = None, label: str = "Handtekening") -> list[Flowable]:
        """Return a line to sign on with what the case puts there."""
        who = name or self.case.party.director
        signed = self.case.signed if self.case.filled else "no"
        above: Flowable = Spacer(1, 17 * mm)
        if signed == "ink":
            above = Signature(who)
        elif signed == "image":
            above = PastedSignature(who)
        elif signed == "typed":
            above = Paragraph(who, self.body)
        line = Table([[above], [Paragraph(label, self.style(fontSize=self.size - 2))]])
        line.hAlign = "LEFT"
        line.setStyle([("LINEBELOW", (0, 0), (0, 0), 0.6, HexColor("#000000"))])
        return [line]

    def value(self, text: str) -> str:
        """Return what was filled in, or the dots of an empty form."""
        if not self.case.filled:
            return "." * 40
        if self.case.hand:
            size = self.size * 1.5
            return f'<font name="Callig" size="{size}" color="#1a2a6c">{text}</font>'
        return text

    def pdf(
        self, *parts: Flowable | Sequence[Flowable], adorn: Adorn | None = None, title: str = ""
    ) -> bytes:
        """Return the PDF of the parts; the same parts give the same bytes."""
        story: list[Flowable] = []
        for part in parts:
            story += [part] if isinstance(part, Flowable) else part
        target = BytesIO()
        document = SimpleDocTemplate(
            target,
            pagesize=A4,
            leftMargin=self.margin,
            rightMargin=self.margin,
            topMargin=self.top,
            bottomMargin=22 * mm,
            title=title or None,
            invariant=1,
        )

        def on_page(canvas: Canvas, _: object) -> None:
            if adorn:
                canvas.saveState()
                adorn(canvas, canvas.getPageNumber())
                canvas.restoreState()

        document.build(story, onFirstPage=on_page, onLaterPages=on_page)
        return target.getvalue()


_PADDING: Final = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (0, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
)
_RULES: Final[dict[str, Any]] = {
    "": _PADDING,
    "line": (*_PADDING, ("LINEBELOW", (1, 0), (1, -1), 0.4, HexColor("#999999"))),
    "grid": (
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#777777")),
    ),
}
