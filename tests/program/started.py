"""Starting `intake` as a process of its own, without waiting until it is loaded."""

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self

from tests.program.loaded import Run

ROOT = Path(__file__).parents[2]
_asking = threading.Lock()


@cache
def _loaded() -> socket.socket:
    """Start the process that has the program loaded, once in each process of tests."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.program.loaded", str(its.fileno())],
            cwd=ROOT,
            pass_fds=[its.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    atexit.register(_end, ours, process)
    return ours


def _end(requests: socket.socket, process: "subprocess.Popen[bytes]") -> None:
    requests.close()
    process.wait()


Streams = tuple[IO[Any] | int, IO[Any] | int, IO[Any] | int]


class Started:
    """A run of `intake`, with those members of `subprocess.Popen` that its tests need.

    Args:
        words: What stands behind its name.
        streams: Its standard input, output and errors.
        environment: Without, that of this process.
        session: It leads a session of its own.
    """

    def __init__(
        self,
        words: Sequence[str | Path],
        streams: Streams,
        *,
        environment: Mapping[str, str] | None = None,
        session: bool = False,
    ) -> None:
        run = Run(
            [str(word) for word in words], dict(environment or os.environ), str(Path.cwd()), session
        )
        self._told, its = os.pipe()
        numbers = [each if isinstance(each, int) else each.fileno() for each in streams]
        with _asking:
            socket.send_fds(_loaded(), [run.to_json()], [*numbers, its])
        os.close(its)
        self._heard = b""
        self.returncode: int | None = None
        self.pid = self._next_number()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.wait()

    def poll(self) -> int | None:
        """Return its status when it has ended."""
        if self.returncode is None and self._has_news(0):
            self._end()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return its status; raises subprocess.TimeoutExpired."""
        if self.returncode is None:
            if not self._has_news(timeout):
                raise subprocess.TimeoutExpired("intake", timeout or 0)
            self._end()
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Send SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Send SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def _has_news(self, timeout: float | None) -> bool:
        return b"\n" in self._heard or bool(select.select([self._told], [], [], timeout)[0])

    def _end(self) -> None:
        self.returncode = self._next_number()
        os.close(self._told)

    def _next_number(self) -> int:
        while b"\n" not in self._heard:
            heard = os.read(self._told, 64)
            if not heard:
                raise ChildProcessError("the process that has `intake` loaded is gone")
            self._heard += heard
        line, _, self._heard = self._heard.partition(b"\n")
        return int(line)


def ended(
    *words: str | Path, timeout: float, environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run `intake` to its end; raises subprocess.TimeoutExpired, after it was killed."""
    with (
        Path(os.devnull).open("rb") as nothing,
        TemporaryFile("w+", encoding="utf-8") as out,
        TemporaryFile("w+", encoding="utf-8") as err,
        Started(words, (nothing, out, err), environment=environment) as run,
    ):
        try:
            status = run.wait(timeout)
        finally:
            run.kill()
        # A run shares the place in the file with us, and leaves it at the end.
        for stream in (out, err):
            stream.seek(0)
        return subprocess.CompletedProcess(words, status, out.read(), err.read())
