"""A program from start to end, with the clock on the wall, ended with us whatever happens."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

_LOOK_AGAIN = 0.25  # seconds between two looks at the progress
_LIMIT = 900.0


def seconds_of(argv: Sequence[str | Path], log: Path, watch: Callable[[], None]) -> float:
    """Run a program and return the seconds it took; output goes to `log`.

    Args:
        argv: The program, in an environment and working directory as ours.
        log: Where its output goes.
        watch: Called now and then while it runs.

    Raises:
        RuntimeError: it ended with another status than 0; the message has the end of the log.
        TimeoutError: it ran for too long.
    """
    # What earlier work left to be written must not slow down the first to call fsync.
    os.sync()
    with log.open("wb") as output:
        began = time.monotonic()
        program = subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # Ctrl-C is for us; the program and all it started are ended below.
            start_new_session=True,
        )
        try:
            status = _wait(program, began + _LIMIT, watch)
            ended = time.monotonic()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()
    if status:
        tail = log.read_text("utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{argv[0]} ended with status {status}; its log ends with:\n{tail}")
    return ended - began


def _wait(program: subprocess.Popen[bytes], limit: float, watch: Callable[[], None]) -> int:
    while time.monotonic() < limit:
        with suppress(subprocess.TimeoutExpired):
            return program.wait(_LOOK_AGAIN)
        watch()
    raise TimeoutError(f"it ran for more than {_LIMIT:g} s")
