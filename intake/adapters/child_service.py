"""What a child process does all its life: give up what it does not need, then answer requests.

A message to the daemon says that it is ready and how it is protected. Each request is
answered that it was taken up, and with the outcome of each of its steps as soon as that is
there, up to the first that fails. Requests are pickles, since the daemon that writes them is
trusted; answers are not, see `child_answer_reading`.
"""

import os
import pickle
from typing import TYPE_CHECKING

from intake.adapters.child_answer_writing import written
from intake.adapters.child_confinement import Confinement, confine
from intake.adapters.child_pipe import receive, send
from intake.adapters.child_protection import Protection
from intake.adapters.child_work import Failure, run_limited

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

TAKEN_UP = b""


def serve(
    requests: "Connection[bytes, bytes]",
    answers: "Connection[bytes, bytes]",
    confinement: Confinement,
) -> None:
    """Answer requests until the daemon closes their pipe; the target of the child process."""
    reading, writing = requests.fileno(), answers.fileno()
    send(writing, written(confine(confinement, {reading, writing})))
    while True:
        try:
            request = receive(reading)
        except EOFError:
            os._exit(0)
        steps = pickle.loads(request)  # noqa: S301 - the daemon wrote it
        send(writing, TAKEN_UP)
        before: tuple[object, ...] = ()
        for seconds, work, arguments in steps:
            outcome = run_limited(seconds, work, (*before, *arguments))
            send(writing, written(outcome))
            if isinstance(outcome, Failure):
                break
            before = (outcome,)


def greeting() -> Protection:
    """Stand for what a child says first, by the type it has."""
    raise NotImplementedError
