"""What is known of one document: facts from its bytes, and the verdicts on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intake.domain.document_form import DocumentSignature, FormField, SignatureLine
from intake.domain.findings import NOTHING_FOUND, Findings
from intake.domain.page import SEARCHABLE_PAGES, PageFacts, PageText
from intake.domain.problems import Problem, ProblemCode
from intake.domain.recognition import Candidate, DocumentPart, Recognition


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
        page_facts: What there is to search on each page; one entry for the whole of a
            document whose format has none, and empty when nothing was read.
        ocr_pages: Numbers of the pages whose text in `page_texts` a machine read by its looks.
        title: As the file's own description of itself has it; empty without one.
        fields: Of its form, filled in or not.
        embedded: Number of files within it.
    """

    readable: Readable
    pages: int | None = None
    page_texts: tuple[str, ...] = ()
    page_facts: tuple[PageFacts, ...] = ()
    problems: tuple[Problem, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    title: str = ""
    fields: tuple[FormField, ...] = ()
    signatures: tuple[DocumentSignature, ...] = ()
    signature_lines: tuple[SignatureLine, ...] = ()
    embedded: int = 0


@dataclass(frozen=True)
class JudgedDocument:
    """All that is told about one attachment, beside what the mail said of it.

    Attributes:
        page_texts: What each page counts as; one entry where the format has none.
        kind_by_name: Nothing but the name of the file shows the kind: a scan, an empty
            form, or something else under that name.
        kind_by_words: Without the choice of its words the kind would not be shown.
        confidence: Of the kind, 0 to 100.
        candidates: What it could be, the likeliest first; more than one is for staff.
        parts: The documents in it where there are several.
        findings: What was read in it; of a file with parts, see theirs.
        ocr_pages: Numbers of the pages that a machine read by their looks.
        overruled: What the machine took it for, where people said what it is.
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
    page_texts: tuple[PageText, ...] = ()
    confidence: int = 0
    candidates: tuple[Candidate, ...] = ()
    parts: tuple[DocumentPart, ...] = ()
    findings: Findings = NOTHING_FOUND
    signatures: tuple[DocumentSignature, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    overruled: Recognition | None = None
    kind_by_words: bool = False

    @property
    def text_not_read(self) -> bool:
        """Whether its words could not be read, so that it may be or hold anything."""
        return any(item.code is ProblemCode.TEXT_NOT_READ for item in self.problems)


def judge_searchable(facts: DocumentFacts, exempt_pages: int) -> tuple[Searchable, tuple[int, ...]]:
    """Return the verdict and the pages on which something cannot be searched, counted from 1.

    Args:
        facts: As read.
        exempt_pages: A document of at most so many pages may be a scan [N27 q96].
    """
    if facts.readable in (Readable.NO, Readable.LOCKED) or not facts.page_facts:
        return Searchable.NOT_APPLICABLE, ()
    if facts.pages is None:
        return _OF_THE_WHOLE.get(facts.page_facts[0].text, Searchable.NO), ()
    return searchable_pages([page.text for page in facts.page_facts], exempt_pages)


def searchable_pages(
    pages: Sequence[PageText], exempt_pages: int
) -> tuple[Searchable, tuple[int, ...]]:
    """Return the same of the pages of a document, or of a part of one; not applicable to none."""
    if not pages:
        return Searchable.NOT_APPLICABLE, ()
    unsearchable = tuple(
        number for number, page in enumerate(pages, start=1) if page not in SEARCHABLE_PAGES
    )
    if set(pages) == {PageText.BLANK}:
        return Searchable.NOT_APPLICABLE, ()
    if not unsearchable:
        return Searchable.YES, ()
    if len(pages) <= exempt_pages:
        return Searchable.EXEMPT, unsearchable
    has_text = PageText.TEXT in pages or PageText.OCR in pages
    return Searchable.PARTIAL if has_text else Searchable.NO, unsearchable


_OF_THE_WHOLE: Final = {
    PageText.TEXT: Searchable.YES,
    PageText.OCR: Searchable.YES,
    PageText.PARTLY: Searchable.PARTIAL,
    PageText.BLANK: Searchable.NOT_APPLICABLE,
}
"""Without pages none can be named, and that a scan has but one cannot be known."""
