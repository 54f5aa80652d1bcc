"""The facts of a picture: each frame is a page without text, or a blank one.

A frame is decoded once, as small as its format allows, to see whether it is whole and
whether anything is on it.
"""

from pathlib import Path
from typing import Final

from PIL import Image

from intake.documents.picture_frames import (
    BrokenPictureError,
    Frame,
    PictureBombError,
    UnknownPictureError,
    frames_of,
    opened_picture,
)
from intake.documents.unread import unread
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.page import PageFacts, PageText
from intake.domain.problems import Problem, ProblemCode

MOST_POINTS_DECODED: Final = 40_000_000
"""Of one frame: A4 at 600 points to an inch, which takes 160 MB in colour."""

MOST_POINTS_IN_ALL: Final = 400_000_000

_SMALL = 620  # points along the long side, at which a letter is still darker than noise
_MARGIN = 0.03  # of each side, where scanners leave shadows
_ONE_COLOUR = 40  # steps of 256 between the lightest and the darkest point
_DEEP_MODES = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})
_BROKEN_OFF = "het beeld is beschadigd of niet heel"


def picture_facts(path: Path) -> DocumentFacts:
    """Read a picture; raises OSError when the file itself cannot be read."""
    pages: list[PageFacts] = []
    try:
        with opened_picture(path) as picture:
            decoded = 0
            for frame, standing in frames_of(picture):
                # It is a page from here on, whether it turns out whole or not.
                pages.append(PageFacts(PageText.IMAGE, picture=100, reason=_size(frame)))
                if (points := _points_to_decode(frame, standing)) is not None:
                    decoded += points
                    if decoded <= MOST_POINTS_IN_ALL:
                        pages[-1] = _page(frame, is_blank=_is_blank(standing))
    except PictureBombError as bomb:
        return unread(ProblemCode.BOMB, str(bomb))
    except UnknownPictureError:
        return unread(ProblemCode.NOT_EXAMINED)
    except BrokenPictureError:
        return _damaged(pages)
    return _facts(Readable.YES, pages)


def _facts(
    readable: Readable, pages: list[PageFacts], problems: tuple[Problem, ...] = ()
) -> DocumentFacts:
    return DocumentFacts(
        readable,
        pages=len(pages),
        page_texts=("",) * len(pages),
        page_facts=tuple(pages),
        problems=problems,
    )


def _damaged(pages: list[PageFacts]) -> DocumentFacts:
    """Tell the pages that were found, the last of which does not open as a whole."""
    if len(pages) <= 1:
        return unread(ProblemCode.DAMAGED, _BROKEN_OFF)
    pages[-1] = PageFacts(PageText.UNREADABLE, picture=100, reason="does not decode as a whole")
    return _facts(Readable.DAMAGED, pages, (Problem(ProblemCode.DAMAGED, _BROKEN_OFF),))


def _page(frame: Frame, *, is_blank: bool) -> PageFacts:
    if is_blank:
        return PageFacts(PageText.BLANK, reason=f"{_size(frame)}, of one colour")
    return PageFacts(PageText.IMAGE, picture=100, reason=_size(frame))


def _size(frame: Frame) -> str:
    return f"a picture of {frame.width} by {frame.height} points"


def _points_to_decode(frame: Frame, picture: Image.Image) -> int | None:
    """Return how many points a look at a frame costs; None when it costs too much."""
    if picture.format in {"JPEG", "MPO"} and "progressive" not in picture.info:
        # It is read at an eighth of its size without the rest ever being in memory, unlike one
        # that is sent in layers, of which all are kept until the last.
        picture.draft("L", (_SMALL, _SMALL))
        width, height = picture.size
        return width * height
    points = frame.width * frame.height
    return points if points <= MOST_POINTS_DECODED else None


def _is_blank(picture: Image.Image) -> bool:
    """Decode a frame and tell whether it is practically of one colour."""
    picture.load()
    if picture.mode in _DEEP_MODES:
        return _steps(picture) == 0
    small = _in_grey(picture)
    width, height = small.size
    small = small.crop(
        (
            round(width * _MARGIN),
            round(height * _MARGIN),
            max(1, round(width * (1 - _MARGIN))),
            max(1, round(height * (1 - _MARGIN))),
        )
    )
    return _steps(small) <= _ONE_COLOUR


def _steps(grey: Image.Image) -> float:
    darkest, lightest = grey.getextrema()
    if isinstance(darkest, tuple) or isinstance(lightest, tuple):
        return float("inf")
    return lightest - darkest


def _in_grey(picture: Image.Image) -> Image.Image:
    """Return it small and grey, on white where it can be seen through."""
    factor = max(1, max(picture.size) // _SMALL)
    if picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        seen = picture.convert("RGBA").reduce(factor)
        ground = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(ground, seen).convert("L")
    return picture.convert("L").reduce(factor)
