"""The pages as staff has them: the real daemon, a real database, a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from deploy.servers.postgres import Postgres
from intake.domain.moments import AMSTERDAM
from tests.acceptance.daemon import patiently
from tests.acceptance.smtp_sink import SmtpSink
from tests.web.office import PEOPLE, Office
from tests.web.staff_client import StaffClient, signed_in


@contextmanager
def open_office(
    directory: Path, database_url: str | None = None, closed: datetime | None = None
) -> Iterator[Office]:
    """Run an installation with all people hired and its first mails judged."""
    with SmtpSink() as sink:
        office = Office(directory, sink, database_url, closed)
        office.hire(*PEOPLE)
        with office.installation.running():
            yield office
        office.storage.close()
    assert office.installation.leaks() == []


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests, each of which looks at mails of its own."""
    with open_office(tmp_path_factory.mktemp("office")) as opened:
        yield opened


@pytest.fixture
def own_office(tmp_path: Path) -> Iterator[Office]:
    """An office whose deadlines the test may change."""
    with open_office(tmp_path) as opened:
        yield opened


@pytest.fixture
def office_just_closed(tmp_path: Path) -> Iterator[Office]:
    """An office whose round closed ten minutes ago, so that mail of now may yet be in time."""
    ago = datetime.now(AMSTERDAM) - timedelta(minutes=10)
    with open_office(tmp_path, closed=ago.replace(microsecond=0)) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def any_office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """An office on each kind of database."""
    url = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres_server")
        assert isinstance(server, Postgres)
        url = server.create_database()
    with open_office(tmp_path, url) as opened:
        yield opened


@pytest.fixture
def nobody(office: Office) -> Iterator[httpx.Client]:
    """A browser without anybody signed in."""
    with httpx.Client(base_url=office.url) as client:
        yield client


@pytest.fixture
def vera(office: Office) -> Iterator[StaffClient]:
    """Vera, who may see VGZ."""
    with signed_in(office, "vera") as client:
        yield client


@pytest.fixture
def dirk(office: Office) -> Iterator[StaffClient]:
    """Dirk, who may see DSW."""
    with signed_in(office, "dirk") as client:
        yield client


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """A window of a common laptop."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    yield context
    context.close()


def arrived(office: Office, sender: str) -> str:
    """Wait until a mail has gone all its way and return its reference."""
    patiently(lambda: office.is_at_rest(sender))
    return office.reference_of(sender)


def reconciled(office: Office) -> dict[str, int]:
    """Reconcile all mailboxes and return the number of the report of each office."""
    rows = office.installation.shown("reconcile", "--json").rows()
    return {row["zorgkantoor"]: row["id"] for row in rows}
