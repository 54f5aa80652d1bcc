"""Starts pollers and executor, and ends them cleanly.

On SIGTERM nothing new is begun, the stages in work are given time to commit, and
then the process ends, at the latest after ten seconds. What was cut off is no
loss: the state column says where each mail stands.
"""

import os
import signal
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from types import FrameType
from typing import Protocol

from intake.daemon.executor import Executor
from intake.daemon.poller import Poller
from intake.daemon.progress import Progress
from intake.domain.errors import IntakeError, TemporaryError

_GRACE_SECONDS = 8.0  # of the ten that SIGTERM is promised to take
_GUARD_SECONDS = 5.0


class Companion(Protocol):
    """What runs beside pollers and executor until it is told to stop."""

    def run(self) -> None:
        """Work until `stop` is called; never raises."""
        ...

    def stop(self) -> None:
        """Make `run` return soon; called from another thread, and perhaps before `run`."""
        ...


@dataclass(frozen=True)
class Drained:
    """What a drain came to: offices whose mailbox could not be looked into, with the reason."""

    unreachable: tuple[tuple[str, str], ...]


class Service:
    """The daemon of one process.

    Args:
        pollers: By office; empty when this process does not poll.
        companions: What else runs in a thread of its own, by the name of the thread.
        executor: Runs the stages of this process; None when it runs none.
        progress: Told of faults.
        prepare: Makes ready what takes a while, beside everything else.
        guard: Makes sure that no other process has our roles; called now and then.
        close: Frees connections and child processes; called once at the end.
    """

    def __init__(
        self,
        pollers: Sequence[tuple[str, Poller]],
        executor: Executor,
        progress: Progress,
        *,
        companions: Sequence[tuple[str, Companion]] = (),
        prepare: Callable[[], None],
        guard: Callable[[], None],
        close: Callable[[], None],
    ) -> None:
        self._pollers = pollers
        self._executor = executor
        self._companions = companions
        self._progress = progress
        self._prepare = prepare
        self._guard = guard
        self._close = close
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def run(self, started: Callable[[], None]) -> None:
        """Run until SIGTERM or SIGINT; `started` is called when everything is under way.

        Raises:
            ConfigurationError: Another process took one of our roles; this one has stopped.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        threading.Thread(target=self._prepare, name="prepare", daemon=True).start()
        for office, poller in self._pollers:
            self._start(poller.run, f"poll-{office}")
        self._start(self._executor.run, "executor")
        for name, companion in self._companions:
            self._start(companion.run, name)
        started()
        try:
            while not self._stop.wait(_GUARD_SECONDS):
                with suppress(TemporaryError):
                    self._guard()
        finally:
            self._end()

    def drain(self) -> Drained:
        """Look into every mailbox once and take what is there through all stages.

        What was postponed before is tried at once: nobody drains to be told to wait.
        """
        failures: list[tuple[str, str]] = []

        def look(office: str, poller: Poller) -> None:
            try:
                poller.look_once()
            except IntakeError as error:
                failures.append((office, str(error)))
            except Exception as error:  # noqa: BLE001 - other mailboxes are drained all the same
                self._progress.fault(f"poller of {office}", error)
                failures.append((office, type(error).__name__))
            finally:
                self._executor.hint()

        threading.Thread(target=self._prepare, name="prepare", daemon=True).start()
        self._executor.take_up_postponed()
        for office, poller in self._pollers:
            self._start(partial(look, office, poller), office)
        self._executor.drain(lambda: any(thread.is_alive() for thread in self._threads))
        self._executor.stop()
        self._close()
        return Drained(tuple(failures))

    def stop(self) -> None:
        """Make `run` end; may be called from any thread or signal handler."""
        self._stop.set()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        # The handler runs in the thread that waits for this very event and may hold its lock.
        threading.Thread(target=self.stop).start()

    def _start(self, target: Callable[[], None], name: str) -> None:
        thread = threading.Thread(target=target, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _end(self) -> None:
        for _, poller in self._pollers:
            poller.stop()
        for _, companion in self._companions:
            companion.stop()
        ending = threading.Thread(target=self._end_in_order, daemon=True)
        ending.start()
        ending.join(_GRACE_SECONDS)
        if ending.is_alive():
            # A server that hangs must not keep the container from stopping; every
            # promise is in the database, so the process may simply end.
            os._exit(0)

    def _end_in_order(self) -> None:
        self._executor.stop()
        for thread in self._threads:
            thread.join()
        self._close()
