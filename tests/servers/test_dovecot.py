"""The throwaway Dovecot is a real mail server, and ends without a trace."""

import imaplib
import os
import select
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.process import is_running
from deploy.servers.throwaway import throwaway_directory
from deploy.servers.waiting import wait_until

MAIL = b"Subject: proef\r\nMessage-ID: <1@aanbieder.test>\r\n\r\nGoedemiddag.\r\n"
USER = MailAccount("oco@zorgkantoor.test", 'dubbele:punt {en} "é"')


@pytest.fixture
def own_server() -> Iterator[Dovecot]:
    with (
        throwaway_directory("test") as directory,
        Dovecot(directory, dict([USER])) as server,
    ):
        yield server


def log_in(server: Dovecot, account: MailAccount) -> imaplib.IMAP4:
    client = imaplib.IMAP4(server.host, server.imap_port)
    try:
        client.authenticate("PLAIN", lambda _: f"\0{account.address}\0{account.password}".encode())
    except imaplib.IMAP4.error:
        client.shutdown()
        raise
    return client


def bodies(server: Dovecot, account: MailAccount, folder: str = "INBOX") -> list[bytes]:
    with log_in(server, account) as client:
        client.select(folder, readonly=True)
        _, found = client.uid("FETCH", "1:*", "(BODY.PEEK[])")
    return [item[1] for item in found if isinstance(item, tuple)]


def uidvalidity(server: Dovecot, account: MailAccount) -> int:
    with log_in(server, account) as client:
        client.select("INBOX", readonly=True)
        value = client.response("UIDVALIDITY")[1][0]
    assert value is not None
    return int(value)


def is_closed(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_mail_delivered_by_lmtp_is_found_by_imap(
    dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    dovecot_server.deliver(mailbox_account.address, MAIL)
    (body,) = bodies(dovecot_server, mailbox_account)
    assert body.endswith(MAIL)
    assert b"by mail.zorgkantoor.test with LMTP" in body


def test_each_account_has_its_own_empty_mailbox(
    dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    other = dovecot_server.add_user("ander@zorgkantoor.test", "geheim")
    dovecot_server.deliver(other.address, MAIL)
    assert bodies(dovecot_server, mailbox_account) == []


def test_junk_and_archief_exist_from_the_start(
    dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    with log_in(dovecot_server, mailbox_account) as client:
        folders = client.list()[1]
    assert b'(\\HasNoChildren \\Junk) "." Junk' in folders
    assert b'(\\HasNoChildren) "." Archief' in folders


def test_the_capabilities_that_fetching_uses_are_offered(
    dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    with log_in(dovecot_server, mailbox_account) as client:
        offered = client.capability()[1][0].decode().split()
    assert {"IDLE", "MOVE", "UIDPLUS", "SAVEDATE"} <= set(offered)


def test_a_wrong_password_is_refused(dovecot_server: Dovecot, mailbox_account: MailAccount) -> None:
    wrong = mailbox_account._replace(password="fout")
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        log_in(dovecot_server, wrong)


def test_mail_for_an_unknown_user_is_refused(dovecot_server: Dovecot) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        dovecot_server.deliver("niemand@zorgkantoor.test", MAIL)


def test_an_idle_client_hears_of_new_mail(
    dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    with log_in(dovecot_server, mailbox_account) as client:
        client.select("INBOX", readonly=True)
        client.send(b"A IDLE\r\n")
        assert client.readline().startswith(b"+")
        dovecot_server.deliver(mailbox_account.address, MAIL)
        assert select.select([client.socket()], [], [], 30)[0]
        assert client.readline() == b"* 1 EXISTS\r\n"
        client.send(b"DONE\r\n")
        while not client.readline().startswith(b"A OK"):
            pass


def test_a_reset_gives_another_uidvalidity_and_keeps_the_mail(
    dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    dovecot_server.deliver(mailbox_account.address, MAIL)
    before = uidvalidity(dovecot_server, mailbox_account)
    after = dovecot_server.reset_uidvalidity(mailbox_account.address)
    assert after != before
    assert uidvalidity(dovecot_server, mailbox_account) == after
    assert len(bodies(dovecot_server, mailbox_account)) == 1


def test_a_reset_throws_out_a_client_that_has_the_folder_open(
    dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    dovecot_server.deliver(mailbox_account.address, MAIL)
    client = log_in(dovecot_server, mailbox_account)
    client.select("INBOX")
    dovecot_server.reset_uidvalidity(mailbox_account.address)
    with pytest.raises(imaplib.IMAP4.abort):
        client.noop()
    client.shutdown()


def test_a_restart_keeps_ports_mail_and_uidvalidity(own_server: Dovecot) -> None:
    own_server.deliver(USER.address, MAIL)
    before = uidvalidity(own_server, USER)
    own_server.restart()
    assert len(bodies(own_server, USER)) == 1
    assert uidvalidity(own_server, USER) == before


@pytest.mark.parametrize("end", [Dovecot.stop, Dovecot.kill])
def test_an_ended_server_leaves_no_process_and_no_open_port(
    own_server: Dovecot, end: Callable[[Dovecot], None]
) -> None:
    client = log_in(own_server, USER)
    started = own_server.pids()
    assert len(started) > 3
    end(own_server)
    assert own_server.pids() == set()
    assert not any(is_running(pid) for pid in started)
    assert is_closed(own_server.imap_port)
    assert is_closed(own_server.lmtp_port)
    client.shutdown()


def test_a_killed_server_comes_back_with_its_mail(own_server: Dovecot) -> None:
    own_server.deliver(USER.address, MAIL)
    own_server.kill()
    own_server.start()
    assert len(bodies(own_server, USER)) == 1


def test_a_server_ends_when_the_process_that_started_it_is_killed() -> None:
    program = (
        "import sys; from pathlib import Path; from deploy.servers.dovecot import Dovecot\n"
        "server = Dovecot(Path(sys.argv[1]), {}); server.start()\n"
        "print(*server.pids(), flush=True); sys.stdin.read()"
    )
    with (
        throwaway_directory("test") as directory,
        subprocess.Popen(
            [sys.executable, "-c", program, str(directory)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as owner,
    ):
        assert owner.stdout is not None
        started = [int(pid) for pid in owner.stdout.readline().split()]
        assert all(is_running(pid) for pid in started)
        os.kill(owner.pid, signal.SIGKILL)
        wait_until(lambda: not any(is_running(pid) for pid in started))


def test_with_tls_a_login_needs_it_and_the_certificate_is_trusted() -> None:
    with (
        throwaway_directory("test") as directory,
        Dovecot(directory, dict([USER]), tls=True) as server,
    ):
        trust = ssl.create_default_context(cafile=server.ca_file)
        with pytest.raises(imaplib.IMAP4.error, match="PRIVACYREQUIRED"):
            log_in(server, USER)
        with imaplib.IMAP4_SSL("localhost", server.imaps_port, ssl_context=trust) as client:
            assert client.noop()[0] == "OK"
        with imaplib.IMAP4(server.host, server.imap_port) as client:
            assert client.starttls(trust)[0] == "OK"


def test_a_directory_that_the_mail_user_cannot_reach_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with pytest.raises(ValueError, match="throwaway_directory"):
        Dovecot(tmp_path, {})
