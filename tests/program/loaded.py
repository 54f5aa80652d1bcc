"""`python -m tests.program.loaded FD`: has `intake` loaded, and runs it in forks of itself.

Each request on the socket FD is a run: its words, environment and folder, with the
descriptors for its input, its output, its errors, and one that is told the number of the
process and, in the end, its exit status. A run is the installed script, begun where an
interpreter of its own would be after a second or two of loading.

What a run does at its very end, from atexit functions to the threads it waits for, is what
an interpreter does: a fork leaves this module's frames, and runs the script as its main program.
"""

import gc
import json
import os
import runpy
import selectors
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from intake.adapters.letter_words import _environment
from intake.cli.commands import all_commands

PROGRAM = Path(sys.executable).with_name("intake")
DESCRIPTORS = 4
MOST_BYTES = 1 << 18


@dataclass(frozen=True)
class Run:
    """One run of the program.

    Attributes:
        words: What stands behind its name.
        environment: All of it.
        directory: Where it is started.
        session: It leads a session of its own.
    """

    words: list[str]
    environment: dict[str, str]
    directory: str
    session: bool

    def to_json(self) -> bytes:
        """Return one message."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, message: bytes) -> Self:
        """Read what `to_json` wrote."""
        return cls(**json.loads(message))


class Forks:
    """The runs of one test process, and what they are told to.

    Args:
        requests: Hangs up when the test process is gone, which ends all runs.
    """

    def __init__(self, requests: socket.socket) -> None:
        self._requests = requests
        self._selector = selectors.DefaultSelector()
        self._selector.register(requests, selectors.EVENT_READ)
        self._going: dict[int, tuple[int, int]] = {}  # by the descriptor of each process

    def next_run(self) -> Run | None:
        """Serve requests. Returns None when there are no more, and in each fork its run."""
        while True:
            for key, _ in self._selector.select():
                if key.fd in self._going:
                    self._tell_end(key.fd)
                    continue
                message, descriptors, _, _ = socket.recv_fds(
                    self._requests, MOST_BYTES, DESCRIPTORS
                )
                if not message:
                    self._end_all()
                    return None
                run = Run.from_json(message)
                if self._fork(run, descriptors):
                    return run

    def _fork(self, run: Run, descriptors: list[int]) -> bool:
        """Tell whether this is the fork."""
        *streams, told = descriptors
        pid = os.fork()
        if not pid:
            self._become(run, streams, told)
            return True
        for stream in streams:
            os.close(stream)
        watched = os.pidfd_open(pid)
        self._going[watched] = (pid, told)
        self._selector.register(watched, selectors.EVENT_READ)
        return False

    def _become(self, run: Run, streams: list[int], told: int) -> None:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        if run.session:
            os.setsid()
        os.chdir(run.directory)
        _tell(told, os.getpid())
        self._selector.close()
        self._requests.close()
        others = [
            number for watched, (_, other) in self._going.items() for number in (watched, other)
        ]
        for descriptor in (*streams, told, *others):
            os.close(descriptor)

    def _tell_end(self, watched: int) -> None:
        pid, told = self._going.pop(watched)
        self._selector.unregister(watched)
        os.close(watched)
        _, status = os.waitpid(pid, 0)
        _tell(told, os.waitstatus_to_exitcode(status))
        os.close(told)

    def _end_all(self) -> None:
        for pid, _ in self._going.values():
            os.kill(pid, signal.SIGKILL)


def _tell(told: int, number: int) -> None:
    # Nobody may be there to hear it.
    with suppress(BrokenPipeError):
        os.write(told, f"{number}\n".encode())


def _play(run: Run) -> None:
    os.environ.clear()
    os.environ.update(run.environment)
    sys.argv = [str(PROGRAM), *run.words]
    sys.path[0] = str(PROGRAM.parent)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=stream.isatty() or stream is sys.stderr)  # type: ignore[union-attr]
    runpy.run_path(str(PROGRAM), run_name="__main__")


def main() -> None:
    all_commands()
    for escape in (True, False):
        templates = _environment(None, escape=escape)
        for name in templates.list_templates():
            templates.get_template(name)
    gc.collect()
    gc.freeze()  # what is loaded stays shared with the forks
    run = Forks(socket.socket(fileno=int(sys.argv[1]))).next_run()
    if run is not None:
        _play(run)


if __name__ == "__main__":
    main()
