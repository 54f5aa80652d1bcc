"""Pages that a copier made: bare, with good text behind them, with some text, with poor text."""

import random
from io import BytesIO
from typing import Final

import pikepdf
from PIL import Image, ImageDraw, ImageFilter
from reportlab.pdfgen.canvas import Canvas

from deploy.samples.pages.sheet import (
    BODY,
    HEIGHT,
    WIDTH,
    Drawing,
    photographed,
    picture,
    sheet,
    text_at,
)

SHORT: Final = BODY[:7]
_MISREAD: Final = {"e": "c", "i": "l", "l": "1", "o": "0", "a": "u", "s": "5", "t": "f", "n": "ri"}


def scan(*drawings: Drawing, dpi: int = 100) -> Drawing:
    """Draw the picture of a sheet over the whole page."""
    return picture(photographed(sheet(*drawings), dpi))


def bare() -> bytes:
    return sheet(scan(text_at()))


def bare_of_a_few_lines() -> bytes:
    return sheet(scan(text_at(SHORT)))


def with_invisible_text() -> bytes:
    return sheet(scan(text_at()), text_at(mode=3))


def with_invisible_text_of_a_short_letter() -> bytes:
    return sheet(scan(text_at(SHORT), _signature), text_at(SHORT, mode=3))


def with_text_under_the_picture() -> bytes:
    return sheet(text_at(), scan(text_at()))


def with_invisible_text_on_half() -> bytes:
    return sheet(scan(text_at()), text_at(BODY[: len(BODY) // 3], mode=3))


def with_header() -> bytes:
    return sheet(scan(text_at()), text_at(["Inschrijving cliëntondersteuning 2024-2025"], top=815))


def with_header_and_footer() -> bytes:
    return sheet(
        scan(text_at()),
        text_at(["Stichting Naast U te Nijmegen, inschrijving 2024-2025"], top=815),
        text_at(["Kerkstraat 12, 6511 XJ Nijmegen - KvK 12345678 - pagina 1 van 12"], top=25),
    )


def with_page_number() -> bytes:
    return sheet(scan(text_at()), text_at(["1"], left=300, top=25))


def with_one_letter() -> bytes:
    return sheet(scan(text_at()), text_at(["a"], mode=3))


def with_stamp() -> bytes:
    return sheet(scan(text_at()), text_at(["INGEKOMEN 12 MEI 2023"], left=400, top=790, size=12))


def with_watermark() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.7)
        canvas.translate(120, 200)
        canvas.rotate(50)
        canvas.setFont("Helvetica-Bold", 70)
        canvas.drawString(0, 0, "CONCEPT")

    return sheet(scan(text_at()), draw)


def with_white_text() -> bytes:
    return sheet(scan(text_at()), white(text_at()))


def with_text_off_the_page() -> bytes:
    return sheet(scan(text_at()), text_at(left=2_000))


def with_text_of_one_point() -> bytes:
    return sheet(scan(text_at()), text_at(BODY * 20, size=1))


def with_poor_text() -> bytes:
    """A layer in which most letters were read wrongly."""
    chance = random.Random(7)
    poor = [
        "".join(
            _MISREAD.get(letter, "~") if letter != " " and chance.random() < 0.6 else letter
            for letter in line
        )
        for line in BODY
    ]
    return sheet(scan(text_at()), text_at(poor, mode=3))


def in_strips() -> bytes:
    """One page in thirty pictures, one below another."""
    image = photographed(sheet(text_at()), 100)
    strips, tall = [], image.height // 30 + 1
    for top in range(0, image.height, tall):
        part = image.crop((0, top, image.width, min(top + tall, image.height)))
        share = HEIGHT / image.height
        strips.append(
            picture(part, 0, HEIGHT - (top + part.height) * share, WIDTH, part.height * share)
        )
    return sheet(*strips)


def in_a_form() -> bytes:
    """The picture within a form that is drawn at a tenth and stretched back."""

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        canvas.scale(0.1, 0.1)
        scan(text_at())(canvas)
        canvas.endForm()
        canvas.beginForm("outer")
        canvas.translate(5, 5)
        canvas.doForm("inner")
        canvas.endForm()
        canvas.translate(-50, -50)
        canvas.scale(10, 10)
        canvas.doForm("outer")

    return sheet(draw)


def of_one_bit(filter_name: str = "/CCITTFaxDecode") -> bytes:
    """Black and white, as a stencil that the page is painted through."""
    image = (
        photographed(sheet(text_at()), 100)
        .point([255 * (level > 128) for level in range(256)])
        .convert("1")
    )
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    if filter_name == "/CCITTFaxDecode":
        packed = BytesIO()
        image.save(packed, "TIFF", compression="group4")
        with Image.open(packed) as tiff:
            offset, size = tiff.tag_v2[273][0], tiff.tag_v2[279][0]  # type: ignore[attr-defined]
        data = packed.getvalue()[offset : offset + size]
        parameters = pikepdf.Dictionary(K=-1, Columns=image.width, Rows=image.height)
    else:
        data, parameters = image.tobytes(), pikepdf.Dictionary()
    stream = pikepdf.Stream(pdf, data)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height = image.width, image.height
    stream.ImageMask, stream.BitsPerComponent = True, 1
    if filter_name:
        stream.Filter, stream.DecodeParms = pikepdf.Name(filter_name), parameters
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(S=stream))
    page.Contents = pikepdf.Stream(pdf, f"q {WIDTH:.2f} 0 0 {HEIGHT:.2f} 0 0 cm /S Do Q".encode())
    return saved(pdf)


def inline() -> bytes:
    """The picture in the content of the page itself."""
    image = photographed(sheet(text_at()), 50).convert("L")
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    head = (
        f"q {WIDTH:.2f} 0 0 {HEIGHT:.2f} 0 0 cm "
        f"BI /W {image.width} /H {image.height} /CS /G /BPC 8 /F /AHx ID "
    )
    page.Contents = pikepdf.Stream(pdf, head.encode() + image.tobytes().hex().encode() + b"> EI Q")
    return saved(pdf)


def turned(pdf_bytes: bytes, degrees: int = 90) -> bytes:
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        pdf.pages[0].rotate(degrees, relative=False)
        return saved(pdf)


def cropped(pdf_bytes: bytes, box: tuple[float, float, float, float]) -> bytes:
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        pdf.pages[0].CropBox = pikepdf.Array(box)
        return saved(pdf)


def in_larger_units(pdf_bytes: bytes, unit: int = 10) -> bytes:
    """The same page measured in units of ten points: it is a tenth as large in its own units."""
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        page = pdf.pages[0]
        page.MediaBox = pikepdf.Array([0, 0, WIDTH / unit, HEIGHT / unit])
        page.UserUnit = unit
        page.contents_add(
            pikepdf.Stream(pdf, f"{1 / unit} 0 0 {1 / unit} 0 0 cm".encode()), prepend=True
        )
        return saved(pdf)


def empty(*, specks: int = 12) -> bytes:
    """The empty back of a sheet: grain, a few specks, the shadow at an edge and two holes."""
    chance = random.Random(5)
    image = photographed(sheet(), 100)
    pen = ImageDraw.Draw(image)
    for _ in range(specks):
        x, y = chance.randrange(image.width), chance.randrange(image.height)
        pen.point([(x, y), (x + 1, y)], fill=60)
    for hole in (0.36, 0.64):
        pen.ellipse([25, hole * image.height - 12, 49, hole * image.height + 12], fill=30)
    pen.rectangle([0, 0, 6, image.height], fill=90)
    return sheet(picture(image))


def photo(width: int = 800, height: int = 1_100) -> Image.Image:
    """Hills under a sky, soft and with some grain."""
    chance = random.Random(2)
    image = (
        Image.linear_gradient("L")
        .resize((width, height))
        .point([120 + level // 3 for level in range(256)])
    )
    pen = ImageDraw.Draw(image)
    for hill in range(9):
        x, wide = chance.randrange(width), chance.randrange(width // 4, width // 2)
        top = height // 2 + hill * height // 20
        pen.ellipse([x - wide, top, x + wide, top + height], fill=chance.randrange(50, 170))
    grain = Image.frombytes("L", image.size, chance.randbytes(width * height))
    return Image.blend(image.filter(ImageFilter.GaussianBlur(3)), grain, 0.06)


def white(drawing: Drawing) -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        drawing(canvas)

    return draw


def _signature(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(90, 560)
    for step in range(12):
        path.curveTo(95 + step * 9, 600 - step, 100 + step * 9, 540, 108 + step * 9, 572)
    canvas.drawPath(path)


def saved(pdf: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()
