"""What a verdict on time is made of: pieces of evidence, a boundary, and what is around them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from intake.domain.clock_reading import ClockReading
from intake.domain.moments import instant, require_aware
from intake.domain.received_chain import ReceivedChain
from intake.domain.time_findings import Finding


class EvidenceSource(StrEnum):
    """Where a moment of receipt was read."""

    RECEIVED_HEADER = "received-header"
    SAVEDATE = "savedate"
    INTERNALDATE = "internaldate"
    SEEN = "seen"
    ABSENT = "absent"


class TimeVerdict(StrEnum):
    """What a time of receipt means against a boundary."""

    IN_TIME = "in_time"
    LATE = "late"
    DISPUTED = "disputed"


WEIGHT = (
    EvidenceSource.RECEIVED_HEADER,
    EvidenceSource.INTERNALDATE,
    EvidenceSource.SEEN,
)
"""The sources that can decide, in order of weight."""

STATED = "stated by the caller"
"""Detail of a moment that a user gave."""

TIME_OF_FILE = "time of the file"
"""Detail of a moment of delivery that a file of a Maildir tells."""

LONGEST_ROUND = timedelta(days=366)
"""No stream of a round is open for longer: earlier moments are those of a broken clock."""


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
        at, received = instant(self.at), instant(moment)
        return received <= at if self.inclusive else received < at


@dataclass(frozen=True)
class Extended:
    """That and how staff extended a deadline.

    Attributes:
        first: The boundary of the source.
        name: Of the person who gave the time that holds now.
        reason: In that person's words.
        at: When that was decided, UTC.
    """

    first: Boundary
    name: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Circumstances:
    """What is known beside the moments of receipt.

    Attributes:
        chain: The `Received:` lines, judged by which hosts are ours.
        sent_at: What the sender's `Date:` says; told, and never weighed.
        clocks: The last readings of our own clock before the mail was seen.
        stream: Whose deadline it is, e.g. `registration`.
        words: Words of the source of the deadline, e.g. "tot en met".
        words_source: Their place, e.g. `[P24 ch.6]`.
        extended: How the deadline was extended; None when it is that of the source.
        judged_at: When the verdict is given.
    """

    chain: ReceivedChain = field(default_factory=ReceivedChain)
    sent_at: datetime | None = None
    clocks: tuple[ClockReading, ...] = ()
    stream: str = ""
    words: str = ""
    words_source: str = ""
    extended: Extended | None = None
    judged_at: datetime | None = None


@dataclass(frozen=True)
class Judgement:
    """The verdict with everything that carried it.

    Attributes:
        verdict: None for a mail that has no deadline.
        at: Of the best evidence.
        source: Of the best evidence.
        reason: In one line, for logs and lists; `explain` tells it to people.
        boundary: None for a mail without a deadline, and in verdicts of older versions.
        tolerance_seconds: How far clocks could be off when it was judged.
        findings: All that is remarkable, what disputes the verdict first.
    """

    verdict: TimeVerdict | None
    at: datetime
    source: EvidenceSource
    evidence: tuple[Evidence, ...]
    reason: str
    boundary: Boundary | None = None
    tolerance_seconds: float = 0.0
    findings: tuple[Finding, ...] = ()
    circumstances: Circumstances = field(default_factory=Circumstances)


def best_evidence(evidence: Sequence[Evidence], boundary: Boundary | None = None) -> Evidence:
    """Return the evidence of most weight.

    A moment long before the boundary (1970) is passed over when there is another.

    Raises:
        ValueError: There is none that can decide.
    """
    deciding = [item for source in WEIGHT for item in evidence if item.source is source]
    believable = [item for item in deciding if not is_long_before(item.at, boundary)]
    for item in (*believable, *deciding):
        return item
    raise ValueError("no evidence of the time of receipt; the moment first seen is always known")


def is_long_before(moment: datetime, boundary: Boundary | None) -> bool:
    """Tell whether a moment lies so long before the boundary that no clock in order wrote it."""
    return boundary is not None and instant(moment) < instant(boundary.at) - LONGEST_ROUND
