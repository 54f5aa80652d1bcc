"""The documents of a registration as the rules see them: files, or pages of a file that holds more.

A merged scan counts for each document in it; pages that nobody recognised may be any of them,
blank ones none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.domain.documents import JudgedDocument, Readable, Searchable, searchable_pages
from intake.domain.findings import NOTHING_FOUND, Findings
from intake.domain.page import FOR_OCR, PageText
from intake.domain.recognition import LIKELY, DocumentPart


@dataclass(frozen=True)
class Exhibit:
    """One document, wherever it was.

    Attributes:
        ordinal: Of the file.
        first: Number of its first page where the file holds several documents; else None.
        last: Number of its last page, as `first`.
        by_name: Nothing but the name of the file shows the kind.
        by_words: The choice of its words shows it, and too little else.
        may_hold: Kinds that some of its pages are headed by, though it is taken for one document,
            and kinds that are likely beside the one that it is taken for.
        may_hold_any: Something in it was not read: pages of a scan, or all of it.
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
    may_hold: frozenset[str] = frozenset()
    may_hold_any: bool = False
    by_words: bool = False


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
        by_words=document.kind_by_words,
        by_ocr=bool(document.ocr_pages) or PageText.OCR in document.page_texts,
        findings=document.findings,
        may_hold=_headed_within(document),
        may_hold_any=document.pages != 1
        and (
            document.readable is not Readable.YES
            or document.kind_by_name
            or document.text_not_read
            or _is_unread(document, range(1, len(document.page_texts) + 1))
        ),
    )


def _part(document: JudgedDocument, part: DocumentPart, exempt_pages: int) -> Exhibit:
    pages = document.page_texts[part.first - 1 : part.last]
    searchable, _ = searchable_pages(pages, exempt_pages)
    return Exhibit(
        ordinal=document.ordinal,
        kind=part.kind,
        readable=document.readable,
        searchable=searchable,
        by_ocr=not set(part.pages).isdisjoint(document.ocr_pages) or PageText.OCR in pages,
        findings=part.findings,
        by_words=part.by_words,
        first=part.first,
        last=part.last,
        may_hold=_headed_within(document),
        may_hold_any=part.first != part.last
        and (document.text_not_read or _is_unread(document, part.pages)),
    )


def _headed_within(document: JudgedDocument) -> frozenset[str]:
    """Return the kinds that it may be or hold beside what it is taken for, and its parts are."""
    if document.overruled is not None and not document.parts:
        return frozenset()
    told = {part.kind for part in document.parts}
    return frozenset(
        item.kind
        for item in document.candidates
        if item.within or (item.confidence >= LIKELY and item.kind not in told)
    )


def _is_unread(document: JudgedDocument, pages: Iterable[int]) -> bool:
    """Tell whether nobody and no machine read one of some pages."""
    return any(
        document.page_texts[page - 1] in _UNREAD and page not in document.ocr_pages
        for page in pages
        if page <= len(document.page_texts)
    )


_UNREAD = FOR_OCR | {PageText.UNREADABLE}


def _is_blank(document: JudgedDocument, part: DocumentPart) -> bool:
    pages = document.page_texts[part.first - 1 : part.last]
    return part.kind is None and bool(pages) and set(pages) == {PageText.BLANK}
