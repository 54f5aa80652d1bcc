"""Mailboxes and servers that change while they are being read."""

import imaplib

from deploy.servers.dovecot import Dovecot, MailAccount
from tests.acceptance.conftest import OFFICE, Install
from tests.acceptance.daemon import PATIENCE, patiently
from tests.acceptance.gated_proxy import GatedProxy
from tests.acceptance.installation import mailbox_table
from tests.acceptance.provider_mail import fill
from tests.acceptance.smtp_sink import SmtpSink


def empty(server: Dovecot, account: MailAccount) -> None:
    """What a colleague does: mark everything as deleted and expunge."""
    with imaplib.IMAP4(server.host, server.imap_port) as client:
        client.login(*account)
        client.select()
        client.store("1:*", "+FLAGS", r"(\Deleted)")
        client.expunge()


def test_a_server_killed_in_mid_fetch_costs_no_mail_and_doubles_none(
    install: Install, own_dovecot: Dovecot, sink: SmtpSink
) -> None:
    senders = fill(own_dovecot, OFFICE.address, 30, size=10_000)
    with GatedProxy((own_dovecot.host, own_dovecot.imap_port), after=150_000) as gate:
        installation = install(mailbox_table(own_dovecot, OFFICE, port=gate.port))
        with installation.running() as daemon:
            assert gate.holding.wait(PATIENCE)
            own_dovecot.kill()
            gate.let_through()
            daemon.wait_for("mailbox_failed")
            assert len(installation.states()) < len(senders)
            own_dovecot.start()
            daemon.wait_for("mailbox_reached")
            patiently(lambda: installation.states() == ["handed_over"] * len(senders))
    assert sink.recipients() == senders
    assert set(sink.copies().values()) == {1}
    assert installation.copies() == []
    assert installation.held() == []


def test_a_mailbox_emptied_by_a_colleague_in_mid_fetch_loses_nothing_silently(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    senders = fill(dovecot_server, mailbox_account.address, 60, size=5_000)
    with GatedProxy((dovecot_server.host, dovecot_server.imap_port), after=150_000) as gate:
        installation = install(mailbox_table(dovecot_server, mailbox_account, port=gate.port))
        with installation.running() as daemon:
            assert gate.holding.wait(PATIENCE)
            empty(dovecot_server, mailbox_account)
            gate.let_through()
            later = fill(dovecot_server, mailbox_account.address, 1)
            patiently(lambda: set(later) <= set(sink.recipients()))
            archived = len(installation.states()) - 1
            patiently(lambda: installation.states() == ["handed_over"] * (archived + 1))
            patiently(lambda: {row["what"] for row in installation.held()} == {"fetch vanished"})
            assert daemon.events("fault") == []
    held = installation.held()
    assert 0 < archived < len(senders)
    assert len(sink.letters) == archived + 1
    # What the server had listed is archived, or shown as gone before it could be.
    assert archived + len(held) == len(senders)
    assert {row["reason"] for row in held} == {"gone from the server before it was archived"}


def test_a_mailbox_reset_under_the_daemon_brings_no_second_receipt(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    office = mailbox_account.address
    before = fill(dovecot_server, office, 2)
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    with installation.running():
        patiently(lambda: installation.states() == ["handed_over"] * 2)
        dovecot_server.reset_uidvalidity(office)
        after = fill(dovecot_server, office, 1)
        patiently(lambda: installation.copies() == ["filed"] * 2)
        patiently(lambda: installation.states() == ["handed_over"] * 3)
    assert sink.recipients() == sorted(before + after)
    assert installation.held() == []


def test_a_mailbox_reset_between_two_runs_brings_no_second_receipt(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    office = mailbox_account.address
    before = fill(dovecot_server, office, 2)
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    assert installation.drain().status == 0
    dovecot_server.reset_uidvalidity(office)
    after = fill(dovecot_server, office, 1)
    assert installation.drain().status == 0
    assert installation.copies() == ["filed"] * 2
    assert installation.states() == ["handed_over"] * 3
    assert sink.recipients() == sorted(before + after)
    # One row per registration, whatever became of the copies.
    assert installation.assessments() == 3


def test_a_mailbox_reset_in_mid_fetch_is_read_under_its_new_numbers(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    office = mailbox_account.address
    senders = fill(dovecot_server, office, 20, size=10_000)
    with GatedProxy((dovecot_server.host, dovecot_server.imap_port), after=100_000) as gate:
        installation = install(mailbox_table(dovecot_server, mailbox_account, port=gate.port))
        with installation.running():
            assert gate.holding.wait(PATIENCE)
            dovecot_server.reset_uidvalidity(office)
            gate.let_through()
            patiently(lambda: sink.recipients() == senders)
            patiently(lambda: installation.states() == ["handed_over"] * len(senders))
    assert set(sink.copies().values()) == {1}
    # The mail that was on its way keeps an entry under its old number, which says so.
    (shown,) = installation.held()
    assert shown["what"] == "fetch vanished"
    assert shown["reason"].startswith("the mailbox was reset")
