"""Mailboxes that cannot be reached, beside one that can."""

from collections.abc import Iterator

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.ports import LOOPBACK, free_port
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import Installation, Table, mailbox_table
from tests.acceptance.provider_mail import provider_address, small_registration
from tests.acceptance.smtp_sink import SmtpSink
from tests.failures.imap_servers import BlackHole, Dripping

RIGHT_LATER = "geheim-dat-pas-later-klopt"


@pytest.fixture
def black_hole() -> Iterator[BlackHole]:
    """A server that takes connections and never says a word."""
    with BlackHole() as server:
        yield server


@pytest.fixture
def dripping() -> Iterator[Dripping]:
    """A server that sends a byte now and then, and never a whole line."""
    with Dripping() as server:
        yield server


@pytest.fixture
def locked_out(dovecot_server: Dovecot) -> MailAccount:
    """A mailbox whose password is another one than ours."""
    account = dovecot_server.add_user(provider_address().replace("aanbieder", "zorgkantoor"), "x")
    dovecot_server.deliver(account.address, small_registration(account.address))
    return account._replace(password=RIGHT_LATER)


@pytest.fixture
def mailboxes(
    dovecot_server: Dovecot,
    mailbox_account: MailAccount,
    locked_out: MailAccount,
    black_hole: BlackHole,
    dripping: Dripping,
) -> list[Table]:
    """One good mailbox, and one of each kind of bad one."""
    quick = {"connect_timeout_seconds": 1, "read_timeout_seconds": 1}
    ports = {"menzis": black_hole.port, "salland": dripping.port, "cz": free_port()}
    return [
        mailbox_table(dovecot_server, mailbox_account),
        mailbox_table(dovecot_server, locked_out, zorgkantoor="dsw"),
        *(
            mailbox_table(
                dovecot_server,
                mailbox_account._replace(address=f"oco@{office}.test"),
                zorgkantoor=office,
                port=port,
                **quick,
            )
            for office, port in ports.items()
        ),
    ]


def assert_names_each_failing_mailbox_once(installation: Installation, lines: list[str]) -> None:
    ports = {str(table["zorgkantoor"]): table["port"] for table in installation.mailboxes}
    expected = {
        "dsw": "refused the login (AUTHENTICATIONFAILED); correct username, password or",
        "menzis": "no answer in time; look at that server",
        "salland": "no answer in time; look at that server",
        "cz": "Connection refused; correct host and port, or start that server",
    }
    assert len(lines) == len(expected)
    for office, words in expected.items():
        (line,) = (line for line in lines if f"mailbox of {office}:" in line)
        assert f"{LOOPBACK}:{ports[office]}" in line
        assert words in line


def test_a_drain_ends_with_a_line_per_mailbox_that_could_not_be_reached(
    install: Install,
    dovecot_server: Dovecot,
    mailbox_account: MailAccount,
    mailboxes: list[Table],
    sink: SmtpSink,
) -> None:
    sender = provider_address()
    raw = small_registration(mailbox_account.address, sender=sender)
    dovecot_server.deliver(mailbox_account.address, raw)
    installation = install(*mailboxes)
    drained = installation.drain()
    assert drained.status == 3
    assert_names_each_failing_mailbox_once(installation, drained.complaints())
    assert sink.recipients() == [sender]
    assert installation.states() == ["handed_over"]


def test_the_daemon_works_on_beside_dead_mailboxes_and_takes_a_mended_one_without_a_restart(
    install: Install,
    dovecot_server: Dovecot,
    mailbox_account: MailAccount,
    mailboxes: list[Table],
    sink: SmtpSink,
) -> None:
    installation = install(*mailboxes)
    with installation.running() as daemon:
        for office in ("dsw", "menzis", "salland", "cz"):
            failed = daemon.wait_for("mailbox_failed", zorgkantoor=office)
            assert "; " in failed["reason"]
            assert failed["level"] == "warning"
        office_address = mailbox_account.address
        dovecot_server.deliver(office_address, small_registration(office_address))
        patiently(lambda: len(sink.letters) == 1)
        assert daemon.events("mailbox_failed", zorgkantoor="vgz") == []

        dovecot_server.add_user(str(mailboxes[1]["address"]), RIGHT_LATER)
        daemon.wait_for("mailbox_reached", zorgkantoor="dsw")
        patiently(lambda: len(sink.letters) == 2)
        patiently(lambda: installation.states() == ["handed_over"] * 2)
