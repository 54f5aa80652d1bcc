"""What one mailbox looked like, in memory, until the lookout has written it down."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from intake.daemon.loss_reason import loss_reason
from intake.daemon.pulse import seconds_passed
from intake.domain.errors import IntakeError
from intake.domain.look_gap import LookGap, Standstill, outside
from intake.domain.visibility import (
    Changes,
    Sight,
    VisibleSpan,
    after_clock_jump,
    after_failed_look,
    after_good_look,
    after_late_look,
)

_GRACE_SECONDS = 5.0  # a look takes a while, and a busy machine lets a thread wait
_PACE_UNTIL_TOLD = 60.0  # seconds
_STOOD_STILL_SECONDS = 30.0  # of standing still, which no look that was due later makes up for


@dataclass
class Record:
    """A span on its way to the database.

    Attributes:
        span: As it is known now.
        stored: As it was last written; None: not yet.
        row: Its id, once it is written.
    """

    span: VisibleSpan
    stored: VisibleSpan | None = None
    row: int | None = None


class MailboxSight:
    """Told by a poller of every look; read by the lookout. Never waits and never raises.

    Args:
        mailbox: Its name in everything that is kept.
        changed: Called when a span begins or the watch ends.
        passed: Seconds that pass, whatever is done to the clock; see `seconds_passed`.
        standstills: Begin and end of the times since such a moment in which this process
            stood still, in the same seconds.
    """

    def __init__(
        self,
        mailbox: str,
        changed: Callable[[], None],
        passed: Callable[[], float] = seconds_passed,
        standstills: Callable[[float], Iterable[tuple[float, float]]] = lambda _since: (),
    ) -> None:
        self.mailbox = mailbox
        self._changed = changed
        self._passed = passed
        self._standstills = standstills
        self._last_look = (datetime.min.replace(tzinfo=UTC), passed())
        self._paces = (0.0, _PACE_UNTIL_TOLD)
        self._waited = 0.0
        self._lock = threading.Lock()
        self._records: list[Record] = []
        self._current: Record | None = None
        self.stopped_at: datetime | None = None

    def expect(self, pace: float, waited: float) -> None:
        """Note that a look begins.

        Args:
            pace: Seconds until the next look, as things are now. The wait before this look
                may have begun at the pace before.
            waited: Seconds for which others kept us out of the mailbox.
        """
        with self._lock:
            self._paces = (self._paces[1], pace)
            self._waited = waited

    def seen(self, at: datetime) -> None:
        """Note a look that succeeded; one that comes too late confirms nothing before it."""

        def look(span: VisibleSpan | None, gap: LookGap) -> Changes:
            if span is None or span.sight is not Sight.SEEN:
                return after_good_look(span, self.mailbox, at)
            if self._is_too_long(gap.at_work):
                return after_late_look(span, at, gap.length)
            if gap.jump.total_seconds() > _GRACE_SECONDS:
                return after_clock_jump(span, at, gap.jump)
            return after_good_look(span, self.mailbox, at)

        self._take(at, look)

    def lost(self, at: datetime, error: BaseException) -> None:
        """Note a look that failed, and why."""
        text = str(error) if isinstance(error, IntakeError) else type(error).__name__
        reason = loss_reason(error)
        self._take(at, lambda span, _gap: after_failed_look(span, self.mailbox, at, reason, text))

    def stopped(self, at: datetime) -> None:
        """Note that the watch ends in order: it was seen until now, if no look was overdue."""
        with self._lock:
            gap = self._gap(at)
            span = None if self._current is None else self._current.span
            is_seen = span is not None and span.sight is Sight.SEEN
            if span is not None and is_seen and not self._is_too_long(gap.at_work):
                # What the clock left out is nothing that anybody saw.
                until = at - max(gap.jump, timedelta(0))
                lasting = outside(span.lasting(until), self._told_standstills(gap))
                self._carry_on(item for item in lasting if item.since < item.until)
            self._current = None
            self.stopped_at = at
        self._changed()

    def unwritten(self) -> list[Record]:
        """Return what the database does not know yet, in order."""
        with self._lock:
            return [item for item in self._records if item.stored != item.span]

    def written(self, record: Record, span: VisibleSpan, row: int) -> None:
        """Note that a span is in the database as it was when it was read."""
        with self._lock:
            record.stored, record.row = span, row
            self._records = [
                item for item in self._records if item is self._current or item.stored != item.span
            ]

    def _gap(self, at: datetime) -> LookGap:
        """Return what lies between the look before and the one that is made now."""
        now = self._passed()
        moment, then = self._last_look
        self._last_look = (at, now)

        def moment_of(passed: float) -> datetime:
            return at - timedelta(seconds=now - max(passed, then))

        standstills = (
            Standstill(moment_of(begin), moment_of(end)) for begin, end in self._standstills(then)
        )
        length = timedelta(seconds=now - then)
        if self._current is not None and at < moment:
            self._begin_again(at - length)
            moment = at - length
        return LookGap(length, at - moment - length, tuple(standstills))

    def _begin_again(self, at: datetime) -> None:
        """Go on in a span of its own, as a clock that was set back dates the look before.

        The one that lasted so far claims time that is yet to come by that clock. What is
        written later tells of it.
        """
        if self._current is not None:
            self._begin(replace(self._current.span, since=at, until=at))

    def _is_too_long(self, gap: timedelta) -> bool:
        return gap.total_seconds() > max(self._paces) + self._waited + _GRACE_SECONDS

    def _told_standstills(self, gap: LookGap) -> tuple[Standstill, ...]:
        """Return in what part of a gap the service did not run.

        A suspended machine or a stopped process looks at nothing, which is no fault of the mail
        server. A short standstill that kept no look waiting is left out.
        """
        is_seen = self._current is not None and self._current.span.sight is Sight.SEEN
        is_long = gap.still.total_seconds() > _STOOD_STILL_SECONDS
        return gap.standstills if is_long or (is_seen and self._is_too_long(gap.length)) else ()

    def _take(self, at: datetime, look: Callable[[VisibleSpan | None, LookGap], Changes]) -> None:
        with self._lock:
            known = len(self._records)
            gap = self._gap(at)
            standstills = self._told_standstills(gap)
            changes = look(None if self._current is None else self._current.span, gap)
            if changes.going_on is not None:
                goes_on = changes.begun is None
                lasting = outside(changes.going_on, standstills)
                self._carry_on(item for item in lasting if goes_on or item.since < item.until)
            if changes.missed is not None:
                missed = outside(changes.missed, standstills)
                self._records += [Record(item) for item in missed if item.since < item.until]
            if changes.begun is not None:
                for span in outside(changes.begun, standstills):
                    self._begin(span)
            is_news = len(self._records) > known
        if is_news:
            self._changed()

    def _carry_on(self, parts: Iterable[VisibleSpan]) -> None:
        """Let the span that lasts reach to the end of its first part; the others begin."""
        for span in parts:
            if self._current is not None and span.since == self._current.span.since:
                self._current.span = span
            else:
                self._begin(span)

    def _begin(self, span: VisibleSpan) -> None:
        self._current = Record(span)
        self._records.append(self._current)
