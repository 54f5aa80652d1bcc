"""Stationery of this set alone: heads and feet of senders, boxes, columns, lying pages."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Table

from deploy.samples.papers.case import Case, Party
from deploy.samples.papers.look import HEIGHT, WIDTH, Adorn, Look

_GREY: Final = HexColor("#5f5f5f")
_PALE: Final = HexColor("#eef1f4")
TEST_COPY: Final = "Testdocument zonder waarde, gemaakt om programma's te beproeven"

Parts = Flowable | Sequence[Flowable]


def flat(*parts: Parts) -> list[Flowable]:
    return [item for part in parts for item in ([part] if isinstance(part, Flowable) else part)]


def boxed(*parts: Parts, width: float = 160, tint: bool = False) -> Flowable:
    """Return the parts in a frame; `width` in mm."""
    box = Table([[flat(*parts)]], colWidths=[width * mm], hAlign="LEFT")
    box.setStyle(
        [
            ("BOX", (0, 0), (-1, -1), 0.8, HexColor("#333333")),
            ("LEFTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 7),
            *([("BACKGROUND", (0, 0), (-1, -1), _PALE)] if tint else []),
        ]
    )
    return box


def beside(left: Parts, right: Parts, widths: tuple[float, float]) -> Flowable:
    """Return two blocks beside each other; `widths` in mm."""
    table = Table(
        [[flat(left), flat(right)]], colWidths=[width * mm for width in widths], hAlign="LEFT"
    )
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, 0), 0)])
    return table


def bar(look: Look, text: str, colour: str = "#2f4858") -> Flowable:
    """Return a heading in white on a bar over the whole width."""
    style = look.style(fontName=look.bold, textColor=white, spaceAfter=0)
    table = Table(
        [[Paragraph(text, style)]],
        colWidths=[WIDTH - 2 * look.margin],
        hAlign="LEFT",
        spaceBefore=8,
        spaceAfter=5,
    )
    table.setStyle([("BACKGROUND", (0, 0), (-1, -1), HexColor(colour))])
    return table


def together(*parts: Parts) -> Flowable:
    return KeepTogether(flat(*parts))


def lying(*parts: Parts, adorn: Adorn | None = None, title: str = "") -> bytes:
    """Return the PDF of the parts on lying pages."""

    def on_page(canvas: Canvas, _: object) -> None:
        if adorn:
            canvas.saveState()
            adorn(canvas, canvas.getPageNumber())
            canvas.restoreState()

    target = BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=landscape(A4),
        leftMargin=20 * mm,
        rightMargin=20 * mm,
        topMargin=22 * mm,
        bottomMargin=18 * mm,
        title=title or None,
        invariant=1,
    )
    document.build(flat(*parts), onFirstPage=on_page, onLaterPages=on_page)
    return target.getvalue()


def head_with_rule(party: Party) -> Adorn:
    """The name at the left, address lines at the right of a rule; pages after the first bear it."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFillColor(HexColor(party.colour))
        canvas.setFont("Helvetica-Bold", 11.5 if page == 1 else 8)
        canvas.drawString(22 * mm, HEIGHT - 17 * mm, party.organisation)
        canvas.setStrokeColor(HexColor(party.colour))
        canvas.setLineWidth(1.6)
        canvas.line(22 * mm, HEIGHT - 20 * mm, WIDTH - 22 * mm, HEIGHT - 20 * mm)
        if page == 1:
            canvas.setFillColor(_GREY)
            canvas.setFont("Helvetica", 7.5)
            line = f"{party.street}, {party.town} \N{MIDDLE DOT} {party.telephone}"
            canvas.drawRightString(WIDTH - 22 * mm, HEIGHT - 24 * mm, line)

    return adorn


def foot_alone(party: Party) -> Adorn:
    """Nothing on top: everything about the sender stands below a line at the foot."""

    def adorn(canvas: Canvas, _: int) -> None:
        canvas.setStrokeColor(_GREY)
        canvas.line(25 * mm, 19 * mm, WIDTH - 25 * mm, 19 * mm)
        canvas.setFillColor(_GREY)
        canvas.setFont("Times-Roman", 8.5)
        canvas.drawCentredString(WIDTH / 2, 14.5 * mm, party.organisation)
        rest = f"{party.street} | {party.town} | info@{party.domain} | {party.telephone}"
        canvas.drawCentredString(WIDTH / 2, 10.5 * mm, rest)

    return adorn


def head_monogram(party: Party) -> Adorn:
    """A square with initials in the corner at the left, the address running up the margin."""

    def adorn(canvas: Canvas, page: int) -> None:
        if page > 1:
            return
        words = [word for word in party.organisation.split() if word[0].isupper()]
        canvas.setFillColor(HexColor(party.colour))
        canvas.rect(14 * mm, HEIGHT - 30 * mm, 16 * mm, 16 * mm, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont("Times-Bold", 20)
        initials = "".join(word[0] for word in words[:2])
        canvas.drawCentredString(22 * mm, HEIGHT - 24.5 * mm, initials)
        canvas.setFillColor(_GREY)
        canvas.setFont("Times-Roman", 9)
        for row, text in enumerate((party.organisation, party.street, party.town)):
            canvas.drawString(34 * mm, HEIGHT - (18 + 4 * row) * mm, text)

    return adorn


def lying_watermark(text: str) -> Adorn:
    """Pale letters across a lying page."""

    def adorn(canvas: Canvas, _: int) -> None:
        canvas.setFillColor(HexColor("#e3e5ec"))
        canvas.setFont("Times-Bold", 88)
        canvas.translate(HEIGHT / 2, WIDTH / 2)
        canvas.rotate(28)
        canvas.drawCentredString(0, -40, text)

    return adorn


def agency(name: str, unit: str, colour: str = "#154273") -> Adorn:
    """An authority centred on top, its unit below, a thin ribbon between; no crest is imitated."""

    def adorn(canvas: Canvas, _: int) -> None:
        canvas.setFillColor(HexColor(colour))
        canvas.rect(WIDTH / 2 - 4 * mm, HEIGHT - 15 * mm, 8 * mm, 15 * mm, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#000000"))
        canvas.setFont("Helvetica", 10.5)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 21 * mm, name)
        canvas.setFont("Helvetica-Oblique", 9)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 25.5 * mm, unit)
        canvas.setFillColor(_GREY)
        canvas.setFont("Helvetica", 6)
        canvas.drawCentredString(WIDTH / 2, 8 * mm, TEST_COPY)

    return adorn


def register_head(sign: str, colour: str, note: str) -> Adorn:
    """The sign of a register at the right, a code in the margin, a note below a line."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFillColor(HexColor(colour))
        canvas.setFont("Helvetica-Bold", 24)
        canvas.drawRightString(WIDTH - 18 * mm, HEIGHT - 20 * mm, sign)
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(HexColor(colour))
        canvas.line(18 * mm, 17 * mm, WIDTH - 18 * mm, 17 * mm)
        canvas.setFillColor(_GREY)
        canvas.setFont("Helvetica", 6.5)
        canvas.drawString(18 * mm, 13.5 * mm, note)
        canvas.drawString(18 * mm, 10.5 * mm, TEST_COPY)
        canvas.drawRightString(WIDTH - 18 * mm, 13.5 * mm, str(page))
        for place in range(46):
            high = 1 + (place * 7919 + 13) % 3
            canvas.rect(6 * mm, (90 + place * 1.5) * mm, high * 1.2 * mm, 0.7 * mm, 0, 1)

    return adorn


def form_head(case: Case, code: str, total: int, first: int = 1) -> Adorn:
    """The office's form: a band with its name, the code of the form, page of pages."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFillColor(HexColor("#e8ecef"))
        canvas.rect(0, HEIGHT - 15 * mm, WIDTH, 15 * mm, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#22313f"))
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(20 * mm, HEIGHT - 10 * mm, f"Zorgkantoor {case.office}")
        canvas.setFont("Helvetica", 7.5)
        canvas.drawRightString(WIDTH - 20 * mm, HEIGHT - 10 * mm, code)
        canvas.setFillColor(_GREY)
        canvas.drawRightString(WIDTH - 20 * mm, 9 * mm, f"blad {page + first - 1} van {total}")
        canvas.drawString(20 * mm, 9 * mm, "paraaf: ........")

    return adorn


def printed_page(moment: str, title: str, address: str) -> Adorn:
    """What a browser puts around a page that is printed."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(9 * mm, HEIGHT - 7 * mm, moment)
        canvas.drawRightString(WIDTH - 9 * mm, HEIGHT - 7 * mm, title)
        canvas.drawString(9 * mm, 5 * mm, address)
        canvas.drawRightString(WIDTH - 9 * mm, 5 * mm, f"Pagina {page} van 1")

    return adorn


def page_foot(words: str) -> Adorn:
    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFont("Times-Italic", 8.5)
        canvas.setFillColor(_GREY)
        canvas.drawString(22 * mm, 10 * mm, words)
        canvas.drawRightString(WIDTH - 22 * mm, 10 * mm, f"- {page} -")

    return adorn


def mail_head(look: Look, rows: Sequence[tuple[str, str]]) -> list[Flowable]:
    """Return the head of a mail as a mail program prints it."""
    return [*look.text(f"<b>{look.case.party.director}</b>"), look.rows(rows, label=26)]


def listed(names: Sequence[str], last: str = " en ") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}{last}{names[-1]}"
