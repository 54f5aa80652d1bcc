"""How much of a period a mailbox could be seen, and what it missed.

Every moment of the period is seen, unseen, time in which the service did not run, or
time before the mailbox was ever watched; nothing is counted twice and nothing is left
out. The last kind says nothing for or against anybody: it is no outage, and no share
is taken of it.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

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
    """One mailbox over one period; the stretches follow each other without a gap.

    Time in which the mailbox was not watched yet is the first stretch, or none.
    """

    since: datetime
    until: datetime
    stretches: tuple[Stretch, ...]

    def lasted(self, sight: Sight) -> timedelta:
        """Return how long the mailbox was seen, was not, nobody looked, or had looked yet."""
        lengths = (item.length for item in self.stretches if item.sight is sight)
        return sum(lengths, timedelta(0))

    @property
    def watched(self) -> timedelta:
        """How much of the period lies after the first look that was ever made."""
        return self.until - self.since - self.lasted(Sight.NOT_WATCHED)

    @property
    def percent(self) -> float | None:
        """How much of the watched time was seen; rounded down, so that 100 means all of it.

        None: none of the period was watched, so nobody can say.
        """
        if not self.watched:
            return None
        return math.floor(self.lasted(Sight.SEEN) / self.watched * 100 * _DIGITS) / _DIGITS

    @property
    def outages(self) -> tuple[Stretch, ...]:
        """The stretches in which the mailbox was watched and not seen, for whatever reason."""
        return tuple(
            item for item in self.stretches if item.sight in (Sight.UNSEEN, Sight.NOT_RUNNING)
        )

    @property
    def not_watched(self) -> Stretch | None:
        """The stretch before the first look; None: the whole period was watched."""
        return next((item for item in self.stretches if item.sight is Sight.NOT_WATCHED), None)


def availability(
    known: Iterable[VisibleSpan],
    since: datetime,
    until: datetime,
    *,
    watched_since: datetime | None,
    earlier: Iterable[VisibleSpan] = (),
) -> Availability:
    """Return what is known of a period.

    Args:
        known: Spans of one mailbox, in the order in which they were written, also beyond the
            period. Where two overlap (a clock was set back, two processes looked) what was
            not seen counts. A sight ends at the latest where one begins that was written
            later: what it says of the time after that, a clock said that was ahead.
        since: Begin of the period, aware.
        until: Its end, not before its begin.
        watched_since: Moment of the first look that was ever kept of the mailbox, which may
            lie long before the period; None: there is none. No span begins before it.
        earlier: Spans under another name of the mailbox, which count where no known one does.
    """
    layers = []
    begins = [] if watched_since is None else [watched_since]
    for spans in (known, earlier):
        ordered = sorted(_not_overruled(spans), key=lambda item: item.since)
        begins += [span.since for span in ordered[:1]]
        for sight in (Sight.UNSEEN, Sight.SEEN):
            alike = (span for span in ordered if span.sight is sight)
            layers.append(_one_by_one(alike, since, until))
    first = min(max(min(begins, default=until), since), until)
    borders = {since, first, until}
    for layer in layers:
        borders.update(border for item in layer for border in (item.since, item.until))
    stretches: list[Stretch] = []
    for begin, end in pairwise(sorted(borders)):
        covering = (_at(layer, begin) for layer in layers)
        found = next(filter(None, covering), None) or _nobody_looked(begin, end, first)
        _append(stretches, replace(found, since=begin, until=end))
    return Availability(since, until, tuple(stretches))


def _not_overruled(written: Iterable[VisibleSpan]) -> Iterator[VisibleSpan]:
    """Yield the spans, each sight until a later written one of that name begins at the latest."""
    later: dict[str, datetime] = {}
    for span in reversed(list(written)):
        begin = later.get(span.mailbox, span.until)
        later[span.mailbox] = min(begin, span.since)
        if span.sight is not Sight.SEEN or begin >= span.until:
            yield span
        elif begin > span.since:
            yield replace(span, until=begin)


def _one_by_one(spans: Iterable[VisibleSpan], since: datetime, until: datetime) -> list[Stretch]:
    """Return the spans cut to the period and to where the one before ends."""
    stretches: list[Stretch] = []
    reached = since
    for span in spans:
        begin, end = max(span.since, reached), min(span.until, until)
        if end > begin:
            stretches.append(Stretch(begin, end, span.sight, span.reason, span.text))
            reached = end
    return stretches


def _at(stretches: Sequence[Stretch], moment: datetime) -> Stretch | None:
    place = bisect_right(stretches, moment, key=lambda item: item.since)
    found = stretches[place - 1] if place else None
    return found if found is not None and moment < found.until else None


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


def first_of(sight: datetime | None, look: datetime | None, grace: timedelta) -> datetime | None:
    """Return since when a mailbox is watched; None: it never was.

    Args:
        sight: Begin of the first span; None: there is none.
        look: The first look as it is kept elsewhere, and the moment it began; None: none is.
        grace: How long a look may take until it is a sight. One that took longer was made
            when no sights were kept.
    """
    if sight is None or look is None:
        return sight or look
    return look if look < sight - grace else sight


def _nobody_looked(since: datetime, until: datetime, first: datetime) -> Stretch:
    if until <= first:
        return Stretch(since, until, Sight.NOT_WATCHED, None, "")
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
