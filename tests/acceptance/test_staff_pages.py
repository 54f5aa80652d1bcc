"""The pages as a part of the daemon: where they listen, and how they end with it."""

import socket
import time
from pathlib import Path

import httpx
import pytest

from deploy.servers.ports import LOOPBACK, free_port
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import SIGTERM_LIMIT, patiently
from tests.acceptance.installation import Table


@pytest.fixture
def box(tmp_path: Path) -> Table:
    """A mailbox without a server."""
    for name in ("cur", "new", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    where = {"kind": "maildir", "directory": str(tmp_path / "box")}
    return {"zorgkantoor": "vgz", "address": "oco@vgz.test", **where}


def test_a_port_that_is_taken_stops_the_start_with_one_line(install: Install, box: Table) -> None:
    with socket.create_server((LOOPBACK, free_port())) as taken:
        port = taken.getsockname()[1]
        installation = install(box, web={"enabled": True, "port": port})
        refused = installation.intake("run")
        # To drain asks for no pages.
        assert installation.drain().status == 0
    assert refused.status == 2
    (line,) = refused.complaints()
    assert line.startswith(f"intake: web.port: cannot listen on {LOOPBACK} port {port}")
    assert "set another web.host or web.port" in line


def test_the_daemon_ends_in_time_while_a_browser_says_nothing(install: Install, box: Table) -> None:
    port = free_port()
    installation = install(box, web={"enabled": True, "port": port})
    with installation.running() as daemon:
        url = f"http://{LOOPBACK}:{port}"
        patiently(lambda: _answers(url))
        with socket.create_connection((LOOPBACK, port)) as silent, httpx.Client() as idle:
            silent.sendall(b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
            assert idle.get(f"{url}/healthz").status_code == httpx.codes.OK
            before = time.monotonic()
            assert daemon.end() == 0
            assert time.monotonic() - before < SIGTERM_LIMIT
        assert daemon.events("stopped")
        assert not daemon.events("fault")
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/healthz")


def test_pages_are_not_served_where_they_are_switched_off(install: Install, box: Table) -> None:
    port = free_port()
    installation = install(box, web={"enabled": False, "port": port})
    with installation.running(), pytest.raises(httpx.ConnectError):
        httpx.get(f"http://{LOOPBACK}:{port}/healthz")


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz").status_code == httpx.codes.OK
    except httpx.ConnectError:
        return False
