"""What the words of a document tell: what a reader of them is asked, and what it may answer.

The reader may have been taken over by what it reads. So its answer is held against what was
asked: it names no kind, region or page that there is not, and tells what stands on just the
pages that it was asked about.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Final

from intake.domain.documents import DocumentFacts, JudgedDocument, Readable, Searchable
from intake.domain.findings import NOTHING_FOUND, Findings
from intake.domain.kind_decision import KindDecision, with_decisions
from intake.domain.recognition import Candidate, DocumentPart, Recognition
from intake.domain.round import ProcurementRound, Zorgkantoor

_KVK_NUMBER: Final = re.compile("[0-9]{8}")
_MOST_PERCENT: Final = 100
_NOTHING: Final = Recognition(None)


@dataclass(frozen=True)
class ReadingRequest:
    """By which rules the words of a document are to be read, see `reading_request`.

    Attributes:
        file_name: As mailed; None: it is a picture that the mail shows, and is recognised as
            nothing.
        zorgkantoor: To which the document was sent.
        round: What of the round tells how to read.
        decisions: What people said that the document is, without who said it and why: what a
            date or a name in it means depends on that.
    """

    file_name: str | None
    zorgkantoor: Zorgkantoor
    round: ProcurementRound
    decisions: tuple[KindDecision, ...] = ()


@dataclass(frozen=True)
class FoundOnPages:
    """What was read on some pages as a document of a kind; first None: on all of the file."""

    kind: str | None
    first: int | None
    last: int | None
    findings: Findings


@dataclass(frozen=True)
class DocumentWords:
    """What the words of a document tell.

    Attributes:
        recognition: What the machine takes it for, whatever people said.
        found: What stands in it, for each of its parts as they are with what people said.
        kvk_numbers: The number of a page, and a KvK number that is told there.
    """

    recognition: Recognition = _NOTHING
    found: tuple[FoundOnPages, ...] = ()
    kvk_numbers: tuple[tuple[int, str], ...] = ()

    def on(self, kind: str | None, first: int | None = None, last: int | None = None) -> Findings:
        """Return what was found on some pages as a document of a kind."""
        place = (kind, first, last)
        return next(
            (item.findings for item in self.found if (item.kind, item.first, item.last) == place),
            NOTHING_FOUND,
        )


NO_WORDS: Final = DocumentWords()


@dataclass(frozen=True)
class ReadDocument:
    """A document with what its words tell; `unread` is why those could not be read, or empty."""

    facts: DocumentFacts
    words: DocumentWords = NO_WORDS
    unread: str = ""


def reading_request(
    file_name: str | None,
    zorgkantoor: Zorgkantoor,
    round_: ProcurementRound,
    decisions: Iterable[KindDecision] = (),
) -> ReadingRequest:
    """Return what a reader has to know, and nothing more.

    Args:
        file_name: As mailed; None for a picture that the mail shows.
        zorgkantoor: To which the document was sent.
        round_: With its rules.
        decisions: What people said that this document is.
    """
    # A zone is read from a file that a limited reader may not have within its reach.
    rules = replace(
        round_, deadlines=(), requirements=(), calendar=(), withdrawals=(), sources=(), notes=()
    )
    said = (
        replace(item, ordinal=0, name="", reason="", account=None, machine_evidence="")
        for item in decisions
    )
    return ReadingRequest(file_name, zorgkantoor, rules, tuple(said))


Place = tuple[str | None, int | None, int | None]


def places(
    recognition: Recognition, pages: int | None, decisions: Sequence[KindDecision]
) -> tuple[Place, ...]:
    """Return what is to be read as what: kind, first and last page, see `FoundOnPages`.

    Args:
        recognition: Of the machine.
        pages: Of the document.
        decisions: Of a `ReadingRequest`.
    """
    bare = JudgedDocument(
        ordinal=0,
        readable=Readable.YES,
        pages=pages,
        searchable=Searchable.NOT_APPLICABLE,
        unsearchable_pages=(),
        kind=recognition.kind,
        kind_evidence="",
        problems=(),
        parts=recognition.parts,
    )
    (document,) = with_decisions([bare], decisions)
    if not document.parts:
        return ((document.kind, None, None),)
    return tuple((item.kind, item.first, item.last) for item in document.parts)


def answers(words: DocumentWords, facts: DocumentFacts, request: ReadingRequest) -> bool:
    """Tell whether words can be the answer to a request about a document."""
    pages = max(len(facts.page_texts), facts.pages or 1)
    kinds = {item.id for item in request.round.kinds}
    if not _can_be(words.recognition, kinds, pages):
        return False
    asked = places(words.recognition, facts.pages, request.decisions)
    return (
        tuple((item.kind, item.first, item.last) for item in words.found) == asked
        and all(_can_be_found(item.findings, request) for item in words.found)
        and all(
            1 <= page <= pages and _KVK_NUMBER.fullmatch(number)
            for page, number in words.kvk_numbers
        )
    )


def _can_be(recognition: Recognition, kinds: set[str], pages: int) -> bool:
    named: list[Recognition | DocumentPart | Candidate] = [
        recognition,
        *recognition.parts,
        *recognition.candidates,
    ]
    return (
        all(item.kind is None or item.kind in kinds for item in named)
        and all(0 <= item.confidence <= _MOST_PERCENT for item in named)
        and _follow(recognition.parts, pages)
        and all(item.findings == NOTHING_FOUND for item in recognition.parts)
    )


def _follow(parts: Sequence[DocumentPart], pages: int) -> bool:
    """Tell whether each part begins where the one before it ends, and there are such pages."""
    before = 0
    for item in parts:
        if not before + 1 == item.first <= item.last <= pages:
            return False
        before = item.last
    return True


def _can_be_found(findings: Findings, request: ReadingRequest) -> bool:
    own = {item.name for item in request.zorgkantoor.regions}
    offices = {item.id: item for item in request.round.zorgkantoren}
    return (
        own.issuperset(findings.regions)
        and all(
            office in offices and name in {region.name for region in offices[office].regions}
            for name, office in findings.foreign_regions
        )
        and (findings.kvk_number is None or _KVK_NUMBER.fullmatch(findings.kvk_number) is not None)
        and all(
            item.percent is None or (isfinite(item.percent) and 0 <= item.percent <= _MOST_PERCENT)
            for item in findings.subcontracted
        )
    )
