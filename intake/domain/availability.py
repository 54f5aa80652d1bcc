"""How much of a period a mailbox could be seen, and what it missed.

Every moment of the period is seen, unseen, or time in which the service did not run;
nothing is counted twice and nothing is left out.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intake.domain.visibility import LossReason, Sight, VisibleSpan

_DIGITS = 1000  # thousandths of a percent: a second of a day is more than one


@dataclass(frozen=True)
class Stretch:
    """A part of a period in which the same was true; `until` is the begin of the next."""

    since: datetime
    until: datetime
    sight: Sight
    reason: LossReason | None
    text: str

    @property
    def length(self) -> timedelta:
        """How long it lasted."""
        return self.until - self.since


@dataclass(frozen=True)
class Availability:
    """One mailbox over one period; the stretches follow each other without a gap."""

    since: datetime
    until: datetime
    stretches: tuple[Stretch, ...]

    def lasted(self, sight: Sight) -> timedelta:
        """Return how long the mailbox was seen, was not, or nobody looked."""
        lengths = (item.length for item in self.stretches if item.sight is sight)
        return sum(lengths, timedelta(0))

    @property
    def percent(self) -> float:
        """How much of the period was seen; rounded down, so that 100 means all of it."""
        whole = self.until - self.since
        if not whole:
            return 100.0
        return math.floor(self.lasted(Sight.SEEN) / whole * 100 * _DIGITS) / _DIGITS

    @property
    def outages(self) -> tuple[Stretch, ...]:
        """The stretches in which the mailbox was not seen, for whatever reason."""
        return tuple(item for item in self.stretches if item.sight is not Sight.SEEN)


def availability(known: Iterable[VisibleSpan], since: datetime, until: datetime) -> Availability:
    """Return what is known of a period.

    Args:
        known: Spans of one mailbox, in any order, also beyond the period. Where two overlap
            (a clock was set back, two processes looked) the one that began first counts.
        since: Begin of the period, aware.
        until: Its end, not before its begin.
    """
    stretches: list[Stretch] = []
    reached = since
    for span in sorted(known, key=lambda item: item.since):
        begin, end = max(span.since, reached), min(span.until, until)
        if end <= begin:
            continue
        _append(stretches, _nobody_looked(reached, begin))
        _append(stretches, Stretch(begin, end, span.sight, span.reason, span.text))
        reached = end
    _append(stretches, _nobody_looked(reached, until))
    return Availability(since, until, tuple(stretches))


def known_until(
    last: datetime | None, until: datetime, *, now: datetime, grace: timedelta
) -> datetime:
    """Return where to end a period that reaches into the present.

    What a running service sees is known up to its last look. That the next one has not
    come yet is no outage until it is overdue.

    Args:
        last: Until when anything is known of the mailbox; None: nothing is.
        until: Where the period is to end.
        now: The present moment, not before that.
        grace: How long the next look may take.
    """
    not_overdue = last is not None and now <= last + grace
    return last if last is not None and not_overdue and last < until else until


def _nobody_looked(since: datetime, until: datetime) -> Stretch:
    return Stretch(since, until, Sight.NOT_RUNNING, LossReason.NOT_RUNNING, "")


def _append(stretches: list[Stretch], item: Stretch) -> None:
    """Add a stretch; one that lasts no time is none, and one that goes on is the same."""
    if not item.length:
        return
    last = stretches[-1] if stretches else None
    if last is not None and (last.sight, last.reason) == (item.sight, item.reason):
        stretches[-1] = replace(last, until=item.until)
    else:
        stretches.append(item)
