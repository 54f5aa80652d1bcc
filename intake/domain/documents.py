"""What is known of one document: facts from its bytes, and the verdicts on them."""

from dataclasses import dataclass
from enum import StrEnum

from intake.domain.problems import Problem

LETTERS_OF_A_READABLE_PAGE = 25
"""Fewer letters than this on a page of a PDF are no text a reader could search."""


class Readable(StrEnum):
    """Whether a document opens."""

    YES = "yes"
    NO = "no"
    LOCKED = "locked"
    DAMAGED = "damaged"


class Searchable(StrEnum):
    """Whether the text of a document can be searched, judged per page [N27 q96]."""

    YES = "yes"
    PARTIAL = "partial"
    NO = "no"
    EXEMPT = "exempt"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class DocumentFacts:
    """What the child process read from a document.

    Attributes:
        readable: Whether it opens.
        pages: Number of pages; None where the format has none or it does not open.
        page_texts: Text per page; each at most 20,000 characters, all at most 500,000.
            For a text format one entry with its text; empty when nothing was read.
        page_letters: Letters per page before cutting, the same length as `pages`.
    """

    readable: Readable
    pages: int | None = None
    page_texts: tuple[str, ...] = ()
    page_letters: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Recognition:
    """Which kind a document seems to be, and the words that show it; kind None: not recognised.

    `by_name` tells that nothing but the name of the file says so.
    """

    kind: str | None
    evidence: str = ""
    by_name: bool = False


@dataclass(frozen=True)
class JudgedDocument:
    """All that is told about one attachment, beside what the mail said of it.

    `kind_by_name` tells that nothing but the name of the file shows the kind: a scan, an
    empty form, or something else under that name.
    """

    ordinal: int
    readable: Readable
    pages: int | None
    searchable: Searchable
    unsearchable_pages: tuple[int, ...]
    kind: str | None
    kind_evidence: str
    problems: tuple[Problem, ...]
    kind_by_name: bool = False


def judge_searchable(facts: DocumentFacts, exempt_pages: int) -> tuple[Searchable, tuple[int, ...]]:
    """Return the verdict and the pages without text, counted from 1.

    Args:
        facts: As read; `page_letters` is empty for formats without pages.
        exempt_pages: A document of at most so many pages may be a scan [N27 q96].
    """
    if facts.readable is not Readable.YES or not facts.page_letters:
        return Searchable.NOT_APPLICABLE, ()
    empty = tuple(
        number
        for number, letters in enumerate(facts.page_letters, start=1)
        if letters < LETTERS_OF_A_READABLE_PAGE
    )
    if not empty:
        return Searchable.YES, ()
    if len(facts.page_letters) <= exempt_pages:
        return Searchable.EXEMPT, empty
    return (Searchable.NO if len(empty) == len(facts.page_letters) else Searchable.PARTIAL), empty
