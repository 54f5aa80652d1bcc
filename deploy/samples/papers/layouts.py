"""What every layout of a paper tells beside its pages, and how a paper is made from one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import ModuleType

import pypdfium2

from deploy.samples.papers.case import Case, facts_of
from deploy.samples.papers.paper import PageClass, Paper, Part, Truth

Draw = Callable[[Case], bytes]


@dataclass(frozen=True)
class Layout:
    """A function that draws one kind of paper in one way.

    `states` are the facts it prints (see `facts_of`), "date" among them when it is dated;
    the first `letter_pages` are a letter before the paper itself.
    """

    name: str
    kind: str | None
    states: str
    draw: Draw
    letter_pages: int = 0


def layout(
    kind: str | None, states: str = "", *, letter_pages: int = 0
) -> Callable[[Draw], Layout]:
    """Mark a function as a layout of a kind; None for what nobody asks for."""

    def marked(draw: Draw) -> Layout:
        short = draw.__module__.partition("papers.")[2]
        return Layout(f"{short}.{draw.__name__}", kind, states, draw, letter_pages)

    return marked


def layouts_in(*modules: ModuleType) -> tuple[Layout, ...]:
    """Return the layouts of modules in the order in which they stand there."""
    return tuple(
        item for module in modules for item in vars(module).values() if isinstance(item, Layout)
    )


def paper(name: str, drawn: Layout, case: Case) -> Paper:
    """Draw a case as a printed PDF with all its text."""
    content = drawn.draw(case)
    pages = (PageClass.TEXT,) * page_count(content)
    is_dated = "date" in drawn.states.split() and case.filled
    dated = case.day if is_dated and case.written != "month" else None
    truth = Truth(
        kind=drawn.kind,
        parts=_parts(drawn, len(pages), dated),
        pages=pages,
        dated=dated,
        facts=facts_of(case, drawn.states),
        layout=drawn.name,
        round=case.round,
        notes=() if case.filled else ("empty form",),
    )
    return Paper(name, content, "application/pdf", truth)


def _parts(drawn: Layout, count: int, dated: date | None) -> tuple[Part, ...]:
    letter = drawn.letter_pages
    own = Part(drawn.kind, letter + 1, count, dated)
    return (Part(None, 1, letter), own) if letter else (own,)


def page_count(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
