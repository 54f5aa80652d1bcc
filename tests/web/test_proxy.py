"""Whose wrong passwords count together: who connects, or whom the proxy of this machine names."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from tests.acceptance.daemon import patiently
from tests.acceptance.smtp_sink import SmtpSink
from tests.web.office import PASSWORD, VERA, Office
from tests.web.staff_client import token_in

# Each worker of a test run makes an office of its own for these.

HOST = "oco.vgz.example"
GUESSER, COLLEAGUE = "203.0.113.9", "203.0.113.10"
SLOWED, WRONG, IN = (
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SEE_OTHER,
)


@contextmanager
def office_at(directory: Path, **web: object) -> Iterator[Office]:
    """Run an office with one account and these settings of the pages."""
    with SmtpSink() as sink:
        office = Office(directory, sink)
        office.hire(VERA)
        office.installation.tables["web"] |= web
        office.installation.write()
        with office.installation.running():
            patiently(lambda: _answers(office))
            yield office
        office.storage.close()


def _answers(office: Office) -> bool:
    try:
        return httpx.get(f"{office.url}/healthz").is_success
    except httpx.ConnectError:
        return False


@pytest.fixture
def without_proxy(tmp_path: Path) -> Iterator[Office]:
    """Pages for this machine alone."""
    with office_at(tmp_path) as office:
        yield office


@pytest.fixture
def behind_proxy(tmp_path: Path) -> Iterator[Office]:
    """Pages behind a proxy with TLS, which every test plays."""
    with office_at(tmp_path, public_url=f"https://{HOST}") as office:
        yield office


def tried(url: str, password: str, *forwarded: str, host: str = HOST) -> int:
    """Send the form as a proxy does, with lines of X-Forwarded-For; return the status."""
    lines = [("Host", host), *(("X-Forwarded-For", line) for line in forwarded)]
    # The cookie goes along by hand, since the browser gets it over TLS.
    page = httpx.get(f"{url}/sign-in", headers=lines)
    cookie = page.headers["set-cookie"].partition(";")[0]
    fields = {"csrf": token_in(page.text), "account": VERA.account, "password": password}
    answer = httpx.post(f"{url}/sign-in", data=fields, headers=[*lines, ("Cookie", cookie)])
    return answer.status_code


def test_without_a_proxy_nobody_gets_another_address_by_saying_so(without_proxy: Office) -> None:
    url = without_proxy.url
    host = url.removeprefix("http://")
    guesses = [tried(url, "iets anders", f"203.0.113.{n}", host=host) for n in range(6)]
    assert guesses == [*[WRONG] * 5, SLOWED]
    assert tried(url, PASSWORD, COLLEAGUE, host=host) == SLOWED


LINES = {
    # name: what the proxy passes on of what the guesser claims, with what it appends itself
    "nothing claimed": (GUESSER,),
    "another address each time": ("198.51.100.{n}, " + GUESSER,),
    "an address of this machine": ("127.0.0.1, " + GUESSER,),
    "a line of its own": ("198.51.100.{n}", GUESSER),
    "nonsense": ("'; --, " + GUESSER,),
    "the address of a colleague": (f"{COLLEAGUE}, {GUESSER}",),
    "a second proxy of this machine": ("198.51.100.{n}, " + GUESSER + ", 127.0.0.1",),
}


def test_behind_a_proxy_the_address_that_the_proxy_wrote_counts(behind_proxy: Office) -> None:
    url = behind_proxy.url
    claims = list(LINES.values())
    guesses = [
        tried(url, "iets anders", *(line.format(n=n) for line in claims[n])) for n in range(5)
    ]
    assert guesses == [WRONG] * 5
    slowed = {
        name: tried(url, PASSWORD, *(line.format(n=99) for line in lines))
        for name, lines in LINES.items()
    }
    assert slowed == dict.fromkeys(LINES, SLOWED)
    # The colleague, whose address the guesser claimed, is not kept out.
    assert tried(url, PASSWORD, COLLEAGUE) == IN


def test_a_proxy_elsewhere_is_not_believed(tmp_path: Path) -> None:
    own = _own_address()
    if own is None:
        pytest.skip("this machine has no address but that of the loopback")
    with office_at(tmp_path, public_url=f"https://{HOST}", host="0.0.0.0") as office:  # noqa: S104
        url = f"http://{own}:{office.port}"
        guesses = [tried(url, "iets anders", f"203.0.113.{n}") for n in range(6)]
        assert guesses == [*[WRONG] * 5, SLOWED]
        # What comes by the proxy of this machine is told apart from it.
        assert tried(office.url, PASSWORD, COLLEAGUE) == IN


def _own_address() -> str | None:
    """Return an address of this machine that others see; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        found: str = probe.getsockname()[0]
        return None if found.startswith("127.") else found
