"""The facts of a document with what a machine read on its pages put in.

What there is to search on the original stays as it is: the text is that of a copy.
"""

from collections.abc import Sequence
from dataclasses import replace

from intake.documents.page_text import KeptText
from intake.domain.documents import DocumentFacts
from intake.domain.searchable_copy import PageReading


def with_ocr_text(facts: DocumentFacts, readings: Sequence[PageReading]) -> DocumentFacts:
    """Return the facts with the text of pages that a machine read.

    A page on which the original has more text than was read keeps its own. Returned as they
    are where nothing was read.

    Args:
        facts: Of the original.
        readings: Of its pages.
    """
    texts = dict(enumerate(facts.page_texts, start=1))
    by_machine = []
    for reading in readings:
        if _letters(reading.text) > _letters(texts.get(reading.page, "")):
            texts[reading.page] = reading.text
            by_machine.append(reading.page)
    if not by_machine:
        return facts
    kept = KeptText()
    for page in range(1, max(texts) + 1):
        kept.add(texts.get(page, ""))
    return replace(facts, page_texts=kept.pages(), ocr_pages=tuple(sorted(by_machine)))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
