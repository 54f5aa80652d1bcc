"""A signature as people paste it: a picture of ink, not strokes of the page."""

import random
from io import BytesIO
from math import cos, pi, sin
from typing import Final

from PIL import Image, ImageDraw
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

_PIXELS: Final = (520, 170)


class PastedSignature(Flowable):
    """The same scrawl for the same name, as a bitmap with a clear ground."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.width, self.height = 52 * mm, 17 * mm

    def draw(self) -> None:
        picture = ImageReader(BytesIO(_scrawl(self.name)))
        self.canv.drawImage(picture, 0, 0, self.width, self.height, mask="auto")


def _scrawl(name: str) -> bytes:
    chance = random.Random(name)
    wide, high = _PIXELS
    turns, lean = chance.uniform(4, 9), chance.uniform(0.2, 0.8)
    points = []
    for step in range(400):
        part = step / 399
        angle = turns * 2 * pi * part
        reach = high * 0.4 * (1 - 0.7 * part) * (0.6 + 0.4 * sin(angle * 0.41))
        y = high / 2 + reach * cos(angle)
        points.append((30 + part * (wide - 90) + lean * (high / 2 - y), y))
    picture = Image.new("RGBA", _PIXELS, (255, 255, 255, 0))
    ImageDraw.Draw(picture).line(points, fill=(20, 25, 90, 255), width=5, joint="curve")
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
