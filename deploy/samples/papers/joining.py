"""Several papers in one file, single pages of another making, and pages with nothing on them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO

import pikepdf

from deploy.samples.papers.paper import Facts, PageClass, Paper, Part, Truth, searchable_verdict

_A4 = (595.27, 841.89)


def merged(name: str, papers: Sequence[Paper], *, blank_between: bool = False) -> Paper:
    """Return one PDF of all papers in order; a covering letter is a part without a kind.

    Args:
        name: Of the file.
        papers: PDFs that open.
        blank_between: Put an empty page between two papers, as a copier does with backs.
    """
    target = pikepdf.new()
    parts: list[Part] = []
    pages: list[PageClass] = []
    for number, paper in enumerate(papers):
        if blank_between and number:
            target.add_blank_page(page_size=_A4)
            pages.append(PageClass.BLANK)
        parts += [
            replace(part, first=part.first + len(pages), last=part.last + len(pages))
            for part in paper.truth.parts
        ]
        pages += paper.truth.pages
        with pikepdf.open(BytesIO(paper.content)) as source:
            target.pages.extend(source.pages)
    first = papers[0].truth
    told = {paper.truth.told_by for paper in papers}
    truth = Truth(
        kind=None,
        parts=tuple(parts),
        pages=tuple(pages),
        searchable=searchable_verdict(tuple(pages)),
        facts=Facts(),
        told_by="text" if told == {"text"} else "ocr",
        layout="merged: " + " + ".join(paper.truth.layout for paper in papers),
        round=first.round,
        notes=("merged",),
    )
    return Paper(name, saved(target), "application/pdf", truth)


def only(paper: Paper, numbers: Sequence[int], change: Callable[[Paper], Paper]) -> Paper:
    """Return the paper with some pages, counted from 1, taken from what `change` makes of it."""
    other = change(paper)
    pages = list(paper.truth.pages)
    with (
        pikepdf.open(BytesIO(paper.content)) as target,
        pikepdf.open(BytesIO(other.content)) as after,
    ):
        for number in numbers:
            target.pages[number - 1] = after.pages[number - 1]
            pages[number - 1] = other.truth.pages[number - 1]
        content = saved(target)
    told = other.truth.told_by if 1 in numbers else paper.truth.told_by
    truth = replace(
        other.truth, pages=tuple(pages), searchable=searchable_verdict(tuple(pages)), told_by=told
    )
    return replace(paper, content=content, truth=truth)


def with_blank(paper: Paper, after: int) -> Paper:
    """Return the paper with an empty page after page `after` (0: in front)."""
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        blank = pikepdf.new()
        blank.add_blank_page(page_size=_A4)
        pdf.pages.insert(after, blank.pages[0])
        content = saved(pdf)
    pages = [*paper.truth.pages]
    pages.insert(after, PageClass.BLANK)
    parts = tuple(
        replace(
            part,
            first=part.first + (part.first > after),
            last=part.last + (part.last > after),
        )
        for part in paper.truth.parts
    )
    return replace(paper, content=content).having(
        pages=tuple(pages), parts=parts, searchable=searchable_verdict(tuple(pages))
    )


def saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = BytesIO()
    pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()
