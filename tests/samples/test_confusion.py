"""The tables of the benchmark, on papers whose verdict is given instead of found."""

from dataclasses import replace
from datetime import date

import pytest

from deploy.bench.confusion import confusion_lines
from deploy.bench.judged_papers import Judged
from deploy.samples.papers.paper import Facts, PageClass, Paper, Part, Truth
from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.findings import Findings
from intake.domain.page import PageText
from intake.domain.recognition import DocumentPart

_PAPER = Paper(
    "scan.pdf",
    b"",
    "application/pdf",
    Truth("vog_rp", (Part("vog_rp", 1, 1),), (PageClass.TEXT,), facts=Facts(kvk_number="12345678")),
)
_TOLD = JudgedDocument(
    1, Readable.YES, 1, Searchable.YES, (), "vog_rp", "", (), page_texts=(PageText.TEXT,)
)


def _judged(paper: Paper = _PAPER, told: JudgedDocument = _TOLD, *, read: bool = False) -> Judged:
    return Judged("one", paper, told, (), read)


def test_the_right_kind_is_right() -> None:
    assert _judged().is_right


@pytest.mark.parametrize("kind", [None, "vog_np"])
def test_another_kind_or_none_is_wrong(kind: str | None) -> None:
    assert not _judged(told=replace(_TOLD, kind=kind)).is_right


@pytest.mark.parametrize(("read", "right"), [(False, True), (True, False)])
def test_what_only_a_picture_tells_may_stay_open_until_it_is_read(read: bool, right: bool) -> None:
    told = replace(_TOLD, kind=None)

    assert _judged(_PAPER.having(told_by="ocr"), told, read=read).is_right is right


def test_a_wrong_kind_of_an_unread_picture_is_wrong() -> None:
    told = replace(_TOLD, kind="ubo_register")

    assert not _judged(_PAPER.having(told_by="ocr"), told).is_right


@pytest.mark.parametrize(("last", "right"), [("ubo_register", True), ("vog_rp", False)])
def test_a_merged_paper_is_right_when_each_part_is(last: str, right: bool) -> None:
    parts = (Part("vog_rp", 1, 2), Part("ubo_register", 4, 4))
    pages = (PageClass.TEXT, PageClass.TEXT, PageClass.BLANK, PageClass.TEXT)
    told = replace(
        _TOLD,
        kind=None,
        page_texts=(PageText.TEXT, PageText.TEXT, PageText.BLANK, PageText.TEXT),
        parts=(DocumentPart("vog_rp", 1, 2), DocumentPart(None, 3, 3), DocumentPart(last, 4, 4)),
    )

    assert _judged(_PAPER.having(kind=None, parts=parts, pages=pages), told).is_right is right


def test_an_empty_back_within_a_document_is_of_no_kind() -> None:
    pages = (PageClass.IMAGE, PageClass.BLANK, PageClass.IMAGE)
    told = replace(
        _TOLD,
        kind=None,
        page_texts=(PageText.IMAGE, PageText.BLANK, PageText.IMAGE),
        parts=(
            DocumentPart("vog_rp", 1, 1),
            DocumentPart(None, 2, 2),
            DocumentPart("vog_rp", 3, 3),
        ),
    )

    assert _judged(_PAPER.having(parts=(Part("vog_rp", 1, 3),), pages=pages), told).is_right


def test_a_scan_taken_for_text_is_a_missed_page() -> None:
    paper = _PAPER.having(pages=(PageClass.PARTLY,))

    assert _judged(paper).missed_pages == (1,)
    assert _judged(paper, replace(_TOLD, page_texts=(PageText.IMAGE,))).missed_pages == ()


def test_the_lines_name_what_is_wrong_and_count_the_facts() -> None:
    wrong = _judged(told=replace(_TOLD, kind=None, kind_evidence="page 1: 'x'"))
    known = replace(_TOLD, findings=Findings(kvk_number="12345678", dated=date(2023, 6, 1)))

    lines = confusion_lines([_judged(told=known), wrong])

    assert "50.0 %" in lines[1]
    assert any(line.split() == ["kvk_number", "1", "0", "0"] for line in lines)
    assert "  one: vog_rp told as none  [page 1: 'x']" in lines
