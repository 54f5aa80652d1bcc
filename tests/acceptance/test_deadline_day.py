"""The day everything is for: 200 mails in the two minutes around a boundary, and nothing goes well.

The daemon is killed twice, the mail server is restarted across the boundary, and a colleague
moves a mail to the spam folder before anybody saw it. Every verdict is held against what the
servers themselves wrote, and at the end every mail is accounted for and the evidence is whole.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.postfix import Postfix
from deploy.servers.throwaway import throwaway_directory
from deploy.servers.waiting import wait_until
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import Daemon
from tests.acceptance.deadline_day import Arrivals, Truth, truths_in
from tests.acceptance.installation import PROGRAM, Installation, mailbox_table
from tests.acceptance.open_round import write_round
from tests.acceptance.provider_mail import message_id_of, small_registration
from tests.acceptance.smtp_sink import SmtpSink
from tests.failures.balance import imbalances
from tests.failures.books import Books

OFFICE = MailAccount("oco@zorgkantoor.test", "geheim-van-het-kantoor")
MAILS = 200
MOVED = "verplaatst@aanbieder.test"
DURATION = timedelta(minutes=2)
SETTLING = 120.0


@pytest.fixture
def servers() -> Iterator[tuple[Dovecot, Postfix]]:
    """The office's mailbox and its relay, which keeps what the mailbox cannot take."""
    with (
        throwaway_directory("day") as directory,
        Dovecot(directory, {OFFICE.address: OFFICE.password}) as mailbox,
        Postfix(directory, lmtp_port=mailbox.lmtp_port, domains=["zorgkantoor.test"]) as relay,
    ):
        yield mailbox, relay


class Life:
    """The daemon, which can be killed with all its children and started again."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._process: subprocess.Popen[bytes] | None = None
        self._number = 0

    def begin(self) -> None:
        """Start it and wait until it is under way."""
        self._number += 1
        log = self._installation.directory / f"life-{self._number}.log"
        self._installation._logs.append(log)
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [PROGRAM, "run", "--config", self._installation.configuration],
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        Daemon(self._process, log).wait_for("started")

    def end(self, number: signal.Signals) -> None:
        """End it, with all it started or in good order."""
        assert self._process is not None
        if self._process.poll() is not None:
            return
        send = os.killpg if number is signal.SIGKILL else os.kill
        send(self._process.pid, number)
        self._process.wait(timeout=20)


@contextmanager
def living(installation: Installation) -> Iterator[Life]:
    """Run the daemon; it is ended whatever happens."""
    life = Life(installation)
    life.begin()
    try:
        yield life
    finally:
        life.end(signal.SIGKILL)


def until(moment: datetime) -> None:
    """Sleep until a moment; what happens then is part of the scenario, not a wait for something."""
    time.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()))


def move_to_spam(server: Dovecot, relay: Postfix) -> str:
    """A mail arrives, and the filter of a colleague moves it before the daemon has seen it."""
    raw = small_registration(OFFICE.address, sender=MOVED)
    message_id = message_id_of(raw)
    server.deliver(OFFICE.address, _by_relay(relay, raw), sender=MOVED)
    query = ("mailbox", "INBOX", "HEADER", "Message-ID", message_id)
    server.doveadm("move", "-u", OFFICE.address, "Junk", *query)
    return message_id


def _by_relay(relay: Postfix, raw: bytes) -> bytes:
    """Give a mail the line its relay would have written, since it is delivered at once."""
    now = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    line = (
        "Received: from pc.aanbieder.test (pc.aanbieder.test [203.0.113.7])\r\n"
        f"\tby {relay.myhostname} (Postfix) with ESMTP id 4ABC;\r\n\t{now}\r\n"
    )
    return line.encode() + raw


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.timeout(420)
@pytest.mark.xdist_group("deadline-day")
def test_every_verdict_and_the_reconciliation_are_right(
    install: Install, servers: tuple[Dovecot, Postfix], sink: SmtpSink
) -> None:
    mailbox, relay = servers
    boundary = (datetime.now(UTC) + timedelta(seconds=70)).replace(microsecond=0)
    settling = {"after_archiving": "flag", "keyword": "$OcoArchived"}
    installation = install(mailbox_table(mailbox, OFFICE, **settling))
    write_round(installation.directory / "rounds", boundary)
    arrivals = Arrivals(relay, OFFICE.address, MAILS - 1, DURATION)

    with living(installation) as life:
        until(boundary - DURATION / 2)
        arrivals.start()
        until(boundary - timedelta(seconds=35))
        life.end(signal.SIGKILL)
        moved = move_to_spam(mailbox, relay)
        life.begin()
        until(boundary - timedelta(seconds=4))
        mailbox.stop()
        until(boundary + timedelta(seconds=3))
        mailbox.start()
        until(boundary + timedelta(seconds=9))
        life.end(signal.SIGKILL)
        life.begin()
        arrivals.finish()
        wait_until(lambda: len(installation.states()) == MAILS, limit=SETTLING)
        wait_until(lambda: set(installation.states()) == {"handed_over"}, limit=SETTLING)
        life.end(signal.SIGTERM)

        inbox = mailbox.maildir(OFFICE.address)
        folders = [inbox, inbox / ".Junk"]
        truths = truths_in(folders)
        assert len(truths) == MAILS
        assert set(truths) == {item.message_id for item in arrivals.sent} | {moved}
        books = Books.read(installation.database_url, installation.data / "archive")
        told = verdicts(books)
        wrong = {
            message_id: (told.get(message_id), expected(truth, boundary), truth)
            for message_id, truth in truths.items()
            if told.get(message_id) != expected(truth, boundary)
        }
        assert wrong == {}
        assert set(told.values()) == {"in_time", "late", "disputed"}
        assert told[moved] == "in_time"
        assert untrue(arrivals, told, boundary) == {}

        assert imbalances(books, sink.letters, files_in(folders)) == []
        assert len(sink.copies()) == MAILS

        reconciled = installation.intake("reconcile", "--json")
        assert reconciled.status == 0, reconciled.out + reconciled.err
        assert installation.intake("verify", "--all").status == 0
        outages = installation.intake("outages", "--json")
        assert outages.status == 1
        assert len(outages.rows()) > 0


def expected(truth: Truth, boundary: datetime) -> str:
    """The verdict by [P24 ch.6], "tot en met": disputed where our own hosts stand on both sides."""
    sides = {truth.relayed <= boundary, truth.delivered <= boundary}
    if len(sides) == 2:
        return "disputed"
    return "in_time" if truth.relayed <= boundary else "late"


def untrue(arrivals: Arrivals, told: dict[str, str], boundary: datetime) -> dict[str, str]:
    """The verdicts a sender could prove wrong: taken before the boundary, or begun after it.

    A line of a server tells whole seconds, so what was taken within the second of the
    boundary is in time.
    """
    end_of_second = boundary + timedelta(seconds=1)
    return {
        item.message_id: told[item.message_id]
        for item in arrivals.sent
        if (item.taken < end_of_second and told[item.message_id] == "late")
        or (item.begun >= end_of_second and told[item.message_id] != "late")
    }


def verdicts(books: Books) -> dict[str, str]:
    """The verdict on every mail, by Message-ID."""
    return {
        row["parsed"].headers.message_id: str(row["checks"].judgement.verdict)
        for row in books.mails
    }


def files_in(folders: Sequence[Path]) -> list[bytes]:
    """Every mail as Dovecot serves it: it keeps lines as they came and ends them by CRLF."""
    paths = [
        path for folder in folders for part in ("new", "cur") for path in folder.glob(f"{part}/*")
    ]
    return [path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for path in paths]
