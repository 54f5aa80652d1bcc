"""What only a mailbox on an IMAP server can do and suffer; the rest is in the contract test."""

import hashlib
import imaplib
import io
import random
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.throwaway import throwaway_directory
from deploy.servers.waiting import wait_until
from intake.adapters.after_archiving import AfterArchiving, Flag, Leave, Move
from intake.adapters.imap_account import MEBIBYTE, ImapAccount
from intake.adapters.imap_mailbox import ImapMailbox
from intake.domain.errors import ConfigurationError, LoginRefusedError, ServerUnreachableError
from intake.domain.records import ServerCopy
from tests.failures.imap_servers import ImapProxy

MAIL = b"Subject: proef\r\n\r\nGoedemiddag.\r\n"
USER = MailAccount("oco@zorgkantoor.test", 'dubbele:punt {en} "é"')
GENEROUS = 30.0


def account_of(server: Dovecot, user: MailAccount) -> ImapAccount:
    return ImapAccount(
        host=server.host,
        port=server.imap_port,
        tls="none",
        username=user.address,
        password=user.password,
        connect_timeout=GENEROUS,
        read_timeout=GENEROUS,
    )


@contextmanager
def opened(account: ImapAccount) -> Iterator[ImapMailbox]:
    mailbox = ImapMailbox(account)
    try:
        mailbox.open()
        yield mailbox
    finally:
        mailbox.close()


@pytest.fixture
def account(dovecot_server: Dovecot, mailbox_account: MailAccount) -> ImapAccount:
    return account_of(dovecot_server, mailbox_account)


@pytest.fixture
def mailbox(account: ImapAccount) -> Iterator[ImapMailbox]:
    with opened(account) as mailbox:
        yield mailbox


@pytest.fixture
def own_server() -> Iterator[Dovecot]:
    with throwaway_directory("test") as directory, Dovecot(directory, dict([USER])) as server:
        yield server


@contextmanager
def colleague(account: ImapAccount, folder: str = "INBOX") -> Iterator[imaplib.IMAP4]:
    with imaplib.IMAP4(account.host, account.port) as client:
        client.authenticate("PLAIN", lambda _: f"\0{account.username}\0{account.password}".encode())
        client.select(folder)
        yield client


def append(account: ImapAccount, raw: bytes, moment: str = "") -> None:
    with colleague(account) as client:
        assert client.append("INBOX", "", f'"{moment}"' if moment else "", raw)[0] == "OK"


def large_mail(size: int) -> bytes:
    body = random.Random(7).randbytes(size // 2).hex().encode()  # noqa: S311 - filler, no secret
    lines = [body[start : start + 76] for start in range(0, len(body), 76)]
    return b"Subject: groot\r\n\r\n" + b"\r\n".join(lines) + b"\r\n"


class Counting:
    """A sink that keeps nothing, and calls back after the first piece."""

    def __init__(self, after_first: Callable[[], object] = lambda: None) -> None:
        self.sha256 = hashlib.sha256()
        self.pieces = 0
        self._after_first = after_first

    def write(self, data: bytes, /) -> int:
        self.sha256.update(data)
        self.pieces += 1
        if self.pieces == 1:
            self._after_first()
        return len(data)


def test_a_mail_of_30_mb_arrives_whole_in_pieces_and_is_never_in_memory_at_once(
    account: ImapAccount, mailbox: ImapMailbox
) -> None:
    raw = large_mail(30 * MEBIBYTE)
    append(account, raw)
    (uid,) = mailbox.listing("INBOX").uids
    size = mailbox.describe("INBOX", [uid])[uid].size
    assert size == len(raw)
    sink = Counting()
    tracemalloc.start()
    try:
        assert mailbox.download("INBOX", uid, size, sink) == len(raw)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sink.sha256.digest() == hashlib.sha256(raw).digest()
    assert sink.pieces >= 8
    assert peak < 4 * account.piece_size


def test_bytes_of_every_value_arrive_as_they_are(
    account: ImapAccount, mailbox: ImapMailbox
) -> None:
    raw = b"Subject: bytes\r\n\r\n" + bytes(range(1, 256)).replace(b"\r", b"").replace(b"\n", b"")
    append(account, raw + b'\r\n) {3}\r\n"a\\b" * 1 EXISTS\r\nA1 OK\r\n')
    (uid,) = mailbox.listing("INBOX").uids
    sink = io.BytesIO()
    mailbox.download("INBOX", uid, None, sink)
    assert sink.getvalue() == raw + b'\r\n) {3}\r\n"a\\b" * 1 EXISTS\r\nA1 OK\r\n'


@pytest.mark.parametrize("after_archiving", [Leave(), Flag("Gearchiveerd"), Move("Verwerkt")])
@pytest.mark.parametrize("size", [None, 1, len(MAIL), 100 * MEBIBYTE])
def test_flags_are_untouched_by_reading_also_where_the_folder_is_open_for_writing(
    account: ImapAccount, after_archiving: AfterArchiving, size: int | None
) -> None:
    append(account, MAIL)
    with opened(replace(account, after_archiving=after_archiving)) as mailbox:
        (uid,) = mailbox.listing("INBOX").uids
        mailbox.describe("INBOX", [uid])
        mailbox.download("INBOX", uid, size, Counting())
    with colleague(account) as client:
        assert client.search(None, "UNSEEN") == ("OK", [b"1"])


def test_internaldate_is_the_moment_that_the_server_has(
    account: ImapAccount, mailbox: ImapMailbox
) -> None:
    append(account, MAIL, "01-Aug-2023 16:58:07 +0200")
    (uid,) = mailbox.listing("INBOX").uids
    moment = mailbox.describe("INBOX", [uid])[uid].internaldate
    assert moment == datetime(2023, 8, 1, 14, 58, 7, tzinfo=UTC)


def test_savedate_tells_a_mail_that_was_appended_later(
    account: ImapAccount, mailbox: ImapMailbox
) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    append(account, MAIL, "01-Aug-2023 16:58:07 +0200")
    (uid,) = mailbox.listing("INBOX").uids
    savedate = mailbox.describe("INBOX", [uid])[uid].savedate
    assert savedate is not None
    assert savedate.utcoffset() is not None
    assert before <= savedate <= datetime.now(UTC) + timedelta(seconds=2)


def test_more_mails_than_fit_into_one_question_are_all_described(
    account: ImapAccount, mailbox: ImapMailbox
) -> None:
    with colleague(account) as client:
        for _ in range(1101):
            client.append("INBOX", "", "", MAIL)
    uids = mailbox.listing("INBOX").uids
    assert len(uids) == 1101
    assert tuple(mailbox.describe("INBOX", uids)) == uids


def test_a_keyword_is_seen_by_colleagues_and_the_mail_stays_unread(account: ImapAccount) -> None:
    append(account, MAIL)
    with opened(replace(account, after_archiving=Flag("Gearchiveerd"))) as mailbox:
        (uid,) = mailbox.listing("INBOX").uids
        assert mailbox.settle("INBOX", uid) is ServerCopy.SETTLED
    with colleague(account) as client:
        assert client.search(None, "KEYWORD", "Gearchiveerd", "UNSEEN") == ("OK", [b"1"])


def test_without_move_one_mail_is_moved_and_what_colleagues_deleted_stays(
    dovecot_server: Dovecot, account: ImapAccount
) -> None:
    append(account, b"Subject: klaar\r\n\r\n")
    append(account, b"Subject: weg\r\n\r\n")
    with colleague(account) as client:
        client.store("2", "+FLAGS", "(\\Deleted)")
        client.unselect()
    with ImapProxy((dovecot_server.host, dovecot_server.imap_port), hides=["MOVE"]) as proxy:
        through = replace(account, port=proxy.port, after_archiving=Move("Verwerkt"))
        with opened(through) as mailbox:
            uid, deleted = mailbox.listing("INBOX").uids
            assert mailbox.settle("INBOX", uid) is ServerCopy.SETTLED
            assert mailbox.settle("INBOX", uid) is ServerCopy.GONE
            assert mailbox.listing("INBOX").uids == (deleted,)
        assert b"UID MOVE" not in proxy.said
    with colleague(account, "Verwerkt") as client:
        assert client.search(None, "SUBJECT", "klaar") == ("OK", [b"1"])


def test_where_no_single_mail_can_be_moved_nothing_is_touched(
    dovecot_server: Dovecot, account: ImapAccount
) -> None:
    append(account, MAIL)
    with ImapProxy(
        (dovecot_server.host, dovecot_server.imap_port), hides=["MOVE", "UIDPLUS"]
    ) as proxy:
        through = replace(account, port=proxy.port, after_archiving=Move("Verwerkt"))
        with opened(through) as mailbox:
            (uid,) = mailbox.listing("INBOX").uids
            with pytest.raises(ConfigurationError, match="after_archiving"):
                mailbox.settle("INBOX", uid)
            assert mailbox.listing("INBOX").uids == (uid,)


def test_a_mail_that_comes_by_lmtp_ends_the_waiting(
    dovecot_server: Dovecot, mailbox_account: MailAccount, mailbox: ImapMailbox
) -> None:
    mailbox.listing("INBOX")
    arguments = (mailbox_account.address, MAIL)
    delivery = threading.Timer(0.3, dovecot_server.deliver, arguments)
    delivery.start()
    assert mailbox.wait("INBOX", GENEROUS) is True
    delivery.join()
    (uid,) = mailbox.listing("INBOX").uids
    assert mailbox.download("INBOX", uid, None, Counting()) > len(MAIL)
    assert mailbox.wait("INBOX", 0.1) is False


def test_a_mail_that_colleagues_only_read_or_flag_is_no_news(
    account: ImapAccount, mailbox: ImapMailbox
) -> None:
    append(account, MAIL)
    mailbox.listing("INBOX")

    def read() -> None:
        with colleague(account) as client:
            client.store("1", "+FLAGS", "(\\Seen)")

    reading = threading.Timer(0.2, read)
    reading.start()
    assert mailbox.wait("INBOX", 2) is False
    reading.join()


def test_a_server_without_idle_is_waited_for_in_rounds(
    dovecot_server: Dovecot, account: ImapAccount
) -> None:
    with ImapProxy((dovecot_server.host, dovecot_server.imap_port), hides=["IDLE"]) as proxy:
        with opened(replace(account, port=proxy.port)) as mailbox:
            mailbox.listing("INBOX")
            assert mailbox.wait("INBOX", 0.1) is False
            append(account, MAIL)
            assert len(mailbox.listing("INBOX").uids) == 1
            mailbox.interrupt()
            assert mailbox.wait("INBOX", 600) is False
        assert b"IDLE" not in proxy.said


def test_another_uidvalidity_is_seen_after_a_new_connection(
    dovecot_server: Dovecot, mailbox_account: MailAccount, mailbox: ImapMailbox
) -> None:
    dovecot_server.deliver(mailbox_account.address, MAIL)
    before = mailbox.listing("INBOX")
    after = dovecot_server.reset_uidvalidity(mailbox_account.address)
    with pytest.raises(ServerUnreachableError):
        mailbox.download("INBOX", before.uids[0], None, Counting())
    mailbox.open()
    # Not listed since: the UIDs known to the caller mean other mails now.
    with pytest.raises(ServerUnreachableError, match="anew"):
        mailbox.download("INBOX", before.uids[0], None, Counting())
    assert mailbox.listing("INBOX").uidvalidity == after != before.uidvalidity
    assert mailbox.download("INBOX", mailbox.listing("INBOX").uids[0], None, Counting())


def test_a_login_may_have_any_character(own_server: Dovecot) -> None:
    with opened(account_of(own_server, USER)) as mailbox:
        assert mailbox.listing("INBOX").uids == ()


def test_a_login_without_plain_is_quoted(own_server: Dovecot) -> None:
    user = own_server.add_user("ander@zorgkantoor.test", 'back\\slash "quotes" {3}')
    with ImapProxy((own_server.host, own_server.imap_port), hides=["AUTH=PLAIN"]) as proxy:
        with opened(replace(account_of(own_server, user), port=proxy.port)) as mailbox:
            assert mailbox.listing("INBOX").uids == ()
        assert b"LOGIN" in proxy.said


def test_a_server_that_is_killed_during_a_download_is_unreachable_until_it_is_back(
    own_server: Dovecot,
) -> None:
    account = replace(account_of(own_server, USER), piece_size=MEBIBYTE)
    raw = large_mail(30 * MEBIBYTE)
    append(account, raw)
    with opened(account) as mailbox:
        (uid,) = mailbox.listing("INBOX").uids
        with pytest.raises(ServerUnreachableError, match="downloading mail 1"):
            mailbox.download("INBOX", uid, len(raw), Counting(own_server.kill))
        mailbox.close()
        with pytest.raises(ServerUnreachableError, match="start that server"):
            mailbox.open()
        own_server.start()
        mailbox.open()
        assert mailbox.listing("INBOX").uids == (uid,)
        sink = Counting()
        mailbox.download("INBOX", uid, len(raw), sink)
    assert sink.sha256.digest() == hashlib.sha256(raw).digest()


def test_a_server_that_is_killed_ends_the_waiting(own_server: Dovecot) -> None:
    with opened(account_of(own_server, USER)) as mailbox:
        mailbox.listing("INBOX")
        death = threading.Timer(0.3, own_server.kill)
        death.start()
        with pytest.raises(ServerUnreachableError):
            mailbox.wait("INBOX", GENEROUS)
        death.join()


@pytest.mark.parametrize("let_through", [0, 100_000])
def test_a_server_that_falls_silent_during_a_download_is_given_up(
    dovecot_server: Dovecot, account: ImapAccount, let_through: int
) -> None:
    raw = large_mail(MEBIBYTE)
    append(account, raw)
    with ImapProxy((dovecot_server.host, dovecot_server.imap_port)) as proxy:
        # A literal gets time for its size besides, so the piece is small.
        through = replace(account, port=proxy.port, read_timeout=0.5, piece_size=16 * 1024)
        with opened(through) as mailbox:
            (uid,) = mailbox.listing("INBOX").uids
            proxy.stall_after = let_through
            with pytest.raises(ServerUnreachableError, match="no answer in time"):
                mailbox.download("INBOX", uid, len(raw), Counting())


def test_a_server_that_falls_silent_during_the_waiting_is_given_up(
    dovecot_server: Dovecot, account: ImapAccount
) -> None:
    with (
        ImapProxy((dovecot_server.host, dovecot_server.imap_port)) as proxy,
        opened(replace(account, port=proxy.port, read_timeout=0.5)) as mailbox,
    ):
        mailbox.listing("INBOX")
        silence = threading.Timer(0.2, setattr, (proxy, "stall_after", 0))
        silence.start()
        with pytest.raises(ServerUnreachableError, match="no answer in time"):
            mailbox.wait("INBOX", 1.0)
        silence.join()


@pytest.mark.parametrize("busy", ["waiting", "downloading"])
def test_closing_from_another_thread_ends_what_is_under_way(
    dovecot_server: Dovecot, account: ImapAccount, busy: str
) -> None:
    raw = large_mail(MEBIBYTE)
    append(account, raw)
    raised: list[BaseException] = []
    with ImapProxy((dovecot_server.host, dovecot_server.imap_port)) as proxy:
        mailbox = ImapMailbox(replace(account, port=proxy.port))
        mailbox.open()
        (uid,) = mailbox.listing("INBOX").uids

        def work() -> None:
            try:
                if busy == "waiting":
                    mailbox.wait("INBOX", 600)
                else:
                    proxy.stall_after = 100_000
                    mailbox.download("INBOX", uid, len(raw), Counting())
            except ServerUnreachableError as error:
                raised.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        expected = b"IDLE" if busy == "waiting" else b"BODY.PEEK"
        wait_until(lambda: expected in proxy.said)
        mailbox.close()
        thread.join(GENEROUS)
        assert not thread.is_alive()
    assert len(raised) == 1


def test_a_wrong_password_is_refused_and_no_secret_is_told(
    account: ImapAccount, everything_told: Callable[[BaseException], str]
) -> None:
    wrong = replace(account, password="geheim-en-fout")
    with pytest.raises(LoginRefusedError, match="AUTHENTICATIONFAILED") as raised:
        ImapMailbox(wrong).open()
    assert f"{account.host}:{account.port}" in str(raised.value)
    assert "password" in str(raised.value)
    told = everything_told(raised.value)
    assert wrong.password not in told
    assert wrong.username not in told
    assert wrong.password not in repr(wrong)


def test_a_corrected_password_opens_the_mailbox(account: ImapAccount) -> None:
    with pytest.raises(LoginRefusedError):
        ImapMailbox(replace(account, password="fout")).open()
    with opened(account) as mailbox:
        assert mailbox.listing("INBOX").uids == ()


@pytest.fixture(scope="module")
def tls_server() -> Iterator[Dovecot]:
    with (
        throwaway_directory("test") as directory,
        Dovecot(directory, dict([USER]), tls=True) as server,
    ):
        yield server


@pytest.fixture
def tls_account(tls_server: Dovecot) -> ImapAccount:
    return replace(
        account_of(tls_server, USER),
        host="localhost",
        port=tls_server.imaps_port,
        tls="implicit",
        ca_file=tls_server.ca_file,
        read_timeout=5,
    )


def test_mail_comes_over_tls_in_both_ways(tls_server: Dovecot, tls_account: ImapAccount) -> None:
    starttls = replace(tls_account, tls="starttls", port=tls_server.imap_port)
    raw = large_mail(5 * MEBIBYTE)
    tls_server.deliver(USER.address, raw)
    for account in (tls_account, starttls):
        with opened(account) as mailbox:
            uid = mailbox.listing("INBOX").uids[-1]
            sink = io.BytesIO()
            mailbox.download("INBOX", uid, None, sink)
            assert sink.getvalue().endswith(raw)


def test_waiting_works_over_tls(tls_server: Dovecot, tls_account: ImapAccount) -> None:
    with opened(tls_account) as mailbox:
        mailbox.listing("INBOX")
        assert mailbox.wait("INBOX", 0.5) is False
        delivery = threading.Timer(0.3, tls_server.deliver, (USER.address, MAIL))
        delivery.start()
        assert mailbox.wait("INBOX", GENEROUS) is True
        delivery.join()
        assert mailbox.listing("INBOX").uids


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_refused(
    tls_server: Dovecot, tls_account: ImapAccount, tls: Literal["implicit", "starttls"]
) -> None:
    port = tls_server.imaps_port if tls == "implicit" else tls_server.imap_port
    untrusting = replace(tls_account, tls=tls, port=port, ca_file=None)
    with pytest.raises(ServerUnreachableError, match="ca_file"):
        ImapMailbox(untrusting).open()


def test_a_certificate_of_another_name_is_refused(
    tls_server: Dovecot, tls_account: ImapAccount
) -> None:
    with ImapProxy((tls_server.host, tls_server.imaps_port), host="127.0.0.9") as proxy:
        misnamed = replace(tls_account, host=proxy.host, port=proxy.port)
        with pytest.raises(ServerUnreachableError, match="correct host"):
            ImapMailbox(misnamed).open()


def test_a_server_without_starttls_gets_no_password(
    dovecot_server: Dovecot, tls_account: ImapAccount, account: ImapAccount
) -> None:
    with ImapProxy((dovecot_server.host, dovecot_server.imap_port)) as proxy:
        stripped = replace(account, tls="starttls", port=proxy.port, ca_file=tls_account.ca_file)
        with pytest.raises(ServerUnreachableError):
            ImapMailbox(stripped).open()
        assert b"LOGIN" not in proxy.said
        assert b"AUTHENTICATE" not in proxy.said


def test_what_was_said_in_the_clear_is_forgotten_when_tls_begins(
    tls_server: Dovecot, tls_account: ImapAccount
) -> None:
    with ImapProxy((tls_server.host, tls_server.imap_port)) as proxy:
        proxy.after_starttls = b"* BYE said by somebody on the way\r\n"
        with opened(replace(tls_account, tls="starttls", port=proxy.port)) as mailbox:
            assert mailbox.listing("INBOX").uidvalidity


def test_a_server_that_wants_tls_gets_no_password_in_the_clear(tls_server: Dovecot) -> None:
    with ImapProxy((tls_server.host, tls_server.imap_port)) as proxy:
        clear = replace(account_of(tls_server, USER), host=proxy.host, port=proxy.port)
        with pytest.raises(LoginRefusedError, match="set tls"):
            ImapMailbox(clear).open()
        assert b"LOGIN" not in proxy.said
        assert b"AUTHENTICATE" not in proxy.said


@pytest.mark.parametrize("content", [None, "geen certificaat"])
def test_a_ca_file_that_cannot_be_used_is_named(
    tls_account: ImapAccount, tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ConfigurationError, match=r"ca\.pem"):
        ImapMailbox(replace(tls_account, ca_file=path)).open()
