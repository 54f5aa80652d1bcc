"""The pages of a PDF: the text of each, and what it counts as.

The bytes come from strangers and the library below is native code: call this in a limited child
process only.
"""

import re
import string
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pypdfium2.raw as pdfium

from intake.documents.page_class import PageParts, classify
from intake.documents.page_grid import Box, Grid
from intake.documents.page_headings import headings_of
from intake.documents.page_text import KeptText
from intake.documents.pdf_line_sight import Sight, is_on
from intake.documents.pdf_outlines import outlined_letters
from intake.documents.pdf_page_look import Look, LookBudget, look_at
from intake.documents.pdf_page_marks import PageMarks, marks_of
from intake.documents.pdf_page_objects import PageObjects, objects_of
from intake.documents.pdf_page_text import PageWords, words_of
from intake.documents.reads_as_language import reading_of
from intake.domain.page import PageFacts, PageText

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_NO_LETTERS: Final = bytes(set(range(128)) - set(string.ascii_letters.encode()))


@dataclass(frozen=True)
class ReadPages:
    """All pages of a document.

    Attributes:
        texts: Text per page, cut to what is kept; fields and remarks stand at its end.
        failed: Numbers of the pages that do not load, from 1.
        embedded: Number of files within the document or on its pages.
    """

    texts: tuple[str, ...]
    facts: tuple[PageFacts, ...]
    failed: tuple[int, ...]
    embedded: int


def page_facts(document: Any) -> ReadPages:
    """Read every page of a document; one that does not load leaves its place empty.

    Args:
        document: As pypdfium2 has opened it. Its form is set up here, and no script of it runs.
    """
    form = _form(document)
    kept, budget = KeptText(), LookBudget()
    facts: list[PageFacts] = []
    failed: list[int] = []
    embedded = max(pdfium.FPDFDoc_GetAttachmentCount(document), 0)
    for index in range(len(document)):
        page = pdfium.FPDF_LoadPage(document, index)
        read = _read(page, form, budget) if page else None
        if read is None:
            failed.append(index + 1)
            read = "", PageFacts(PageText.UNREADABLE, reason="does not load"), 0
        kept.add(read[0])
        facts.append(read[1])
        embedded += read[2]
        if page:
            pdfium.FPDF_ClosePage(page)
    return ReadPages(kept.pages(), tuple(facts), tuple(failed), embedded)


def _form(document: Any) -> Any:
    """Return the form of a document, through which inherited values are found; None without one."""
    # What a form of the other kind (XFA) shows is not in its pages, nor does the library know it.
    if document.get_formtype() != pdfium.FORMTYPE_ACRO_FORM:
        return None
    document.init_forms()
    return document.formenv.raw if document.formenv else None


def _read(page: Any, form: Any, budget: LookBudget) -> tuple[str, PageFacts, int] | None:
    """Return text, facts and number of files of an open page; None when its text does not load."""
    objects, marks = objects_of(page), marks_of(page, form)
    words = words_of(page, whole_lines=bool(objects.pictures or marks.pictures))
    if words is None:
        return None
    text = words.text
    if marks.lines:
        text = "\n".join([text, *(line.text for line in marks.lines)])
    parts = _parts(page, objects, words, marks, budget)
    kind, reason = classify(parts)
    facts = PageFacts(
        kind,
        letters=_letters(text),
        picture=parts.grid.share(parts.pictures),
        language=parts.reading.language,
        reason=reason,
        headings=headings_of([*parts.seen, *parts.hidden]),
    )
    return text, facts, marks.files


def _parts(
    page: Any, objects: PageObjects, words: PageWords, marks: PageMarks, budget: LookBudget
) -> PageParts:
    grid = Grid.of(_box(page))
    pictures = 0
    for box in [*(picture.box for picture in objects.pictures), *marks.pictures]:
        pictures |= grid.covered(box)

    @cache
    def look() -> Look | None:
        return look_at(page, grid) if budget.allows(objects) else None

    seen, hidden = Sight(grid, objects, pictures, look).sorted_lines(words.lines)
    counts_all = len(seen) + len(hidden) == len(words.lines)
    counted = [words.text] if counts_all else [line.text for line in [*seen, *hidden]]
    remarks = [line for line in marks.lines if is_on(grid.page, line)]
    return PageParts(
        grid=grid,
        pictures=pictures,
        seen=seen + remarks,
        hidden=hidden,
        reading=reading_of("\n".join([*counted, *(line.text for line in remarks)])),
        outlines=lambda: outlined_letters(objects, grid.page),
        look=look,
    )


def _letters(text: str) -> int:
    """Count letters, those of ASCII by one call for all of them."""
    plain = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    return plain if text.isascii() else plain + sum(map(str.isalpha, _NOT_ASCII.findall(text)))


def _box(page: Any) -> Box:
    """Return what readers show of a page, in its own units."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    if box.right - box.left < 1 or box.top - box.bottom < 1:
        return Box(0, 0, 1, 1)
    return Box(box.left, box.bottom, box.right, box.top)
