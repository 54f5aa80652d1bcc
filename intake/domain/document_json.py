"""One document as users of `inspect`, the hand-over and the API get to see it."""

from datetime import datetime
from typing import Any

from intake.domain.document_form import DocumentSignature
from intake.domain.documents import JudgedDocument
from intake.domain.findings import Findings
from intake.domain.mail import Attachment
from intake.domain.moments import iso
from intake.domain.recognition import Candidate, DocumentPart
from intake.domain.virus_scan import is_quarantined


def document_as_json(attachment: Attachment, document: JudgedDocument) -> dict[str, Any]:
    """Return one document as promised to users of `inspect` and of the assessment queue."""
    return {
        "ordinal": attachment.ordinal,
        "name": attachment.name,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "media_type": attachment.media_type,
        "origin": attachment.origin,
        "inside": list(attachment.inside),
        "inline": attachment.inline,
        "readable": str(document.readable),
        "pages": document.pages,
        "searchable": str(document.searchable),
        "unsearchable_pages": list(document.unsearchable_pages),
        "page_texts": [str(page) for page in document.page_texts],
        "ocr_pages": list(document.ocr_pages),
        "kind": document.kind,
        "kind_evidence": document.kind_evidence,
        "confidence": document.confidence,
        "candidates": [_candidate_as_json(item) for item in document.candidates],
        "dated": _day(document.findings),
        "facts": facts_as_json(document.findings),
        "parts": [_part_as_json(item) for item in document.parts],
        "signatures": [_signature_as_json(item) for item in document.signatures],
        "problems": [str(item.code) for item in document.problems],
        "quarantined": is_quarantined(document),
        "decided": document.overruled is not None,
    }


def facts_as_json(findings: Findings) -> dict[str, Any]:
    """Return what was read in a document and nothing else: what was not found is left out."""
    told: dict[str, Any] = {
        "kvk_number": findings.kvk_number,
        "rsin": findings.rsin,
        "organisation": findings.organisation,
        "regions": list(findings.regions),
        "regions_of_others": [
            {"region": region, "zorgkantoor": office} for region, office in findings.foreign_regions
        ],
        "provider": str(findings.status) if findings.status else None,
        "consortium": findings.consortium,
        "members": list(findings.members),
        "subcontractors": findings.subcontractors,
        "subcontracted": [
            {"name": item.name, "percent": item.percent, "region": item.region}
            for item in findings.subcontracted
        ],
        "signed": str(findings.signed) if findings.signed else None,
        "signers": list(findings.signers),
        "authorised": list(findings.authorised),
        "evidence": [{"fact": fact, "words": words} for fact, words in findings.evidence],
    }
    return {name: value for name, value in told.items() if value not in (None, [])}


def _day(findings: Findings) -> str | None:
    return findings.dated.isoformat() if findings.dated else None


def _candidate_as_json(item: Candidate) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "confidence": item.confidence,
        "evidence": item.evidence,
        "rule": item.rule,
    }


def _part_as_json(item: DocumentPart) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "pages": list(item.pages),
        "confidence": item.confidence,
        "kind_evidence": item.evidence,
        "dated": _day(item.findings),
        "facts": facts_as_json(item.findings),
    }


def _signature_as_json(item: DocumentSignature) -> dict[str, Any]:
    return {
        "field": item.field,
        "state": str(item.state),
        "signer": item.signer,
        "signed_at": _moment(item.signed_at),
        "text": item.words,
    }


def _moment(moment: datetime | None) -> str | None:
    return iso(moment) if moment else None
