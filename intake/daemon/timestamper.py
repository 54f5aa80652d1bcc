"""Has the newest entry of the evidence log stamped by an authority, at an interval.

A stamp over one entry is a stamp over all before it. That the authority is away never
stops intake: the next try stamps what is the newest entry then.
"""

import threading
from dataclasses import dataclass
from datetime import timedelta

from intake.daemon.executor import RetryPolicy
from intake.daemon.progress import Progress
from intake.domain.errors import IntakeError
from intake.ports import Clock, TimestampAuthority
from intake.repositories import Storage

_WHAT = "timestamp over the evidence log"
_LONGEST_IDLE = timedelta(minutes=1)
_FIRST_PAUSE = timedelta(seconds=10)


@dataclass(frozen=True)
class StampingPace:
    """How often a stamp is asked for; after a failure the pauses grow up to the interval."""

    interval: timedelta
    first_pause: timedelta = _FIRST_PAUSE

    def pause(self, failures: int) -> timedelta:
        """Return the pause after so many failures in a row."""
        longest = max(self.interval, self.first_pause)
        return RetryPolicy(self.first_pause, longest, 0).pause(failures - 1)


class Timestamper:
    """Asks for stamps as long as the process lives."""

    def __init__(
        self,
        storage: Storage,
        authority: TimestampAuthority,
        clock: Clock,
        pace: StampingPace,
        progress: Progress,
    ) -> None:
        self._storage = storage
        self._authority = authority
        self._clock = clock
        self._pace = pace
        self._progress = progress
        self._stop = threading.Event()
        self._failures = 0

    def run(self) -> None:
        """Ask until `stop` is called; never raises."""
        while not self._stop.is_set():
            self._stop.wait(self.try_once().total_seconds())

    def try_once(self) -> timedelta:
        """Ask for a stamp if one is due; never raises. Returns the time until the next try."""
        try:
            pause = self._stamp_if_due()
        except IntakeError as error:
            pause = self._note_failure()
            self._progress.evidence_failed(_WHAT, str(error), pause.total_seconds())
        except Exception as error:  # noqa: BLE001 - intake must not end for want of a stamp
            pause = self._note_failure()
            self._progress.fault(_WHAT, error)
        else:
            self._failures = 0
        return pause

    def stop(self) -> None:
        """Make `run` return soon."""
        self._stop.set()

    def _stamp_if_due(self) -> timedelta:
        interval, now = self._pace.interval, self._clock.now()
        with self._storage.unit(write=False) as unit:
            last = unit.evidence.latest_timestamp()
            head = unit.evidence.head_to_stamp()
        since = now - last.obtained_at if last is not None else interval
        # A stamp from the future was noted by a clock that was ahead; it must not delay ours.
        if timedelta(0) <= since < interval:
            return min(interval - since, _LONGEST_IDLE)
        if head is None:
            return min(interval, _LONGEST_IDLE)
        stamp = self._authority.stamp(head.line.encode())
        with self._storage.unit() as unit:
            unit.evidence.add_timestamp(head, stamp, self._clock.now())
            unit.commit()
        return min(interval, _LONGEST_IDLE)

    def _note_failure(self) -> timedelta:
        self._failures += 1
        return self._pace.pause(self._failures)
