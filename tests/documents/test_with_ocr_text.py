"""What a machine read on scans, put into the facts of a document."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from intake.documents.page_text import DOCUMENT_TEXT_LIMIT, PAGE_TEXT_LIMIT
from intake.documents.with_ocr_text import with_ocr_text
from intake.domain.documents import DocumentFacts, Readable, judge_searchable
from intake.domain.page import PageFacts, PageText
from intake.domain.searchable_copy import PageReading, ReadState

SCAN, TEXT = PageFacts(PageText.IMAGE), PageFacts(PageText.TEXT)
FACTS = DocumentFacts(
    Readable.YES, pages=3, page_texts=("Plan", "", "kop"), page_facts=(TEXT, SCAN, SCAN)
)


def read(page: int, text: str) -> PageReading:
    return PageReading(page, ReadState.READ, text, 90)


@pytest.mark.parametrize(
    ("readings", "texts", "by_machine"),
    [
        ([read(2, "VOG RP")], ("Plan", "VOG RP", "kop"), (2,)),
        ([read(3, "kop en tekst"), read(2, "VOG")], ("Plan", "VOG", "kop en tekst"), (2, 3)),
        ([read(3, "ko")], ("Plan", "", "kop"), ()),
        ([PageReading(2, ReadState.TIMEOUT)], ("Plan", "", "kop"), ()),
        ([read(5, "een vijfde")], ("Plan", "", "kop", "", "een vijfde"), (5,)),
        ([], ("Plan", "", "kop"), ()),
    ],
    ids=["a scan", "partly text", "less than there was", "not read", "a page beyond", "nothing"],
)
def test_the_text_of_scans_is_put_in(
    readings: list[PageReading], texts: tuple[str, ...], by_machine: tuple[int, ...]
) -> None:
    facts = with_ocr_text(FACTS, readings)
    assert facts.page_texts == texts
    assert facts.ocr_pages == by_machine


def test_a_picture_gets_a_page_for_each_that_was_read() -> None:
    facts = with_ocr_text(DocumentFacts(Readable.YES), [read(1, "een"), read(2, "twee")])
    assert facts.page_texts == ("een", "twee")


@given(st.lists(st.builds(read, st.integers(1, 40), st.text(max_size=60)), max_size=20))
def test_it_makes_no_original_more_searchable_and_keeps_every_letter_of_it(
    readings: list[PageReading],
) -> None:
    facts = with_ocr_text(FACTS, readings)
    assert judge_searchable(facts, 1) == judge_searchable(FACTS, 1)
    assert facts.page_facts == FACTS.page_facts
    for before, now in zip(FACTS.page_texts, facts.page_texts, strict=False):
        assert sum(map(str.isalnum, now)) >= sum(map(str.isalnum, before))


def test_no_more_is_kept_than_of_any_document() -> None:
    facts = with_ocr_text(FACTS, [read(page, "x" * 90_000) for page in range(1, 60)])
    assert max(map(len, facts.page_texts)) == PAGE_TEXT_LIMIT
    assert sum(map(len, facts.page_texts)) <= DOCUMENT_TEXT_LIMIT
