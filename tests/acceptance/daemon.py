"""The daemon while it runs: what it logs, and how it ends."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from deploy.servers.waiting import wait_until

PATIENCE = 60.0
"""Seconds: the longest pause between two looks at a failing mailbox, which is the longest wait."""

SIGTERM_LIMIT = 10.0
"""Seconds within which the daemon promises to end."""


def patiently(condition: Callable[[], bool]) -> None:
    """Wait until something is so; a busy machine is no failure."""
    wait_until(condition, limit=PATIENCE)


class Process(Protocol):
    """What is asked of a process, however it was started."""

    @property
    def pid(self) -> int:
        """Its number."""

    def poll(self) -> int | None:
        """Return its status when it has ended."""

    def wait(self, timeout: float | None = None) -> int:
        """Return its status; raises subprocess.TimeoutExpired."""

    def send_signal(self, number: int, /) -> None:
        """Send it a signal, unless it has ended."""


class Daemon:
    """A running `intake run`."""

    def __init__(self, process: Process, log: Path) -> None:
        self.process = process
        self._log = log

    def events(self, name: str, **fields: object) -> list[dict[str, Any]]:
        """What it logged under a name, with these values."""
        lines = self._log.read_text("utf-8").splitlines()
        logged = [json.loads(line) for line in lines if line.startswith("{")]
        return [
            entry for entry in logged if entry["event"] == name and fields.items() <= entry.items()
        ]

    def complaints(self) -> list[str]:
        """What it said to whoever started it, beside its log."""
        lines = self._log.read_text("utf-8").splitlines()
        return [line for line in lines if line.startswith("intake: ")]

    def wait_for(self, name: str, **fields: object) -> dict[str, Any]:
        """Wait until it logs this and return the first such line."""
        patiently(lambda: bool(self.events(name, **fields)))
        return self.events(name, **fields)[0]

    def end(self) -> int:
        """Send SIGTERM and return its status, which it gives within the promised time."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(SIGTERM_LIMIT)

    def has_left_children(self) -> bool:
        """Whether any process that it started lives on."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True
