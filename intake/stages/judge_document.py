"""What is told about one document: whether it can be searched, what it is, what stands in it."""

from collections.abc import Iterable
from dataclasses import replace

from intake.documents.findings import findings_of, part_with_findings
from intake.documents.recognise import recognise
from intake.domain.documents import DocumentFacts, JudgedDocument, Searchable, judge_searchable
from intake.domain.findings import NOTHING_FOUND, Findings
from intake.domain.mail import Attachment
from intake.domain.office import Office
from intake.domain.problems import Problem, ProblemCode
from intake.domain.recognition import Recognition
from intake.stages.unopened import opened_or_explained


def judge_document(attachment: Attachment, facts: DocumentFacts, office: Office) -> JudgedDocument:
    """Return what is told about one document."""
    return with_findings(recognised_document(attachment, facts, office), facts, office)


def recognised_document(
    attachment: Attachment, facts: DocumentFacts, office: Office
) -> JudgedDocument:
    """Return what the machine takes a document for, with nothing that was read in it yet."""
    searchable, unsearchable_pages = judge_searchable(facts, office.round.searchable_exempt_pages)
    is_picture = is_picture_in_text(attachment)
    recognition = (
        Recognition(None) if is_picture else recognise(facts, attachment.name, office.round.kinds)
    )
    facts = opened_or_explained(attachment, facts)
    return JudgedDocument(
        ordinal=attachment.ordinal,
        readable=facts.readable,
        pages=facts.pages,
        searchable=searchable,
        unsearchable_pages=unsearchable_pages,
        kind=recognition.kind,
        kind_evidence=recognition.evidence,
        problems=_problems(attachment, facts, searchable, recognition),
        kind_by_name=recognition.by_name,
        page_texts=tuple(page.text for page in facts.page_facts),
        confidence=recognition.confidence,
        candidates=recognition.candidates,
        parts=recognition.parts,
        signatures=facts.signatures,
        ocr_pages=facts.ocr_pages,
    )


def with_findings(document: JudgedDocument, facts: DocumentFacts, office: Office) -> JudgedDocument:
    """Return a document with what was read in it, by the kinds that are in force.

    What a date or a name means depends on what the document is, so people who say that it is
    something else have it read as that.
    """
    round_, zorgkantoor = office.round, office.zorgkantoor
    parts = tuple(part_with_findings(item, facts, zorgkantoor, round_) for item in document.parts)
    findings = NOTHING_FOUND
    if not parts:
        kind = next((item for item in round_.kinds if item.id == document.kind), None)
        pages = range(1, (facts.pages or 1) + 1)
        findings = findings_of(facts, pages, kind, zorgkantoor, round_)
    elsewhere = _of_other_offices([findings, *(item.findings for item in parts)])
    return replace(
        document, parts=parts, findings=findings, problems=(*document.problems, *elsewhere)
    )


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
    attachment: Attachment,
    facts: DocumentFacts,
    searchable: Searchable,
    recognition: Recognition,
) -> tuple[Problem, ...]:
    problems = [*attachment.problems]
    problems += [item for item in facts.problems if item not in problems]
    if searchable in (Searchable.NO, Searchable.PARTIAL):
        problems.append(Problem(ProblemCode.UNSEARCHABLE))
    nothing_known = recognition.kind is None and not any(item.kind for item in recognition.parts)
    if nothing_known and not is_picture_in_text(attachment):
        problems.append(Problem(ProblemCode.NOT_RECOGNISED))
    return tuple(problems)
