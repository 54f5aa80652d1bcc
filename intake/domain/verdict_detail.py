"""What the event of a verdict tells: all that was judged, by whatever it is made of.

Quotations and file names are left out: a document is named by its hash, and the stored
checks, whose own hash the evidence log keeps, hold the words.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from intake.domain.mail import Attachment
from intake.domain.records import Checks


def verdict_as_detail(checks: Checks, attachments: Sequence[Attachment]) -> dict[str, Any]:
    """Return the judgement with its evidence and reason, the requirements and the documents."""
    judgement = checks.judgement
    return {
        "kind": str(checks.kind),
        "verdict": str(judgement.verdict) if judgement.verdict else None,
        "source": str(judgement.source),
        "reason": judgement.reason,
        "findings": [str(item.code) for item in judgement.findings],
        "flags": list(checks.flags),
        "round": checks.round,
        "regions": list(checks.regions),
        "provider_status": str(checks.provider_status),
        **_provider_detail(checks),
        # Whatever a judgement consists of, also of parts that are added one day.
        "judgement": asdict(judgement),
        "requirements": [
            {
                "kind": item.requirement.kind,
                "state": str(item.state),
                "documents": list(item.ordinals),
            }
            for item in checks.requirements
        ],
        "documents": [
            {
                "ordinal": attachment.ordinal,
                "sha256": attachment.sha256,
                "size": attachment.size,
                "kind": document.kind,
                "readable": str(document.readable),
                "searchable": str(document.searchable),
                "problems": [str(problem.code) for problem in document.problems],
            }
            for attachment, document in zip(attachments, checks.documents, strict=True)
        ],
    }


def _provider_detail(checks: Checks) -> dict[str, Any]:
    """Return what an event keeps of who it was taken for, and by which register."""
    standing = checks.provider
    if standing is None:
        return {}
    return {
        "provider": {
            "kvk_number": standing.kvk_number,
            "basis": str(standing.basis),
            "statuses": {item.region: str(item.status) for item in standing.regions},
            "registers": dict(standing.registers),
        }
    }
