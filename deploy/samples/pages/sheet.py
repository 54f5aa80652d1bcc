"""A sheet of A4 with a text on it, and the picture that a copier makes of it."""

import random
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Final, Literal

import pypdfium2
from PIL import Image, ImageChops
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDTH: Final = A4[0]
HEIGHT: Final = A4[1]
LEFT: Final = 70
TOP: Final = 770
LEADING: Final = 15

Drawing = Callable[[Canvas], None]

BODY: Final = (
    "De aanbieder verklaart dat hij onafhankelijke cliëntondersteuning levert",
    "aan mensen met een indicatie voor de Wet langdurige zorg, hun naasten en",
    "hun wettelijke vertegenwoordigers in de regio waarvoor hij zich inschrijft.",
    "",
    "Onze cliëntondersteuners hebben ten minste een opleiding op niveau hbo en",
    "drie jaar ervaring. Zij volgen elk jaar scholing en nemen deel aan",
    "intervisie. Een verzoek wordt binnen vijf werkdagen opgepakt; bij spoed",
    "binnen twee werkdagen. De cliënt kiest zelf waar het gesprek plaatsvindt.",
    "",
    "De organisatie werkt samen met de gemeenten, de wijkteams en de zorgaanbieders",
    "in de regio. Zij verleent zelf geen zorg en heeft geen belang bij de keuze",
    "die een cliënt maakt. Klachten worden behandeld door een onafhankelijke",
    "commissie, waarvan de uitspraken worden gepubliceerd op onze website.",
    "",
    "Wij meten de tevredenheid van cliënten twee keer per jaar en bespreken de",
    "uitkomsten met de cliëntenraad. De verbeterpunten staan in het jaarplan.",
    "Gegevens van cliënten worden bewaard volgens de geldende wetgeving.",
) * 2


def text_at(
    lines: Sequence[str] = BODY,
    *,
    left: float = LEFT,
    top: float = TOP,
    size: float = 10.5,
    font: str = "Helvetica",
    mode: Literal[0, 3] = 0,
) -> Drawing:
    """Draw lines of text; mode 3 leaves no ink."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(left, top)
        text.setFont(font, size, leading=size * LEADING / 10.5)
        text.setTextRenderMode(mode)
        for line in lines:
            text.textLine(line)
        # The mode would stay for all text that follows.
        text.setTextRenderMode(0)
        canvas.drawText(text)

    return draw


def sheet(*drawings: Drawing, size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """Return a PDF of one page."""
    return sheets([drawings], size=size)


def sheets(
    pages: Sequence[Sequence[Drawing]], size: tuple[float, float] = (WIDTH, HEIGHT)
) -> bytes:
    """Return a PDF of several pages."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for drawings in pages:
        for draw in drawings:
            canvas.saveState()
            draw(canvas)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def photographed(pdf: bytes, dpi: int = 100, *, seed: int = 1) -> Image.Image:
    """Return the first page as a copier sees it: grey, grainy and a little askew."""
    chance = random.Random(seed)
    with pypdfium2.PdfDocument(pdf) as document:
        grey = document[0].render(scale=dpi / 72).to_pil().convert("L")
    askew = grey.rotate(chance.uniform(-0.6, 0.6), Image.Resampling.BICUBIC, fillcolor=250)
    paper = ImageChops.darker(askew, Image.new("L", askew.size, 247))
    grain = Image.frombytes("L", askew.size, chance.randbytes(askew.width * askew.height))
    return ImageChops.subtract(paper, grain.point([level // 12 for level in range(256)]))


def picture(
    image: Image.Image,
    left: float = 0,
    bottom: float = 0,
    width: float = WIDTH,
    height: float = HEIGHT,
    *,
    quality: int = 70,
) -> Drawing:
    """Draw a picture, packed as JPEG."""
    packed = BytesIO()
    image.save(packed, "JPEG", quality=quality)

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(BytesIO(packed.getvalue())), left, bottom, width, height)

    return draw
