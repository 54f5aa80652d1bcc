"""Start a server in a session of its own, wait until it answers, stop it with all it started."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from deploy.servers.ports import LOOPBACK

_LOOK_AGAIN = 0.02
START_LIMIT = 30.0
STOP_LIMIT = 10.0


class ServerProcess:
    """One server program and every process it starts.

    `log` receives standard output and error; `user` is the system user it runs as, root if None.
    """

    def __init__(self, argv: Sequence[str], *, log: Path, user: str | None = None) -> None:
        self._argv = list(argv)
        self._log = log
        self._user = user
        self._leader: subprocess.Popen[bytes] | None = None

    def start(self, answers: Callable[[], bool]) -> None:
        """Start it and return once `answers` is true.

        Raises:
            RuntimeError: when it runs already, ends by itself or does not answer in time; the
                message carries the end of its log.
        """
        if self._leader is not None:
            raise RuntimeError(f"{self._argv[0]} runs already; stop it first")
        # Without its own groups a server that drops root would keep those of root.
        as_user: dict[str, Any] = (
            {} if self._user is None else {"user": self._user, "group": self._user}
        )
        with self._log.open("ab") as output:
            self._leader = subprocess.Popen(
                self._argv,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd="/",
                extra_groups=[] if as_user else None,
                **as_user,
            )
        limit = time.monotonic() + START_LIMIT
        while not answers():
            ended = self._leader.poll() is not None
            if ended or time.monotonic() > limit:
                self.kill()
                reason = "ended by itself" if ended else f"did not answer in {START_LIMIT:.0f} s"
                tail = self._log.read_text(errors="replace")[-2000:]
                raise RuntimeError(f"{self._argv[0]} {reason}; its log ends with:\n{tail}")
            time.sleep(_LOOK_AGAIN)

    def stop(self, ask_with: signal.Signals = signal.SIGTERM) -> None:
        """Ask the server to end, wait, and kill what is left. Stopping twice is harmless."""
        if self._leader is None:
            return
        started = self.processes()
        self._leader.send_signal(ask_with)
        with suppress(subprocess.TimeoutExpired):
            self._leader.wait(STOP_LIMIT)
        self._end(started)

    def kill(self) -> None:
        """SIGKILL, for the server and all it started, as if the power of its machine failed."""
        if self._leader is None:
            return
        # A stopped leader starts no successors while its processes are being listed and killed.
        with suppress(ProcessLookupError):
            os.kill(self._leader.pid, signal.SIGSTOP)
        self._end(self.processes())

    def processes(self) -> set[int]:
        """Identifiers of the living processes of this server, the leader included.

        Members of its session and descendants by parent: PostgreSQL's backends leave the session,
        and a process whose parent died leaves the tree.
        """
        if self._leader is None:
            return set()
        table = _process_table()
        found = {self._leader.pid} & table.keys()
        found |= {pid for pid, (_, session) in table.items() if session == self._leader.pid}
        while True:
            children = {pid for pid, (parent, _) in table.items() if parent in found}
            if children <= found:
                return found
            found |= children

    def _end(self, started: set[int]) -> None:
        """Kill what is alive of `started` and of the session, and wait until all of it is gone."""
        leader = self._leader
        if leader is None:
            return
        limit = time.monotonic() + STOP_LIMIT
        while alive := (started & _process_table().keys()) | self.processes():
            for pid in alive:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            leader.poll()
            if time.monotonic() > limit:
                raise RuntimeError(f"{self._argv[0]} left processes {sorted(alive)}; end them")
            time.sleep(_LOOK_AGAIN)
        leader.wait(STOP_LIMIT)
        self._leader = None


def greets(port: int, greeting: bytes, *, limit: float = 2.0) -> bool:
    """Whether a server on this loopback port opens the conversation with `greeting`."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=limit) as connection:
            return connection.recv(len(greeting), socket.MSG_WAITALL) == greeting
    except OSError:
        return False


def _process_table() -> dict[int, tuple[int, int]]:
    """Parent and session of every living process; zombies are dead and left out."""
    table = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        # A process may end between the listing and the reading.
        with suppress(FileNotFoundError, ProcessLookupError):
            # The name in the second field may hold spaces and brackets: read from behind it.
            state, parent, _, session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            if state not in "ZX":
                table[int(entry.name)] = (int(parent), int(session))
    return table
