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
from intake.daemon.lookout import Lookout
from intake.daemon.poller import Poller
from intake.daemon.progress import Progress
from intake.daemon.service_record import ServiceRecord
from intake.daemon.timestamper import Timestamper
from intake.domain.errors import IntakeError, TemporaryError

_GRACE_SECONDS = 8.0  # of the ten that SIGTERM is promised to take
_GUARD_SECONDS = 5.0
_SECONDS_FOR_A_STAMP_UNDER_WAY = 2.0
_LOOKOUT = "lookout"


@dataclass(frozen=True)
class Drained:
    """What a drain came to: offices whose mailbox could not be looked into, with the reason."""

    unreachable: tuple[tuple[str, str], ...]


class Companion(Protocol):
    """What runs in a thread of its own beside pollers and executor."""

    def run(self) -> None:
        """Work until `stop` is called; never raises."""
        ...

    def stop(self) -> None:
        """Make `run` return soon; called from another thread, and perhaps before `run`."""
        ...


class Service:
    """The daemon of one process.

    Args:
        pollers: By office; empty when this process does not poll.
        companions: What else runs in a thread of its own, by the name of the thread.
        executor: Runs the stages of this process; None when it runs none.
        progress: Told of faults.
        lookout: Writes down what the pollers see.
        prepare: Makes ready what takes a while, beside everything else.
        guard: Makes sure that no other process has our roles; called now and then.
        record: Notes in the evidence log what began to run, and when it ended.
        timestamper: Has the log stamped; None when this process does not.
        close: Frees connections and child processes; called once at the end.
        companions: What else runs as long as the daemon does, by the name of its thread; a
            drain leaves them out.
    """

    def __init__(
        self,
        pollers: Sequence[tuple[str, Poller]],
        executor: Executor,
        progress: Progress,
        *,
        lookout: Lookout,
        prepare: Callable[[], None],
        guard: Callable[[], None],
        close: Callable[[], None],
        companions: Sequence[tuple[str, Companion]] = (),
        record: ServiceRecord | None = None,
        timestamper: Timestamper | None = None,
    ) -> None:
        self._pollers = pollers
        self._companions = companions
        self._executor = executor
        self._companions = companions
        self._progress = progress
        self._lookout = lookout
        self._prepare = prepare
        self._guard = guard
        self._close = close
        self._companions = companions
        self._record = record
        self._timestamper = timestamper
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def run(self, started: Callable[[], None]) -> None:
        """Run until SIGTERM or SIGINT; `started` is called when everything is under way.

        Raises:
            ConfigurationError: Another process took one of our roles; this one has stopped.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        self._note_begin("run")
        threading.Thread(target=self._prepare, name="prepare", daemon=True).start()
        for office, poller in self._pollers:
            self._start(poller.run, f"poll-{office}")
        stamping = self._start_stamping()
        self._start(self._executor.run, "executor")
        for name, companion in self._companions:
            self._start(companion.run, name)
        self._start(self._lookout.run, _LOOKOUT)
        started()
        try:
            while not self._stop.wait(_GUARD_SECONDS):
                with suppress(TemporaryError):
                    self._guard()
                self._note_begin("run")
        finally:
            self._end(stamping)

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
        for office, poller in self._pollers:
            self._start(partial(look, office, poller), office)
        self._executor.drain(lambda: any(thread.is_alive() for thread in self._threads))
        self._executor.stop()
        self._note_end()
        if self._timestamper is not None:
            self._timestamper.try_once()
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

    def _start_stamping(self) -> threading.Thread | None:
        if self._timestamper is None:
            return None
        thread = threading.Thread(target=self._timestamper.run, name="timestamps", daemon=True)
        thread.start()
        return thread

    def _end(self, stamping: threading.Thread | None) -> None:
        for _, poller in self._pollers:
            poller.stop()
        for _, companion in self._companions:
            companion.stop()
        if self._timestamper is not None:
            self._timestamper.stop()
        ending = threading.Thread(target=self._end_in_order, args=(stamping,), daemon=True)
        ending.start()
        ending.join(_GRACE_SECONDS)
        if ending.is_alive():
            # A server that hangs must not keep the container from stopping; every
            # promise is in the database, so the process may simply end.
            os._exit(0)

    def _end_in_order(self, stamping: threading.Thread | None) -> None:
        self._executor.stop()
        for thread in self._threads:
            if thread.name != _LOOKOUT:
                thread.join()
        # The last to end: it writes down that the others have.
        self._lookout.stop()
        for thread in self._threads:
            thread.join()
        self._note_end()
        if stamping is not None:
            # An authority that is silent is left alone: what it did not stamp is stamped later.
            stamping.join(_SECONDS_FOR_A_STAMP_UNDER_WAY)
        self._close()
