"""How far a page lies askew, from its picture."""

import pytest
from PIL import Image, ImageDraw

from intake.adapters.ocr_skew import LEAST_DEGREES, MOST_DEGREES, skew_of


def page(mode: str = "L") -> Image.Image:
    """Lines of blocks, as a page of text looks from afar."""
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    for line in range(200, 1500, 36):
        for word in range(150, 1050, 90):
            draw.rectangle((word, line, word + 70 + (line + word) % 17, line + 16), fill=0)
    return picture.convert(mode)


@pytest.mark.parametrize("mode", ["L", "RGB", "1", "P"])
@pytest.mark.parametrize("angle", [-4.0, -0.6, 0.4, 1.5, 3.3])
def test_a_page_is_turned_back_by_what_it_was_turned(angle: float, mode: str) -> None:
    askew = page().rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC).convert(mode)
    assert skew_of(askew) == pytest.approx(-angle, abs=0.25)


@pytest.mark.parametrize("angle", [0.0, LEAST_DEGREES / 3, MOST_DEGREES + 4, 45.0])
def test_what_lies_straight_or_is_no_page_put_down_askew_stays(angle: float) -> None:
    askew = page().rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)
    assert skew_of(askew) == 0.0


@pytest.mark.parametrize("size", [(1, 1), (3, 4000), (4000, 3), (900, 900)])
@pytest.mark.parametrize("shade", [0, 255])
def test_a_page_of_one_shade_stays(size: tuple[int, int], shade: int) -> None:
    assert skew_of(Image.new("L", size, shade)) == 0.0
