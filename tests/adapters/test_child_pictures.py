"""Pictures and office files through the children that open them in service."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from deploy.samples import office_files
from deploy.samples.picture_files import encoded, heic, many_paged_tiff, page_picture
from intake.adapters.child_examiner import ChildExaminer, ExaminerLimits
from intake.adapters.child_landlock import Reach
from intake.documents.office_facts import WORD
from intake.domain.documents import Readable
from intake.domain.page import PageText
from tests.fakes.examiner import WIDE_BOUNDS

LIMITS = ExaminerLimits(
    slots=1,
    seconds=60,
    mail_seconds=60,
    memory_bytes=600_000_000,
    bounds=replace(WIDE_BOUNDS, output_bytes=5_000_000),
    document_bytes=50_000_000,
)
PAGE = page_picture()


@cache
def large() -> Image.Image:
    """A4 at 600 points to an inch."""
    return page_picture(size=(4_960, 7_016))


def of_a_telephone() -> bytes:
    return heic(page_picture(size=(3_024, 4_032)), preset="ultrafast")


# Made when a test asks: every worker reads this module, and these take seconds.
PICTURES: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "heic": (lambda: heic(PAGE, PAGE), "heic", 2),
    "telephone": (of_a_telephone, "heic", 1),
    "jpeg": (lambda: encoded(large(), "JPEG"), "jpeg", 1),
    "progressive": (lambda: encoded(large(), "JPEG", progressive=True), "jpeg", 1),
    "png": (lambda: encoded(large(), "PNG"), "png", 1),
    "webp": (lambda: encoded(PAGE, "WEBP"), "webp", 1),
    "fax": (lambda: many_paged_tiff(*[large().convert("1")] * 2, compression="group4"), "tiff", 2),
    "jpeg in tiff": (lambda: many_paged_tiff(PAGE, PAGE, compression="jpeg"), "tiff", 2),
}


@pytest.fixture(scope="module")
def examiner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChildExaminer]:
    with closing(ChildExaminer(LIMITS, Reach((tmp_path_factory.getbasetemp(),), ()))) as subject:
        yield subject


@pytest.mark.parametrize("case", PICTURES)
def test_a_picture_is_decoded(examiner: ChildExaminer, tmp_path: Path, case: str) -> None:
    make, kind, pages = PICTURES[case]
    (tmp_path / "picture").write_bytes(make())
    facts = examiner.examine(tmp_path / "picture", f"image/{kind}")
    assert (facts.readable, facts.problems) == (Readable.YES, ())
    assert [page.text for page in facts.page_facts] == [PageText.IMAGE] * pages


def test_a_word_file_is_read(examiner: ChildExaminer, tmp_path: Path) -> None:
    (tmp_path / "plan").write_bytes(office_files.word(office_files.paragraph("Plan")))
    facts = examiner.examine(tmp_path / "plan", WORD)
    assert (facts.readable, facts.page_texts) == (Readable.YES, ("Plan",))
