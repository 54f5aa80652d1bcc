"""Installations for the acceptance tests; none of them may ever have told a secret."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.throwaway import throwaway_directory
from tests.acceptance.installation import Installation, Table
from tests.acceptance.smtp_sink import SmtpSink

OFFICE = MailAccount("oco@zorgkantoor.test", "geheim-van-het-kantoor")
"""Of `own_dovecot`."""


class Install(Protocol):
    """Makes an installation with its database; see `Installation`."""

    def __call__(
        self, *mailboxes: Table, smtp: Table | None = None, **tables: Table
    ) -> Installation: ...


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    """A mail server that takes letters."""
    with SmtpSink() as server:
        yield server


@pytest.fixture
def own_dovecot() -> Iterator[Dovecot]:
    """A Dovecot of one test alone, which may be stopped or killed."""
    with (
        throwaway_directory("dovecot") as directory,
        Dovecot(directory, {OFFICE.address: OFFICE.password}) as server,
    ):
        yield server


@pytest.fixture
def install(tmp_path: Path, sink: SmtpSink) -> Iterator[Install]:
    """Make installations that send by the sink unless told otherwise."""
    made: list[Installation] = []

    def make(*mailboxes: Table, smtp: Table | None = None, **tables: Table) -> Installation:
        directory = tmp_path / f"installation-{len(made)}"
        installation = Installation(directory, mailboxes, smtp or sink.table, **tables)
        made.append(installation)
        installation.make_database()
        return installation

    yield make
    assert [leak for installation in made for leak in installation.leaks()] == []
