"""One child process: started, asked, and ended."""

import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from multiprocessing.util import Finalize
from typing import Any, Final

from intake.adapters.child_answer_reading import read_answer
from intake.adapters.child_confinement import Confinement
from intake.adapters.child_pipe import (
    MOST_REQUEST_BYTES,
    AnswerPipe,
    BrokenAnswerError,
    NoAnswerError,
    send_within,
)
from intake.adapters.child_protection import Protection
from intake.adapters.child_service import TAKEN_UP, greeting, serve
from intake.adapters.child_work import SIGNATURES, Failure, Step

START_SECONDS: Final = 30.0
"""Most time a child may take to start, and to take up its task."""

# A dead child's memory is given back first, which may take a moment.
_END_SECONDS = 2.0
_PRELOADED = ["intake.adapters.child_preload"]

# The standard library looks at all children of the daemon whenever it starts one, and each may
# be asked once how it ended.
_starting_and_ending = threading.Lock()

# Before the interpreter, on its way out, waits for children that do not hear its SIGTERM.
_AT_EXIT = 10


def preload_rarely_used() -> None:
    """Have what few documents need loaded beforehand as well, for whoever runs for long.

    Of no effect once a child was started. It shares 20 MB among all children and takes half a
    second of the start, which would otherwise count as time of the first document in a child
    that needs it: on a machine without a processor to spare, more than it may take.
    """
    if SIGNATURES not in _PRELOADED:
        _PRELOADED.append(SIGNATURES)


class ChildGoneError(Exception):
    """The child did not start, or died before it took the task up."""


class ChildProcess:
    """A child at the service of one thread at a time; `kill` may come from another.

    Raises:
        ChildGoneError: See there; also OSError when the system has no room for a process.
    """

    def __init__(self, confinement: Confinement) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        reading, self._requests = context.Pipe(duplex=False)
        self._answers, writing = context.Pipe(duplex=False)
        self._process = context.Process(
            target=serve, args=(reading, writing, confinement), daemon=True
        )
        # Their other ends may be in the child alone, so that its death is the end of the pipe.
        with reading, writing, _starting_and_ending:
            self._process.start()
        Finalize(self, _kill, (self._process,), exitpriority=_AT_EXIT)
        os.set_blocking(self._requests.fileno(), False)
        self._pipe = AnswerPipe(self._answers.fileno())
        self.protection = self._greeting()
        self.tasks = 0

    def _greeting(self) -> Protection:
        try:
            told = read_answer(self._pipe.receive(time.monotonic() + START_SECONDS), greeting)
        except (TimeoutError, NoAnswerError, BrokenAnswerError) as error:
            self.end()
            raise ChildGoneError from error
        if isinstance(told, Failure):
            self.end()
            raise ChildGoneError
        return told

    def ask(self, steps: Sequence[Step]) -> list[Any]:
        """Return what each step returns, up to a `Failure`, after which it is to be ended.

        Raises:
            ChildGoneError: It died, or was killed, before it took the task up.
        """
        request = pickle.dumps([(step.seconds, step.work, step.arguments) for step in steps])
        if len(request) > MOST_REQUEST_BYTES:
            return [Failure("output", "is more than a request may hold")]
        self.tasks += 1
        until = time.monotonic() + START_SECONDS
        try:
            send_within(self._requests.fileno(), request, until)
            taken_up = self._pipe.receive(until)
        except (OSError, NoAnswerError, BrokenAnswerError) as error:  # TimeoutError is an OSError
            raise ChildGoneError from error
        if taken_up != TAKEN_UP:
            raise ChildGoneError
        outcomes: list[Any] = []
        for step in steps:
            outcomes.append(self._outcome(step, outcomes[-1] if outcomes else None))
            if isinstance(outcomes[-1], Failure):
                break
        return outcomes

    def _outcome(self, step: Step, before: object) -> object:
        try:
            value = read_answer(self._pipe.receive(time.monotonic() + step.seconds), step.work)
        except TimeoutError:
            return Failure("timeout", f"ran for more than {step.seconds:g} s")
        except BrokenAnswerError as error:
            return Failure("crash", str(error))
        except NoAnswerError:
            return _death(self._exit_code())
        if not isinstance(value, Failure) and not step.fits(value, before):
            return Failure("crash", "its answer is none to what was asked")
        return value

    def _exit_code(self) -> int | None:
        wait([self._process.sentinel], _END_SECONDS)
        with _starting_and_ending:
            return self._process.exitcode

    def kill(self) -> None:
        """Have the kernel end it, whatever it does; whoever asks it then has its answer."""
        _kill(self._process)

    def end(self) -> None:
        """Kill it, and give back what it took in the daemon."""
        self.kill()
        with _starting_and_ending:
            self._process.join(_END_SECONDS)
        self._requests.close()
        self._answers.close()


def _kill(process: BaseProcess) -> None:
    with _starting_and_ending, suppress(ProcessLookupError):
        if process.exitcode is None:
            process.kill()


def _death(exit_code: int | None) -> Failure:
    if exit_code is None:
        return Failure("crash", "the child closed its pipe")
    if exit_code == -signal.SIGXCPU:
        return Failure("timeout", "used all its processor time")
    try:
        cause = signal.Signals(-exit_code).name
    except ValueError:
        cause = f"exit status {exit_code}"
    return Failure("crash", f"the child died of {cause}")
