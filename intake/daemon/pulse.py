"""Beats in a thread of its own, and so knows when the whole process stood still.

A process that was stopped, a machine that was suspended: nothing in them can tell while
it lasts. A thread that does nothing but wait for a second can tell afterwards, and whoever
wakes before it sees that its beat is overdue.
"""

import threading
import time
from collections import deque
from collections.abc import Callable

_BEAT_SECONDS = 1.0
_LEAST_SECONDS = 3.0  # a busy machine lets a thread wait that long
_REMEMBERED = 100  # far more than lie between two looks


def seconds_passed() -> float:
    """Return the seconds since the machine began, while it was suspended too; nobody sets them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Pulse:
    """Tells when this process stood still.

    Args:
        passed: Seconds that pass, also while a machine is suspended. No clock that can be
            set: a step of it is no standstill.
    """

    def __init__(self, passed: Callable[[], float] = seconds_passed) -> None:
        self._passed = passed
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._last: float | None = None
        self._standstills: deque[tuple[float, float]] = deque(maxlen=_REMEMBERED)

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
            now = self._passed()
            self._standstills += self._overdue(now)
            self._last = now

    def standstills(self, since: float) -> list[tuple[float, float]]:
        """Return begin and end of each time in which the process stood still, oldest first.

        Each begins with the last beat before it, since nothing shows that the process was at
        work after that. None are told by a pulse that does not beat.

        Args:
            since: In the seconds of `passed`; what had ended by then is left out.
        """
        with self._lock:
            known = [*self._standstills, *self._overdue(self._passed())]
        return [(begin, end) for begin, end in known if end > since]

    def _overdue(self, now: float) -> list[tuple[float, float]]:
        """Return the time since the last beat, if it is no mere wait."""
        if self._last is None or now - self._last <= _BEAT_SECONDS + _LEAST_SECONDS:
            return []
        return [(self._last, now)]
