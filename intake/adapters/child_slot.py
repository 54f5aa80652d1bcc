"""One child process at a time, replaced whenever it dies, hangs or has worked long enough.

Each slot has a pool of its own with a single worker: what one child breaks is felt by the
task that broke it, and by no neighbour.
"""

import multiprocessing
import signal
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from pebble import CONSTS, ProcessExpired, ProcessFuture, ProcessPool

from intake.adapters.child_confinement import confine
from intake.adapters.child_work import Failure, run_limited

TASKS_PER_CHILD: Final = 500
"""A child is replaced after so many tasks, so that what a library leaks is given back."""

START_SECONDS: Final = 30.0
"""Most time a child may take to start and to take up its task."""

_TRIES = 2
_PRELOADED = "intake.adapters.child_preload"

# Children ignore SIGTERM, so there is no use in waiting long before SIGKILL.
CONSTS.term_timeout = 0.01


class SlotUnusableError(Exception):
    """No child could be started, or the slot was stopped; the task itself is not to blame."""


class ChildSlot:
    """Runs one task at a time in a child process; `stop` may come from another thread.

    Args:
        memory_bytes: Address space of the child.
        output_bytes: Size of one file it may write.
    """

    def __init__(self, memory_bytes: int, output_bytes: int) -> None:
        self._arguments = (memory_bytes, output_bytes)
        self._pool: ProcessPool | None = None
        self._task: ProcessFuture[object] | None = None
        self._lock = threading.Lock()
        self._stopped = False

    def call(self, seconds: float, work: Callable[..., object], *arguments: object) -> object:
        """Return what the work returns, or a `Failure` (also `timeout` and `crash`).

        Args:
            seconds: Most time on the wall, and of the processor.
            work: A function of a module, importable in the child.
            arguments: For it; as few bytes as possible.

        Raises:
            SlotUnusableError: See there.
        """
        for _ in range(_TRIES):
            task = self._begin(seconds, work, arguments)
            if task is None:
                continue
            try:
                return task.result(timeout=seconds + START_SECONDS)
            except TimeoutError:
                if task.done():
                    return Failure("timeout", f"ran for more than {seconds:g} s")
            except MemoryError:
                return Failure("memory", "needs more memory than a child may have")
            except ProcessExpired as expired:
                return _death(expired.exitcode)
            except (BrokenProcessPool, CancelledError):
                pass  # a child that died idle or never started; a new pool tells
            self._discard()
        raise SlotUnusableError

    def stop(self) -> None:
        """End the child, whatever it does; a running `call` raises."""
        with self._lock:
            self._stopped = True
            # Ending a pool leaves its task without an answer, or not, as it happens.
            if self._task is not None:
                self._task.cancel()  # type: ignore[no-untyped-call] # pebble's
        self._discard()

    def _begin(
        self, seconds: float, work: Callable[..., object], arguments: tuple[object, ...]
    ) -> ProcessFuture[object] | None:
        """Hand the task to the child, starting one if there is none; None: it was dead."""
        with self._lock:
            if self._stopped:
                raise SlotUnusableError
            if self._pool is None:
                self._pool = self._new_pool()
            try:
                self._task = self._pool.schedule(
                    run_limited, args=(seconds, work, arguments), timeout=seconds
                )
            except RuntimeError:
                self._task = None
        if self._task is None:
            self._discard()
        return self._task

    def _new_pool(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_PRELOADED])
        return ProcessPool(
            max_workers=1,
            max_tasks=TASKS_PER_CHILD,
            initializer=confine,
            initargs=self._arguments,
            context=context,
        )

    def _discard(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call] # pebble's
            pool.join()


def _death(exitcode: int) -> Failure:
    if exitcode == -signal.SIGXCPU:
        return Failure("timeout", "used all its processor time")
    try:
        cause = signal.Signals(-exitcode).name
    except ValueError:
        cause = f"exit status {exitcode}"
    return Failure("crash", f"the child died of {cause}")
