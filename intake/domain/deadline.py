"""The verdict on time: in time, late or disputed, from evidence and a boundary.

An e-mail is received when it reaches the receiver's mail server. What the sender
writes (`Date:`) is never evidence. In order of weight:

1. `received-header`: the line written by the first of the office's own, configured
   mail hosts (Advies 484 of the Commissie van Aanbestedingsexperts, 2019);
2. `internaldate`: final delivery to the mailbox (a client can set it by APPEND);
3. `seen`: the moment the daemon first saw the mail, which is only an upper bound.

`savedate` (RFC 8514) is kept and never decides by itself: a server may give the
moment it first noticed the file. As upper bounds, `savedate` and `seen` prove
something only when they lie *before* the boundary: then the mail cannot have
come after it, and a better source that says so contradicts them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from intake.domain.moments import in_dutch, require_aware


class EvidenceSource(StrEnum):
    """Where a moment of receipt was read."""

    RECEIVED_HEADER = "received-header"
    SAVEDATE = "savedate"
    INTERNALDATE = "internaldate"
    SEEN = "seen"


class TimeVerdict(StrEnum):
    """What a time of receipt means against a boundary."""

    IN_TIME = "in_time"
    LATE = "late"
    DISPUTED = "disputed"


_WEIGHT = (
    EvidenceSource.RECEIVED_HEADER,
    EvidenceSource.INTERNALDATE,
    EvidenceSource.SEEN,
)
_CLOCKS_MAY_DIFFER = timedelta(minutes=10)
"""A moment of receipt further than this after the mail was first seen is impossible."""

_UPPER_BOUNDS = frozenset({EvidenceSource.SAVEDATE, EvidenceSource.SEEN})


@dataclass(frozen=True)
class Evidence:
    """One moment of receipt, aware, with the place it was read from."""

    source: EvidenceSource
    at: datetime
    detail: str = ""

    def __post_init__(self) -> None:
        require_aware(self.at)


@dataclass(frozen=True)
class Boundary:
    """A deadline: an aware moment, and whether that very moment is still in time."""

    at: datetime
    inclusive: bool

    def __post_init__(self) -> None:
        require_aware(self.at)

    def admits(self, moment: datetime) -> bool:
        """Tell whether a moment of receipt lies on the right side."""
        return moment <= self.at if self.inclusive else moment < self.at


@dataclass(frozen=True)
class Judgement:
    """The verdict with what carried it; `at` and `source` are the best evidence."""

    verdict: TimeVerdict
    at: datetime
    source: EvidenceSource
    evidence: tuple[Evidence, ...]
    reason: str


def best_evidence(evidence: Sequence[Evidence]) -> Evidence:
    """Return the evidence of most weight.

    Raises:
        ValueError: There is none that can decide.
    """
    for source in _WEIGHT:
        for item in evidence:
            if item.source is source:
                return item
    raise ValueError("no evidence of the time of receipt; the moment first seen is always known")


def judge(
    evidence: Sequence[Evidence], boundary: Boundary, tolerance: timedelta = timedelta(0)
) -> Judgement:
    """Return the verdict on one mail.

    Args:
        evidence: At least one item that can decide.
        boundary: The deadline of the stream the mail belongs to.
        tolerance: How far clocks may be off; a time of receipt at most this far
            from the boundary is disputed. Zero trusts the clocks.
    """
    best = best_evidence(evidence)
    admitted = boundary.admits(best.at)
    impossible = _impossible(evidence)
    contradicting = [item for item in evidence if _contradicts(item, boundary, admitted=admitted)]
    if impossible is not None:
        verdict = TimeVerdict.DISPUTED
        reason = f"{impossible.source} lies after the moment the mail was first seen"
    elif contradicting:
        verdict = TimeVerdict.DISPUTED
        reason = f"{best.source} and {contradicting[0].source} fall on different sides"
    elif tolerance and abs(best.at - boundary.at) <= tolerance:
        verdict = TimeVerdict.DISPUTED
        reason = f"{best.source} lies within the tolerance of {tolerance.total_seconds():g} s"
    else:
        verdict = TimeVerdict.IN_TIME if admitted else TimeVerdict.LATE
        side = "on the right side of" if admitted else "after"
        reason = f"{best.source} lies {side} {in_dutch(boundary.at)}"
    return Judgement(verdict, best.at, best.source, tuple(evidence), reason)


def _impossible(evidence: Sequence[Evidence]) -> Evidence | None:
    """Return evidence of a moment that had not come yet when the mail was there."""
    seen = [item.at for item in evidence if item.source is EvidenceSource.SEEN]
    if not seen:
        return None
    latest = min(seen) + _CLOCKS_MAY_DIFFER
    return next((item for item in evidence if item.at > latest), None)


def _contradicts(item: Evidence, boundary: Boundary, *, admitted: bool) -> bool:
    inside = boundary.admits(item.at)
    if item.source in _UPPER_BOUNDS:
        return inside and not admitted
    return inside != admitted
