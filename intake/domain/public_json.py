"""The fields promised to users, in one place: `intake inspect --json` and the hand-over."""

from datetime import datetime
from typing import Any

from intake.domain.clock_reading import ClockReading
from intake.domain.completeness import RequirementState
from intake.domain.evidence import Extended, Judgement
from intake.domain.ledger import refusals
from intake.domain.mail import ParsedMail
from intake.domain.moments import iso
from intake.domain.problems import IN_DUTCH, Problem
from intake.domain.provider import RegionStatus
from intake.domain.provider_identity import MEANINGS
from intake.domain.provider_standing import ProviderStanding
from intake.domain.received_chain import ChainHop
from intake.domain.records import Checks
from intake.domain.time_decision import TimeDecision, effective_verdict
from intake.domain.time_words import explain


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
        "boundary": _boundary_as_json(judgement),
        "tolerance_seconds": judgement.tolerance_seconds,
        "sent_at": _moment(judgement.circumstances.sent_at),
        "judged_at": _moment(judgement.circumstances.judged_at),
        "findings": [
            {"code": str(item.code), "disputes": item.disputes, "values": dict(item.values)}
            for item in judgement.findings
        ],
        "chain": [_line_as_json(line) for line in judgement.circumstances.chain.hops],
        "clocks": [_reading_as_json(reading) for reading in judgement.circumstances.clocks],
        "explanation": list(explain(judgement)),
    }


def unknown_time_as_json(checks: Checks) -> dict[str, Any]:
    """Return the same fields of a mail of which no evidence of receipt is there."""
    return received_as_json(checks) | {
        "at": None,
        "source": None,
        "verdict": None,
        "reason": None,
        "evidence": [],
        "findings": [],
        "explanation": [],
    }


def _extended_as_json(extended: Extended | None) -> dict[str, Any] | None:
    if extended is None:
        return None
    return {"from": iso(extended.first.at), "at": iso(extended.at), "reason": extended.reason}


def _boundary_as_json(judgement: Judgement) -> dict[str, Any] | None:
    boundary, around = judgement.boundary, judgement.circumstances
    if boundary is None:
        return None
    return {
        "at": iso(boundary.at),
        "inclusive": boundary.inclusive,
        "stream": around.stream or None,
        "words": around.words or None,
        "source": around.words_source or None,
        "extended": _extended_as_json(around.extended),
    }


def _line_as_json(line: ChainHop) -> dict[str, Any]:
    hop = line.hop
    return {
        "line": line.line,
        "by": hop.by,
        "at": _moment(hop.at),
        "flaw": str(hop.flaw) if hop.flaw else None,
        "from": {"given": hop.given, "verified": hop.verified, "address": hop.address},
        "with": hop.protocol,
        "id": hop.queue_id,
        "for": hop.recipient,
        "ours": line.is_ours,
        "boundary": line.is_boundary,
        "claims_ours": line.claims_ours,
        "raw": hop.raw,
    }


def _reading_as_json(reading: ClockReading) -> dict[str, Any]:
    return {
        "reference": str(reading.reference),
        "name": reading.name,
        "at": iso(reading.at),
        "offset_seconds": reading.offset,
        "uncertainty_seconds": reading.uncertainty,
        "at_least_seconds": reading.low,
        "at_most_seconds": reading.high,
    }


def _moment(moment: datetime | None) -> str | None:
    return iso(moment) if moment is not None else None


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


def ledger_as_json(parsed: ParsedMail) -> list[dict[str, Any]]:
    """Return what became of every leaf of a mail, at every depth."""
    return [
        {
            "origin": entry.origin,
            "outcome": str(entry.outcome),
            "name": entry.name,
            "media_type": entry.media_type,
            "size": entry.size,
            "document": entry.ordinal,
            "holds": entry.children,
            "reason": str(entry.reason.code) if entry.reason else None,
        }
        for entry in parsed.ledger
    ]


def problem_as_json(problem: Problem) -> dict[str, str]:
    """Return a problem of a mail: its code, and its detail or else its sentence in Dutch."""
    return {"code": str(problem.code), "text": problem.text or IN_DUTCH[problem.code]}


def refusals_as_json(parsed: ParsedMail) -> list[dict[str, str]]:
    """Return why a leaf is no document, for each, with where it was."""
    return [
        {**problem_as_json(reason), "origin": entry.origin}
        for entry, reason in refusals(parsed.ledger)
        if entry.parent is not None or reason not in parsed.problems
    ]


def signatures_as_json(parsed: ParsedMail) -> list[dict[str, Any]]:
    """Return the digital signatures in a mail: whether each fits, and nothing of whose it is."""
    return [
        {
            "origin": item.origin,
            "kind": str(item.kind),
            "state": str(item.state),
            "signer": item.signer,
            "address": item.address,
            "signed_at": _moment(item.signed_at),
            "trusted": str(item.trusted),
            "text": item.words,
        }
        for item in parsed.signatures
    ]
