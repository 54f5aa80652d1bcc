"""A picture is a scan: pages to look at, of which nothing can be searched."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples import bombs
from deploy.samples.picture_files import (
    blank_picture,
    encoded,
    heic,
    many_paged_tiff,
    on_glass,
    page_picture,
)
from intake.documents import picture_facts as reading
from intake.documents.examine import examine_document
from intake.documents.picture_frames import (
    BrokenPictureError,
    Frame,
    frames_of,
    opened_picture,
)
from intake.domain.documents import DocumentFacts, Readable, Searchable, judge_searchable
from intake.domain.page import PageText
from intake.domain.problems import ProblemCode

Read = Callable[[bytes, str], DocumentFacts]

PAGE = page_picture()
BLANK = blank_picture(mode="L")
JPEG = encoded(PAGE, "JPEG", quality=60)
PNG = encoded(PAGE, "PNG")
TIFF = many_paged_tiff(PAGE, PAGE, PAGE)
HEIC = heic(PAGE, preset="ultrafast")


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading_it(data: bytes, kind: str) -> DocumentFacts:
        path = tmp_path / "picture"
        path.write_bytes(data)
        return examine_document(path, f"image/{kind}")

    return reading_it


def texts(facts: DocumentFacts) -> list[PageText]:
    return [page.text for page in facts.page_facts]


def codes(facts: DocumentFacts) -> list[ProblemCode]:
    return [problem.code for problem in facts.problems]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (JPEG, "jpeg"),
        (encoded(PAGE, "JPEG", progressive=True), "jpeg"),
        (encoded(page_picture(mode="CMYK"), "JPEG"), "jpeg"),
        (PNG, "png"),
        (encoded(page_picture(mode="P"), "PNG"), "png"),
        (encoded(on_glass(PAGE), "PNG"), "png"),
        (encoded(page_picture(mode="I;16"), "PNG"), "png"),
        (encoded(PAGE, "TIFF"), "tiff"),
        (encoded(page_picture(mode="1"), "TIFF", compression="group4"), "tiff"),
        (encoded(page_picture(mode="P"), "GIF"), "gif"),
        (encoded(PAGE, "BMP"), "bmp"),
        (encoded(PAGE, "WEBP"), "webp"),
        (HEIC, "heic"),
    ],
)
def test_a_picture_of_one_page_is_the_exempt_scan(read: Read, data: bytes, kind: str) -> None:
    facts = read(data, kind)
    assert (facts.readable, facts.problems, facts.pages) == (Readable.YES, (), 1)
    assert texts(facts) == [PageText.IMAGE]
    assert facts.page_texts == ("",)
    assert judge_searchable(facts, exempt_pages=1) == (Searchable.EXEMPT, (1,))


@pytest.mark.parametrize(
    ("data", "kind"), [(TIFF, "tiff"), (heic(PAGE, PAGE, PAGE, preset="ultrafast"), "heic")]
)
def test_each_frame_is_a_page_and_more_than_one_is_no_exempt_scan(
    read: Read, data: bytes, kind: str
) -> None:
    facts = read(data, kind)
    assert facts.pages == 3
    assert judge_searchable(facts, exempt_pages=1) == (Searchable.NO, (1, 2, 3))


def test_a_picture_that_moves_is_one_page(read: Read) -> None:
    moments = [page_picture(mode="P"), page_picture("anders", mode="P")]
    moving = encoded(moments[0], "GIF", save_all=True, append_images=moments[1:])
    assert read(moving, "gif").pages == 1


def test_the_back_of_a_sheet_is_blank(read: Read) -> None:
    facts = read(many_paged_tiff(PAGE, BLANK, PAGE), "tiff")
    assert texts(facts) == [PageText.IMAGE, PageText.BLANK, PageText.IMAGE]
    assert judge_searchable(facts, exempt_pages=1)[1] == (1, 3)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_blank_scan_is_blank(read: Read, kind: str) -> None:
    facts = read(encoded(BLANK, kind), kind.lower())
    assert texts(facts) == [PageText.BLANK]
    assert judge_searchable(facts, exempt_pages=1) == (Searchable.NOT_APPLICABLE, ())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (JPEG[: len(JPEG) // 2], "jpeg"),
        (PNG[: len(PNG) // 2], "png"),
        (HEIC[: len(HEIC) // 2], "heic"),
        (TIFF[: len(TIFF) // 2], "tiff"),
        (b"\x89PNG broken from here", "png"),
        (b"\xff\xd8\xff\xe0 broken from here", "jpeg"),
        (HEIC[:40], "heic"),
        (b"BM" + bytes(60), "bmp"),
    ],
)
def test_a_picture_broken_off_is_damaged(read: Read, data: bytes, kind: str) -> None:
    facts = read(data, kind)
    assert (facts.readable, codes(facts)) == (Readable.DAMAGED, [ProblemCode.DAMAGED])
    assert facts.pages is None or facts.page_facts[-1].text is PageText.UNREADABLE


def test_a_picture_beyond_every_scan_is_a_bomb(read: Read) -> None:
    facts = read(bombs.png_of_ten_billion_points(), "png")
    assert (facts.readable, codes(facts)) == (Readable.NO, [ProblemCode.BOMB])


def test_frames_without_end_are_a_bomb(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.documents.picture_frames.MOST_FRAMES", 2)
    assert codes(read(TIFF, "tiff")) == [ProblemCode.BOMB]


def test_what_is_too_large_to_decode_is_a_page_all_the_same(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_POINTS_DECODED", 100_000)
    assert texts(read(encoded(BLANK, "PNG"), "png")) == [PageText.IMAGE]
    monkeypatch.setattr(reading, "MOST_POINTS_DECODED", 40_000_000)
    monkeypatch.setattr(reading, "MOST_POINTS_IN_ALL", 4_000_000)
    blanks = many_paged_tiff(BLANK, BLANK)
    assert texts(read(blanks, "tiff")) == [PageText.BLANK, PageText.IMAGE]


def framed(tmp_path: Path, data: bytes) -> tuple[Frame, ...]:
    path = tmp_path / "picture"
    path.write_bytes(data)
    with opened_picture(path) as picture:
        return tuple(frame for frame, _ in frames_of(picture))


def in_points(frame: Frame) -> tuple[float, float]:
    """Return the size of its sheet as PDF counts it: 72 to an inch."""
    width, height = frame.shown_size
    return width * 72 / frame.dpi, height * 72 / frame.dpi


def test_the_frames_tell_points_to_an_inch(tmp_path: Path) -> None:
    first, *_ = frames = framed(tmp_path, TIFF)
    assert [frame.number for frame in frames] == [1, 2, 3]
    assert (first.width, first.height, first.dpi, first.is_dpi_stated) == (620, 877, 150.0, True)
    width, height = in_points(first)
    assert (round(width), round(height)) == (298, 421)


@pytest.mark.parametrize("stated", [None, (1, 1), (72, 72), (5_000, 5_000)])
def test_a_photograph_without_a_scale_is_a_sheet_of_a4(
    tmp_path: Path, stated: tuple[int, int] | None
) -> None:
    options = {"dpi": stated} if stated else {}
    (frame,) = framed(tmp_path, encoded(page_picture(size=(3_000, 4_000)), "JPEG", **options))
    assert not frame.is_dpi_stated
    width, height = in_points(frame)
    assert width <= 596
    assert height <= 842


def test_a_photograph_held_upright_is_told_so(tmp_path: Path) -> None:
    exif = PAGE.getexif()
    exif[274] = 6
    (frame,) = framed(tmp_path, encoded(PAGE, "JPEG", exif=exif))
    assert (frame.orientation, frame.shown_size) == (6, (877, 620))


def test_what_is_no_picture_has_no_frames(tmp_path: Path) -> None:
    with pytest.raises(BrokenPictureError):
        framed(tmp_path, b"no picture")


SMALL = page_picture(size=(60, 80))
MADE = [
    *(encoded(SMALL, kind) for kind in ("PNG", "JPEG", "WEBP", "BMP", "GIF")),
    many_paged_tiff(SMALL, SMALL),
    heic(SMALL, preset="ultrafast"),
]


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """A picture with some bytes changed, and perhaps cut."""
    data = bytearray(draw(st.sampled_from(MADE)))
    for _ in range(draw(st.integers(1, 6))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(1, len(data)))])


@settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.one_of(st.binary(max_size=200), mangled()))
def test_any_bytes_give_facts(read: Read, data: bytes) -> None:
    facts = read(data, "png")
    if data:
        assert len(facts.page_facts) == (facts.pages or 0) == len(facts.page_texts)
        assert (facts.readable is Readable.YES) == (facts.problems == ())
