"""Stationery of this set alone: what senders print at the edges, and blocks on their pages."""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.colors import HexColor, white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table

from deploy.samples.papers.case import Party
from deploy.samples.papers.look import HEIGHT, WIDTH, Adorn, Look

_INK: Final = HexColor("#3f3f46")
NOT_REAL: Final = "Verzonnen stuk om software te testen; er zijn geen rechten aan te ontlenen"

Blocks = Flowable | Sequence[Flowable]


def chain(*blocks: Blocks) -> list[Flowable]:
    return [
        item for block in blocks for item in ([block] if isinstance(block, Flowable) else block)
    ]


def keep(*blocks: Blocks) -> Flowable:
    return KeepTogether(chain(*blocks))


def columns(*blocks: Blocks, widths: Sequence[float]) -> Flowable:
    """Return blocks beside each other; `widths` in mm."""
    table = Table(
        [[chain(block) for block in blocks]],
        colWidths=[wide * mm for wide in widths],
        hAlign="LEFT",
    )
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)])
    return table


def ruled(look: Look, text: str, colour: str = "#0f172a") -> Flowable:
    """Return a heading with a thick rule below it over the whole width."""
    style = look.style(fontName=look.bold, fontSize=look.size + 1, spaceAfter=0)
    table = Table(
        [[Paragraph(text, style)]],
        colWidths=[WIDTH - 2 * look.margin - 12],
        hAlign="LEFT",
        spaceBefore=7,
        spaceAfter=4,
    )
    table.setStyle(
        [("LINEBELOW", (0, 0), (-1, -1), 1.6, HexColor(colour)), ("LEFTPADDING", (0, 0), (0, 0), 0)]
    )
    return table


def panel(*blocks: Blocks, width: float = 160, colour: str = "#fdf6e3") -> Flowable:
    """Return blocks on a tinted ground without a frame, with a bar at the left; `width` in mm."""
    box = Table([[chain(*blocks)]], colWidths=[width * mm], hAlign="LEFT")
    box.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), HexColor(colour)),
            ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor("#b58900")),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 6),
        ]
    )
    return box


def numbered(look: Look, *texts: str, sign: str = "{}.") -> list[Flowable]:
    """Return paragraphs with their numbers hanging before them."""
    style = look.style(leftIndent=22, bulletIndent=0, spaceAfter=4)
    return [Paragraph(text, style, bulletText=sign.format(n)) for n, text in enumerate(texts, 1)]


def to_office(look: Look, office: str) -> list[Flowable]:
    """Return the address of a letter to an office."""
    return [*look.text(f"Zorgkantoor {office}<br/>Afdeling Zorginkoop Wlz<br/>Per e-mail")]


def slanted_head(party: Party) -> Adorn:
    """A slanted plane in the corner, the name beside it, the address in one line at the foot."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFillColor(HexColor(party.colour))
        shape = canvas.beginPath()
        shape.moveTo(0, HEIGHT)
        shape.lineTo(46 * mm, HEIGHT)
        shape.lineTo(0, HEIGHT - 24 * mm)
        canvas.drawPath(shape, stroke=0, fill=1)
        if page == 1:
            canvas.setFont("Helvetica-Bold", 13)
            canvas.drawRightString(WIDTH - 22 * mm, HEIGHT - 16 * mm, party.organisation)
        canvas.setFillColor(_INK)
        canvas.setFont("Helvetica", 7)
        words = (party.street, party.town, party.telephone, party.domain)
        canvas.drawCentredString(WIDTH / 2, 11 * mm, "   /   ".join(words))

    return adorn


def centred_head(party: Party) -> Adorn:
    """The name in spaced capitals between two thin rules, the address small below."""

    def adorn(canvas: Canvas, page: int) -> None:
        if page > 1:
            return
        canvas.setStrokeColor(HexColor(party.colour))
        canvas.setFillColor(HexColor(party.colour))
        for height in (12, 22):
            canvas.line(40 * mm, HEIGHT - height * mm, WIDTH - 40 * mm, HEIGHT - height * mm)
        canvas.setFont("Times-Bold", 11)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 18.5 * mm, party.organisation.upper())
        canvas.setFillColor(_INK)
        canvas.setFont("Times-Italic", 8.5)
        line = f"{party.street} - {party.town} - telefoon {party.telephone}"
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 26.5 * mm, line)

    return adorn


def side_strip(party: Party) -> Adorn:
    """A coloured strip down the right edge with the address in white, running upwards."""

    def adorn(canvas: Canvas, _: int) -> None:
        canvas.setFillColor(HexColor(party.colour))
        canvas.rect(WIDTH - 9 * mm, 0, 9 * mm, HEIGHT, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont("Helvetica", 8)
        canvas.translate(WIDTH - 3.2 * mm, 20 * mm)
        canvas.rotate(90)
        canvas.drawString(0, 0, f"{party.organisation}   {party.street}   {party.town}")

    return adorn


def state(unit: str, colour: str = "#154273") -> Adorn:
    """A service of the state: its name in a block at the left; no crest is imitated."""

    def adorn(canvas: Canvas, _: int) -> None:
        canvas.setFillColor(HexColor(colour))
        canvas.rect(24 * mm, HEIGHT - 30 * mm, 3 * mm, 18 * mm, stroke=0, fill=1)
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(30 * mm, HEIGHT - 17 * mm, unit)
        canvas.setFillColor(_INK)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(30 * mm, HEIGHT - 22.5 * mm, "Ministerie van Justitie en Veiligheid")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(24 * mm, 9 * mm, NOT_REAL)

    return adorn


def chamber(note: str, colour: str = "#5b21b6") -> Adorn:
    """The register: its name small on top, dashes down the edge, a note and pages at the foot."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFillColor(HexColor(colour))
        canvas.setFont("Helvetica-Bold", 15)
        canvas.drawString(20 * mm, HEIGHT - 19 * mm, "Kamer van Koophandel")
        canvas.setFillColor(_INK)
        canvas.setFont("Helvetica", 6.5)
        canvas.drawString(20 * mm, 14 * mm, note)
        canvas.drawString(20 * mm, 10.5 * mm, NOT_REAL)
        canvas.drawRightString(WIDTH - 20 * mm, 14 * mm, f"Blad {page}")
        for place in range(60):
            wide = 1.0 + (place * 104729 + 7) % 4
            canvas.rect(WIDTH - 11 * mm, (80 + place * 1.3) * mm, wide * mm, 0.6 * mm, 0, 1)

    return adorn


def office_form(office: str, code: str) -> Adorn:
    """A form of an office: its name in the foot with the code, a rule above, nothing on top."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setStrokeColor(HexColor("#0e7490"))
        canvas.setLineWidth(2)
        canvas.line(18 * mm, 16 * mm, WIDTH - 18 * mm, 16 * mm)
        canvas.setFillColor(_INK)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(18 * mm, 11.5 * mm, f"zorgkantoor {office}")
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(WIDTH / 2, 11.5 * mm, code)
        canvas.drawRightString(WIDTH - 18 * mm, 11.5 * mm, f"{page}")

    return adorn


def browser(title: str, address: str, moment: str) -> Adorn:
    """What a browser prints around a page."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(10 * mm, HEIGHT - 8 * mm, moment)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 8 * mm, title)
        canvas.drawString(10 * mm, 6 * mm, address)
        canvas.drawRightString(WIDTH - 10 * mm, 6 * mm, f"{page}/{page}")

    return adorn


def counted(words: str) -> Adorn:
    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFillColor(_INK)
        canvas.setFont("Helvetica-Oblique", 7.5)
        canvas.drawRightString(WIDTH - 22 * mm, 10 * mm, f"{words}, p. {page}")

    return adorn


def joined(names: Sequence[str]) -> str:
    return " en ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
