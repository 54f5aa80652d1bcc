"""One round for machines: everything its file says."""

from datetime import date
from typing import Any

from intake.domain.round import (
    ExistingDefinition,
    ProcurementRound,
    Requirement,
    StreamDeadline,
    WithdrawalWindow,
    Zorgkantoor,
)
from intake.domain.round_gaps import gaps


def as_json(round_: ProcurementRound) -> dict[str, Any]:
    """Return a round as JSON values; moments are ISO 8601 with offset, the zone beside them."""
    return {
        "id": round_.id,
        "title": round_.title,
        "existing": _existing(round_.existing),
        "searchable_required": round_.searchable_required,
        "searchable_exempt_pages": round_.searchable_exempt_pages,
        "deadlines": [_deadline(item) for item in round_.deadlines],
        "withdrawals": [_withdrawal(item) for item in round_.withdrawals],
        "calendar": [
            {
                "name": item.name,
                "on": item.on.isoformat(),
                "until": _day(item.until),
                "words": item.words,
                "source": item.source,
                "note": item.note,
            }
            for item in round_.calendar
        ],
        "zorgkantoren": [_office(office) for office in round_.zorgkantoren],
        "requirements": [_requirement(item, round_) for item in round_.requirements],
        "kinds": [
            {
                "id": item.id,
                "title": item.title,
                "phrases": list(item.phrases),
                "file_names": list(item.file_names),
                "excludes": list(item.excludes),
                "file_name_excludes": list(item.file_name_excludes),
                "announcements": list(item.announcements),
                "titles": list(item.titles),
                "headings": list(item.headings),
                "sentences": list(item.sentences),
                "layout": list(item.layout),
                "fields": list(item.fields),
                "other_titles": list(item.other_titles),
                "most_pages": item.most_pages,
                "date_labels": list(item.date_labels),
                "signed": item.signed,
            }
            for item in round_.kinds
        ],
        "gaps": list(gaps(round_)),
        "notes": list(round_.notes),
        "sources": list(round_.sources),
    }


def _existing(existing: ExistingDefinition) -> dict[str, Any]:
    return {
        "scope": existing.scope.value,
        "first_day": _day(existing.first_day),
        "last_day": _day(existing.last_day),
        "whole_period": existing.whole_period,
        "words": existing.words,
        "source": existing.source,
        "note": existing.note,
    }


def _deadline(item: StreamDeadline) -> dict[str, Any]:
    return {
        "stream": item.stream.value,
        "at": item.boundary.at.isoformat(),
        "zone": str(item.boundary.at.tzinfo),
        "inclusive": item.boundary.inclusive,
        "term": item.term and item.term.value,
        "on": _day(item.on),
        "words": item.words,
        "source": item.source,
        "note": item.note,
    }


def _withdrawal(item: WithdrawalWindow) -> dict[str, Any]:
    return {
        "starts_with": item.starts_with,
        "starts_on": _day(item.starts_on),
        "weeks": item.length.weeks,
        "days": item.length.days,
        "zone": str(item.zone),
        "words": item.words,
        "source": item.source,
        "note": item.note,
    }


def _office(office: Zorgkantoor) -> dict[str, Any]:
    return {
        "id": office.id,
        "name": office.name,
        "address": office.address,
        "regions": [
            {"name": region.name, "aliases": list(region.aliases)} for region in office.regions
        ],
    }


def _requirement(item: Requirement, round_: ProcurementRound) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "title": round_.kind_title(item.kind),
        "required_of": sorted(item.required_of),
        "condition": item.condition.value,
        "max_age_months": item.max_age_months,
        "source": item.source,
        "note": item.note,
        "perhaps": list(item.perhaps),
        "doubt": str(item.doubt) if item.doubt else None,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
