"""One child process at a time, replaced whenever it dies, hangs or has worked long enough.

Each slot has a child of its own: what one child breaks is felt by the task that broke it,
and by no neighbour.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from intake.adapters.child_confinement import Confinement
from intake.adapters.child_process import ChildGoneError, ChildProcess
from intake.adapters.child_protection import Protection
from intake.adapters.child_work import Failure, Step

TASKS_PER_CHILD: Final = 500
"""A child is replaced after so many tasks, so that what a library leaks is given back."""

_TRIES = 2

Value = TypeVar("Value")


class SlotUnusableError(Exception):
    """No child could be started, or the slot was stopped; the task itself is not to blame."""


class ChildSlot:
    """Runs one task at a time in a child process; `stop` may come from another thread."""

    def __init__(self, confinement: Confinement) -> None:
        self._confinement = confinement
        self._child: ChildProcess | None = None
        self._in_use = threading.Lock()
        self._lock = threading.Lock()
        self._stopped = False

    def call(
        self, seconds: float, work: Callable[..., Value], *arguments: object
    ) -> Value | Failure:
        """Do a single `Step`, see `call_in_turn`."""
        outcome: Value | Failure = self.call_in_turn([Step(seconds, work, arguments)])[0]
        return outcome

    def call_in_turn(self, steps: Sequence[Step]) -> list[Any]:
        """Return what each step returns, up to a `Failure` (also `timeout` and `crash`).

        Raises:
            SlotUnusableError: See there.
        """
        with self._in_use:
            for _ in range(_TRIES):
                child = self._living_child()
                if child is None:
                    continue
                try:
                    outcomes = child.ask(steps)
                except ChildGoneError:
                    self._discard()
                    continue
                # Whatever failed in it may have taken it over: it sees no other mail.
                has_failed = isinstance(outcomes[-1], Failure)
                if has_failed or child.tasks >= TASKS_PER_CHILD:
                    self._discard()
                if self._stopped and has_failed:
                    break
                return outcomes
        raise SlotUnusableError

    def protection(self) -> Protection:
        """Return what protects its child, which is started where there is none.

        Raises:
            SlotUnusableError: See there.
        """
        with self._in_use:
            for _ in range(_TRIES):
                child = self._living_child()
                if child is not None:
                    return child.protection
        raise SlotUnusableError

    def stop(self) -> None:
        """End the child, whatever it does; a running `call` raises."""
        with self._lock:
            self._stopped = True
            if self._child is not None:
                self._child.kill()
        # Whoever waits for the child that was killed is soon done.
        with self._in_use:
            self._discard()

    def _living_child(self) -> ChildProcess | None:
        """Return the child, starting one if there is none; None: that was in vain."""
        if self._child is not None:
            return self._child
        if self._stopped:
            raise SlotUnusableError
        try:
            child = ChildProcess(self._confinement)
        except (ChildGoneError, OSError, EOFError):
            return None
        with self._lock:
            self._child = child
        if self._stopped:
            # By somebody who may not have seen it.
            self._discard()
            raise SlotUnusableError
        return child

    def _discard(self) -> None:
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.end()
