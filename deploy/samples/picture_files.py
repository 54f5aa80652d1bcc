"""Pictures as people send them: scans and photographs of a page, whole, blank and broken off."""

from io import BytesIO
from random import Random

import pillow_heif
from PIL import Image, ImageDraw


def page_picture(
    text: str = "Uittreksel Handelsregister", size: tuple[int, int] = (620, 877), mode: str = "RGB"
) -> Image.Image:
    """A page with some lines on it."""
    picture = Image.new("L", size, 250)
    pen = ImageDraw.Draw(picture)
    for line in range(4):
        pen.text((size[0] // 10, size[1] // 10 + 30 * line), text, fill=20)
    return picture.convert(mode)


def blank_picture(size: tuple[int, int] = (1240, 1754), mode: str = "RGB") -> Image.Image:
    """A page with the grain of a scanner and nothing on it."""
    grain = Image.frombytes("L", size, Random(5).randbytes(size[0] * size[1]))
    return Image.blend(Image.new("L", size, 245), grain, 0.1).convert(mode)


def on_glass(picture: Image.Image) -> Image.Image:
    """Black writing on a ground that can be seen through, as a screen program cuts it out."""
    seen = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    seen.putalpha(picture.convert("L").point(lambda level: 255 - level))
    return seen


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The file."""
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def many_paged_tiff(*pages: Image.Image, compression: str = "tiff_lzw") -> bytes:
    """One file with a frame for each page, as copiers and fax programs make it."""
    first, *rest = pages
    return encoded(
        first, "TIFF", save_all=True, append_images=rest, compression=compression, dpi=(150, 150)
    )


def heic(*pages: Image.Image, preset: str = "slow") -> bytes:
    """Photographs as a telephone keeps them; each is a picture of its own in one file.

    `preset` is the trouble that x265 takes; "ultrafast" takes a quarter of the time of "slow".
    """
    first, *rest = pages
    file = pillow_heif.from_pillow(first)
    for page in rest:
        file.add_from_pillow(page)
    target = BytesIO()
    file.save(target, quality=60, enc_params={"preset": preset})
    return target.getvalue()
