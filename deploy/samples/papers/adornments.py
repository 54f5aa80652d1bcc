"""What stands around the text of a page: letterheads, footers, watermarks and stamps."""

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from deploy.samples.papers.case import Party
from deploy.samples.papers.look import HEIGHT, WIDTH, Adorn


def both(*adornments: Adorn) -> Adorn:
    def adorn(canvas: Canvas, page: int) -> None:
        for one in adornments:
            canvas.saveState()
            one(canvas, page)
            canvas.restoreState()

    return adorn


def letterhead_left(party: Party) -> Adorn:
    """A coloured disc with the name beside it, and the address in the footer."""

    def adorn(canvas: Canvas, _: int) -> None:
        canvas.setFillColor(HexColor(party.colour))
        canvas.circle(30 * mm, HEIGHT - 18 * mm, 5 * mm, stroke=0, fill=1)
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(38 * mm, HEIGHT - 19.5 * mm, party.organisation)
        canvas.setFillColor(HexColor("#555555"))
        canvas.setFont("Helvetica", 7.5)
        line = f"{party.street}  |  {party.town}  |  {party.telephone}  |  www.{party.domain}"
        canvas.drawString(24 * mm, 13 * mm, line)

    return adorn


def letterhead_right(party: Party) -> Adorn:
    """The address as a block at the top right, with the number of the trade register in it."""

    def adorn(canvas: Canvas, page: int) -> None:
        if page > 1:
            return
        lines = (party.organisation, party.street, party.town, party.telephone)
        canvas.setFillColor(HexColor(party.colour))
        for number, text in enumerate((*lines, f"KvK {party.kvk_number}")):
            canvas.setFont("Times-Bold" if number == 0 else "Times-Roman", 9)
            canvas.drawRightString(WIDTH - 20 * mm, HEIGHT - (14 + 4.2 * number) * mm, text)

    return adorn


def letterhead_band(party: Party) -> Adorn:
    """A band over the whole width, with the name in white."""

    def adorn(canvas: Canvas, _: int) -> None:
        canvas.setFillColor(HexColor(party.colour))
        canvas.rect(0, HEIGHT - 20 * mm, WIDTH, 20 * mm, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#ffffff"))
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 13 * mm, party.organisation)

    return adorn


def issuer(name: str, below: str, colour: str) -> Adorn:
    """An authority above its paper: a bar and its name; no crest is imitated."""

    def adorn(canvas: Canvas, _: int) -> None:
        canvas.setFillColor(HexColor(colour))
        canvas.rect(WIDTH / 2 - 5 * mm, HEIGHT - 26 * mm, 10 * mm, 26 * mm, stroke=0, fill=1)
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(WIDTH / 2 + 8 * mm, HEIGHT - 18 * mm, name)
        canvas.setFont("Times-Italic", 9)
        canvas.drawString(WIDTH / 2 + 8 * mm, HEIGHT - 23 * mm, below)

    return adorn


def issuer_corner(name: str, below: str, colour: str) -> Adorn:
    """An authority in the corner, in its colour."""

    def adorn(canvas: Canvas, _: int) -> None:
        canvas.setFillColor(HexColor(colour))
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawRightString(WIDTH - 20 * mm, HEIGHT - 18 * mm, name)
        canvas.setFont("Helvetica", 8)
        canvas.drawRightString(WIDTH - 20 * mm, HEIGHT - 22 * mm, below)

    return adorn


def footer(text: str, *, total: int | None = None, first: int = 1) -> Adorn:
    """A line at the foot with the number of the page, "van" the total when that is given."""

    def adorn(canvas: Canvas, page: int) -> None:
        canvas.setFont("Helvetica", 7.5)
        canvas.setFillColor(HexColor("#555555"))
        canvas.drawString(24 * mm, 9 * mm, text)
        number = f"Pagina {page + first - 1}" + (f" (van {total})" if total else "")
        canvas.drawRightString(WIDTH - 24 * mm, 9 * mm, number)

    return adorn


def watermark(text: str, *, size: float = 70) -> Adorn:
    """Large pale letters across the page, which text readers find among the others."""

    def adorn(canvas: Canvas, _: int) -> None:
        canvas.setFillColor(Color(0.5, 0.55, 0.65, alpha=0.18))
        canvas.setFont("Helvetica-Bold", size)
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(52)
        canvas.drawCentredString(0, 0, text)

    return adorn


def received_stamp(day: str) -> Adorn:
    """A stamp of an incoming mail room, askew."""

    def adorn(canvas: Canvas, page: int) -> None:
        if page > 1:
            return
        canvas.setStrokeColor(HexColor("#9b2335"))
        canvas.setFillColor(HexColor("#9b2335"))
        canvas.translate(132 * mm, 232 * mm)
        canvas.rotate(7)
        canvas.setLineWidth(1.4)
        canvas.rect(0, 0, 48 * mm, 16 * mm, stroke=1, fill=0)
        canvas.setFont("Courier-Bold", 11)
        canvas.drawString(3 * mm, 9.5 * mm, "INGEKOMEN")
        canvas.drawString(3 * mm, 3.5 * mm, day)

    return adorn


def margin_line(text: str) -> Adorn:
    """Small words upright along the left edge, as registers print their terms."""

    def adorn(canvas: Canvas, _: int) -> None:
        canvas.setFont("Helvetica", 6)
        canvas.setFillColor(HexColor("#777777"))
        canvas.translate(9 * mm, 40 * mm)
        canvas.rotate(90)
        canvas.drawString(0, 0, text)

    return adorn
