"""What one mailbox looked like, in memory, until the lookout has written it down."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from intake.domain.errors import (
    ConfigurationError,
    IntakeError,
    LoginRefusedError,
    ServerUnreachableError,
)
from intake.domain.visibility import (
    Changes,
    LossReason,
    Sight,
    VisibleSpan,
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
        monotonic: Seconds that pass, whatever is done to the clock.
        stood_still: For how many seconds this process stood still since such a moment.
    """

    def __init__(
        self,
        mailbox: str,
        changed: Callable[[], None],
        monotonic: Callable[[], float] = time.monotonic,
        stood_still: Callable[[float], float] = lambda _since: 0.0,
    ) -> None:
        self.mailbox = mailbox
        self._changed = changed
        self._monotonic = monotonic
        self._stood_still = stood_still
        self._last_good = (datetime.min.replace(tzinfo=UTC), monotonic())
        self._last_look = self._last_good[1]
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

        def look(span: VisibleSpan | None) -> Changes:
            gap = self._gap(at)
            self._last_good = (at, self._monotonic())
            if span is not None and span.sight is Sight.SEEN and self._is_too_long(gap):
                return after_late_look(span, at, gap)
            return after_good_look(span, self.mailbox, at)

        self._take(at, look)

    def lost(self, at: datetime, error: BaseException) -> None:
        """Note a look that failed, and why."""
        text = str(error) if isinstance(error, IntakeError) else type(error).__name__
        reason = loss_reason(error)
        self._take(at, lambda span: after_failed_look(span, self.mailbox, at, reason, text))

    def stopped(self, at: datetime) -> None:
        """Note that the watch ends in order: it was seen until now, if no look was overdue."""
        with self._lock:
            self._end_if_interrupted(at)
            is_seen = self._current is not None and self._current.span.sight is Sight.SEEN
            if self._current is not None and is_seen and not self._is_too_long(self._gap(at)):
                self._current.span = self._current.span.lasting(at)
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

    def _gap(self, at: datetime) -> timedelta:
        """Return the time since the last good look, by the clock or as it passed.

        A suspended machine stops the one, and whoever sets the clock back the other.
        """
        moment, passed = self._last_good
        return max(at - moment, timedelta(seconds=self._monotonic() - passed))

    def _is_too_long(self, gap: timedelta) -> bool:
        return gap.total_seconds() > max(self._paces) + self._waited + _GRACE_SECONDS

    def _end_if_interrupted(self, at: datetime) -> None:
        """End the span if nobody looked for a while: what is seen next is a span of its own.

        A suspended machine or a stopped process looks at nothing, and that is no fault of the
        mail server. A gap that is too long only because of it is time in which the service
        did not run.
        """
        still = self._stood_still(self._last_look)
        self._last_look = self._monotonic()
        gap = self._gap(at)
        is_seen = self._current is not None and self._current.span.sight is Sight.SEEN
        if still > _STOOD_STILL_SECONDS or (
            is_seen
            and self._is_too_long(gap)
            and not self._is_too_long(gap - timedelta(seconds=still))
        ):
            self._current = None

    def _take(self, at: datetime, look: Callable[[VisibleSpan | None], Changes]) -> None:
        with self._lock:
            self._end_if_interrupted(at)
            changes = look(None if self._current is None else self._current.span)
            if self._current is not None and changes.going_on is not None:
                self._current.span = changes.going_on
            if changes.missed is not None:
                self._records.append(Record(changes.missed))
            if changes.begun is not None:
                self._current = Record(changes.begun)
                self._records.append(self._current)
        if changes.begun is not None:
            self._changed()


def loss_reason(error: BaseException) -> LossReason:
    """Return what a failed look means for the sight of a mailbox."""
    match error:
        case LoginRefusedError():
            return LossReason.LOGIN_REFUSED
        case ServerUnreachableError():
            return LossReason.UNREACHABLE
        case ConfigurationError():
            return LossReason.MISCONFIGURED
        case IntakeError():
            return LossReason.OWN_STORAGE
        case _:
            return LossReason.FAULT
