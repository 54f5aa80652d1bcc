"""What lies between two looks into a mailbox, and what of it the service stood still."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intake.domain.visibility import VisibleSpan


@dataclass(frozen=True)
class Standstill:
    """A time in which nothing of the service ran, UTC."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class LookGap:
    """The time between two looks.

    Attributes:
        length: As it passed, whatever was done to the clock meanwhile.
        jump: How much more the clock went on; negative if it was set back.
        standstills: In it, oldest first; they do not overlap.
    """

    length: timedelta
    jump: timedelta
    standstills: tuple[Standstill, ...] = ()

    @property
    def still(self) -> timedelta:
        """How long the service stood still."""
        lengths = (item.until - item.since for item in self.standstills)
        return sum(lengths, timedelta(0))

    @property
    def at_work(self) -> timedelta:
        """How long the service was at work."""
        return self.length - self.still


def outside(span: VisibleSpan, standstills: Sequence[Standstill]) -> Iterator[VisibleSpan]:
    """Yield the parts of a span in which the service was at work.

    The last part always reaches to the end of the span, which is a look; it has no length
    if a standstill lasts until then.
    """
    begin = span.since
    for item in standstills:
        if item.until <= begin or item.since >= span.until:
            continue
        if item.since > begin:
            yield replace(span, since=begin, until=item.since)
        begin = min(item.until, span.until)
    yield replace(span, since=begin)
