"""What is told about one document: whether it can be searched, what it is, what stands in it."""

from collections.abc import Iterable
from dataclasses import replace

from intake.domain.document_words import ReadDocument, ReadingRequest, reading_request
from intake.domain.documents import JudgedDocument, Searchable, judge_searchable
from intake.domain.findings import NOTHING_FOUND, Findings, Signed
from intake.domain.kind_decision import KindDecision
from intake.domain.mail import Attachment
from intake.domain.office import Office
from intake.domain.problems import Problem, ProblemCode
from intake.stages.unopened import opened_or_explained


def request_for(
    attachment: Attachment, office: Office, decisions: Iterable[KindDecision] = ()
) -> ReadingRequest:
    """Return by which rules the words of a document are to be read.

    Args:
        attachment: The document.
        office: Whose mailbox it came to.
        decisions: What people said that documents of its mail are, see `fitted`.
    """
    return reading_request(
        None if is_picture_in_text(attachment) else attachment.name,
        office.zorgkantoor,
        office.round,
        [item for item in decisions if item.ordinal == attachment.ordinal],
    )


def judge_document(attachment: Attachment, read: ReadDocument, office: Office) -> JudgedDocument:
    """Return what is told about one document."""
    return with_findings(recognised_document(attachment, read, office), read, office)


def recognised_document(
    attachment: Attachment, read: ReadDocument, office: Office
) -> JudgedDocument:
    """Return what the machine takes a document for, with nothing that was read in it yet."""
    facts, recognition = read.facts, read.words.recognition
    searchable, unsearchable_pages = judge_searchable(facts, office.round.searchable_exempt_pages)
    facts = opened_or_explained(attachment, facts)
    return JudgedDocument(
        ordinal=attachment.ordinal,
        readable=facts.readable,
        pages=facts.pages,
        searchable=searchable,
        unsearchable_pages=unsearchable_pages,
        kind=recognition.kind,
        kind_evidence=recognition.evidence,
        problems=_problems(attachment, replace(read, facts=facts), searchable),
        kind_by_name=recognition.by_name,
        kind_by_words=recognition.by_words,
        page_texts=tuple(page.text for page in facts.page_facts),
        confidence=recognition.confidence,
        candidates=recognition.candidates,
        parts=recognition.parts,
        signatures=facts.signatures,
        ocr_pages=facts.ocr_pages,
    )


def with_findings(document: JudgedDocument, read: ReadDocument, office: Office) -> JudgedDocument:
    """Return a document with what was read in it, by the kinds that are in force.

    What a date or a name means depends on what the document is, so people who say that it is
    something else have it read as that.
    """

    def found(kind: str | None, first: int | None = None, last: int | None = None) -> Findings:
        return _unknown(kind, office) if read.unread else read.words.on(kind, first, last)

    parts = tuple(
        replace(item, findings=found(item.kind, item.first, item.last)) for item in document.parts
    )
    findings = NOTHING_FOUND if parts else found(document.kind)
    elsewhere = _of_other_offices([findings, *(item.findings for item in parts)])
    return replace(
        document, parts=parts, findings=findings, problems=(*document.problems, *elsewhere)
    )


def _unknown(kind: str | None, office: Office) -> Findings:
    """Return what is found in words that nobody read: whether it is signed, staff has to see."""
    asks = any(item.signed for item in office.round.kinds if item.id == kind)
    return Findings(signed=Signed.UNCLEAR) if asks else NOTHING_FOUND


def is_picture_in_text(attachment: Attachment) -> bool:
    """Tell whether it is a picture that the text of the mail shows, such as a logo."""
    return attachment.inline and attachment.media_type.startswith("image/")


def _of_other_offices(findings: Iterable[Findings]) -> list[Problem]:
    """Return the problem of regions that another zorgkantoor is for; each is named once."""
    named = dict.fromkeys(region for item in findings for region, _ in item.foreign_regions)
    if not named:
        return []
    return [Problem(ProblemCode.WRONG_ZORGKANTOOR, f"genoemd: {', '.join(named)}")]


def _problems(
    attachment: Attachment, read: ReadDocument, searchable: Searchable
) -> tuple[Problem, ...]:
    recognition = read.words.recognition
    problems = [*attachment.problems]
    problems += [item for item in read.facts.problems if item not in problems]
    if searchable in (Searchable.NO, Searchable.PARTIAL):
        problems.append(Problem(ProblemCode.UNSEARCHABLE))
    if read.unread:
        problems.append(Problem(ProblemCode.TEXT_NOT_READ, read.unread))
    nothing_known = recognition.kind is None and not any(item.kind for item in recognition.parts)
    if nothing_known and not is_picture_in_text(attachment):
        problems.append(Problem(ProblemCode.NOT_RECOGNISED))
    return tuple(problems)
