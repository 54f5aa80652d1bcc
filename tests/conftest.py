"""Real servers for every test that asks: one of each kind per worker, started on first use."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from hypothesis import settings

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.postfix import Postfix
from deploy.servers.postgres import Postgres
from deploy.servers.throwaway import throwaway_directory

# How long an example takes says something about the machine and nothing about the code.
# Half the usual examples, for each run draws others.
settings.register_profile("oco-intake", deadline=None, max_examples=50)
settings.load_profile("oco-intake")

# The zorgkantoor's domain and the providers'; other domains are refused by the shared Postfix.
DOMAINS = ("zorgkantoor.test", "aanbieder.test")


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[Dovecot]:
    """A shared Dovecot without TLS. A test that stops or kills one makes its own."""
    with throwaway_directory("dovecot") as directory, Dovecot(directory, {}) as server:
        yield server


@pytest.fixture(scope="session")
def postfix_server(dovecot_server: Dovecot) -> Iterator[Postfix]:
    """A shared Postfix, mx.zorgkantoor.test, that delivers to the shared Dovecot."""
    with (
        throwaway_directory("postfix") as directory,
        Postfix(
            directory,
            lmtp_port=dovecot_server.lmtp_port,
            sasl_port=dovecot_server.sasl_port,
            domains=DOMAINS,
        ) as server,
    ):
        yield server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A shared PostgreSQL; take `create_database()` for a database of your own."""
    with throwaway_directory("postgres") as directory, Postgres(directory) as server:
        yield server


@pytest.fixture
def mailbox_account(dovecot_server: Dovecot) -> MailAccount:
    """A fresh user with empty folders on the shared Dovecot."""
    return dovecot_server.add_user(f"oco-{uuid4().hex}@zorgkantoor.test", uuid4().hex)
