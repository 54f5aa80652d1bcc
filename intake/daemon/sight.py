"""What one mailbox looked like, in memory, until the lookout has written it down."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

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
)


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
    """

    def __init__(self, mailbox: str, changed: Callable[[], None]) -> None:
        self.mailbox = mailbox
        self._changed = changed
        self._lock = threading.Lock()
        self._records: list[Record] = []
        self._current: Record | None = None
        self.stopped_at: datetime | None = None

    def seen(self, at: datetime) -> None:
        """Note a look that succeeded."""
        self._take(lambda span: after_good_look(span, self.mailbox, at))

    def lost(self, at: datetime, error: BaseException) -> None:
        """Note a look that failed, and why."""
        text = str(error) if isinstance(error, IntakeError) else type(error).__name__
        reason = loss_reason(error)
        self._take(lambda span: after_failed_look(span, self.mailbox, at, reason, text))

    def stopped(self, at: datetime) -> None:
        """Note that the watch ends in order: until now no look was overdue."""
        with self._lock:
            if self._current is not None and self._current.span.sight is Sight.SEEN:
                self._current.span = self._current.span.lasting(at)
            self._current = None
            self.stopped_at = at
        self._changed()

    def interrupted(self) -> None:
        """Note that nobody looked for a while: what is seen next is a span of its own."""
        with self._lock:
            self._current = None

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

    def _take(self, look: Callable[[VisibleSpan | None], Changes]) -> None:
        with self._lock:
            changes = look(None if self._current is None else self._current.span)
            if self._current is not None and changes.going_on is not None:
                self._current.span = changes.going_on
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
