"""The fields promised to users, in one place: `intake inspect --json` and the hand-over."""

from typing import Any

from intake.domain.completeness import RequirementState
from intake.domain.documents import JudgedDocument
from intake.domain.mail import Attachment
from intake.domain.moments import iso
from intake.domain.records import Checks
from intake.domain.time_decision import TimeDecision, effective_verdict


def received_as_json(checks: Checks, decision: TimeDecision | None = None) -> dict[str, Any]:
    """Return the time of receipt with its verdict and all evidence, as promised to users.

    `verdict` is the one in force: what people decided, or what the machine `judged`.
    """
    judgement = checks.judgement
    verdict = effective_verdict(judgement, decision)
    return {
        "at": iso(judgement.at),
        "source": str(judgement.source),
        "verdict": str(verdict) if verdict else None,
        "judged": str(judgement.verdict) if judgement.verdict else None,
        "decision": decision_as_json(decision),
        "reason": judgement.reason,
        "evidence": [
            {"source": str(item.source), "at": iso(item.at), "detail": item.detail}
            for item in judgement.evidence
        ],
    }


def decision_as_json(decision: TimeDecision | None) -> dict[str, Any] | None:
    """Return the latest decision on time; null without one, and when it was withdrawn."""
    if decision is None or decision.verdict is None:
        return None
    return {
        "number": decision.number,
        "verdict": str(decision.verdict),
        "name": decision.name,
        "reason": decision.reason,
        "at": iso(decision.at),
    }


def missing_kinds(checks: Checks) -> list[str]:
    """Return the kinds of document that are surely not there."""
    return _kinds(checks, RequirementState.MISSING)


def undecided_kinds(checks: Checks) -> list[str]:
    """Return the kinds that a document which was not recognised or opened could be."""
    return _kinds(checks, RequirementState.UNDECIDED)


def _kinds(checks: Checks, state: RequirementState) -> list[str]:
    return [item.requirement.kind for item in checks.requirements if item.state is state]


def document_as_json(attachment: Attachment, document: JudgedDocument) -> dict[str, Any]:
    """Return one document as promised to users of `inspect` and of the assessment queue."""
    return {
        "ordinal": attachment.ordinal,
        "name": attachment.name,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "media_type": attachment.media_type,
        "origin": attachment.origin,
        "inline": attachment.inline,
        "readable": str(document.readable),
        "pages": document.pages,
        "searchable": str(document.searchable),
        "unsearchable_pages": list(document.unsearchable_pages),
        "kind": document.kind,
        "kind_evidence": document.kind_evidence,
        "dated": None,
        "facts": {},
        "parts": [],
        "problems": [str(item.code) for item in document.problems],
    }
