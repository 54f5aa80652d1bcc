"""How a requirement stands, as users of `inspect`, the hand-over and the history get to see it."""

from typing import Any

from intake.domain.completeness import Bearing, RequirementResult


def requirement_as_json(result: RequirementResult) -> dict[str, Any]:
    """Return a requirement, its state, and what each document means for it."""
    return {
        "kind": result.requirement.kind,
        "state": str(result.state),
        "documents": list(result.ordinals),
        "source": result.requirement.source,
        "because": [_bearing_as_json(item) for item in result.bearings],
        "note": result.note,
    }


def _bearing_as_json(item: Bearing) -> dict[str, Any]:
    pages = None if item.first is None else [item.first, item.last]
    return {
        "document": item.ordinal,
        "pages": pages,
        "state": str(item.state),
        "reason": str(item.reason),
        "dated": item.dated and item.dated.isoformat(),
    }
