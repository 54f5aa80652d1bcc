"""Writes down from when to when each mailbox could be seen, in a thread of its own.

The pollers only remember. So a database that is slow or away never holds up the watch:
what happened meanwhile is written when it is back. While nothing changes, a running
span of sight is carried on every few seconds, which is what is known after a kill -9.
"""

import threading
from collections.abc import Sequence

from intake.daemon.progress import Progress
from intake.daemon.sight import MailboxSight, Record
from intake.domain.lifecycle import Event
from intake.domain.moments import iso
from intake.domain.visibility import LossReason, VisibleSpan
from intake.repositories import Storage, UnitOfWork

_BEAT_SECONDS = 4.0


class Lookout:
    """Keeps the sights of all mailboxes of this process in the database.

    Args:
        storage: Where they go.
        sights: What the pollers remember.
        news: Set when a span begins or ends.
        progress: Told when the database cannot be written.
    """

    def __init__(
        self,
        storage: Storage,
        sights: Sequence[MailboxSight],
        news: threading.Event,
        progress: Progress,
    ) -> None:
        self._storage = storage
        self._sights = sights
        self._news = news
        self._progress = progress
        self._stopping = False
        self._told_stops: set[str] = set()
        self._is_failing = False

    def run(self) -> None:
        """Write until `stop` is called, and once more then; never raises."""
        while not self._stopping:
            self._rest()
            self.write()
        # It may have been told to stop in the middle of the last one.
        self.write()

    def stop(self) -> None:
        """Make `run` return soon."""
        self._stopping = True
        self._news.set()

    def write(self) -> None:
        """Write what the database does not know yet; what fails is written another time."""
        try:
            self._write()
        except Exception as error:  # noqa: BLE001 - a diary that cannot be kept stops no watch
            if not self._is_failing:
                self._progress.fault("visibility of mailboxes", error)
            self._is_failing = True
        else:
            self._is_failing = False

    def _rest(self) -> None:
        self._news.wait(_BEAT_SECONDS)
        self._news.clear()

    def _write(self) -> None:
        """Write the news of all mailboxes in one transaction."""
        news = [
            (sight, record, record.span) for sight in self._sights for record in sight.unwritten()
        ]
        stops = [
            sight
            for sight in self._sights
            if sight.stopped_at is not None and sight.mailbox not in self._told_stops
        ]
        if not news and not stops:
            return
        with self._storage.unit() as unit:
            rows = [_put(unit, record, span) for _, record, span in news]
            for sight in stops:
                _tell_stop(unit, sight)
            unit.commit()
        for (sight, record, span), row in zip(news, rows, strict=True):
            sight.written(record, span, row)
        self._told_stops |= {sight.mailbox for sight in stops}


def _put(unit: UnitOfWork, record: Record, span: VisibleSpan) -> int:
    if record.row is not None:
        unit.visibility.extend(record.row, span.until)
        return record.row
    return unit.visibility.begin(span)


def _tell_stop(unit: UnitOfWork, sight: MailboxSight) -> None:
    at = sight.stopped_at
    detail = {
        "mailbox": sight.mailbox,
        "since": iso(at) if at else None,
        "reason": LossReason.NOT_RUNNING,
        "text": "the service was stopped",
    }
    unit.mails.record(None, Event.MAILBOX_LOST, detail)
