"""Start a server in a session of its own, wait until it answers, stop it with all it started."""

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from deploy.servers.ports import LOOPBACK

_LOOK_AGAIN = 0.02
START_LIMIT = 30.0
STOP_LIMIT = 10.0


class _Process(NamedTuple):
    """A process; its start time tells it from a later one that was given the same number."""

    pid: int
    started: int
    parent: int
    session: int


class ServerProcess:
    """One server program and every process it starts.

    `log` receives standard output and error; `user` is the system user it runs as, root if None;
    `ends_on` is the signal that makes it end in good order.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        log: Path,
        user: str | None = None,
        ends_on: signal.Signals = signal.SIGTERM,
    ) -> None:
        self._argv = list(argv)
        self._log = log
        self._user = user
        self._ends_on = ends_on
        self._leader: subprocess.Popen[bytes] | None = None

    def start(self, answers: Callable[[], bool]) -> None:
        """Start it and return once `answers` is true.

        Started from the main thread it also ends when our process is killed, unless it takes
        another user meanwhile, as Postfix does. Whatever interrupts the start, nothing is left.

        Raises:
            RuntimeError: when it runs already, ends by itself or does not answer in time; the
                message carries the end of its log.
        """
        if self._leader is not None:
            raise RuntimeError(f"{self._argv[0]} runs already; stop it first")
        # Whoever drops root drops root's supplementary groups as well.
        groups: list[str] | None = None if self._user is None else []
        with self._log.open("ab") as output:
            self._leader = subprocess.Popen(
                [*self._tie_to_our_life(), *self._argv],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd="/",
                user=self._user,
                group=self._user,
                extra_groups=groups,
            )
        try:
            self._wait_for(answers)
        except BaseException:
            self.kill()
            raise

    def _wait_for(self, answers: Callable[[], bool]) -> None:
        limit = time.monotonic() + START_LIMIT
        while not answers():
            self.require_running()
            if time.monotonic() > limit:
                raise RuntimeError(self.told(f"did not answer in {START_LIMIT:.0f} s"))
            time.sleep(_LOOK_AGAIN)

    def require_running(self) -> None:
        """Return while it runs.

        Raises:
            RuntimeError: It was not started, or ended by itself; the message carries its status
                and the end of its log.
        """
        if self._leader is None:
            raise RuntimeError(f"{self._argv[0]} does not run; start it first")
        if (status := self._leader.poll()) is not None:
            raise RuntimeError(self.told(f"ended by itself with status {status}"))

    def told(self, what: str) -> str:
        """Return what became of it, with the end of its log."""
        tail = self._log.read_text(errors="replace")[-2000:]
        return f"{self._argv[0]} {what}; its log ends with:\n{tail}"

    def _tie_to_our_life(self) -> list[str]:
        # The kernel sends this signal at the end of the thread that started the server, so only
        # the main thread may ask for it: another one may end long before our process does.
        if threading.current_thread() is not threading.main_thread():
            return []
        return ["setpriv", "--pdeathsig", self._ends_on.name.removeprefix("SIG"), "--"]

    def stop(self) -> int | None:
        """Ask the server to end, wait, and kill what is left. Stopping twice is harmless.

        Returns its exit status, that of the signal below zero; None when it did not run.
        """
        leader = self._leader
        if leader is None:
            return None
        started = self._alive()
        leader.send_signal(self._ends_on)
        with suppress(subprocess.TimeoutExpired):
            leader.wait(STOP_LIMIT)
        self._end(started)
        return leader.returncode

    def kill(self) -> None:
        """SIGKILL, for the server and all it started: nobody gets to finish anything."""
        if self._leader is None:
            return
        # A stopped leader starts no successors while its processes are being listed and killed.
        with suppress(ProcessLookupError):
            os.kill(self._leader.pid, signal.SIGSTOP)
        self._end(self._alive())

    def pids(self) -> set[int]:
        """Identifiers of the living processes of this server, the leader included."""
        return {process.pid for process in self._alive()}

    def _alive(self) -> set[_Process]:
        """Members of its session and descendants by parent.

        Both, because PostgreSQL's backends leave the session, and a process whose parent died
        leaves the tree.
        """
        if self._leader is None:
            return set()
        everything = _processes()
        leader = self._leader.pid
        found = {process for process in everything if leader in (process.pid, process.session)}
        while True:
            pids = {process.pid for process in found}
            children = {process for process in everything if process.parent in pids}
            if children <= found:
                return found
            found |= children

    def _end(self, started: set[_Process]) -> None:
        """Kill what is alive of `started` and of the session, and wait until all of it is gone."""
        leader = self._leader
        if leader is None:
            return
        limit = time.monotonic() + STOP_LIMIT
        while left := _still_alive(started) | self._alive():
            for process in left:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGKILL)
            leader.poll()
            if time.monotonic() > limit:
                pids = sorted(process.pid for process in left)
                raise RuntimeError(f"{self._argv[0]} left processes {pids}; end them by hand")
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


def is_running(pid: int) -> bool:
    """Whether a process of this number lives; a zombie does not."""
    return any(process.pid == pid for process in _processes())


def _still_alive(known: set[_Process]) -> set[_Process]:
    # By number and start time: a process whose parent died has another parent now.
    identities = {(process.pid, process.started) for process in known}
    return {process for process in _processes() if (process.pid, process.started) in identities}


def _processes() -> set[_Process]:
    """Every living process of this machine; zombies are dead and left out."""
    found = set()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        # A process may end between the listing and the reading.
        with suppress(FileNotFoundError, ProcessLookupError):
            # The name in the second field may hold spaces and brackets: read on from behind it,
            # where the state is the first field, see proc_pid_stat(5).
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if fields[0] not in "ZX":
                parent, session, started = int(fields[1]), int(fields[3]), int(fields[19])
                found.add(_Process(int(entry.name), started, parent, session))
    return found
