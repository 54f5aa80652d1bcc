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
from enum import IntEnum
from functools import partial
from types import FrameType
from typing import Protocol

from intake.daemon.executor import Executor
from intake.daemon.poller import Poller
from intake.daemon.progress import Progress
from intake.daemon.service_record import ServiceRecord
from intake.domain.errors import IntakeError, TemporaryError

_GRACE_SECONDS = 8.0  # of the ten that SIGTERM is promised to take
_GUARD_SECONDS = 5.0
_SECONDS_FOR_WHO_IS_LEFT_ALONE = 2.0  # e.g. an authority that is silent


@dataclass(frozen=True)
class Drained:
    """What a drain came to: offices whose mailbox could not be looked into, with the reason."""

    unreachable: tuple[tuple[str, str], ...]


class Ending(IntEnum):
    """When a companion ends; those of one number end together, before the next are waited for."""

    WITH_WORK = 1  # with the pollers and the stages
    AFTER_WORK = 2  # writes down that those have ended, and is told to stop after them
    LEFT_ALONE = 3  # told to stop at once, and what is under way is waited for at the very last


class Companion(Protocol):
    """What runs in a thread of its own beside the executor."""

    def run(self) -> None:
        """Work until `stop` is called; never raises."""
        ...

    def stop(self) -> None:
        """Make `run` return soon; called from another thread, and perhaps before `run`."""
        ...


@dataclass(frozen=True)
class Beside:
    """A companion, the name of its thread, and when it ends."""

    name: str
    companion: Companion
    ending: Ending = Ending.WITH_WORK


class Service:
    """The daemon of one process.

    Args:
        pollers: By office; empty when this process does not poll.
        executor: Runs the stages of this process.
        progress: Told of faults.
        prepare: Makes ready what takes a while, beside everything else.
        guard: Makes sure that no other process has our roles and that the database is still
            of our version; called now and then.
        close: Frees connections and child processes; called once at the end.
        companions: What else runs as long as the daemon does; a drain leaves them out.
        record: Notes in the evidence log what began to run, and when it ended.
        after_stages: In a drain, what comes once the stages are done; never raises.
        drained: Called at the end of a drain; never raises.
    """

    def __init__(
        self,
        pollers: Sequence[tuple[str, Poller]],
        executor: Executor,
        progress: Progress,
        *,
        prepare: Callable[[], None],
        guard: Callable[[], None],
        close: Callable[[], None],
        companions: Sequence[Beside] = (),
        record: ServiceRecord | None = None,
        after_stages: Callable[[], None] = lambda: None,
        drained: Callable[[], object] = lambda: None,
    ) -> None:
        self._pollers = pollers
        self._companions = [
            *(Beside(f"poll-{office}", poller) for office, poller in pollers),
            *companions,
        ]
        self._executor = executor
        self._progress = progress
        self._prepare = prepare
        self._guard = guard
        self._close = close
        self._record = record
        self._after_stages = after_stages
        self._drained = drained
        self._stop = threading.Event()
        self._threads: dict[Ending, list[threading.Thread]] = {ending: [] for ending in Ending}

    def run(self, started: Callable[[], None]) -> None:
        """Run until SIGTERM or SIGINT; `started` is called when everything is under way.

        Raises:
            ConfigurationError: Another process took one of our roles, or the database came to
                another version; this one has stopped.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        self._note_begin("run")
        threading.Thread(target=self._prepare, name="prepare", daemon=True).start()
        self._start(self._executor.run, "executor")
        for item in self._companions:
            self._start(item.companion.run, item.name, item.ending)
        started()
        try:
            while not self._stop.wait(_GUARD_SECONDS):
                with suppress(TemporaryError):
                    self._guard()
                self._note_begin("run")
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

        self._note_begin("drain")
        threading.Thread(target=self._prepare, name="prepare", daemon=True).start()
        self._executor.take_up_postponed()
        looks = [
            self._start(partial(look, office, poller), office) for office, poller in self._pollers
        ]
        self._executor.drain(lambda: any(map(threading.Thread.is_alive, looks)))
        self._after_stages()
        self._executor.stop()
        self._note_end()
        self._drained()
        self._close()
        return Drained(tuple(failures))

    def stop(self) -> None:
        """Make `run` end; may be called from any thread or signal handler."""
        self._stop.set()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        # The handler runs in the thread that waits for this very event and may hold its lock.
        threading.Thread(target=self.stop).start()

    def _start(
        self, target: Callable[[], None], name: str, ending: Ending = Ending.WITH_WORK
    ) -> threading.Thread:
        thread = threading.Thread(target=target, name=name, daemon=True)
        self._threads[ending].append(thread)
        thread.start()
        return thread

    def _note_begin(self, command: str) -> None:
        if self._record is not None and not self._record.has_begun:
            try:
                self._record.begin(command)
            except IntakeError as error:
                self._progress.evidence_failed("start of the service", str(error), _GUARD_SECONDS)

    def _note_end(self) -> None:
        if self._record is not None:
            try:
                self._record.end()
            except IntakeError as error:
                self._progress.evidence_failed("end of the service", str(error), 0)

    def _end(self) -> None:
        for item in self._companions:
            if item.ending is not Ending.AFTER_WORK:
                item.companion.stop()
        ending = threading.Thread(target=self._end_in_order, daemon=True)
        ending.start()
        ending.join(_GRACE_SECONDS)
        if ending.is_alive():
            # A server that hangs must not keep the container from stopping; every
            # promise is in the database, so the process may simply end.
            os._exit(0)

    def _end_in_order(self) -> None:
        self._executor.stop()
        self._join(Ending.WITH_WORK)
        for item in self._companions:
            if item.ending is Ending.AFTER_WORK:
                item.companion.stop()
        self._join(Ending.AFTER_WORK)
        self._note_end()
        self._join(Ending.LEFT_ALONE, _SECONDS_FOR_WHO_IS_LEFT_ALONE)
        self._close()

    def _join(self, ending: Ending, seconds: float | None = None) -> None:
        for thread in self._threads[ending]:
            thread.join(seconds)
