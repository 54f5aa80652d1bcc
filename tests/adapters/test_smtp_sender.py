from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from intake.adapters.smtp_sender import SmtpAccount, SmtpSender
from intake.domain.errors import (
    LoginRefusedError,
    PermanentError,
    RecipientRefusedError,
    SendingUncertainError,
    ServerUnreachableError,
    TemporaryError,
)
from intake.domain.receipt import Letter
from tests.fakes.mail_server import AFTER_GO_AHEAD, END, MailServer, Misdeed

RECIPIENT = "directie@aanbieder.test"
RAW = b"Subject: x\r\n\r\nx\r\n"
LETTER = Letter("<1@vgz.test>", RECIPIENT, "", RAW)
SHORT = 0.3
HANG_UP, SILENT = Misdeed.HANG_UP, Misdeed.FALL_SILENT


def sender_for(
    server: MailServer, *, timeout: float = 10, connections: int = 1, keep_open: float = 30
) -> SmtpSender:
    account = SmtpAccount("127.0.0.1", server.port, "none", timeout=timeout)
    return SmtpSender(account, connections=connections, keep_open=keep_open)


@pytest.mark.parametrize(
    ("step", "misdeed", "meaning"),
    [
        ("MAIL", HANG_UP, ServerUnreachableError),
        ("MAIL", SILENT, ServerUnreachableError),
        ("MAIL", "421 4.3.2 closing", ServerUnreachableError),
        ("MAIL", "blah", ServerUnreachableError),
        ("MAIL", "451 4.3.0 later", TemporaryError),
        ("MAIL", "530 5.7.0 authenticate", LoginRefusedError),
        ("MAIL", "550 5.7.1 not your address", TemporaryError),
        ("MAIL", "552 5.3.4 too large", RecipientRefusedError),
        ("RCPT", HANG_UP, ServerUnreachableError),
        ("RCPT", SILENT, ServerUnreachableError),
        ("RCPT", "421 4.3.2 closing", ServerUnreachableError),
        ("RCPT", "450 4.2.0 greylisted", TemporaryError),
        ("RCPT", "550 5.1.1 unknown", RecipientRefusedError),
        ("RCPT", "554 5.7.1 no relay", TemporaryError),
        ("DATA", HANG_UP, ServerUnreachableError),
        ("DATA", SILENT, ServerUnreachableError),
        ("DATA", "421 4.3.2 closing", ServerUnreachableError),
        ("DATA", "451 4.3.0 later", TemporaryError),
        ("DATA", "554 5.5.1 no", RecipientRefusedError),
        ("DATA", "250 what?", TemporaryError),
        (END, HANG_UP, SendingUncertainError),
        (END, SILENT, SendingUncertainError),
        (END, "blah", SendingUncertainError),
        (END, "354 go on", SendingUncertainError),
        (END, "421 4.3.2 closing", TemporaryError),
        (END, "451 4.3.0 later", TemporaryError),
        (END, "550 5.7.1 spam", RecipientRefusedError),
        (END, "552 5.2.2 mailbox full", RecipientRefusedError),
    ],
)
def test_what_a_server_does_is_told_by_what_happens_next(
    step: str, misdeed: str | Misdeed, meaning: type[Exception]
) -> None:
    with MailServer() as server:
        server.fault(step, misdeed, times=9)
        with closing(sender_for(server, timeout=SHORT)) as sender:
            with pytest.raises(meaning) as error:
                sender.send(LETTER)
            if meaning is TemporaryError:
                assert not isinstance(error.value, ServerUnreachableError)
            assert server.deliveries == []
            assert f"127.0.0.1:{server.port}" in str(error.value)
            assert server.connections == 1
            # Whatever happened, the sender recovers when the server does.
            server._faults.clear()
            assert sender.send(LETTER).startswith("250 ")


def test_a_server_that_stops_reading_was_not_given_the_letter() -> None:
    big = Letter("<1@vgz.test>", RECIPIENT, "", RAW + b"x" * 70 + b"\r\n" * 10_000_000)
    with MailServer() as server, closing(sender_for(server, timeout=SHORT)) as sender:
        server.fault(AFTER_GO_AHEAD, SILENT)
        with pytest.raises(ServerUnreachableError, match="nothing was accepted"):
            sender.send(big)


def test_a_refused_letter_leaves_the_connection_for_the_next_one() -> None:
    with MailServer() as server, closing(sender_for(server)) as sender:
        server.fault("RCPT", "550 5.1.1 unknown")
        with pytest.raises(RecipientRefusedError):
            sender.send(LETTER)
        sender.send(LETTER)
        assert server.connections == 1
        verbs = [command.split()[0] for command in server.commands]
        assert verbs == ["EHLO", "MAIL", "RCPT", "RSET", "MAIL", "RCPT", "DATA"]


@pytest.mark.parametrize("misdeed", [HANG_UP, SILENT, "500 what?", "421 bye"])
def test_a_server_that_does_not_clear_its_table_is_left(misdeed: str | Misdeed) -> None:
    with MailServer() as server, closing(sender_for(server, timeout=SHORT)) as sender:
        server.fault("RCPT", "550 5.1.1 unknown")
        server.fault("RSET", misdeed)
        with pytest.raises(RecipientRefusedError):
            sender.send(LETTER)
        sender.send(LETTER)
        assert server.connections == 2


def test_letters_in_a_row_share_a_connection() -> None:
    with MailServer() as server, closing(sender_for(server)) as sender:
        for _ in range(3):
            sender.send(LETTER)
        assert (server.connections, len(server.deliveries)) == (1, 3)
    assert server.commands[-1] == "QUIT"


def test_a_connection_that_is_not_used_is_given_up() -> None:
    with MailServer() as server, closing(sender_for(server, keep_open=0.05)) as sender:
        sender.send(LETTER)
        server.wait_until(lambda: "QUIT" in server.commands and not server.open_connections())
        sender.send(LETTER)
        assert server.connections == 2


def test_a_connection_the_server_closed_meanwhile_is_renewed_without_a_word() -> None:
    with MailServer() as server, closing(sender_for(server)) as sender:
        sender.send(LETTER)
        server.hang_up_on_all()
        sender.send(LETTER)
        assert (server.connections, len(server.deliveries)) == (2, 2)


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("misdeed", [HANG_UP, SILENT, "421 4.4.2 idle too long"])
def test_a_kept_connection_found_dead_before_the_letter_is_replaced_once(
    step: str, misdeed: str | Misdeed
) -> None:
    with MailServer() as server, closing(sender_for(server, timeout=SHORT)) as sender:
        sender.send(LETTER)
        server.fault(step, misdeed)
        sender.send(LETTER)
        assert (server.connections, len(server.deliveries)) == (2, 2)
        server.fault(step, misdeed, times=9)
        with pytest.raises(ServerUnreachableError):
            sender.send(LETTER)
        assert (server.connections, len(server.deliveries)) == (3, 2)


@pytest.mark.parametrize("misdeed", [HANG_UP, SILENT, Misdeed.TAKE_AND_HANG_UP, "421 bye"])
def test_a_kept_connection_that_dies_after_the_letter_is_not_replaced(
    misdeed: str | Misdeed,
) -> None:
    with MailServer() as server, closing(sender_for(server, timeout=SHORT)) as sender:
        sender.send(LETTER)
        server.fault(END, misdeed)
        with pytest.raises((SendingUncertainError, TemporaryError)):
            sender.send(LETTER)
        assert server.connections == 1
        sender.send(LETTER)
        assert server.connections == 2


@pytest.mark.parametrize("connections", [1, 3])
def test_so_many_letters_are_on_their_way_as_connections_are_allowed(connections: int) -> None:
    with (
        MailServer() as server,
        closing(sender_for(server, connections=connections)) as sender,
        ThreadPoolExecutor(6) as threads,
    ):
        server.hold()
        answers = [threads.submit(sender.send, LETTER) for _ in range(6)]
        server.wait_until(lambda: server.letters_at_once() == connections)
        server.release()
        assert all(answer.result().startswith("250 ") for answer in answers)
        assert server.most_at_once == connections
        assert server.connections == connections
        assert len(server.deliveries) == 6


def test_there_is_one_recipient_and_the_size_is_told() -> None:
    with MailServer(size_limit=1_000_000) as server, closing(sender_for(server)) as sender:
        sender.send(LETTER)
        assert server.commands[1:] == [
            f"MAIL FROM:<> SIZE={len(RAW)}",
            f"RCPT TO:<{RECIPIENT}>",
            "DATA",
        ]


def test_a_letter_larger_than_the_server_takes_is_refused_for_good() -> None:
    with MailServer(size_limit=100) as server, closing(sender_for(server)) as sender:
        with pytest.raises(RecipientRefusedError) as refusal:
            sender.send(Letter("<1@vgz.test>", RECIPIENT, "", RAW * 100))
        assert refusal.value.answer.startswith("552 ")


def test_answers_are_kept_on_one_line_and_without_addresses() -> None:
    with MailServer() as server, closing(sender_for(server)) as sender:
        assert sender.send(LETTER) == "250 2.0.0 Ok: queued as 1 for <...>"
        server.fault(END, f"250-2.0.0 {RECIPIENT}: ok\r\n250 2.0.0 Ok: queued as ABC")
        assert sender.send(LETTER) == "250 2.0.0 <...>: ok 2.0.0 Ok: queued as ABC"
        server.fault("RCPT", f"550 5.1.1 <{RECIPIENT}>: unknown {'x' * 500}")
        with pytest.raises(RecipientRefusedError) as refusal:
            sender.send(LETTER)
        assert refusal.value.answer.startswith("550 5.1.1 <...>: unknown x")
        assert len(refusal.value.answer) == 300
        assert RECIPIENT not in str(refusal.value)


@pytest.mark.parametrize("recipient", ["josé@aanbieder.test", "josé@bücher.test"])
def test_an_address_beyond_ascii_goes_where_the_server_can(recipient: str) -> None:
    raw = f"To: {recipient}\r\n\r\nx\r\n".encode()
    with MailServer() as server, closing(sender_for(server)) as sender:
        sender.send(Letter("<1@vgz.test>", recipient, "", raw))
        (delivery,) = server.deliveries
        assert delivery.recipients == (recipient,)
        assert delivery.raw == raw
        assert "SMTPUTF8" in delivery.options


def test_an_address_beyond_ascii_is_refused_for_good_where_the_server_cannot() -> None:
    with MailServer(smtputf8=False) as server, closing(sender_for(server)) as sender:
        with pytest.raises(RecipientRefusedError, match="use a server with SMTPUTF8") as refusal:
            sender.send(Letter("<1@vgz.test>", "josé@aanbieder.test", "", RAW))
        assert "josé" not in str(refusal.value)
        sender.send(LETTER)
        assert server.connections == 1


def test_a_domain_beyond_ascii_goes_to_every_server() -> None:
    with MailServer(smtputf8=False) as server, closing(sender_for(server)) as sender:
        sender.send(Letter("<1@vgz.test>", "jan@bücher.test", "", RAW))
        assert server.deliveries[0].recipients == ("jan@xn--bcher-kva.test",)


@pytest.mark.parametrize("raw", [b"a\nb\r\n", b"a\rb\r\n", b"a\r\n\n.\r\nMAIL FROM:<x@y>\r\n"])
def test_bare_line_ends_which_could_end_a_letter_early_are_refused(raw: bytes) -> None:
    with MailServer() as server, closing(sender_for(server)) as sender:
        with pytest.raises(PermanentError, match="bare line ends"):
            sender.send(Letter("<1@vgz.test>", RECIPIENT, "", raw))
        assert server.deliveries == []


def test_a_sender_that_never_sent_is_closed_without_a_thread() -> None:
    sender = SmtpSender(SmtpAccount("127.0.0.1", 9, "none"))
    sender.close()
    with pytest.raises(TemporaryError, match="was stopped"):
        sender.send(LETTER)


def test_closing_while_a_server_is_silent_does_not_wait_for_it() -> None:
    with (
        MailServer() as server,
        closing(sender_for(server, timeout=3600)) as sender,
        ThreadPoolExecutor(1) as threads,
    ):
        server.fault("RCPT", SILENT)
        answer = threads.submit(sender.send, LETTER)
        server.wait_until(lambda: any(item.startswith("RCPT") for item in server.commands))
        sender.close()
        assert isinstance(answer.exception(), TemporaryError)
