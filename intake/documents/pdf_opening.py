"""The opening of a PDF: as it is, mended, or told why not.

Two libraries look at it: pdfium reads the pages, as browsers do, and silently makes do with
what is left of a damaged file; qpdf tells that it is damaged, and mends it. Only what both
find whole is called whole.
"""

import mmap
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from intake.documents.pdf_ending import Ending, extent_of, is_several, is_short
from intake.documents.pdf_repair import MOST_PAGES, MOST_REPAIRED, Repaired, repaired
from intake.documents.pdf_structure import structure_of, was_rebuilt
from intake.documents.pdf_traits import with_traits
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.page import PageFacts, PageText
from intake.domain.problems import Problem, ProblemCode

Read = Callable[[Any], DocumentFacts]

_LOCKING_ERRORS: Final = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})
_BY_CERTIFICATE: Final = (b"/Adobe.PubSec", b"/AdobePPKLite", b"/Adobe.PPKLite")
_DOES_NOT_OPEN: Final = "het bestand gaat niet open als PDF"


def facts_of_file(path: Path, read: Read) -> DocumentFacts:
    """Return what is told of a PDF.

    Args:
        path: Of the file.
        read: Reads the pages of an opened document.

    Raises:
        OSError: The file itself cannot be read.
    """
    facts = _facts_of(path, read)
    # A bomb is told by the first library, before the other unpacks whatever it names.
    if facts.readable in (Readable.LOCKED, Readable.NO):
        return facts
    with structure_of(path) as pdf:
        if pdf is not None and facts.readable is Readable.YES and _is_sound(path, pdf):
            return with_traits(facts, path, pdf)
    return _mended(facts, path, read)


def bomb(words: str) -> DocumentFacts:
    return DocumentFacts(Readable.NO, problems=(Problem(ProblemCode.BOMB, words),))


def _is_sound(path: Path, pdf: Any) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return (
            not was_rebuilt(pdf)
            and extent_of(data).ending is not Ending.CUT
            and not is_several(data)
        )


def _mended(facts: DocumentFacts, path: Path, read: Read) -> DocumentFacts:
    """Return the facts of the file as it could be mended, or what was read without that."""
    made = repaired(path.read_bytes()) if path.stat().st_size <= MOST_REPAIRED else None
    if made is None:
        return _not_mended(facts, path)
    again = _facts_of(made.data, read)
    if (again.pages or 0) < (facts.pages or 0):
        # The library that mends leaves out pages that do not load; the other one names them.
        again, made = facts, replace(made, lost=(), lost_pages=())
    with structure_of(made.data) as pdf:
        if pdf is not None:
            again = with_traits(again, path, pdf)
    return _told(again, made)


def _told(facts: DocumentFacts, made: Repaired) -> DocumentFacts:
    if not made.lost and not made.is_cut and facts.readable is Readable.YES:
        return _with_first(facts, Readable.YES, Problem(ProblemCode.REPAIRED))
    words = "; ".join(made.lost)
    told = [Problem(ProblemCode.DAMAGED, words)] if words else []
    if made.is_cut:
        told.append(Problem(ProblemCode.TRUNCATED))
    pages = _without(facts.page_facts, made.lost_pages)
    if all(page.text is PageText.UNREADABLE for page in pages):
        # Pages that are named and of which nothing is left were not opened.
        facts = replace(facts, pages=None, page_texts=(), page_facts=())
    else:
        facts = replace(facts, page_facts=pages)
    return _with_first(facts, Readable.DAMAGED, *told)


def _without(pages: tuple[PageFacts, ...], lost: tuple[int, ...]) -> tuple[PageFacts, ...]:
    """Return the pages, those unreadable of which nothing but a part is left."""
    unreadable = PageFacts(PageText.UNREADABLE, reason="content is missing")
    return tuple(
        unreadable if number in lost else page for number, page in enumerate(pages, start=1)
    )


def _not_mended(facts: DocumentFacts, path: Path) -> DocumentFacts:
    told = []
    if facts.readable is Readable.YES:
        told.append(Problem(ProblemCode.DAMAGED, "niet na te gaan is of er iets ontbreekt"))
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        extent = extent_of(data)
        is_cut = extent.ending is not Ending.WHOLE or is_short(data, extent)
        if is_cut and data.find(b"%PDF-") >= 0:
            told.append(Problem(ProblemCode.TRUNCATED))
    return replace(facts, readable=Readable.DAMAGED, problems=(*facts.problems, *told))


def _with_first(facts: DocumentFacts, readable: Readable, *told: Problem) -> DocumentFacts:
    """Return the facts with these problems before the others, each code and text once."""
    problems = tuple(dict.fromkeys((*told, *facts.problems)))
    return replace(facts, readable=readable, problems=problems)


def _facts_of(source: Path | bytes, read: Read) -> DocumentFacts:
    if isinstance(source, bytes):
        handle = pdfium.FPDF_LoadMemDocument64(source, len(source), None)
    else:
        handle = pdfium.FPDF_LoadDocument(os.fsencode(source), None)
    if not handle:
        return _unopened(pdfium.FPDF_GetLastError(), source)
    # The library's own opening reads a PDF without pages as a failure to open, and then tells
    # the error of whichever document failed before; hence the handle is opened and counted here.
    pages = pdfium.FPDF_GetPageCount(handle)
    if not 0 < pages <= MOST_PAGES:
        pdfium.FPDF_CloseDocument(handle)
        if pages > MOST_PAGES:
            return bomb(f"het bestand noemt {pages} pagina's")
        return _damaged("het bestand bevat geen pagina's")
    with pypdfium2.PdfDocument(handle) as document:
        return read(document)


def _unopened(error: int, source: Path | bytes) -> DocumentFacts:
    if error in _LOCKING_ERRORS:
        return DocumentFacts(
            Readable.LOCKED, problems=(Problem(ProblemCode.LOCKED, _lock(error, source)),)
        )
    return _damaged(_DOES_NOT_OPEN)


def _lock(error: int, source: Path | bytes) -> str:
    """Return in Dutch what keeps a file locked that no password opens; empty for a password."""
    if error == pdfium.FPDF_ERR_PASSWORD or isinstance(source, bytes):
        return ""
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if any(data.find(name) >= 0 for name in _BY_CERTIFICATE):
            return "alleen wie een bepaald certificaat heeft kan het openen"
    return "het gaat alleen open met een programma of dienst die de rechten bewaakt"


def _damaged(words: str) -> DocumentFacts:
    return DocumentFacts(Readable.DAMAGED, problems=(Problem(ProblemCode.DAMAGED, words),))
