"""Which documents of a mail want a searchable copy."""

from dataclasses import replace

import pytest

from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.mail import Attachment
from intake.domain.page import PageText
from intake.domain.problems import Problem, ProblemCode
from intake.domain.searchable_copy import PageReading, ReadState, mean_confidence, wanted_copies

PDF = "application/pdf"
FILE = Attachment(
    ordinal=1,
    name="scan.pdf",
    original_name="scan.pdf",
    size=10,
    sha256="ab" * 32,
    media_type=PDF,
    declared_type=PDF,
    origin="1",
    inline=False,
)
DOCUMENT = JudgedDocument(
    1, Readable.YES, 2, Searchable.NO, (), None, "", (), page_texts=(PageText.TEXT, PageText.IMAGE)
)
INFECTED = (Problem(ProblemCode.INFECTED, "x"),)


@pytest.mark.parametrize("text", list(PageText))
def test_a_page_is_read_by_a_machine_where_it_can_be_and_has_to_be(text: PageText) -> None:
    document = replace(DOCUMENT, page_texts=(PageText.TEXT, text))
    wanted = wanted_copies((FILE,), (document,))
    read = {PageText.IMAGE, PageText.PARTLY, PageText.OUTLINES, PageText.GARBLED}
    assert [item.pages for item in wanted] == ([(2,)] if text in read else [])


@pytest.mark.parametrize(
    ("file", "document", "pages", "refused"),
    [
        (FILE, replace(DOCUMENT, searchable=Searchable.EXEMPT), (2,), ""),
        (FILE, replace(DOCUMENT, page_texts=(), unsearchable_pages=(1, 2)), (1, 2), ""),
        (FILE, replace(DOCUMENT, readable=Readable.LOCKED, page_texts=()), (), "locked"),
        (FILE, replace(DOCUMENT, readable=Readable.DAMAGED), (2,), "damaged"),
        (replace(FILE, media_type="image/jpeg"), replace(DOCUMENT, page_texts=()), (), ""),
        (
            replace(FILE, media_type="image/tiff"),
            replace(DOCUMENT, page_texts=(PageText.IMAGE, PageText.BLANK)),
            (1,),
            "",
        ),
    ],
    ids=["exempt", "of an earlier version", "locked", "damaged", "a photograph", "frames"],
)
def test_what_is_wanted_of_a_document(
    file: Attachment, document: JudgedDocument, pages: tuple[int, ...], refused: str
) -> None:
    (wanted,) = wanted_copies((file,), (document,))
    assert (wanted.pages, wanted.refused, wanted.original) == (pages, refused, FILE.sha256)


@pytest.mark.parametrize(
    ("file", "document"),
    [
        (FILE, replace(DOCUMENT, problems=INFECTED)),
        (FILE, replace(DOCUMENT, page_texts=())),
        (FILE, replace(DOCUMENT, readable=Readable.NO, page_texts=())),
        (replace(FILE, media_type="image/png", inline=True), replace(DOCUMENT, page_texts=())),
        (replace(FILE, media_type="image/gif"), replace(DOCUMENT, page_texts=())),
        (replace(FILE, media_type="text/plain"), replace(DOCUMENT, page_texts=())),
    ],
    ids=["infected", "unknown pages", "unreadable", "a logo", "an animation", "a text"],
)
def test_of_some_documents_none_is_wanted(file: Attachment, document: JudgedDocument) -> None:
    assert wanted_copies((file,), (document,)) == ()


def test_a_page_without_words_has_no_say_in_the_confidence() -> None:
    pages = [
        PageReading(1, ReadState.READ, "a", 80),
        PageReading(2, ReadState.READ),
        PageReading(3, ReadState.TIMEOUT),
        PageReading(4, ReadState.READ, "b", 91),
    ]
    assert mean_confidence(pages) == 86
    assert mean_confidence(pages[1:3]) is None
