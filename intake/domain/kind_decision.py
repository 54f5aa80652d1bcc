"""What people say a document is, over what the machine took it for; neither rewrites the other.

A decision is a row of its own, numbered per mail, with a name and a reason, and keeps what
the machine said at that moment, so that its rules can be improved from where it was wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from intake.domain.documents import JudgedDocument
from intake.domain.problems import Problem, ProblemCode
from intake.domain.recognition import DocumentPart, Recognition

NO_KIND: Final = "overig"
"""What a document is that is none of the kinds the round knows: a folder, a letter, a logo."""

_SURE: Final = 100


@dataclass(frozen=True)
class KindDecision:
    """One decision.

    Attributes:
        number: 1, 2, … of its mail.
        ordinal: Of the file.
        sha256: Of its bytes.
        first: First page of those that are meant, counted from 1; None: the whole file.
        last: Last page of those, as `first`.
        kind: A kind of the round, or `NO_KIND`; None: the decisions before this one on these
            pages are withdrawn.
        machine_kind: What the machine took it for; None: it did not recognise it.
        machine_confidence: 0 to 100.
        machine_evidence: The words that the machine went by.
        reason: In the person's words.
        name: Of the person, in full.
        account: Sign-in name; None when it was given on the command line.
        at: UTC.
    """

    mail_id: int
    number: int
    ordinal: int
    sha256: str
    first: int | None
    last: int | None
    kind: str | None
    machine_kind: str | None
    machine_confidence: int
    machine_evidence: str
    reason: str
    name: str
    account: str | None
    at: datetime


def in_force(decisions: Iterable[KindDecision]) -> tuple[KindDecision, ...]:
    """Return the latest decision on each file or range of pages, without those withdrawn."""
    latest: dict[tuple[int, int | None, int | None], KindDecision] = {}
    for item in sorted(decisions, key=lambda item: item.number):
        if item.kind is not None and item.first is None:
            # What is said of the whole file replaces what was said of its pages.
            latest = {place: made for place, made in latest.items() if place[0] != item.ordinal}
        latest[item.ordinal, item.first, item.last] = item
    found = (item for item in latest.values() if item.kind is not None)
    return tuple(sorted(found, key=lambda item: item.number))


def fitted(
    decisions: Iterable[KindDecision], contents: Mapping[int, str]
) -> tuple[KindDecision, ...]:
    """Return the decisions by the numbers that files have now, without those of no file here.

    A decision is about bytes. A mail that a later version reads anew may have its files in
    another order, or have others of them; then the decision goes with the bytes.

    Args:
        decisions: All of the mail, as they were made.
        contents: SHA-256 by number of the file.
    """
    return tuple(
        replace(item, ordinal=ordinal) for item in decisions for ordinal in _places(item, contents)
    )


def without_file(
    decisions: Iterable[KindDecision], contents: Mapping[int, str]
) -> tuple[KindDecision, ...]:
    """Return the decisions in force on files that the mail does not have any more."""
    return in_force(item for item in decisions if not _places(item, contents))


def _places(decision: KindDecision, contents: Mapping[int, str]) -> list[int]:
    # The same bytes sent twice are the same document twice.
    return [ordinal for ordinal, sha256 in contents.items() if sha256 == decision.sha256]


def with_decisions(
    documents: Sequence[JudgedDocument], decisions: Iterable[KindDecision]
) -> tuple[JudgedDocument, ...]:
    """Return the documents as people say they are; what stands in them is to be read by that.

    Args:
        documents: As the machine judged them, or as an earlier call returned them.
        decisions: All of the mail, see `fitted`.
    """
    made = in_force(decisions)
    return tuple(
        _decided(
            as_recognised(document), [item for item in made if item.ordinal == document.ordinal]
        )
        for document in documents
    )


def as_recognised(document: JudgedDocument) -> JudgedDocument:
    """Return a document as the machine took it, whatever people said."""
    if document.overruled is None:
        return document
    machine = document.overruled
    problems = document.problems
    if machine.kind is None and not machine.parts:
        problems = (*problems, Problem(ProblemCode.NOT_RECOGNISED))
    return replace(
        document,
        kind=machine.kind,
        kind_evidence=machine.evidence,
        kind_by_name=machine.by_name,
        kind_by_words=machine.by_words,
        confidence=machine.confidence,
        parts=machine.parts,
        problems=problems,
        overruled=None,
    )


def recognition_of(document: JudgedDocument) -> Recognition:
    """Return what the machine took a document for, whatever people said."""
    if document.overruled is not None:
        return document.overruled
    return Recognition(
        document.kind,
        document.kind_evidence,
        by_name=document.kind_by_name,
        by_words=document.kind_by_words,
        confidence=document.confidence,
        candidates=document.candidates,
        parts=document.parts,
    )


def _decided(document: JudgedDocument, decisions: Sequence[KindDecision]) -> JudgedDocument:
    changed = document
    for item in decisions:
        changed = _with(changed, item)
    if changed is document:
        return document
    return replace(changed, overruled=recognition_of(document))


def _with(document: JudgedDocument, decision: KindDecision) -> JudgedDocument:
    problems = tuple(
        item for item in document.problems if item.code is not ProblemCode.NOT_RECOGNISED
    )
    evidence = f"{decision.name}: {decision.reason}"
    if decision.first is None or decision.last is None:
        return replace(
            document,
            kind=decision.kind,
            kind_evidence=evidence,
            kind_by_name=False,
            kind_by_words=False,
            confidence=_SURE,
            parts=(),
            problems=problems,
        )
    part = DocumentPart(decision.kind, decision.first, decision.last, _SURE, evidence)
    return replace(document, parts=with_part(document, part), problems=problems)


def with_part(document: JudgedDocument, part: DocumentPart) -> tuple[DocumentPart, ...]:
    """Return the parts of a document with one put in; those it overlaps are cut short."""
    whole = DocumentPart(
        document.kind,
        1,
        max(document.pages or 1, part.last),
        document.confidence,
        document.kind_evidence,
        by_words=document.kind_by_words,
    )
    parts: list[DocumentPart] = [part]
    for item in document.parts or (whole,):
        if item.first < part.first:
            parts.append(replace(item, last=min(item.last, part.first - 1)))
        if item.last > part.last:
            parts.append(replace(item, first=max(item.first, part.last + 1)))
    return tuple(sorted(parts, key=lambda item: item.first))
