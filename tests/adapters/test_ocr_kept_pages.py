"""A document whose reading was killed goes on after the pages that were finished."""

import hashlib
import json
import os
import signal
import threading
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from deploy.samples.documents import scanned, vog_rp
from intake.adapters.ocr_kept_pages import KeptPages, ReadPage, folder_for, forget_old
from intake.adapters.ocrmypdf_ocr import OcrmypdfOcr
from intake.domain.errors import TemporaryError
from intake.domain.searchable_copy import PDF
from tests.acceptance.daemon import patiently
from tests.contracts.test_ocr import LIMITS

PAGE = ReadPage(b"%PDF \x00", "Verklaring \u2014 VOG", (90, 41))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "000001_ocr.png"
    path.write_bytes(b"a picture")
    return path


def test_a_kept_page_is_found_by_its_picture(tmp_path: Path, picture: Path) -> None:
    KeptPages(tmp_path, "engine 1").keep(picture, PAGE)
    assert KeptPages(tmp_path, "engine 1").find(picture) == PAGE
    assert KeptPages(tmp_path, "engine 2").find(picture) is None
    picture.write_bytes(b"another picture")
    assert KeptPages(tmp_path, "engine 1").find(picture) is None


@pytest.mark.parametrize(
    "left", [0, 10, 70, -1], ids=["nothing", "a word", "a part", "all but one"]
)
def test_a_page_that_is_not_whole_is_read_again(tmp_path: Path, picture: Path, left: int) -> None:
    pages = KeptPages(tmp_path, "engine 1")
    pages.keep(picture, PAGE)
    (kept,) = tmp_path.glob("*.page")
    kept.write_bytes(kept.read_bytes()[:left])
    assert pages.find(picture) is None


@pytest.mark.parametrize("folder", [None, Path("/proc/none")], ids=["none", "cannot be written"])
def test_without_room_nothing_is_kept_and_nothing_fails(picture: Path, folder: Path | None) -> None:
    pages = KeptPages(folder, "engine 1")
    pages.keep(picture, PAGE)
    assert pages.find(picture) is None
    assert folder_for(picture, Path("/proc/none")) is None


def test_what_nobody_went_on_with_is_forgotten_after_a_week(tmp_path: Path, picture: Path) -> None:
    old = folder_for(picture, tmp_path)
    picture.write_bytes(b"another")
    new = folder_for(picture, tmp_path)
    assert old is not None
    assert new is not None
    os.utime(old, (1, 1))
    forget_old(tmp_path)
    assert (old.exists(), new.exists()) == (False, True)


def two_pages() -> bytes:
    with pikepdf.new() as pdf:
        for name in ("Stichting De Waal", "Stichting De Maas"):
            scan = scanned(vog_rp(name, "12345678", date(2023, 5, 12)), dpi=100)
            with pikepdf.open(BytesIO(scan)) as part:
                pdf.pages.extend(part.pages)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def kill_what_works_in(folder: Path) -> None:
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "cwd").readlink().is_relative_to(folder):
                os.kill(int(process.name), signal.SIGKILL)


def mark(page: Path) -> None:
    """Have a kept page tell of itself."""
    body = json.loads(page.read_bytes().partition(b"\n")[2])
    told = json.dumps(body | {"text": "was kept"}).encode()
    page.write_bytes(hashlib.sha256(told).hexdigest().encode() + b"\n" + told)


def test_a_killed_reading_goes_on_after_its_finished_pages(tmp_path: Path) -> None:
    document, into, kept = tmp_path / "original", tmp_path / "into", tmp_path / "kept"
    document.write_bytes(two_pages())
    into.mkdir()
    ocr = OcrmypdfOcr(("nld",), LIMITS, kept=kept)
    failed: list[TemporaryError] = []

    def read() -> None:
        try:
            ocr.make(document, PDF, (), into)
        except TemporaryError as error:
            failed.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    patiently(lambda: bool(list(kept.glob("*/*.page"))))
    kill_what_works_in(into)
    thread.join()
    assert len(failed) == 1
    (page,) = kept.glob("*/*.page")
    mark(page)

    again = tmp_path / "again"
    again.mkdir()
    result = ocr.make(document, PDF, (), again)
    first, second = (item.text for item in result.pages)
    assert first == "was kept"
    assert "gedrag" in second.lower()
    with pikepdf.open(again / result.copy) as copy:
        assert len(copy.pages) == 2
    assert list(kept.iterdir()) == []
