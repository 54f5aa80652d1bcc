"""The facts of a PDF: whether it opens, its pages, and the text of each page.

The bytes come from strangers and the library below is native code: call this in a
limited child process only.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2

from intake.documents.page_text import KeptText
from intake.documents.pdf_bombs import is_bomb
from intake.documents.pdf_opening import bomb, facts_of_file
from intake.documents.pdf_signature_lines import signature_lines_of
from intake.documents.pdf_title import title_of
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.page import PageFacts, PageText
from intake.domain.problems import Problem, ProblemCode

_NAMED_PAGES = 10
_LETTERS_OF_A_READABLE_PAGE = 25


def pdf_facts(path: Path) -> DocumentFacts:
    """Read a PDF.

    A user password makes it locked; a lock that only the owner's password lifts
    (no printing, no changes) opens for every reader and is no lock to us.

    Raises:
        OSError: The file itself cannot be read.
    """
    if not path.stat().st_size:
        return DocumentFacts(Readable.NO, problems=(Problem(ProblemCode.EMPTY),))
    if is_bomb(path):
        return bomb("een deel van het bestand wordt bij het uitpakken veel te groot")
    return facts_of_file(path, _facts_of_document)


def _facts_of_document(document: Any) -> DocumentFacts:
    facts = _facts_of_pages(document)
    return replace(
        facts,
        title=title_of(document),
        signature_lines=signature_lines_of(document, facts.page_texts),
    )


def _facts_of_pages(document: Any) -> DocumentFacts:
    """Read every page; one that does not load leaves its place empty and the rest readable."""
    kept = KeptText()
    pages: list[PageFacts] = []
    failed: list[int] = []
    for index in range(len(document)):
        text = _text_of_page(document, index)
        if text is None:
            failed.append(index + 1)
        kept.add(text or "")
        pages.append(_facts_of_page(text))
    return DocumentFacts(
        readable=Readable.DAMAGED if failed else Readable.YES,
        pages=len(pages),
        page_texts=kept.pages(),
        page_facts=tuple(pages),
        problems=(Problem(ProblemCode.DAMAGED, _naming(failed)),) if failed else (),
    )


def _facts_of_page(text: str | None) -> PageFacts:
    if text is None:
        return PageFacts(PageText.UNREADABLE, reason="does not load")
    letters = sum(map(str.isalpha, text))
    kind = PageText.TEXT if letters >= _LETTERS_OF_A_READABLE_PAGE else PageText.IMAGE
    return PageFacts(kind, letters=letters, reason=f"{letters} letters")


def _text_of_page(document: Any, index: int) -> str | None:
    """Return the text of one page with plain line ends, None when it does not load."""
    try:
        page = document.get_page(index)
    except pypdfium2.PdfiumError:
        return None
    try:
        text_page = page.get_textpage()
        try:
            text: str = text_page.get_text_range()
        finally:
            text_page.close()
    except pypdfium2.PdfiumError:
        return None
    finally:
        page.close()
    return text.replace("\r\n", "\n")


def _naming(failed: list[int]) -> str:
    named = ", ".join(map(str, failed[:_NAMED_PAGES]))
    more = f" en {len(failed) - _NAMED_PAGES} andere" if len(failed) > _NAMED_PAGES else ""
    if len(failed) == 1:
        return f"pagina {named} kan niet worden geladen"
    return f"de pagina's {named}{more} kunnen niet worden geladen"
