"""Facts about one mail's evidence of time that several rules ask for, worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from intake.domain.clock_reading import ClockReading, best_reading
from intake.domain.evidence import (
    Boundary,
    Circumstances,
    Evidence,
    EvidenceSource,
    best_evidence,
)
from intake.domain.moments import instant
from intake.domain.received_chain import ChainHop

CLOCKS_MAY_DIFFER = timedelta(minutes=10)
"""A moment of receipt further than this after the mail was first seen is impossible."""

DELIVERY_MAY_TAKE = timedelta(minutes=2)
"""From the entry to the mailbox, for a large mail through filters; longer is remarkable."""


@dataclass(frozen=True)
class Weighing:
    """The evidence on the scales; every moment is an `instant`.

    Attributes:
        boundary: None: there is no deadline, and no side to fall on.
        tolerance: How far clocks may be off.
    """

    evidence: Sequence[Evidence]
    boundary: Boundary | None
    tolerance: timedelta
    circumstances: Circumstances

    @classmethod
    def laid_out(
        cls,
        evidence: Sequence[Evidence],
        boundary: Boundary | None,
        tolerance: timedelta,
        circumstances: Circumstances,
    ) -> "Weighing":
        """Return the scales with evidence as it was given, in whatever zones."""
        instants = [replace(item, at=instant(item.at)) for item in evidence]
        limit = None if boundary is None else replace(boundary, at=instant(boundary.at))
        return cls(instants, limit, tolerance, circumstances)

    def of(self, source: EvidenceSource) -> datetime | None:
        """Return the moment of a source, the earliest where there are several."""
        return min((item.at for item in self.evidence if item.source is source), default=None)

    def latest_of(self, source: EvidenceSource) -> datetime | None:
        """Return the moment of a source, the latest where there are several."""
        return max((item.at for item in self.evidence if item.source is source), default=None)

    @cached_property
    def best(self) -> Evidence:
        """The evidence of most weight."""
        return best_evidence(self.evidence, self.boundary)

    @cached_property
    def admitted(self) -> bool:
        """Whether the best evidence lies on the right side; true without a boundary."""
        return self.admits(self.best.at)

    @cached_property
    def clock(self) -> ClockReading | None:
        """The reading of our own clock that shows it surely off; None when it is in order."""
        reading = best_reading(self.circumstances.clocks)
        return reading if reading and reading.is_beyond(self.tolerance) else None

    @cached_property
    def latest_seen(self) -> datetime | None:
        """The latest true moment of first sight, by what is known of our own clock."""
        seen = self.of(EvidenceSource.SEEN)
        return self.clock.latest(seen) if seen and self.clock else seen

    @cached_property
    def earliest_absent(self) -> datetime | None:
        """The earliest true moment at which the mail was surely not in its folder."""
        absent = self.of(EvidenceSource.ABSENT)
        return self.clock.earliest(absent) if absent and self.clock else absent

    @property
    def entry(self) -> ChainHop | None:
        """The line by which the mail entered."""
        return self.circumstances.chain.entry

    @property
    def later_own_lines(self) -> tuple[ChainHop, ...]:
        """Lines of our own hosts above the line of entry, with a usable time."""
        return tuple(
            item
            for item in self.circumstances.chain.ours
            if not item.is_boundary and item.hop.at is not None
        )

    def admits(self, moment: datetime) -> bool:
        """Tell whether a moment lies on the right side of the boundary, if there is one."""
        return self.boundary is None or self.boundary.admits(moment)
