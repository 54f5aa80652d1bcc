"""One mailbox, one thread: reconciles by itself, every so often and after each deadline.

It has a connection of its own, made for each reconciliation, so that a poller never
waits for it and a hanging server of one mailbox keeps nobody else. When the last one
began is in the database: what was due while nobody ran is caught up.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from intake.daemon.progress import Progress
from intake.domain.errors import IntakeError
from intake.domain.reconcile_moments import Due, Rhythm, due_now, next_due
from intake.domain.reconciliation_report import figures_of
from intake.domain.round import StreamDeadline
from intake.ports import Clock
from intake.repositories import Storage, StoredReconciliation
from intake.stages.reconcile import Reconciliation
from intake.stages.reconcile_server_side import Stopped

_LONGEST_SLEEP = timedelta(seconds=30)  # a deadline may be extended, or a clock be set
_PAUSE_AFTER_FAILURE = 60.0


class Reconciler:
    """Reconciles one mailbox when it is due, one at a time.

    Args:
        deadlines: Asked before every moment, since staff may extend one.
        pause: Seconds until another try after a mailbox could not be looked into.
    """

    def __init__(
        self,
        reconciliation: Reconciliation,
        rhythm: Rhythm,
        deadlines: Callable[[], Sequence[StreamDeadline]],
        *,
        storage: Storage,
        clock: Clock,
        progress: Progress,
        pause: float = _PAUSE_AFTER_FAILURE,
    ) -> None:
        self._reconciliation = reconciliation
        self._rhythm = rhythm
        self._deadlines = deadlines
        self._storage = storage
        self._clock = clock
        self._progress = progress
        self._pause = pause
        self._began = clock.now()
        self._failed: Due | None = None
        self._stop = threading.Event()

    def run(self) -> None:
        """Reconcile whenever it is due until `stop` is called; never raises."""
        while not self._stop.is_set():
            try:
                pause = self._turn()
            except Stopped:
                return
            except IntakeError as error:
                scope = self._reconciliation.scope
                self._progress.mailbox_failed(scope.zorgkantoor, str(error), self._pause)
                pause = self._pause
            except Exception as error:  # noqa: BLE001 - the watch over a mailbox must not end
                scope = self._reconciliation.scope
                self._progress.fault(f"reconciler of {scope.zorgkantoor}", error)
                pause = self._pause
            self._stop.wait(pause)

    def stop(self) -> None:
        """Make `run` return soon."""
        self._stop.set()
        self._reconciliation.abandon()

    def _turn(self) -> float:
        """Reconcile if it is due; return the seconds until it should be asked again."""
        last, now = self._last(), self._clock.now()
        deadlines = [item.boundary.at for item in self._deadlines()]
        due = due_now(last, now, self._rhythm, deadlines)
        if due is None:
            left = next_due(last, self._rhythm, deadlines).at - now
            return max(0.0, min(left, _LONGEST_SLEEP).total_seconds())
        return self._reconcile(due)

    def _last(self) -> datetime:
        scope = self._reconciliation.scope
        with self._storage.unit(write=False) as unit:
            last = unit.reconciliations.last_by_itself(scope.mailbox, scope.zorgkantoor)
            # One that was never reconciled has been watched for how long?
            return last or unit.folders.watched_since(scope.mailbox) or self._began

    def _reconcile(self, due: Due) -> float:
        done = self._reconciliation.run(
            due.cause,
            stopped=self._stop.is_set,
            pause=self._stop.wait,
            again=due == self._failed,
        )
        self._failed = None if done.complete else due
        self._tell(done)
        return 0.0 if done.complete else self._pause

    def _tell(self, done: StoredReconciliation) -> None:
        figures = figures_of(done.report)
        if done.in_order:
            self._progress.reconciled(done.zorgkantoor, done.id, figures)
            return
        codes = sorted({item["code"] for item in done.report["findings"]})
        self._progress.out_of_balance(done.zorgkantoor, done.id, figures, codes)
