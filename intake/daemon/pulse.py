"""Beats in a thread of its own, and so knows when the whole process stood still.

A process that was stopped, a machine that was suspended: nothing in them can tell while
it lasts. A thread that does nothing but wait for a second can tell afterwards, and whoever
wakes before it sees that its beat is overdue.
"""

import threading
import time
from collections import deque
from collections.abc import Callable

from intake.ports import Clock

_BEAT_SECONDS = 1.0
_LEAST_SECONDS = 3.0  # a busy machine lets a thread wait that long
_REMEMBERED = 100  # far more than lie between two looks


class Pulse:
    """Tells for how long this process stood still.

    Args:
        clock: Runs on while a machine is suspended.
        monotonic: Seconds that pass, whatever is done to the clock.
    """

    def __init__(self, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._last: tuple[float, float] | None = None
        self._stills: deque[tuple[float, float]] = deque(maxlen=_REMEMBERED)

    def run(self) -> None:
        """Beat until `stop` is called; never raises."""
        while not self._stop.is_set():
            self.beat()
            self._stop.wait(_BEAT_SECONDS)
        with self._lock:
            # Who ends does not stand still.
            self._last = None

    def stop(self) -> None:
        """Make `run` return soon."""
        self._stop.set()

    def beat(self) -> None:
        """Note that the process is at work."""
        with self._lock:
            late = self._late()
            now = self._moments()
            if late:
                self._stills.append((now[1], late))
            self._last = now

    def stood_still(self, since: float) -> float:
        """Return for how many seconds the process stood still; 0 unless it beats.

        Args:
            since: Monotonic; what had ended by then is left out.
        """
        with self._lock:
            return self._late() + sum(late for end, late in self._stills if end > since)

    def _late(self) -> float:
        """Return the seconds by which the next beat is overdue, if they are no mere wait."""
        if self._last is None:
            return 0.0
        passed = max(now - then for now, then in zip(self._moments(), self._last, strict=True))
        late = passed - _BEAT_SECONDS
        return late if late > _LEAST_SECONDS else 0.0

    def _moments(self) -> tuple[float, float]:
        return self._clock.now().timestamp(), self._monotonic()
