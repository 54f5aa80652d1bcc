"""Paper, type, fields and signature of the sample documents, by reportlab."""

import math
import random
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

# As office programs write streams: as they are, and not as letters that fit through old mail.
rl_config.useA85 = 0

Decoration = Callable[[Canvas, int], None]
"""Draws what stands on every page beside the text; gets the page number, from 1."""

PAGE_WIDTH: Final = A4[0]
PAGE_HEIGHT: Final = A4[1]
MARGIN: Final = 24 * mm
GREY: Final = HexColor("#555555")
INK: Final = HexColor("#1a2a6c")
MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

BODY: Final = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=14.2, spaceAfter=7)
SMALL: Final = ParagraphStyle("small", parent=BODY, fontSize=8.2, leading=11, textColor=GREY)
TITLE: Final = ParagraphStyle(
    "title", parent=BODY, fontName="Helvetica-Bold", fontSize=18, leading=22, spaceAfter=3
)
SUBTITLE: Final = ParagraphStyle("subtitle", parent=BODY, fontSize=11.5, leading=15, spaceAfter=12)
HEADING: Final = ParagraphStyle(
    "heading",
    parent=BODY,
    fontName="Helvetica-Bold",
    fontSize=11.5,
    leading=15,
    spaceBefore=9,
    spaceAfter=4,
    keepWithNext=1,
)
_FILLED: Final = ParagraphStyle("filled", parent=BODY, spaceAfter=0, leading=13)
ITEM: Final = ParagraphStyle("item", parent=BODY, leftIndent=14, bulletIndent=2, spaceAfter=4)


def dutch_date(day: date) -> str:
    """`7 juli 2023`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def numeric_date(day: date) -> str:
    """`07-07-2023`, as registers print it."""
    return f"{day:%d-%m-%Y}"


def paragraphs(*texts: str, style: ParagraphStyle = BODY) -> list[Flowable]:
    return [Paragraph(text, style) for text in texts]


def bullets(*texts: str, mark: str = "\N{BULLET}") -> list[Flowable]:
    return [Paragraph(text, ITEM, bulletText=mark) for text in texts]


def fields(rows: Sequence[tuple[str, str]], *, ruled: bool = True) -> Table:
    """A two-column table of labels and what was filled in."""
    cells = [[Paragraph(label, SMALL), Paragraph(value, _FILLED)] for label, value in rows]
    table = Table(cells, colWidths=[52 * mm, None], hAlign="LEFT")
    commands: list[tuple[str, tuple[int, int], tuple[int, int], *tuple[Any, ...]]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
    if ruled:
        commands.append(("LINEBELOW", (1, 0), (1, -1), 0.4, HexColor("#bbbbbb")))
    table.setStyle(TableStyle(commands))
    return table


class Signature(Flowable):
    """A scrawl in blue ink that is always the same for the same name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.width = 52 * mm
        self.height = 17 * mm

    def draw(self) -> None:
        chance = random.Random(self.name)
        turns = chance.uniform(5, 8)
        lean, reach = chance.uniform(0.3, 0.9), chance.uniform(5, 8) * mm
        phase = chance.uniform(0, math.pi)
        path = self.canv.beginPath()
        steps = 260
        for step in range(steps + 1):
            part = step / steps
            angle = turns * 2 * math.pi * part + phase
            tall = reach * (1 - 0.75 * part) * (0.55 + 0.45 * math.sin(angle * 0.37 + phase))
            y = self.height / 2 + tall * math.cos(angle)
            x = 4 * mm + part * 40 * mm + 2.4 * mm * math.sin(angle) + lean * (y - self.height / 2)
            (path.lineTo if step else path.moveTo)(x, y)
        path.curveTo(46 * mm, 3 * mm, 20 * mm, 1 * mm, 9 * mm, 4.5 * mm)
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(1.1)
        self.canv.setLineJoin(1)
        self.canv.drawPath(path, stroke=1, fill=0)


def letterhead(organisation: str, lines: Sequence[str], colour: str) -> Decoration:
    """The stationery of one organisation: a mark, its name and its address line."""
    ink = HexColor(colour)

    def decorate(canvas: Canvas, page: int) -> None:
        _mark(canvas, ink)
        canvas.setFillColor(ink)
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawString(MARGIN + 15 * mm, PAGE_HEIGHT - 20 * mm, organisation)
        footer(canvas, " \N{MIDDLE DOT} ".join(lines), page)

    return decorate


def _mark(canvas: Canvas, ink: Color) -> None:
    canvas.setFillColor(ink)
    canvas.circle(MARGIN + 4.5 * mm, PAGE_HEIGHT - 18.5 * mm, 4.5 * mm, stroke=0, fill=1)
    canvas.setFillColor(Color(ink.red, ink.green, ink.blue, alpha=0.45))
    canvas.circle(MARGIN + 8.5 * mm, PAGE_HEIGHT - 18.5 * mm, 4.5 * mm, stroke=0, fill=1)


def footer(canvas: Canvas, text: str, page: int) -> None:
    canvas.setStrokeColor(HexColor("#bbbbbb"))
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, 17 * mm, PAGE_WIDTH - MARGIN, 17 * mm)
    canvas.setFillColor(GREY)
    canvas.setFont("Helvetica", 7.6)
    canvas.drawString(MARGIN, 12.5 * mm, text)
    canvas.drawRightString(PAGE_WIDTH - MARGIN, 12.5 * mm, f"pagina {page}")


def gap(millimetres: float) -> Spacer:
    return Spacer(1, millimetres * mm)


def build(story: list[Flowable], *, title: str, author: str, decorate: Decoration) -> bytes:
    """The PDF of a story; the same story gives the same bytes on any day."""
    target = BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=34 * mm,
        bottomMargin=24 * mm,
        title=title,
        author=author,
        invariant=1,
    )

    def on_page(canvas: Canvas, _: object) -> None:
        canvas.saveState()
        decorate(canvas, canvas.getPageNumber())
        canvas.restoreState()

    document.build(story, onFirstPage=on_page, onLaterPages=on_page)
    return target.getvalue()
