"""The throwaway Postfix relays to Dovecot as a mail host of a zorgkantoor does."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.postfix import Postfix
from deploy.servers.process import is_running
from deploy.servers.throwaway import throwaway_directory
from deploy.servers.waiting import wait_until

MAIL = b"Subject: proef\r\n\r\nGoedemiddag.\r\n"
SENDER = "info@aanbieder.test"


@pytest.fixture
def own_server(dovecot_server: Dovecot) -> Iterator[Postfix]:
    with (
        throwaway_directory("test") as directory,
        Postfix(
            directory,
            lmtp_port=dovecot_server.lmtp_port,
            sasl_port=dovecot_server.sasl_port,
            domains=["zorgkantoor.test"],
            tls=True,
        ) as server,
    ):
        yield server


def delivered(server: Dovecot, address: str) -> list[bytes]:
    folder = server.maildir(address) / "new"
    return [path.read_bytes() for path in folder.iterdir()] if folder.exists() else []


def test_mail_arrives_with_the_received_line_of_the_mail_host_under_the_lmtp_one(
    dovecot_server: Dovecot, postfix_server: Postfix, mailbox_account: MailAccount
) -> None:
    with smtplib.SMTP(postfix_server.host, postfix_server.port) as client:
        client.sendmail(SENDER, [mailbox_account.address], MAIL)
    wait_until(lambda: len(delivered(dovecot_server, mailbox_account.address)) == 1)
    (mail,) = delivered(dovecot_server, mailbox_account.address)
    writers = re.findall(rb"^Received: from [^\n]+\n\tby (\S+)", mail, re.MULTILINE)
    assert writers == [b"mail.zorgkantoor.test", b"mx.zorgkantoor.test"]


def test_mail_without_message_id_and_date_stays_without(
    dovecot_server: Dovecot, postfix_server: Postfix, mailbox_account: MailAccount
) -> None:
    with smtplib.SMTP(postfix_server.host, postfix_server.port) as client:
        client.sendmail(SENDER, [mailbox_account.address], MAIL)
    wait_until(lambda: len(delivered(dovecot_server, mailbox_account.address)) == 1)
    (mail,) = delivered(dovecot_server, mailbox_account.address)
    assert not re.search(rb"^(Message-ID|Date|From):", mail, re.MULTILINE | re.IGNORECASE)


def test_mail_for_another_domain_is_refused(postfix_server: Postfix) -> None:
    with (
        smtplib.SMTP(postfix_server.host, postfix_server.port) as client,
        pytest.raises(smtplib.SMTPRecipientsRefused, match="Relay access denied"),
    ):
        client.sendmail(SENDER, ["iemand@elders.example"], MAIL)


def test_mail_that_dovecot_refuses_bounces_to_its_sender(
    dovecot_server: Dovecot, postfix_server: Postfix, mailbox_account: MailAccount
) -> None:
    with smtplib.SMTP(postfix_server.host, postfix_server.port) as client:
        client.sendmail(mailbox_account.address, ["niemand@zorgkantoor.test"], MAIL)
    wait_until(lambda: len(delivered(dovecot_server, mailbox_account.address)) == 1)
    (bounce,) = delivered(dovecot_server, mailbox_account.address)
    assert b"report-type=delivery-status" in bounce


def test_a_wrong_password_is_refused(postfix_server: Postfix, mailbox_account: MailAccount) -> None:
    with smtplib.SMTP(postfix_server.host, postfix_server.port) as client:
        with pytest.raises(smtplib.SMTPAuthenticationError):
            client.login(mailbox_account.address, "fout")
        assert client.login(*mailbox_account)[0] == 235


def test_with_tls_a_login_needs_it_and_the_certificate_is_trusted(
    own_server: Postfix, mailbox_account: MailAccount
) -> None:
    trust = ssl.create_default_context(cafile=own_server.ca_file)
    with smtplib.SMTP(own_server.host, own_server.port) as client:
        client.ehlo()
        assert not client.has_extn("auth")
        client.starttls(context=trust)
        assert client.login(*mailbox_account)[0] == 235
    with smtplib.SMTP_SSL("localhost", own_server.smtps_port, context=trust) as client:
        assert client.login(*mailbox_account)[0] == 235


def test_two_servers_run_side_by_side(
    own_server: Postfix,
    postfix_server: Postfix,
    dovecot_server: Dovecot,
    mailbox_account: MailAccount,
) -> None:
    for server in (own_server, postfix_server):
        with smtplib.SMTP(server.host, server.port) as client:
            client.sendmail(SENDER, [mailbox_account.address], MAIL)
    wait_until(lambda: len(delivered(dovecot_server, mailbox_account.address)) == 2)


def test_mail_waits_in_the_queue_while_dovecot_is_stopped() -> None:
    address = "oco@zorgkantoor.test"
    with (
        throwaway_directory("test") as directory,
        Dovecot(directory, {address: "geheim"}) as dovecot,
        Postfix(directory, lmtp_port=dovecot.lmtp_port, domains=["zorgkantoor.test"]) as postfix,
    ):
        dovecot.stop()
        with smtplib.SMTP(postfix.host, postfix.port) as client:
            client.sendmail(SENDER, [address], MAIL)
        wait_until(lambda: "status=deferred" in postfix.log_text())
        dovecot.start()
        wait_until(lambda: len(delivered(dovecot, address)) == 1, limit=60)


@pytest.mark.parametrize("end", [Postfix.stop, Postfix.kill])
def test_an_ended_server_leaves_no_process_and_no_open_port(
    own_server: Postfix, end: Callable[[Postfix], None]
) -> None:
    started = own_server.pids()
    assert len(started) > 3
    end(own_server)
    assert own_server.pids() == set()
    assert not any(is_running(pid) for pid in started)
    with pytest.raises(ConnectionRefusedError):
        smtplib.SMTP(own_server.host, own_server.port)
    own_server.start()
    with smtplib.SMTP(own_server.host, own_server.port) as client:
        assert client.noop()[0] == 250
