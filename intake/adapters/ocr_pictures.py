"""Scans that came as pictures, put on pages of a PDF so that they can be read as one."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import img2pdf
import pi_heif
from PIL import Image, ImageOps

_A4_INCHES: Final = 11.7
_LEAST_DPI: Final = 72.0
"""Cameras write 72 or nothing; neither is the resolution of anything."""

_MOST_DPI: Final = 1200.0
_RIGHT_WAY_UP: Final = 1
_ORIENTATION: Final = 0x0112


def pages_from_picture(picture: Path, into: Path, most_pages: int, most_pixels: int) -> int:
    """Write a PDF with a page for each frame of a picture; return how many frames there are.

    Args:
        picture: JPEG, PNG, TIFF, HEIC or WebP.
        into: The PDF to write.
        most_pages: Further frames are left out.
        most_pixels: Frames with more are put on their page smaller.

    Raises:
        OSError, ValueError: It is not what its name says.
    """
    pi_heif.register_heif_opener()
    try:
        with Image.open(picture) as opened:
            count = getattr(opened, "n_frames", 1)
            pages = list(_frames(opened, picture, min(count, most_pages), most_pixels))
    except Image.DecompressionBombError as error:
        raise ValueError("more pixels than any page has") from error
    with into.open("wb") as out:
        img2pdf.convert(pages, outputstream=out, rotation=img2pdf.Rotation.ifvalid)
    return int(count)


def _frames(opened: Image.Image, picture: Path, count: int, most_pixels: int) -> Iterator[bytes]:
    for index in range(count):
        if index:
            opened.seek(index)
        if count == 1 and _can_go_as_it_is(opened, most_pixels):
            yield picture.read_bytes()
            return
        frame = ImageOps.exif_transpose(opened)
        dpi = _dpi_of(frame, opened)
        frame = frame if frame.mode in {"1", "L", "RGB"} else _on_white(frame)
        if frame.width * frame.height > most_pixels:
            share = (most_pixels / (frame.width * frame.height)) ** 0.5
            frame = frame.resize((int(frame.width * share), int(frame.height * share)))
            dpi *= share
        data = io.BytesIO()
        if opened.format in {"JPEG", "HEIF", "MPO", "WEBP"}:
            frame.save(data, "JPEG", quality=90, dpi=(dpi, dpi))
        else:
            frame.save(data, "PNG", compress_level=3, dpi=(dpi, dpi))
        yield data.getvalue()


def _can_go_as_it_is(opened: Image.Image, most_pixels: int) -> bool:
    """Tell whether a photograph lies upright and says how large it is, so that nothing is lost."""
    return (
        opened.format == "JPEG"
        and opened.mode in {"L", "RGB"}
        and opened.width * opened.height <= most_pixels
        and opened.getexif().get(_ORIENTATION, _RIGHT_WAY_UP) == _RIGHT_WAY_UP
        and _stated_dpi(opened) is not None
    )


def _on_white(frame: Image.Image) -> Image.Image:
    """Return what a reader sees of a picture that is partly transparent."""
    with_alpha = frame.convert("RGBA")
    paper = Image.new("RGBA", with_alpha.size, "white")
    paper.alpha_composite(with_alpha)
    return paper.convert("RGB")


def _stated_dpi(opened: Image.Image) -> float | None:
    stated = opened.info.get("dpi")
    if not isinstance(stated, tuple) or len(stated) != 2:  # noqa: PLR2004 - across and down
        return None
    dpi = float(stated[0])
    return dpi if _LEAST_DPI < dpi <= _MOST_DPI else None


def _dpi_of(frame: Image.Image, opened: Image.Image) -> float:
    """Return the stated resolution, or the one by which it fills a sheet of A4."""
    return _stated_dpi(opened) or max(_LEAST_DPI, max(frame.size) / _A4_INCHES)
