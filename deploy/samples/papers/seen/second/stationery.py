"""Stationery of this set alone: what stands around the text, and pages that are not upright."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, FrameBreak, PageTemplate

from deploy.samples.papers.case import Case, Party
from deploy.samples.papers.look import HEIGHT, WIDTH, Adorn, Look

_GREY: Final = HexColor("#4a4a4a")
SPECIMEN: Final = "SPECIMEN - alleen voor het testen van programma's"

Parts = Flowable | Sequence[Flowable]


def next_column() -> Flowable:
    return FrameBreak()


def framed(
    *parts: Parts,
    columns: int = 1,
    wide: bool = False,
    top: float = 25,
    adorn: Adorn | None = None,
    title: str = "",
) -> bytes:
    """Return the PDF of the parts in columns, on upright or on lying pages; `top` in mm."""
    story = [item for part in parts for item in ([part] if isinstance(part, Flowable) else part)]
    size = landscape(A4) if wide else A4
    width, height = size
    each = (width - 36 * mm - (columns - 1) * 8 * mm) / columns
    frames = [
        Frame(18 * mm + n * (each + 8 * mm), 20 * mm, each, height - (20 + top) * mm, 0, 0, 0, 0)
        for n in range(columns)
    ]

    def on_page(canvas: Canvas, _: object) -> None:
        if adorn:
            canvas.saveState()
            adorn(canvas, canvas.getPageNumber())
            canvas.restoreState()

    target = BytesIO()
    document = BaseDocTemplate(target, pagesize=size, title=title or None, invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=on_page))
    document.build(story)
    return target.getvalue()


def logo_blocks(party: Party) -> Adorn:
    """Three blocks and the name at the right; address, telephone and register at the foot."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFillColor(HexColor(party.colour))
        for n in range(3):
            canvas.rect(WIDTH - (38 - 7 * n) * mm, HEIGHT - 20 * mm, 5 * mm, (4 + 2 * n) * mm, 0, 1)
        if page == 1:
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawRightString(WIDTH - 18 * mm, HEIGHT - 25 * mm, party.organisation)
        canvas.setFont("Helvetica", 7)
        canvas.setFillColor(_GREY)
        columns = (
            (party.street, party.town),
            (f"T {party.telephone}", f"E info@{party.domain}"),
            (f"KvK {party.kvk_number}", "IBAN NL00 VOOR 0000 1111 22"),
        )
        for n, lines in enumerate(columns):
            for row, line in enumerate(lines):
                canvas.drawString((22 + 58 * n) * mm, (14 - 3.4 * row) * mm, line)

    return adorn


def line_of_address(party: Party) -> Adorn:
    """A modest letterhead: name in capitals, centred, with one line below it."""

    def adorn(canvas: Canvas, page: int) -> None:
        if page > 1:
            return
        canvas.setFont("Times-Bold", 15)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 18 * mm, party.organisation.upper())
        canvas.setFont("Times-Italic", 9)
        line = f"{party.street} - {party.town} - tel. {party.telephone}"
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 23 * mm, line)
        canvas.line(40 * mm, HEIGHT - 25.5 * mm, WIDTH - 40 * mm, HEIGHT - 25.5 * mm)

    return adorn


def state_letter(name: str, below: str, back: str, side: Sequence[tuple[str, str]]) -> Adorn:
    """A letter of the state: bar and name, address to return it to, a column at the right."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFillColor(HexColor("#154273"))
        canvas.rect(WIDTH / 2 - 6 * mm, HEIGHT - 24 * mm, 7 * mm, 24 * mm, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#000000"))
        canvas.setFont("Helvetica", 10)
        canvas.drawString(WIDTH / 2 + 4 * mm, HEIGHT - 18 * mm, name)
        canvas.setFont("Helvetica-Oblique", 8.5)
        canvas.drawString(WIDTH / 2 + 4 * mm, HEIGHT - 22.5 * mm, below)
        if page > 1:
            return
        canvas.setFont("Helvetica", 6.5)
        canvas.drawString(22 * mm, HEIGHT - 40 * mm, f"> Retouradres {back}")
        height = HEIGHT - 32 * mm
        for label, value in side:
            canvas.setFont("Helvetica-Bold", 7)
            canvas.drawString(156 * mm, height, label)
            canvas.setFont("Helvetica", 7.5)
            for line in value.split("\n"):
                height -= 3.3 * mm
                canvas.drawString(156 * mm, height, line)
            height -= 4.2 * mm

    return adorn


def register_strip(word: str, colour: str, turned: str = "") -> Adorn:
    """A strip along the left edge, the sign of the register at the top left."""

    def adorn(canvas: Canvas, _: int) -> None:
        canvas.setFillColor(HexColor(colour))
        canvas.rect(0, 0, 4 * mm, HEIGHT, stroke=0, fill=1)
        canvas.setFont("Helvetica-Bold", 22)
        canvas.drawString(12 * mm, HEIGHT - 19 * mm, word)
        canvas.setFillColor(_GREY)
        canvas.setFont("Helvetica", 5.5)
        canvas.translate(WIDTH - 5 * mm, 30 * mm)
        canvas.rotate(90)
        canvas.drawString(0, 0, turned or SPECIMEN)

    return adorn


def office_band(case: Case, words: str) -> Adorn:
    """The office's own form: its name, its department, a version and the page."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.setFillColor(HexColor("#00539b"))
        canvas.drawString(20 * mm, HEIGHT - 14 * mm, f"zorgkantoor | {case.office}")
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(_GREY)
        canvas.drawRightString(WIDTH - 20 * mm, HEIGHT - 14 * mm, "Zorginkoop Wlz")
        canvas.line(20 * mm, HEIGHT - 16 * mm, WIDTH - 20 * mm, HEIGHT - 16 * mm)
        canvas.drawString(20 * mm, 10 * mm, words)
        canvas.drawRightString(WIDTH - 20 * mm, 10 * mm, str(page))

    return adorn


def browser_print(case: Case, title: str, address: str) -> Adorn:
    """What a browser prints around a page: the moment, its title, its address."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFont("Helvetica", 7.5)
        canvas.drawString(
            8 * mm, HEIGHT - 8 * mm, f"{case.day:%d-%m-%Y} 14:{case.number % 49 + 10}"
        )
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 8 * mm, title)
        canvas.drawString(8 * mm, 6 * mm, f"https://{address}")
        canvas.drawRightString(WIDTH - 8 * mm, 6 * mm, f"{page}/1")

    return adorn


def square_code(number: int) -> Adorn:
    """Something like a QR code at the top right."""

    def adorn(canvas: Canvas, _: int) -> None:
        bits = (number * 2654435761 + 0x5DEECE66D) ** 9
        for place in range(441):
            if bits >> place & 1:
                x, y = WIDTH - 42 * mm + place % 21 * mm, HEIGHT - 36 * mm + place // 21 * mm
                canvas.rect(x, y, mm, mm, stroke=0, fill=1)

    return adorn


def dotted(look: Look, label: str, value: str) -> list[Flowable]:
    """Return a label with its value on a dotted line."""
    dots = "." * max(4, 58 - len(value))
    return look.text(f"{label} : {look.value(value) if look.case.filled else ''} {dots}")
