"""The real daemon, killed with all its children at random moments while mails arrive."""

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.waiting import wait_until
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import Daemon
from tests.acceptance.installation import Installation, mailbox_table
from tests.acceptance.provider_mail import provider_address, small_registration
from tests.acceptance.smtp_sink import SmtpSink
from tests.failures.balance import imbalances
from tests.failures.books import Books
from tests.program.started import Started

KEYWORD = "$OcoArchived"
MAILS = 20
DEATHS = 10
LIMIT = 90.0


@contextmanager
def mails_arriving(server: Dovecot, office: str, draw: random.Random) -> Iterator[None]:
    """Deliver the mails one by one, beside everything else; all have come at the end."""

    def deliver() -> None:
        for _ in range(MAILS):
            raw = small_registration(office, sender=provider_address())
            server.deliver(office, raw)
            time.sleep(draw.uniform(0, 1.5))

    thread = threading.Thread(target=deliver)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def run_and_kill(installation: Installation, number: int, draw: random.Random) -> None:
    """Start the daemon and kill its whole process group, often before it is under way."""
    log = installation.directory / f"killed-{number}.log"
    installation._logs.append(log)
    with (
        Path(os.devnull).open("rb") as nothing,
        log.open("wb") as output,
        Started(
            ["run", "--config", installation.configuration],
            (nothing, output, output),
            session=True,
        ) as process,
    ):
        daemon = Daemon(process, log)
        try:
            if draw.random() < 0.8:
                daemon.wait_for("started")
            time.sleep(draw.uniform(0, 1.5))
            assert process.poll() is None, log.read_text()
        finally:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        wait_until(lambda: not daemon.has_left_children())


@pytest.mark.soak
@pytest.mark.timeout(240)
@pytest.mark.xdist_group("kill-the-daemon")
def test_a_daemon_killed_ten_times_while_mails_arrive_answers_each_of_them(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    draw = random.Random(seed)  # noqa: S311 - draws moments, no secrets
    office = mailbox_account.address
    installation = install(
        mailbox_table(dovecot_server, mailbox_account, after_archiving="flag", keyword=KEYWORD)
    )
    with mails_arriving(dovecot_server, office, draw):
        for number in range(DEATHS):
            run_and_kill(installation, number, draw)
    with installation.running():
        wait_until(lambda: installation.states() == ["handed_over"] * MAILS, limit=LIMIT)
        wait_until(lambda: len(flagged(dovecot_server, office)) == MAILS, limit=LIMIT)

    books = Books.read(installation.database_url, installation.data / "archive")
    complaints = imbalances(books, sink.letters, delivered(dovecot_server, office))
    assert complaints == [], f"seed {seed} in {installation.directory}"
    assert len(sink.copies()) == MAILS
    assert {row["server_copy"] for row in books.mails} == {"settled"}


def flagged(server: Dovecot, user: str) -> list[str]:
    """The mails that carry the keyword on the server."""
    return server.doveadm("search", "-u", user, "mailbox", "INBOX", "keyword", KEYWORD).splitlines()


def delivered(server: Dovecot, user: str) -> list[bytes]:
    """The mails as Dovecot serves them: it keeps lines as they came and ends them by CRLF."""
    files = [path for part in ("new", "cur") for path in (server.maildir(user) / part).iterdir()]
    return [path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for path in files]
