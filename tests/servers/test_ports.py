"""Ports are drawn so that parallel test workers never share one."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.servers import ports


def test_a_port_is_handed_out_once() -> None:
    drawn = [ports.free_port() for _ in range(30)]
    assert len(set(drawn)) == len(drawn)


def test_a_port_on_which_something_listens_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind((ports.LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(ports, "_RANGE", range(port, port + 1))
        monkeypatch.setattr(ports, "_ATTEMPTS", 1)
        with pytest.raises(OSError, match="no free port"):
            ports.free_port()


def test_a_port_reserved_by_another_process_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = (
        "import sys; from deploy.servers.ports import free_port\n"
        "print(free_port(), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        port = int(other.stdout.readline())
        monkeypatch.setattr(ports, "_RANGE", range(port, port + 1))
        monkeypatch.setattr(ports, "_ATTEMPTS", 1)
        with pytest.raises(OSError, match="no free port"):
            ports.free_port()
        other.communicate()
    assert ports.free_port() == port
