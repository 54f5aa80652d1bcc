"""Pages with real text and whatever stands beside it: pictures, tables, forms, remarks."""

from io import BytesIO
from typing import Any, Final

import pikepdf
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from deploy.samples.pages.scanned import photo, saved, scan, white
from deploy.samples.pages.sheet import BODY, HEIGHT, WIDTH, Drawing, picture, sheet, text_at

GERMAN: Final = (
    "Die Beratungsstelle erklärt, dass sie unabhängige Unterstützung für Menschen",
    "mit Anspruch auf langfristige Pflege leistet. Alle Mitarbeiterinnen verfügen",
    "über eine abgeschlossene Ausbildung und mehrjährige Berufserfahrung.",
)
FRENCH: Final = (
    "Le prestataire déclare qu'il fournit un accompagnement indépendant aux personnes",
    "bénéficiaires des soins de longue durée et à leurs proches, dans les deux langues.",
    "Les collaborateurs disposent d'un diplôme reconnu et d'une expérience suffisante.",
)
NAMES: Final = (
    "Mohammed El Bouazzaoui, Fatma Yilmaz, Hüseyin Öztürk, Ayşe Demir, Thi Huong Nguyen",
    "Wojciech Kowalczyk, Agnieszka Wisniewska, Piotr Zielinski, Sjoukje Dijkstra-van der Veen",
    "Tjeerd Hoekstra, Xhemal Gashi, Olena Shevchenko, Chidinma Okonkwo, Rajesh Krishnamurthy",
)
ADDRESS: Final = (
    "Stichting Naast U, Kerkstraat 12-a, 6511 XJ Nijmegen",
    "info@naast-u.example, www.naast-u.example, KvK 12345678, RSIN 001234567",
)
FIGURES: Final = tuple(
    f"{year}   {year * 613 % 90_000:,}   {year * 71 % 9_000},50   {year % 97} %   -{year % 13}"
    for year in range(1_990, 2_024)
)


def plain() -> bytes:
    return sheet(text_at())


def of(*lines: str) -> bytes:
    return sheet(text_at(lines))


def with_logo_and_photo() -> bytes:
    return sheet(
        picture(photo(200, 80), 70, 785, 120, 48),
        text_at(BODY[:17], top=750),
        picture(photo(600, 300), 70, 180, 300, 150),
    )


def on_letter_paper() -> bytes:
    """Text on a picture of the whole page that has a letterhead and a footer drawn in it."""
    paper = Image.new("L", (827, 1_169), 255)
    pen = ImageDraw.Draw(paper)
    pen.rectangle([60, 30, 140, 90], fill=110)
    pen.text((160, 50), "STICHTING NAAST U - onafhankelijke ondersteuning", fill=60)
    pen.text((60, 1_140), "Kerkstraat 12 - 6511 XJ Nijmegen - KvK 12345678", fill=60)
    return sheet(picture(paper), text_at())


def on_a_photo() -> bytes:
    return sheet(picture(photo()), text_at())


def title_on_a_photo() -> bytes:
    """The front of a report: little text, in white, on a photo of the whole page."""
    return sheet(
        picture(photo()), white(text_at(["Jaarverslag 2022", "Samen sterker"], top=250, size=40))
    )


def with_large_chart() -> bytes:
    """A chart that was pasted in as a picture, with a page of text around it."""
    chart = Image.new("L", (900, 500), 255)
    pen = ImageDraw.Draw(chart)
    for number in range(12):
        pen.rectangle([60 + number * 68, 440 - number * 30, 100 + number * 68, 440], fill=90)
        pen.text((60 + number * 68, 450), f"20{number + 10}", fill=0)
    return sheet(text_at(BODY[:17]), picture(chart, 70, 250, 400, 220), text_at(BODY[:12], top=235))


def with_drawings() -> bytes:
    """A table, bars of a chart, its round marks and a signature, all drawn."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([70 + 40 * x for x in range(10)], [100 + 14 * y for y in range(10)])
        for number in range(200):
            canvas.circle(80 + number * 2, 300 + number % 40, 3, fill=1)
        for number in range(20):
            canvas.rect(90 + 18 * number, 400, 12, 5 + 4 * number, fill=1)

    return sheet(draw, text_at(BODY[:6]))


def drawings_alone() -> bytes:
    """The same without a word."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([70 + 40 * x for x in range(10)], [100 + 14 * y for y in range(10)])
        for number in range(200):
            canvas.circle(80 + number * 2, 300 + number % 40, 3, fill=1)

    return sheet(draw)


def white_on_a_dark_ground() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.1)
        canvas.rect(0, 0, WIDTH, HEIGHT, fill=1, stroke=0)

    return sheet(draw, white(text_at()))


def white_on_white() -> bytes:
    return sheet(white(text_at()))


def page_number_alone() -> bytes:
    return sheet(text_at(["12"], left=300, top=25))


def empty() -> bytes:
    return sheet()


def with_white_picture() -> bytes:
    return sheet(picture(Image.new("L", (800, 1_100), 255)))


def filled_form(*, labels: Drawing | None = None) -> bytes:
    """A form with one value in a field, one inherited from its parent, and one that is hidden."""
    with pikepdf.open(BytesIO(sheet(labels or text_at(BODY[:6])))) as pdf:
        parent = pdf.make_indirect(
            pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="plaats", V="Wijchen aan de Maas", Kids=[])
        )
        own = _field(pdf, [70, 500, 400, 520], FT=pikepdf.Name.Tx, T="naam", V="Stichting Naast U")
        child = _field(pdf, [70, 460, 400, 480], Parent=parent)
        parent.Kids.append(child)
        hidden = _field(pdf, [70, 420, 400, 440], FT=pikepdf.Name.Tx, T="x", V="verborgen waarde")
        hidden.F = 2
        pdf.pages[0].Annots = pikepdf.Array([own, child, hidden])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[own, parent, hidden])
        return saved(pdf)


def scan_with_a_field() -> bytes:
    return filled_form(labels=scan(text_at()))


def with_free_text() -> bytes:
    with pikepdf.open(BytesIO(sheet())) as pdf:
        remark = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[70, 700, 300, 740],
            Contents="Akkoord namens het bestuur",
            DA="/Helv 10 Tf 0 g",
        )
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=[10, 10, 30, 30],
            Contents="Een notitie",
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(remark), pdf.make_indirect(note)])
        return saved(pdf)


def with_embedded_file() -> bytes:
    with pikepdf.open(BytesIO(sheet(scan(text_at())))) as pdf:
        pdf.attachments["plan.txt"] = pikepdf.AttachedFileSpec(pdf, "\n".join(BODY).encode())
        return saved(pdf)


def with_headings() -> bytes:
    return sheet(
        text_at(["Bestuursverklaring"], top=790, size=22),
        text_at(["Inkoop cliëntondersteuning 2024-2025"], top=755, size=14),
        text_at(BODY[:8], top=730),
        text_at(["1. Ondertekening"], top=590, font="Helvetica-Bold"),
        text_at(BODY[:8], top=570),
    )


def _field(pdf: pikepdf.Pdf, rectangle: list[float], **entries: Any) -> pikepdf.Object:
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            Rect=rectangle,
            DA="/Helv 10 Tf 0 g",
            F=4,
            P=pdf.pages[0].obj,
            **entries,
        )
    )
