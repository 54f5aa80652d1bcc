"""Scans that came as pictures, put on pages of a PDF so that they can be read as one."""

import io
from pathlib import Path
from typing import Final

import img2pdf
from PIL import Image, ImageOps

from intake.documents.picture_frames import (
    BrokenPictureError,
    Frame,
    PictureBombError,
    UnknownPictureError,
    frames_of,
    opened_picture,
)

_RIGHT_WAY_UP: Final = 1
_PHOTOGRAPHS: Final = frozenset({"JPEG", "HEIF", "MPO", "WEBP"})


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
    count = 0
    pages: list[bytes] = []
    try:
        with opened_picture(picture) as opened:
            for frame, shown in frames_of(opened):
                count += 1
                if count > most_pages:
                    continue
                as_it_is = _can_go_as_it_is(frame, shown, most_pixels)
                pages.append(picture.read_bytes() if as_it_is else _page(frame, shown, most_pixels))
    except (BrokenPictureError, PictureBombError, UnknownPictureError) as error:
        raise ValueError("no picture that can be put on a page") from error
    with into.open("wb") as out:
        img2pdf.convert(pages, outputstream=out, rotation=img2pdf.Rotation.ifvalid)
    return count


def _page(frame: Frame, shown: Image.Image, most_pixels: int) -> bytes:
    turned = ImageOps.exif_transpose(shown)
    picture = turned if turned.mode in {"1", "L", "RGB"} else _on_white(turned)
    dpi = frame.dpi
    if picture.width * picture.height > most_pixels:
        share = (most_pixels / (picture.width * picture.height)) ** 0.5
        picture = picture.resize((int(picture.width * share), int(picture.height * share)))
        dpi *= share
    data = io.BytesIO()
    if shown.format in _PHOTOGRAPHS:
        picture.save(data, "JPEG", quality=90, dpi=(dpi, dpi))
    else:
        picture.save(data, "PNG", compress_level=3, dpi=(dpi, dpi))
    return data.getvalue()


def _can_go_as_it_is(frame: Frame, shown: Image.Image, most_pixels: int) -> bool:
    """Tell whether a photograph lies upright and says how large it is, so that nothing is lost."""
    return (
        shown.format == "JPEG"
        and shown.mode in {"L", "RGB"}
        and frame.width * frame.height <= most_pixels
        and frame.orientation == _RIGHT_WAY_UP
        and frame.is_dpi_stated
    )


def _on_white(frame: Image.Image) -> Image.Image:
    """Return what a reader sees of a picture that is partly transparent."""
    with_alpha = frame.convert("RGBA")
    paper = Image.new("RGBA", with_alpha.size, "white")
    paper.alpha_composite(with_alpha)
    return paper.convert("RGB")
