"""A set of papers through the product: what it makes of each paper, beside what is true."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from config.round_file import load_round
from deploy.samples.papers.paper import PageClass, Paper
from deploy.samples.papers.recipes import made
from deploy.samples.papers.sets import SETS
from intake.cli.inspection import office_for
from intake.documents.examine import examine_document
from intake.documents.read_words import read_words
from intake.domain.completeness import Case, RequirementState, assess
from intake.domain.document_words import ReadDocument
from intake.domain.documents import DocumentFacts, JudgedDocument
from intake.domain.exhibit import exhibits_of
from intake.domain.mail import Attachment
from intake.domain.office import Office
from intake.domain.page import SEARCHABLE_PAGES
from intake.domain.round import Condition, ProviderStatus
from intake.stages.judge_document import judge_document, request_for

_ROUND_FILE: Final = Path(__file__).parents[2] / "config/rounds/2024-2025.toml"
REGISTERED: Final = date(2023, 7, 20)
"""The day on which every paper of the sets counts as registered."""

_UNSEARCHABLE: Final = (
    PageClass.IMAGE,
    PageClass.PARTLY,
    PageClass.OUTLINES,
    PageClass.GARBLED,
)

ReadScans = Callable[[Paper, DocumentFacts], DocumentFacts]


@dataclass(frozen=True)
class Judged:
    """One paper with the verdict on it.

    `called_missing` are the kinds in it that a registration of this paper alone would be
    told to lack.
    """

    ident: str
    paper: Paper
    document: JudgedDocument
    called_missing: tuple[str, ...]
    was_read: bool

    @property
    def is_right(self) -> bool:
        """Whether every document in it is told as what it is.

        A letter before a document may be told as a part of it. What only a reading of its
        picture can tell may stay open until it was read, and what nothing can tell may stay
        open for ever; a wrong answer is wrong at any time.
        """
        truth = self.paper.truth
        if not truth.parts:
            is_open = self.document.kind is None and self._may_stay_open(None)
            return is_open or self.document.kind == truth.kind
        seen = seen_by_page(self.document)
        return all(
            seen(page) in (part.kind, part.kind or truth.kind)
            or (seen(page) is None and self._may_stay_open(page))
            for part in truth.parts
            for page in range(part.first, part.last + 1)
            if truth.pages[page - 1] is not PageClass.BLANK
        )

    def _may_stay_open(self, page: int | None) -> bool:
        truth = self.paper.truth
        if truth.told_by == "nothing":
            return True
        is_hidden = truth.told_by == "ocr" and truth.kind is not None
        if page is not None:
            is_hidden = is_hidden or truth.pages[page - 1] in _UNSEARCHABLE
        return is_hidden and not self.was_read

    @property
    def missed_pages(self) -> tuple[int, ...]:
        """Pages that nobody can search and that count as if one could, from 1."""
        pairs = zip(self.paper.truth.pages, self.document.page_texts, strict=False)
        return tuple(
            number
            for number, (truth, seen) in enumerate(pairs, start=1)
            if truth in _UNSEARCHABLE and seen in SEARCHABLE_PAGES
        )


def kinds_there(paper: Paper) -> tuple[str | None, ...]:
    """Return the kinds of the documents in a paper, in order."""
    truth = paper.truth
    return tuple(part.kind for part in truth.parts) or (truth.kind,)


def kinds_seen(item: Judged) -> tuple[str | None, ...]:
    """Return what the product tells of each of those documents: of most of its pages."""
    seen = seen_by_page(item.document)
    parts = item.paper.truth.parts
    if not parts:
        return (item.document.kind,)
    return tuple(
        Counter(map(seen, range(part.first, part.last + 1))).most_common(1)[0][0] for part in parts
    )


def seen_by_page(document: JudgedDocument) -> Callable[[int], str | None]:
    """Return the kind by the number of a page; that of the file where it has no parts."""
    by_page = {page: part.kind for part in document.parts for page in part.pages}
    return lambda page: by_page.get(page) if document.parts else document.kind


def judged_papers(
    which: str, store: Path, read_scans: ReadScans | None, tell: Callable[[str], None]
) -> Iterator[Judged]:
    """Yield every paper of a set with its verdict.

    Args:
        which: Name of the set.
        store: Keeps made papers, for the next time.
        read_scans: Adds what a machine reads from pictures of pages; None leaves them unread.
        tell: Takes words on the progress.
    """
    office = bench_office()
    recipes = SETS[which]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        for number, (ident, paper) in enumerate(made(recipes, store), start=1):
            tell(f"judging papers: {number} of {len(recipes)}")
            path.write_bytes(paper.content)
            facts = examine_document(path, paper.media_type)
            if read_scans:
                facts = read_scans(paper, facts)
            attachment = _attachment(paper)
            words = read_words(facts, request_for(attachment, office))
            document = judge_document(attachment, ReadDocument(facts, words), office)
            missing = _called_missing(paper, document, office)
            yield Judged(ident, paper, document, missing, read_scans is not None)


def bench_office() -> Office:
    """Return an office that knows every region of the round of the sets."""
    return office_for(load_round(_ROUND_FILE), None)


def _attachment(paper: Paper) -> Attachment:
    return Attachment(
        ordinal=1,
        name=paper.name,
        original_name=paper.name,
        size=len(paper.content),
        sha256=hashlib.sha256(paper.content).hexdigest(),
        media_type=paper.media_type,
        declared_type=paper.media_type,
        origin="1",
        inline=False,
    )


def _called_missing(paper: Paper, document: JudgedDocument, office: Office) -> tuple[str, ...]:
    results = assess(
        office.round.requirements,
        {ProviderStatus.NEW},
        exhibits_of([document], office.round.searchable_exempt_pages),
        Case(registered=REGISTERED, holds=frozenset(Condition)),
    )
    there = set(kinds_there(paper))
    return tuple(
        item.requirement.kind
        for item in results
        if item.state is RequirementState.MISSING and item.requirement.kind in there
    )
