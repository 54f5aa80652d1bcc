"""Paper as copiers, telephones and scan programs mail it: pictures of pages."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from deploy.samples.papers.joining import with_blank
from deploy.samples.papers.paper import PageClass, Paper, searchable_verdict
from deploy.samples.papers.text_layer import Layer, lines_of

POINTS_PER_INCH: Final = 72
_WHITE: Final = 248


@dataclass(frozen=True)
class Scanner:
    """How a page becomes a picture.

    Attributes:
        dpi: Points per inch of the picture.
        skew: Degrees, turned either way.
        turned: Whole page turned by 0, 90, 180 or 270 degrees.
        noise: Depth of the grain, 0 to 255.
        colour: "grey", "rgb" or "bilevel" (fax, CCITT group 4).
        quality: Of the JPEG.
        stamp: Words of a stamp in red or grey, or empty.
        photographed: Perspective, shading and blur of a telephone.
        worn: Punch holes, a dark edge and a streak of the glass.
    """

    dpi: int = 150
    skew: float = 0.7
    turned: int = 0
    noise: int = 20
    colour: str = "grey"
    quality: int = 55
    stamp: str = ""
    photographed: bool = False
    worn: bool = False


COPIER: Final = Scanner()


def scanned(
    paper: Paper, scanner: Scanner = COPIER, *, layer: Layer | None = None, seed: int = 1
) -> Paper:
    """Return the pages as pictures, with a layer of text behind or on them when one is given."""
    chance = random.Random(f"{paper.name} {seed}")
    target = pikepdf.new()
    for picture, size, lines in _pictures(paper.content, scanner, chance):
        _add_page(target, picture, size, scanner)
        if layer:
            layer.write(target, target.pages[-1], lines, chance)
    pages = (layer.page_class if layer else PageClass.IMAGE,) * len(target.pages)
    return replace(
        paper,
        content=_saved(target),
        truth=replace(
            paper.truth,
            pages=pages,
            searchable=searchable_verdict(pages),
            told_by="text" if layer and layer.page_class is PageClass.OCR else "ocr",
            notes=(*paper.truth.notes, _described(scanner), *((layer.name,) if layer else ())),
        ),
    )


def scanned_on_both_sides(paper: Paper) -> Paper:
    """Return a scan of every sheet with its empty back, which is a picture of nothing."""
    sheets = paper
    for number in range(len(paper.truth.pages), 0, -1):
        sheets = with_blank(sheets, number)
    made = scanned(sheets)
    pages = tuple(
        PageClass.BLANK if page is PageClass.BLANK else seen
        for page, seen in zip(sheets.truth.pages, made.truth.pages, strict=True)
    )
    return made.having(pages=pages, searchable=searchable_verdict(pages)).noted("both sides")


def page_pictures(pdf: bytes, scanner: Scanner, seed: int = 1) -> list[Image.Image]:
    """Return the pages as a copier or telephone sees them."""
    chance = random.Random(seed)
    return [picture for picture, _, _ in _pictures(pdf, scanner, chance)]


def _described(scanner: Scanner) -> str:
    words = [f"scan {scanner.dpi} dpi", scanner.colour]
    if scanner.photographed:
        words.append("photo")
    if scanner.turned:
        words.append(f"turned {scanner.turned}")
    if scanner.skew >= 1.5:
        words.append(f"skew {scanner.skew}")
    return ", ".join(words)


def _pictures(
    pdf: bytes, scanner: Scanner, chance: random.Random
) -> Sequence[
    tuple[Image.Image, tuple[float, float], list[tuple[str, float, float, float, float]]]
]:
    document = pypdfium2.PdfDocument(pdf)
    made = []
    try:
        document.init_forms()
        for page in document:
            picture = page.render(scale=scanner.dpi / POINTS_PER_INCH).to_pil().convert("RGB")
            made.append((_seen(picture, scanner, chance), page.get_size(), lines_of(page)))
            page.close()
    finally:
        document.close()
    return made


def _seen(page: Image.Image, scanner: Scanner, chance: random.Random) -> Image.Image:
    if scanner.worn:
        page = _worn(page, chance)
    if scanner.stamp:
        page = _stamped(page, scanner.stamp, scanner.dpi, chance)
    if scanner.photographed:
        page = _photographed(page, chance)
    elif scanner.skew:
        page = page.rotate(
            chance.choice((-1, 1)) * scanner.skew,
            resample=Image.Resampling.BICUBIC,
            fillcolor=(_WHITE, _WHITE, _WHITE),
        )
    if scanner.colour != "rgb":
        page = page.convert("L")
    if scanner.noise:
        page = _grainy(page, scanner.noise, chance)
    if scanner.turned:
        page = page.rotate(scanner.turned, expand=True)
    return (
        page.point(lambda level: 255 * (level > 150)).convert("1")
        if scanner.colour == "bilevel"
        else page
    )


def _grainy(page: Image.Image, depth: int, chance: random.Random) -> Image.Image:
    grain = Image.frombytes("L", page.size, chance.randbytes(page.width * page.height))
    dark = grain.point(lambda level: level * depth // 255)
    paper = Image.new("L", page.size, _WHITE)
    if page.mode == "RGB":
        dark, paper = Image.merge("RGB", (dark,) * 3), Image.merge("RGB", (paper,) * 3)
    return ImageChops.subtract(ImageChops.darker(page, paper), dark)


def _photographed(page: Image.Image, chance: random.Random) -> Image.Image:
    """Lay the page on a table, seen from a corner, with a shadow over it."""
    wide, high = page.size
    away = [chance.uniform(0.0, 0.05) for _ in range(8)]
    corners = (
        -away[0] * wide,
        -away[1] * high,
        -away[2] * wide,
        high * (1 + away[3]),
        wide * (1 + away[4]),
        high * (1 + away[5]),
        wide * (1 + away[6]),
        -away[7] * high,
    )
    table = Image.new("RGB", (wide * 3, high * 3), (92, 74, 58))
    table.paste(page, (wide, high))
    moved = tuple(
        value + (wide if number % 2 == 0 else high) for number, value in enumerate(corners)
    )
    seen = table.transform(page.size, Image.Transform.QUAD, moved, Image.Resampling.BICUBIC)
    shade = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270)))
    shade = shade.resize(page.size).point(lambda level: 165 + level * 90 // 255)
    return ImageChops.multiply(seen, Image.merge("RGB", (shade,) * 3)).filter(
        ImageFilter.GaussianBlur(0.6)
    )


def _worn(page: Image.Image, chance: random.Random) -> Image.Image:
    draw = ImageDraw.Draw(page)
    wide, high = page.size
    for part in (0.36, 0.64):
        x, y, radius = wide * 0.025, high * part, wide * 0.012
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(40, 40, 40))
    draw.rectangle((wide * 0.985, 0, wide, high), fill=(25, 25, 25))
    streak = wide * chance.uniform(0.2, 0.8)
    draw.line((streak, 0, streak, high), fill=(205, 205, 205), width=max(1, wide // 600))
    return page


def _stamped(page: Image.Image, words: str, dpi: int, chance: random.Random) -> Image.Image:
    size = dpi // 5
    font = ImageFont.load_default(size)
    box = font.getbbox(words)
    stamp = Image.new("RGBA", (int(box[2]) + size, size * 2), (0, 0, 0, 0))
    draw = ImageDraw.Draw(stamp)
    ink = (150, 30, 50, 190)
    draw.rectangle((2, 2, stamp.width - 3, stamp.height - 3), outline=ink, width=max(2, dpi // 60))
    draw.text((size // 2, size // 3), words, font=font, fill=ink)
    stamp = stamp.rotate(chance.uniform(-9, 9), expand=True, resample=Image.Resampling.BICUBIC)
    page.paste(stamp, (int(page.width * 0.52), int(page.height * 0.72)), stamp)
    return page


def _add_page(
    target: pikepdf.Pdf, picture: Image.Image, size: tuple[float, float], scanner: Scanner
) -> None:
    width, height = size if scanner.turned % 180 == 0 else size[::-1]
    data, extra = _encoded(picture, scanner)
    stream = pikepdf.Stream(
        target,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        **extra,
    )
    page = target.add_blank_page(page_size=(width, height))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream))
    page.Contents = pikepdf.Stream(
        target, f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im0 Do Q".encode()
    )


def _encoded(picture: Image.Image, scanner: Scanner) -> tuple[bytes, dict[str, object]]:
    buffer = BytesIO()
    if picture.mode == "1":
        picture.save(buffer, "TIFF", compression="group4", tiffinfo={278: picture.height})
        with Image.open(BytesIO(buffer.getvalue())) as tiff:
            start, length = tiff.tag_v2[273][0], tiff.tag_v2[279][0]  # type: ignore[attr-defined]
            # TIFF tag 262: 0 is white, 1 is black, which CCITT in a PDF tells by BlackIs1.
            black = tiff.tag_v2[262] == 1  # type: ignore[attr-defined]
        parameters = pikepdf.Dictionary(
            K=-1, Columns=picture.width, Rows=picture.height, BlackIs1=black
        )
        return buffer.getvalue()[start : start + length], {
            "ColorSpace": pikepdf.Name.DeviceGray,
            "BitsPerComponent": 1,
            "Filter": pikepdf.Name.CCITTFaxDecode,
            "DecodeParms": parameters,
        }
    picture.save(buffer, "JPEG", quality=scanner.quality)
    space = pikepdf.Name.DeviceGray if picture.mode == "L" else pikepdf.Name.DeviceRGB
    return buffer.getvalue(), {
        "ColorSpace": space,
        "BitsPerComponent": 8,
        "Filter": pikepdf.Name.DCTDecode,
    }


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = BytesIO()
    pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


Variant = Callable[[Paper], Paper]
