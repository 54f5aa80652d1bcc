"""The receiving SMTP server as the benchmarks see it: when it said yes, and to whom."""

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from deploy.servers.ports import free_port
from deploy.servers.process import ServerProcess, greets

_PROGRAM = Path(__file__).with_name("smtp_sink.py")
_LOOK_AGAIN = 0.01


class Accepted(NamedTuple):
    """A letter: the moment on the monotonic clock when the server said yes, and the recipient."""

    moment: float
    recipient: str


class Receiver:
    """Runs `smtp_sink` in a process of its own and reads what it reports."""

    def __init__(self, directory: Path) -> None:
        self.port = free_port()
        self._log = directory / "receiver.log"
        self._process = ServerProcess(
            [sys.executable, "-P", str(_PROGRAM), str(self.port)], log=self._log
        )

    def __enter__(self) -> Self:
        self._process.start(lambda: greets(self.port, b"220"))
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.stop()

    def accepted(self) -> list[Accepted]:
        """Return every letter so far, in order."""
        lines = self._log.read_text("utf-8").splitlines(keepends=True)
        return [
            Accepted(float(moment), recipient)
            for moment, recipient in (line.split() for line in lines if line.endswith("\n"))
        ]

    def wait_for(self, count: int, seconds: float) -> list[Accepted]:
        """Return the letters once there are so many.

        Raises:
            TimeoutError: there were fewer in the time given.
        """
        limit = time.monotonic() + seconds
        while len(letters := self.accepted()) < count:
            if time.monotonic() > limit:
                raise TimeoutError(f"{len(letters)} of {count} letters came within {seconds:g} s")
            time.sleep(_LOOK_AGAIN)
        return letters
