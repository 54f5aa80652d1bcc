"""Pages with a place to sign on: empty, signed with a pen, a picture or a stamp, scanned."""

import random
from collections.abc import Callable
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from deploy.samples.spoiled import scanned

Draw = Callable[[Canvas], None]

TEXT = "Hierbij verklaart de organisatie dat de gegevens juist en volledig zijn ingevuld."


def page(label: str = "Handtekening:", *drawn: Draw) -> bytes:
    """A page of text with a label, a line beside it, and what was drawn."""
    target = BytesIO()
    canvas = Canvas(target, invariant=True)
    for row in range(12):
        canvas.drawString(60, 780 - 18 * row, TEXT)
    canvas.drawString(60, 300, label)
    canvas.line(170, 296, 390, 296)
    canvas.rect(40, 40, 520, 790)  # a frame around the page is no ink
    for draw in drawn:
        draw(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def pen(across: float = 180, upward: float = 300) -> Draw:
    """Strokes as a pen on a screen leaves them."""

    def draw(canvas: Canvas) -> None:
        chance = random.Random(7)
        path = canvas.beginPath()
        path.moveTo(across, upward)
        for step in range(8):
            places = [
                (across + 12 * step + chance.uniform(0, 12), upward + chance.uniform(-15, 20))
                for _ in range(3)
            ]
            path.curveTo(*places[0], *places[1], *places[2])
        canvas.drawPath(path)

    return draw


def picture(across: float = 180, upward: float = 290) -> Draw:
    """A photograph of a signature, pasted in."""

    def draw(canvas: Canvas) -> None:
        image = Image.new("RGB", (240, 80), "white")
        ImageDraw.Draw(image).line([(5, 70), (60, 5), (110, 75), (235, 20)], fill="navy", width=4)
        canvas.drawImage(ImageReader(image), across, upward, 120, 40)

    return draw


def box_to_tick(canvas: Canvas) -> None:
    canvas.roundRect(180, 290, 60, 25, 4)


def table(canvas: Canvas) -> None:
    for column in range(5):
        canvas.line(180 + 30 * column, 250, 180 + 30 * column, 320)
        canvas.line(180, 250 + 15 * column, 300, 250 + 15 * column)


def typed_name(canvas: Canvas) -> None:
    canvas.setFont("Times-Italic", 18)
    canvas.drawString(180, 300, "w.g. M.J. van Heumen")


def with_ink_note(pdf: bytes, kind: str = "Ink") -> bytes:
    """Return a page on which somebody drew with the pen of a PDF viewer."""
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(f"/{kind}"),
            Rect=[180, 290, 300, 330],
            InkList=pikepdf.Array([pikepdf.Array([180, 290, 240, 330, 300, 290])]),
        )
        opened.pages[0].obj.Annots = pikepdf.Array([opened.make_indirect(note)])
        opened.save(target, deterministic_id=True)
    return target.getvalue()


def scan_with_words(pdf: bytes) -> bytes:
    """Return a scan of a page with its words behind the picture, as OCR leaves it."""
    target = BytesIO()
    with pikepdf.open(BytesIO(scanned(pdf, dpi=40))) as scan, pikepdf.open(BytesIO(pdf)) as words:
        scan.pages[0].add_underlay(words.pages[0], None)
        scan.save(target, deterministic_id=True)
    return target.getvalue()
