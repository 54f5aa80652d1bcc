"""The facts of a PDF: whether it opens, its pages, and the text of each page.

The bytes come from strangers and the library below is native code: call this in a
limited child process only.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from intake.documents.pdf_bombs import is_bomb
from intake.documents.pdf_pages import page_facts
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.problems import Problem, ProblemCode

MOST_PAGES: Final = 10_000
"""A file that names more is a bomb: a page may be named again and again, or not be there."""

_NAMED_PAGES = 10
_LOCKING_ERRORS = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})


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
        return _bomb("een deel van het bestand wordt bij het uitpakken veel te groot")
    handle = pdfium.FPDF_LoadDocument(os.fsencode(path), None)
    if not handle:
        return _unopened(pdfium.FPDF_GetLastError())
    # The library's own opening reads a PDF without pages as a failure to open, and then tells
    # the error of whichever document failed before; hence the handle is opened and counted here.
    pages = pdfium.FPDF_GetPageCount(handle)
    if not 0 < pages <= MOST_PAGES:
        pdfium.FPDF_CloseDocument(handle)
        if pages > MOST_PAGES:
            return _bomb(f"het bestand noemt {pages} pagina's")
        return _damaged("het bestand bevat geen pagina's")
    with pypdfium2.PdfDocument(handle) as document:
        return _facts_of_pages(document)


def _unopened(error: int) -> DocumentFacts:
    if error in _LOCKING_ERRORS:
        return DocumentFacts(Readable.LOCKED, problems=(Problem(ProblemCode.LOCKED),))
    return _damaged("het bestand gaat niet open als PDF")


def _damaged(words: str) -> DocumentFacts:
    return DocumentFacts(Readable.DAMAGED, problems=(Problem(ProblemCode.DAMAGED, words),))


def _bomb(words: str) -> DocumentFacts:
    return DocumentFacts(Readable.NO, problems=(Problem(ProblemCode.BOMB, words),))


def _facts_of_pages(document: Any) -> DocumentFacts:
    read = page_facts(document)
    return DocumentFacts(
        readable=Readable.DAMAGED if read.failed else Readable.YES,
        pages=len(read.texts),
        page_texts=read.texts,
        page_facts=read.facts,
        problems=(Problem(ProblemCode.DAMAGED, _naming(read.failed)),) if read.failed else (),
        embedded=read.embedded,
    )


def _naming(failed: Sequence[int]) -> str:
    named = ", ".join(map(str, failed[:_NAMED_PAGES]))
    more = f" en {len(failed) - _NAMED_PAGES} andere" if len(failed) > _NAMED_PAGES else ""
    if len(failed) == 1:
        return f"pagina {named} kan niet worden geladen"
    return f"de pagina's {named}{more} kunnen niet worden geladen"
