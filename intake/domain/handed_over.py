"""What brought each version of a hand-over about: the mail, people, read scans, other rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.lifecycle import Event
from intake.domain.moments import iso
from intake.domain.records import StoredAssessment, StoredEvent
from intake.domain.time_decision import TimeDecision

_FIRST_VERSION = 1
_CAUSES = {
    Event.JUDGED_BY_TEXT: "text",  # of scans
    Event.JUDGED_ANEW: "rules",  # of a later version
}


@dataclass(frozen=True)
class HandedOver:
    """One version of a hand-over for one region.

    Attributes:
        decision: That brought it about, where one did.
        extension: Of the deadline, where that did and is known.
        event: Of judging again, where that did.
    """

    assessment: StoredAssessment
    decision: TimeDecision | None = None
    extension: DeadlineExtension | None = None
    event: Event | None = None

    @property
    def cause(self) -> str:
        """`registration` for the first; then one of the words below."""
        if self.assessment.version == _FIRST_VERSION:
            return "registration"
        if self.event is not None:
            return _CAUSES[self.event]
        return "extension" if self.decision is None else "decision"


def handed_over(
    assessments: Sequence[StoredAssessment],
    decisions: Sequence[TimeDecision],
    events: Sequence[StoredEvent],
    extensions: Sequence[DeadlineExtension],
) -> Iterator[HandedOver]:
    """Yield each version with what brought it about, all of one mail and oldest first.

    A decision and its hand-over are kept with the same moment. An extended deadline is told
    by the event of judging again that comes before the hand-over in the same transaction.
    """
    for row in assessments:
        if row.version == _FIRST_VERSION:
            yield HandedOver(row)
            continue
        event = _judged_again(row, events)
        if event is not None:
            yield HandedOver(row, event=event)
            continue
        decision = next((item for item in decisions if item.at == row.created_at), None)
        number = None if decision else _extension_before(row, events)
        extension = next((item for item in extensions if item.id == number), None)
        yield HandedOver(row, decision, extension)


def handed_over_as_json(item: HandedOver) -> dict[str, Any]:
    """Return a version as JSON values."""
    row = item.assessment
    return {
        "version": row.version,
        "region": row.region,
        "at": iso(row.created_at),
        "state": row.state,
        "cause": item.cause,
        "decision": item.decision.number if item.decision else None,
        "extension": item.extension.id if item.extension else None,
    }


def _judged_again(row: StoredAssessment, events: Sequence[StoredEvent]) -> Event | None:
    for event in events:
        if event.name in _CAUSES and event.detail.get("version") == row.version:
            return Event(event.name)
    return None


def _extension_before(row: StoredAssessment, events: Sequence[StoredEvent]) -> int | None:
    found = [
        event.detail.get("extension")
        for event in events
        if event.name == Event.REJUDGED
        and event.at <= row.created_at
        and event.detail.get("before") != event.detail.get("after")
    ]
    return found[-1] if found else None
