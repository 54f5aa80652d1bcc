"""The pages of a PDF: the text of each, and what it counts as.

The bytes come from strangers and the library below is native code: call this in a limited child
process only.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

from intake.documents.page_class import PageParts, classify
from intake.documents.page_grid import Box, Grid
from intake.documents.page_headings import headings_of
from intake.documents.page_text import KeptText
from intake.documents.pdf_line_sight import Sight, cells_of, mask_of
from intake.documents.pdf_outlines import outlined_letters
from intake.documents.pdf_page_look import Look, LookBudget, look_at
from intake.documents.pdf_page_marks import PageMarks, marks_of
from intake.documents.pdf_page_objects import objects_of
from intake.documents.pdf_page_text import PageWords, words_of
from intake.documents.reads_as_language import reading_of
from intake.domain.page import PageFacts, PageText


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
    if document.get_formtype() == pdfium.FORMTYPE_NONE:
        return None
    document.init_forms()
    return document.formenv.raw if document.formenv else None


def _read(page: Any, form: Any, budget: LookBudget) -> tuple[str, PageFacts, int] | None:
    """Return text, facts and number of files of an open page; None when its text does not load."""
    words = words_of(page)
    if words is None:
        return None
    marks = marks_of(page, form)
    text = (
        "\n".join([words.text, *(line.text for line in marks.lines)]) if marks.lines else words.text
    )
    return text, _facts(page, words, marks, text, budget), marks.files


def _facts(
    page: Any, words: PageWords, marks: PageMarks, text: str, budget: LookBudget
) -> PageFacts:
    grid = Grid.of(_box(page))
    objects = objects_of(page)
    pictures = 0
    for box in [*(picture.box for picture in objects.pictures), *marks.pictures]:
        pictures |= grid.covered(box)

    @cache
    def look() -> Look | None:
        return look_at(page, grid) if budget.allows(objects) else None

    sight = Sight(grid, objects, pictures, look)
    seen, hidden = sight.sorted_lines(words.lines)
    seen += [line for line in marks.lines if cells_of(grid, line)]
    is_all = len(seen) + len(hidden) == len(words.lines) + len(marks.lines)
    counted = text if is_all else "\n".join(line.text for line in [*seen, *hidden])
    reading = reading_of(counted)
    kind, reason = classify(
        PageParts(
            grid=grid,
            pictures=pictures,
            seen=mask_of(grid, seen),
            hidden=mask_of(grid, hidden),
            reading=reading,
            seen_letters=sum(_letters(line.text) for line in seen),
            outlines=lambda: outlined_letters(objects, grid.page),
            look=look,
        )
    )
    return PageFacts(
        kind,
        letters=_letters(text),
        picture=grid.share(pictures),
        language=reading.language,
        reason=reason,
        headings=headings_of([*seen, *hidden]),
    )


def _box(page: Any) -> Box:
    """Return what readers show of a page, in its own units."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    if box.right - box.left < 1 or box.top - box.bottom < 1:
        return Box(0, 0, 1, 1)
    return Box(box.left, box.bottom, box.right, box.top)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
