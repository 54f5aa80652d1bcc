"""The facts of a PDF: whether it opens, its pages, and the text of each page.

The bytes come from strangers and the library below is native code: call this in a
limited child process only.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from intake.documents.pdf_bombs import is_bomb
from intake.documents.pdf_opening import bomb, facts_of_file
from intake.documents.pdf_pages import page_facts
from intake.documents.pdf_signature_lines import signature_lines_of
from intake.documents.pdf_title import title_of
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.problems import Problem, ProblemCode

_NAMED_PAGES = 10


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
