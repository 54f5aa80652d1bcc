"""The documents of a registration as the rules see them."""

from dataclasses import replace

import pytest

from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.exhibit import exhibits_of
from intake.domain.page import PageText
from intake.domain.recognition import Candidate, DocumentPart

TEXT, IMAGE, BLANK = PageText.TEXT, PageText.IMAGE, PageText.BLANK
FORM = JudgedDocument(
    1, Readable.YES, 3, Searchable.YES, (), "bestuursverklaring", "", (), page_texts=(TEXT,) * 3
)


@pytest.mark.parametrize(
    ("document", "may_hold_any"),
    [
        (FORM, False),
        (replace(FORM, page_texts=(TEXT, IMAGE, TEXT)), True),
        (replace(FORM, page_texts=(TEXT, IMAGE, TEXT), ocr_pages=(2,)), False),
        (replace(FORM, kind_by_name=True), True),
        (replace(FORM, kind_by_name=True, pages=1, page_texts=(IMAGE,)), False),
        (replace(FORM, readable=Readable.LOCKED, pages=None, page_texts=()), True),
        (replace(FORM, pages=None, page_texts=(PageText.PARTLY,)), True),
    ],
    ids=[
        "text alone",
        "a scanned page among its pages",
        "one that a machine read",
        "known by its name",
        "a scan of one page, known by its name",
        "locked",
        "a Word file with a picture of a page",
    ],
)
def test_what_was_not_read_may_hold_any_document(
    document: JudgedDocument, may_hold_any: bool
) -> None:
    (found,) = exhibits_of([document], 1)
    assert found.may_hold_any is may_hold_any


def test_parts_are_exhibits_and_blank_ones_are_none() -> None:
    parts = (
        DocumentPart("bestuursverklaring", 1, 1),
        DocumentPart(None, 2, 2),
        DocumentPart("vog_rp", 3, 3),
    )
    within = (Candidate("uittreksel_kvk", 30, "", "title", within=True),)
    merged = replace(FORM, page_texts=(TEXT, BLANK, PageText.OCR), parts=parts, candidates=within)
    first, second = exhibits_of([merged], 1)
    assert [(item.kind, item.first) for item in (first, second)] == [
        ("bestuursverklaring", 1),
        ("vog_rp", 3),
    ]
    assert (first.by_ocr, second.by_ocr) == (False, True)
    assert first.may_hold == {"uittreksel_kvk"}
