"""One writer at a time within the process, in order of coming.

SQLite has one writer. Threads that wait in its busy handler sleep and try again, and
the luckiest wins; here they stand in a queue and are woken when it is their turn.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, get_ident

from intake.domain.errors import TemporaryError


class WriterQueue:
    """A fair lock.

    Args:
        patience: Seconds to wait for a turn.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._guard = Lock()
        self._owner: int | None = None
        self._waiting: deque[tuple[int, Lock]] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn and hold it.

        Raises:
            TemporaryError: The others did not finish within the patience.
            RuntimeError: The thread has the turn already and would wait for itself.
        """
        self._enter(get_ident())
        try:
            yield
        finally:
            self._leave()

    def _enter(self, me: int) -> None:
        gate = Lock()
        with self._guard:
            if self._owner == me:
                raise RuntimeError("a writing unit inside a writing unit waits for itself")
            if self._owner is None:
                self._owner = me
                return
            gate.acquire()
            self._waiting.append((me, gate))
        came = False
        try:
            came = gate.acquire(timeout=self._patience)
        finally:
            # Also when a signal interrupts the wait: a turn must not go to nobody.
            if not came:
                self._withdraw(me, gate)
        if not came:
            raise TemporaryError(
                f"the database was not free to write for {self._patience:g} s; "
                "see whether its disk is slow"
            )

    def _withdraw(self, me: int, gate: Lock) -> None:
        with self._guard:
            if (me, gate) in self._waiting:
                self._waiting.remove((me, gate))
                return
        self._leave()

    def _leave(self) -> None:
        with self._guard:
            if not self._waiting:
                self._owner = None
                return
            self._owner, gate = self._waiting.popleft()
            gate.release()
