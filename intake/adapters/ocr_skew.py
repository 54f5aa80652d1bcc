"""How far a scanned page lies askew, from the picture alone.

When the lines of text lie level, rows of the picture alternate between ink and none; the
angle at which neighbouring rows differ most is the one sought.
"""

import math
from typing import Final

from PIL import Image, ImageChops, ImageOps, ImageStat

MOST_DEGREES: Final = 5.0
"""More is no page that was put down in a hurry, but a photograph or a drawing."""

LEAST_DEGREES: Final = 0.25
"""Less costs a page its sharpness and helps nobody."""

_LONG_SIDE: Final = 700
_STRIPS: Final = 64
"""The picture is looked at in so many upright strips, each as wide as a few letters."""

_COARSE: Final = 1.0
_FINE: Final = 0.1
_CLEARLY_BETTER: Final = 1.15
_MOSTLY_DARK: Final = 128  # of 255: no paper with letters on it


def skew_of(picture: Image.Image) -> float:
    """Return by how many degrees to turn a picture anticlockwise; 0.0 when it lies straight."""
    # Made smaller first: all that follows costs by the pixel.
    small = picture if picture.mode in {"L", "RGB"} else picture.convert("L")
    grey = small.reduce(max(1, max(small.size) // _LONG_SIDE)).convert("L")
    ink = ImageOps.invert(ImageOps.autocontrast(grey))
    if ImageStat.Stat(ink).mean[0] > _MOSTLY_DARK:
        return 0.0
    width, strips = ink.width, ink.resize((_STRIPS, ink.height), Image.Resampling.BOX)
    steps = round(MOST_DEGREES / _COARSE)
    coarse = _best(strips, width, [step * _COARSE for step in range(-steps, steps + 1)])
    middle = _best(strips, width, [coarse, coarse - _COARSE / 2, coarse + _COARSE / 2])
    around = round(_COARSE / 4 / _FINE)
    best = _best(strips, width, [middle + step * _FINE for step in range(-around, around + 1)])
    if abs(best) < LEAST_DEGREES or abs(best) > MOST_DEGREES:
        return 0.0
    is_clear = _contrast(strips, width, best) > _contrast(strips, width, 0.0) * _CLEARLY_BETTER
    return round(best, 2) if is_clear else 0.0


def _best(strips: Image.Image, width: int, angles: list[float]) -> float:
    # Of equals the one that turns least.
    return max(sorted(angles, key=abs), key=lambda angle: _contrast(strips, width, angle))


def _contrast(strips: Image.Image, width: int, angle: float) -> float:
    """Return how much neighbouring rows differ once the picture is turned.

    Strips that are pushed up and down stand for turning it: for angles so small the lines
    come to lie the same, at a tenth of the cost.
    """
    rise = math.tan(math.radians(angle)) * width / strips.width
    turned = strips.transform(
        strips.size,
        Image.Transform.AFFINE,
        (1, 0, 0, rise, 1, -rise * strips.width / 2),
        resample=Image.Resampling.BILINEAR,
    )
    rows = turned.resize((1, turned.height), Image.Resampling.BOX)
    below = ImageChops.offset(rows, 0, 1)
    return float(ImageStat.Stat(ImageChops.difference(rows, below)).sum2[0])
