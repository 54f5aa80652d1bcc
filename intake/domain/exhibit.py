"""The documents of a registration as the rules see them: files, or pages of a file that holds more.

A merged scan counts for each document in it; pages that nobody recognised may be any of them,
blank ones none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.domain.documents import JudgedDocument, Readable, Searchable, searchable_pages
from intake.domain.findings import NOTHING_FOUND, Findings
from intake.domain.page import PageText
from intake.domain.recognition import DocumentPart


@dataclass(frozen=True)
class Exhibit:
    """One document, wherever it was.

    Attributes:
        ordinal: Of the file.
        first: Number of its first page where the file holds several documents; else None.
        last: Number of its last page, as `first`.
        by_name: Nothing but the name of the file shows the kind.
        by_ocr: A machine read it by its looks, so single letters and digits may be wrong.
    """

    ordinal: int
    kind: str | None
    readable: Readable = Readable.YES
    searchable: Searchable = Searchable.YES
    by_name: bool = False
    by_ocr: bool = False
    findings: Findings = NOTHING_FOUND
    first: int | None = None
    last: int | None = None


def exhibits_of(documents: Iterable[JudgedDocument], exempt_pages: int) -> tuple[Exhibit, ...]:
    """Return every document, those within one file apart.

    Args:
        documents: As judged; what cannot be a document that is asked for left out.
        exempt_pages: A document of at most so many pages may be a scan [N27 q96]; so may one
            that was merged with others.
    """
    found: list[Exhibit] = []
    for document in documents:
        parts = [item for item in document.parts if not _is_blank(document, item)]
        if parts:
            found += (_part(document, item, exempt_pages) for item in parts)
        else:
            found.append(_whole(document))
    return tuple(found)


def _whole(document: JudgedDocument) -> Exhibit:
    return Exhibit(
        ordinal=document.ordinal,
        kind=document.kind,
        readable=document.readable,
        searchable=document.searchable,
        by_name=document.kind_by_name,
        by_ocr=bool(document.ocr_pages),
        findings=document.findings,
    )


def _part(document: JudgedDocument, part: DocumentPart, exempt_pages: int) -> Exhibit:
    pages = document.page_texts[part.first - 1 : part.last]
    searchable, _ = searchable_pages(pages, exempt_pages)
    return Exhibit(
        ordinal=document.ordinal,
        kind=part.kind,
        readable=document.readable,
        searchable=searchable,
        by_ocr=not set(part.pages).isdisjoint(document.ocr_pages),
        findings=part.findings,
        first=part.first,
        last=part.last,
    )


def _is_blank(document: JudgedDocument, part: DocumentPart) -> bool:
    pages = document.page_texts[part.first - 1 : part.last]
    return part.kind is None and bool(pages) and set(pages) == {PageText.BLANK}
