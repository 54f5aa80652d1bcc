"""The frames of a picture: how many, how large, and how many points to an inch.

Pictures come from strangers and most decoders are native code: call this in a limited child
process only. Sizes are read from headers and held against a limit before anything is decoded.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pi_heif
from PIL import Image

MOST_POINTS: Final = 178_956_970
"""Of one frame; as Pillow has it by default, and an A0 poster at 300 points to an inch."""

MOST_FRAMES: Final = 1_000

USUAL_FORMATS: Final = ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP", "HEIF")

_PAGED = frozenset({"TIFF", "HEIF"})  # frames of the others are moments of one moving picture
_ORIENTATION = 274
_TURNED_SIDEWAYS = frozenset({5, 6, 7, 8})
_LEAST_DPI, _MOST_DPI = 50.0, 1_200.0
_LONGEST_SIDE = 17.0  # inches: a bit more than A3, the largest that offices scan
_A4 = (8.27, 11.69)
_UNKNOWN_CODEC = ("unsupported", "no decoding plugin")

# Four threads, each with memory of its own, are more than a limited child has to spare.
pi_heif.register_heif_opener(
    decode_threads=1, thumbnails=False, depth_images=False, aux_images=False
)
# Else each new child would load the plugins of Pillow again.
Image.init()


class BrokenPictureError(Exception):
    """It does not open, or not as a whole."""


class UnknownPictureError(Exception):
    """It is of a kind that nobody here decodes."""


class PictureBombError(Exception):
    """It says to be larger than any scan; its text says how large, in Dutch."""


@dataclass(frozen=True)
class Frame:
    """One page of a picture file.

    Attributes:
        width: In points, as it is kept; see `orientation`.
        height: The same.
        dpi: Points to an inch: as the file says when a sheet of that size could be,
            else as if it were a sheet of A4.
        is_dpi_stated: Whether the file says it.
        orientation: How it is to be turned when it is shown, by the numbers of EXIF;
            1 is not at all.
    """

    number: int
    width: int
    height: int
    dpi: float
    is_dpi_stated: bool
    orientation: int = 1

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height in points once it is turned as it should be."""
        if self.orientation in _TURNED_SIDEWAYS:
            return self.height, self.width
        return self.width, self.height


@contextmanager
def opened_picture(path: Path) -> Iterator[Image.Image]:
    """Open a picture; what goes wrong with it while it is open is told as the errors above."""
    with path.open("rb") as file, warnings.catch_warnings(), _told():
        # What Pillow warns of it does also refuse, or it is about remarks within the file.
        warnings.simplefilter("ignore")
        with Image.open(file, formats=USUAL_FORMATS) as picture:
            yield picture


def frames_of(picture: Image.Image) -> Iterator[tuple[Frame, Image.Image]]:
    """Yield each frame that is a page; the picture stands at it until the next is asked for."""
    number = 0
    while number < MOST_FRAMES:
        if number:
            try:
                picture.seek(number)
            except EOFError:
                return
        number += 1
        yield _frame(picture, number), picture
        if picture.format not in _PAGED:
            return
    raise PictureBombError(f"het bestand bevat meer dan {MOST_FRAMES} beelden")


def _frame(picture: Image.Image, number: int) -> Frame:
    width, height = picture.size
    if width * height > MOST_POINTS:
        raise PictureBombError(f"het beeld is {width} bij {height} punten groot")
    if not width or not height:
        raise BrokenPictureError
    stated = _stated_dpi(picture)
    dpi = stated or _dpi_on_a4(width, height)
    return Frame(number, width, height, dpi, stated is not None, _orientation(picture))


def _stated_dpi(picture: Image.Image) -> float | None:
    """Return what the file says, when a sheet of paper could be so large."""
    told = picture.info.get("dpi")
    try:
        dpi = float(max(told) if isinstance(told, tuple) else told or 0)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    fits = _LEAST_DPI <= dpi <= _MOST_DPI and max(picture.size) / dpi <= _LONGEST_SIDE
    return round(dpi, 2) if fits else None


def _dpi_on_a4(width: int, height: int) -> float:
    short, long = sorted((width, height))
    dpi = max(short / _A4[0], long / _A4[1])
    return round(min(max(dpi, _LEAST_DPI), _MOST_DPI), 2)


def _orientation(picture: Image.Image) -> int:
    if picture.format == "HEIF":
        return 1  # its decoder turns the picture itself
    told = picture.getexif().get(_ORIENTATION, 1)
    return told if isinstance(told, int) and 1 <= told <= 8 else 1  # noqa: PLR2004 - EXIF has eight


@contextmanager
def _told() -> Iterator[None]:
    """Tell what libraries raise over a picture as one of our own errors."""
    try:
        yield
    except (BrokenPictureError, PictureBombError):
        raise
    except Image.DecompressionBombError as error:
        raise PictureBombError("het beeld is groter dan een scan kan zijn") from error
    except OSError as error:
        if error.errno and error.strerror:
            raise  # of the disk; what Pillow finds wrong has no number
        raise BrokenPictureError from error
    except _BROKEN as error:
        if any(words in str(error).lower() for words in _UNKNOWN_CODEC):
            raise UnknownPictureError from error
        raise BrokenPictureError from error


_BROKEN: Final = (
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    struct.error,
    zlib.error,
)
"""What Pillow and its plugins are known to raise over bytes that are no whole picture."""
