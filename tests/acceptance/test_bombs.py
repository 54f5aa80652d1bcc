"""Documents made to exhaust whoever opens them, through the children that open them in service."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from deploy.samples import bombs, documents
from intake.adapters.child_examiner import ChildExaminer, ExaminerLimits
from intake.adapters.child_landlock import Reach
from intake.documents.office_facts import EXCEL, OPEN_TEXT, PART_WITH_TEXT, WORD
from intake.domain.documents import Readable
from intake.domain.problems import ProblemCode
from tests.fakes.examiner import WIDE_BOUNDS

PDF = "application/pdf"
LIMITS = ExaminerLimits(
    slots=1,
    seconds=60,
    mail_seconds=60,
    memory_bytes=600_000_000,
    bounds=replace(WIDE_BOUNDS, output_bytes=5_000_000),
    document_bytes=50_000_000,
)
VOG = documents.vog_rp("Stichting Naast U", "12345678", date(2023, 5, 12))
Bomb = Callable[[], bytes]


@pytest.fixture(scope="module")
def examiner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChildExaminer]:
    with closing(ChildExaminer(LIMITS, Reach((tmp_path_factory.getbasetemp(),), ()))) as subject:
        yield subject


def in_office(media_type: str, text: Bomb) -> Bomb:
    return lambda: bombs.office(PART_WITH_TEXT[media_type], text())


WORDS = PART_WITH_TEXT[WORD]


@pytest.mark.parametrize(
    ("bomb", "media_type", "words"),
    [
        (bombs.pdf_with_a_stream_of_gigabytes, PDF, "uitpakken"),
        (bombs.pdf_with_an_object_stream_that_is_a_bomb, PDF, "uitpakken"),
        (bombs.pdf_that_counts_a_million_pages, PDF, "1000000 pagina's"),
        (bombs.pdf_with_a_page_named_a_million_times, PDF, "1000000 pagina's"),
        (partial(bombs.office_of_gigabytes, WORDS), WORD, "uitpakken"),
        (partial(bombs.office_whose_parts_overlap, WORDS), WORD, "overlappen"),
        (in_office(WORD, bombs.xml_with_a_billion_laughs), WORD, "entiteit"),
        (in_office(EXCEL, bombs.xml_with_quadratic_growth), EXCEL, "entiteit"),
        (in_office(WORD, bombs.xml_nested_a_million_deep), WORD, "genest"),
        (in_office(OPEN_TEXT, bombs.xml_nested_a_million_deep), OPEN_TEXT, "genest"),
        # Forty gigabytes of points, where a child has less than one.
        (bombs.png_of_ten_billion_points, "image/png", "scan"),
        (bombs.tiff_of_ten_billion_points, "image/tiff", "scan"),
    ],
)
def test_a_bomb_is_told_as_one_and_its_neighbour_is_read_by_the_same_child(
    examiner: ChildExaminer, tmp_path: Path, bomb: Bomb, media_type: str, words: str
) -> None:
    (tmp_path / "bomb").write_bytes(bomb())
    (tmp_path / "neighbour").write_bytes(VOG)
    facts = examiner.examine(tmp_path / "bomb", media_type)
    assert facts.readable is Readable.NO
    (problem,) = facts.problems
    assert problem.code is ProblemCode.BOMB
    assert words in problem.text
    assert examiner.examine(tmp_path / "neighbour", PDF).readable is Readable.YES


def test_a_part_that_lies_about_its_size_is_read_as_far_as_it_tells(
    examiner: ChildExaminer, tmp_path: Path
) -> None:
    (tmp_path / "bomb").write_bytes(bombs.office_of_gigabytes(WORDS, claimed=1_000))
    assert examiner.examine(tmp_path / "bomb", WORD).readable is Readable.DAMAGED


def test_a_ring_of_pages_ends(examiner: ChildExaminer, tmp_path: Path) -> None:
    (tmp_path / "ring").write_bytes(bombs.pdf_whose_pages_hold_themselves())
    facts = examiner.examine(tmp_path / "ring", PDF)
    assert facts.readable is Readable.DAMAGED
    assert facts.pages == 2
