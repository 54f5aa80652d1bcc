"""Pictures and office files through the children that open them in service."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

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
LARGE = page_picture(size=(4_960, 7_016))  # A4 at 600 points to an inch
PAGE = page_picture()


@pytest.fixture(scope="module")
def examiner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChildExaminer]:
    with closing(ChildExaminer(LIMITS, Reach((tmp_path_factory.getbasetemp(),), ()))) as subject:
        yield subject


@pytest.mark.parametrize(
    ("data", "media_type", "pages"),
    [
        (heic(PAGE, PAGE), "image/heic", 2),
        (heic(page_picture(size=(3_024, 4_032))), "image/heic", 1),
        (encoded(LARGE, "JPEG"), "image/jpeg", 1),
        (encoded(LARGE, "JPEG", progressive=True), "image/jpeg", 1),
        (encoded(LARGE, "PNG"), "image/png", 1),
        (encoded(PAGE, "WEBP"), "image/webp", 1),
        (many_paged_tiff(LARGE.convert("1"), LARGE.convert("1"), compression="group4"),
         "image/tiff", 2),
        (many_paged_tiff(PAGE, PAGE, compression="jpeg"), "image/tiff", 2),
    ],
    ids=["heic", "telephone", "jpeg", "progressive", "png", "webp", "fax", "jpeg in tiff"],
)  # fmt: skip
def test_a_picture_is_decoded(
    examiner: ChildExaminer, tmp_path: Path, data: bytes, media_type: str, pages: int
) -> None:
    (tmp_path / "picture").write_bytes(data)
    facts = examiner.examine(tmp_path / "picture", media_type)
    assert (facts.readable, facts.problems) == (Readable.YES, ())
    assert [page.text for page in facts.page_facts] == [PageText.IMAGE] * pages


def test_a_word_file_is_read(examiner: ChildExaminer, tmp_path: Path) -> None:
    (tmp_path / "plan").write_bytes(office_files.word(office_files.paragraph("Plan")))
    facts = examiner.examine(tmp_path / "plan", WORD)
    assert (facts.readable, facts.page_texts) == (Readable.YES, ("Plan",))
