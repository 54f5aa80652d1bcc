"""The demo ends when it is told to, or when its daemon dies, and leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from deploy.demo.stop_signals import StopSignals
from deploy.servers.process import ServerProcess
from deploy.servers.waiting import wait_until

# As a script does that puts the demo in the background, or runs it under nohup.
_DEAF = ["sh", "-c", 'trap "" INT TERM HUP; exec "$@"', "sh"]
_PLAYING = "the daemon are running"
_PATIENCE = 120.0  # seconds; a busy machine is no failure


class Found(NamedTuple):
    """A living process."""

    pid: int
    parent: int
    session: int
    command: str


def processes() -> list[Found]:
    listed = subprocess.run(
        ["ps", "-ww", "-eo", "stat=,pid=,ppid=,sid=,args="],
        check=True,
        capture_output=True,
        text=True,
    )
    rows = (line.split(None, 4) for line in listed.stdout.splitlines())
    return [
        Found(int(pid), int(parent), int(session), command)
        for state, pid, parent, session, command in rows
        if not state.startswith("Z")
    ]


class Demo(NamedTuple):
    """A demo that plays, with the servers it started."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def servers(self) -> list[Found]:
        """Its children and all of their sessions."""
        everything = processes()
        sessions = {item.session for item in everything if item.parent == self.process.pid}
        return [item for item in everything if item.session in sessions]

    @property
    def daemon(self) -> Found:
        (found,) = [
            item
            for item in self.servers
            if item.parent == self.process.pid and " run --config " in item.command
        ]
        return found

    def directory(self) -> Path:
        found = re.search(r"--config (\S+)/intake\.toml", self.daemon.command)
        assert found is not None
        return Path(found[1])


@contextmanager
def playing(directory: Path) -> Iterator[Demo]:
    log = directory / "demo.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [*_DEAF, sys.executable, "-m", "deploy.demo"], stdout=output, stderr=output
        ) as process,
    ):
        try:
            wait_until(
                lambda: _PLAYING in log.read_text("utf-8") or process.poll() is not None,
                limit=_PATIENCE,
            )
            assert process.poll() is None, log.read_text("utf-8")
            yield Demo(process, log)
        finally:
            process.terminate()


@pytest.mark.slow
def test_every_sample_comes_out_as_it_should(tmp_path: Path) -> None:
    log = tmp_path / "demo.log"
    with log.open("wb") as output:
        ended = subprocess.run(
            [sys.executable, "-m", "deploy.demo", "--exit"],
            check=False, stdout=output, stderr=output, timeout=_PATIENCE - 10,
        )  # fmt: skip
    told = log.read_text("utf-8")
    assert ended.returncode == 0, told
    assert re.search(r"^(\d+) of \1 samples came out as expected$", told, re.MULTILINE)


@pytest.mark.parametrize("number", [signal.SIGTERM])
def test_a_signal_ends_it_with_all_it_started_and_made(
    tmp_path: Path, number: signal.Signals
) -> None:
    with playing(tmp_path) as demo:
        servers, directory = demo.servers, demo.directory()
        assert len({item.session for item in servers}) == 3
        demo.process.send_signal(number)
        assert demo.process.wait(_PATIENCE) == 0
        assert "everything is stopped" in demo.log.read_text("utf-8")
    assert {item.pid for item in servers} & {item.pid for item in processes()} == set()
    assert not directory.exists()


def test_it_says_that_the_daemon_died_and_ends(tmp_path: Path) -> None:
    with playing(tmp_path) as demo:
        servers, directory = demo.servers, demo.directory()
        os.kill(demo.daemon.pid, signal.SIGKILL)
        assert demo.process.wait(_PATIENCE) == 1
        told = demo.log.read_text("utf-8")
    assert "ended by itself with status -9; its log ends with:" in told
    assert "roles=" in told
    assert {item.pid for item in servers} & {item.pid for item in processes()} == set()
    assert not directory.exists()


def test_an_interrupted_start_leaves_no_server(tmp_path: Path) -> None:
    server = ServerProcess(["sleep", "600"], log=tmp_path / "log")
    started: set[int] = set()

    def interrupted() -> bool:
        started.update(server.pids())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        server.start(interrupted)
    assert started
    assert started & {item.pid for item in processes()} == set()


_PROGRAM = """
import os, signal
from deploy.demo.stop_signals import StopSignals
signals = StopSignals()
signals.listen()
{hold}
try:
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        os.kill(os.getpid(), number)
    print("went on")
    signals.look()
    print("did not look")
except KeyboardInterrupt:
    print("ends")
"""


@pytest.mark.parametrize(
    ("hold", "told"), [("", "ends\n"), ("signals.hold()", "went on\nends\n")], ids=["any", "held"]
)
def test_a_signal_is_heard_at_once_or_kept_for_the_next_look(hold: str, told: str) -> None:
    ran = subprocess.run(
        [*_DEAF, sys.executable, "-c", _PROGRAM.format(hold=hold)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert ran.stdout == told


def test_nothing_is_raised_where_no_signal_came() -> None:
    StopSignals().look()
