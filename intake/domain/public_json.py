"""The fields promised to users, in one place: `intake inspect --json` and the hand-over."""

from typing import Any

from intake.domain.completeness import RequirementState
from intake.domain.documents import JudgedDocument
from intake.domain.mail import Attachment
from intake.domain.moments import iso
from intake.domain.provider import RegionStatus
from intake.domain.provider_identity import MEANINGS
from intake.domain.provider_standing import ProviderStanding
from intake.domain.records import Checks


def received_as_json(checks: Checks) -> dict[str, Any]:
    """Return the time of receipt with its verdict and all evidence, as promised to users."""
    judgement = checks.judgement
    return {
        "at": iso(judgement.at),
        "source": str(judgement.source),
        "verdict": str(judgement.verdict),
        "reason": judgement.reason,
        "evidence": [
            {"source": str(item.source), "at": iso(item.at), "detail": item.detail}
            for item in judgement.evidence
        ],
    }


def standing_as_json(standing: ProviderStanding) -> dict[str, Any]:
    """Return who a mail is from as far as the register tells, and what that provider is where."""
    return {
        "kvk_number": standing.kvk_number,
        "name": standing.name,
        "basis": str(standing.basis),
        "reason": MEANINGS[standing.basis],
        "statuses": [region_status_as_json(item) for item in standing.regions],
        "registers": [
            {"zorgkantoor": office, "import": number} for office, number in standing.registers
        ],
    }


def region_status_as_json(item: RegionStatus) -> dict[str, Any]:
    """Return what a provider is in a region, with a contract that makes it existing."""
    contract = item.contract
    shown = None
    if contract is not None:
        shown = {
            "zorgkantoor": contract.zorgkantoor,
            "region": contract.region,
            "from": contract.first_day and contract.first_day.isoformat(),
            "until": contract.last_day and contract.last_day.isoformat(),
        }
    return {"region": item.region, "status": str(item.status), "contract": shown}


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
