"""The picture of a page that is taken out instead of drawn."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from intake.adapters.ocr_whole_picture import whole_picture

SIZE = (300, 400)  # points, and pixels at 72 dpi
FILLING = b"q 300 0 0 400 0 0 cm /Im Do Q"


def page(
    folder: Path,
    content: bytes = FILLING,
    *,
    mode: str = "L",
    picture: dict[str, object] | None = None,
    more: dict[str, object] | None = None,
) -> Path:
    """A page with a picture of the page's own size."""
    shades = Image.linear_gradient("L").resize(SIZE).convert(mode)
    data = io.BytesIO()
    shades.save(data, "JPEG", quality=90)
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=SIZE)
        image = pikepdf.Stream(
            pdf,
            data.getvalue(),
            {
                "/Type": pikepdf.Name.XObject,
                "/Subtype": pikepdf.Name.Image,
                "/Width": SIZE[0],
                "/Height": SIZE[1],
                "/BitsPerComponent": 8,
                "/ColorSpace": pikepdf.Name.DeviceGray if mode == "L" else pikepdf.Name.DeviceRGB,
                "/Filter": pikepdf.Name.DCTDecode,
            },
        )
        for key, value in (picture or {}).items():
            image[key] = mask(pdf) if value == "mask" else value
        first = pdf.pages[0]
        first.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary({"/Im": image}),
            ExtGState=pikepdf.Dictionary({"/Pale": pikepdf.Dictionary(ca=0.5)}),
        )
        first.Contents = pdf.make_stream(content)
        for key, value in (more or {}).items():
            first[key] = value
        path = folder / "page.pdf"
        pdf.save(path)
    return path


def mask(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    return pikepdf.Stream(
        pdf,
        b"\x80",
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": 1,
            "/Height": 1,
            "/BitsPerComponent": 8,
            "/ColorSpace": pikepdf.Name.DeviceGray,
        },
    )


def taken_out(path: Path, dpi: float = 72) -> Image.Image | None:
    with pypdfium2.PdfDocument(path) as document:
        return whole_picture(path, document[0], 1, dpi)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_picture_that_is_the_whole_page_comes_out_as_it_is_drawn(
    tmp_path: Path, mode: str
) -> None:
    path = page(tmp_path, mode=mode)
    with pypdfium2.PdfDocument(path) as document:
        drawn = document[0].render(scale=1, grayscale=mode == "L").to_pil()
    picture = taken_out(path)
    assert picture is not None
    assert picture.mode == mode
    assert ImageChops.difference(picture, drawn.convert(mode)).getbbox() is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        FILLING + b" 0 0 50 50 re f",
        FILLING + FILLING,
        b"q 150 0 0 200 0 0 cm /Im Do Q",
        b"q 300 0 0 -400 0 400 cm /Im Do Q",
        b"q 0 400 -300 0 300 0 cm /Im Do Q",
        b"0 0 50 50 re W n " + FILLING,
        b"/Pale gs " + FILLING,
        b"/Span BMC " + FILLING + b" EMC",
    ],
    ids=[
        "nothing on it",
        "a stamp over it",
        "drawn twice",
        "half the page",
        "upside down",
        "on its side",
        "cut out",
        "pale",
        "marked",
    ],
)
def test_a_page_that_is_anything_more_is_drawn(tmp_path: Path, content: bytes) -> None:
    assert taken_out(page(tmp_path, content)) is None


@pytest.mark.parametrize(
    "picture",
    [{"/SMask": "mask"}, {"/Mask": "mask"}, {"/Decode": pikepdf.Array([1, 0])}],
    ids=["partly transparent", "stencilled", "negative"],
)
def test_a_picture_that_shows_otherwise_than_its_dots_is_drawn(
    tmp_path: Path, picture: dict[str, object]
) -> None:
    assert taken_out(page(tmp_path, picture=picture)) is None


def test_a_page_with_a_note_on_it_is_drawn(tmp_path: Path) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[10, 10, 90, 90]
    )
    assert taken_out(page(tmp_path, more={"/Annots": pikepdf.Array([note])})) is None


def test_a_picture_of_another_resolution_is_drawn(tmp_path: Path) -> None:
    assert taken_out(page(tmp_path), dpi=150) is None
