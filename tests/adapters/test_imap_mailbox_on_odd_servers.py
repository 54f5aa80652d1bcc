"""An IMAP mailbox against servers that are slow, odd, mistaken or hostile."""

import functools
import io
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta

import pytest

from deploy.servers.ports import free_port
from deploy.servers.waiting import wait_until
from intake.adapters.after_archiving import AfterArchiving, Flag, Leave, Move
from intake.adapters.imap_account import ImapAccount
from intake.adapters.imap_mailbox import ImapMailbox
from intake.domain.errors import (
    ConfigurationError,
    LoginRefusedError,
    MailUnavailableError,
    ServerUnreachableError,
    TemporaryError,
)
from intake.domain.records import ServerCopy
from tests.failures.imap_servers import BlackHole, Dripping, ScriptedImap

Script = Mapping[str, Sequence[bytes | None]]

DONE = b"{tag} OK done\r\n"
MAIL = b"Subject: proef\r\n\r\nGoedemiddag.\r\n"
PIECE = 16


def account_at(port: int, after_archiving: AfterArchiving = Leave()) -> ImapAccount:  # noqa: B008 - frozen
    return ImapAccount(
        host="127.0.0.1",
        port=port,
        tls="none",
        username="oco@zorgkantoor.test",
        password="geheim-woord",
        connect_timeout=1.0,
        read_timeout=1.0,
        piece_size=PIECE,
        after_archiving=after_archiving,
    )


@contextmanager
def talking(
    script: Script,
    *,
    offers: str = "",
    after_archiving: AfterArchiving = Leave(),  # noqa: B008 - frozen
) -> Iterator[tuple[ScriptedImap, ImapMailbox]]:
    with ScriptedImap(script, offers=offers) as server:
        mailbox = ImapMailbox(account_at(server.port, after_archiving))
        try:
            mailbox.open()
            yield server, mailbox
        finally:
            mailbox.close()


def body(data: bytes, item: bytes = b"BODY[]") -> bytes:
    return b"* 1 FETCH (UID 1 %s {%d}\r\n%s)\r\n" % (item, len(data), data)


def downloaded(mailbox: ImapMailbox, size: int | None) -> bytes:
    sink = io.BytesIO()
    mailbox.download("INBOX", 1, size, sink)
    return sink.getvalue()


def test_a_port_where_nobody_listens_is_unreachable() -> None:
    with pytest.raises(ServerUnreachableError, match="start that server"):
        ImapMailbox(account_at(free_port())).open()


def test_a_password_is_not_sent_unencrypted_over_a_network() -> None:
    with pytest.raises(ConfigurationError, match=r"mail\.zorgkantoor\.test:143 .* tls"):
        ImapAccount("mail.zorgkantoor.test", 143, "none", "u", "p")


def test_a_host_that_does_not_exist_is_unreachable() -> None:
    account = ImapAccount("bestaat-niet.invalid", 143, "starttls", "u", "p", connect_timeout=5)
    with pytest.raises(ServerUnreachableError, match="correct host"):
        ImapMailbox(account).open()


@pytest.mark.parametrize(
    "server",
    [
        BlackHole,
        Dripping,
        functools.partial(Dripping, start=b"* OK {5000}\r\n"),
        functools.partial(Dripping, pause=0.0002),
    ],
)
def test_a_server_that_never_finishes_its_greeting_is_given_up(
    server: Callable[[], BlackHole | Dripping],
) -> None:
    with (
        server() as silent,
        pytest.raises(ServerUnreachableError, match="no answer in time"),
    ):
        ImapMailbox(account_at(silent.port)).open()


@pytest.mark.parametrize(
    "greeting",
    [
        None,
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"* BYE too many connections\r\n",
        b"\x00\xff\xfe\r\n",
        b"* OK {99999999999}\r\n",
        b"+ \r\n",
    ],
)
def test_a_greeting_that_is_none_is_unreachable(greeting: bytes | None) -> None:
    with (
        ScriptedImap({"GREETING": [greeting]}) as server,
        pytest.raises(ServerUnreachableError),
    ):
        ImapMailbox(account_at(server.port)).open()


@pytest.mark.parametrize(
    "answer",
    [
        None,
        b"* nonsense\r\n{tag} WHAT\r\n",
        b"A9 OK another tag\r\n",
        b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\n",
        b"* 1 FETCH (UID 1 BODY[] {20}\r\nonly half",
        b"\x00\xff\r\n",
        b"* BYE see you\r\n",
    ],
)
@pytest.mark.parametrize("command", ["EXAMINE", "UID SEARCH", "UID FETCH"])
def test_nonsense_in_the_middle_of_the_talk_is_unreachable(
    command: str, answer: bytes | None
) -> None:
    with talking({command: [answer]}) as (_, mailbox):
        if command == "UID FETCH":
            mailbox.listing("INBOX")
        with pytest.raises(ServerUnreachableError):
            downloaded(mailbox, None) if command == "UID FETCH" else mailbox.listing("INBOX")


@pytest.mark.parametrize(
    "answer",
    [
        b"(" * 5000 + b"\r\n",
        b'UID 1 INTERNALDATE "\r\n',
        b"UID 1 INTERNALDATE 12)\r\n",
        b"UID x RFC822.SIZE 12)\r\n",
        b"UID)\r\n",
    ],
)
def test_an_unreadable_description_is_no_description(answer: bytes) -> None:
    script = {"UID FETCH": [b"* 1 FETCH (" + answer + DONE]}
    with talking(script) as (_, mailbox):
        mailbox.listing("INBOX")
        assert mailbox.describe("INBOX", [1]) == {}
        assert mailbox.listing("INBOX").uids == (1,)


def test_one_unreadable_description_does_not_lose_the_others() -> None:
    good = b'* 2 FETCH (UID 2 RFC822.SIZE 5 INTERNALDATE "01-Aug-2023 16:58:07 +0200")\r\n'
    bad = b"* 1 FETCH (UID 1 RFC822.SIZE\r\n"
    script = {"UID FETCH": [bad + good + DONE, bad + DONE, good + DONE]}
    with talking(script) as (_, mailbox):
        mailbox.listing("INBOX")
        assert list(mailbox.describe("INBOX", [1, 2])) == [2]


def test_a_refused_description_of_one_mail_does_not_lose_the_others() -> None:
    good = b"* 2 FETCH (UID 2 RFC822.SIZE 5)\r\n"
    script = {"UID FETCH": [good + b"{tag} NO no\r\n", b"{tag} NO no\r\n", good + DONE]}
    with talking(script) as (_, mailbox):
        mailbox.listing("INBOX")
        assert list(mailbox.describe("INBOX", [1, 2])) == [2]


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        (b'"01-Aug-2023 16:58:07 +0200"', 2),
        (b'" 1-Aug-2023 16:58:07 -0330"', -3.5),
        (b'"01-Aug-2023 16:58:07 +0000"', 0),
        (b'"32-Foo-2023 16:58:07 +0200"', None),
        (b'"01-Aug-2023 16:58:07 +9900"', None),
        (b'"gisteren"', None),
        (b'""', None),
        (b"NIL", None),
    ],
)
@pytest.mark.parametrize("item", ["INTERNALDATE", "SAVEDATE"])
def test_moments_keep_the_zone_of_the_server_and_what_is_none_is_none(
    item: str, told: bytes, hours: float | None
) -> None:
    answer = b"* 1 FETCH (UID 1 RFC822.SIZE 5 " + item.encode() + b" " + told + b")\r\n"
    with talking({"UID FETCH": [answer + DONE]}, offers="SAVEDATE") as (server, mailbox):
        mailbox.listing("INBOX")
        description = mailbox.describe("INBOX", [1])[1]
        moment = description.internaldate if item == "INTERNALDATE" else description.savedate
        assert b"SAVEDATE" in server.commands[-1]
    assert description.size == 5
    if hours is None:
        assert moment is None
    else:
        assert moment is not None
        assert moment.utcoffset() == timedelta(hours=hours)
        assert (moment.hour, moment.minute, moment.second) == (16, 58, 7)


def test_savedate_is_not_asked_for_where_it_is_not_offered() -> None:
    script = {"UID FETCH": [b"* 1 FETCH (UID 1 RFC822.SIZE 5)\r\n" + DONE]}
    with talking(script) as (server, mailbox):
        mailbox.listing("INBOX")
        assert mailbox.describe("INBOX", [1])[1].savedate is None
        assert b"SAVEDATE" not in server.commands[-1]


@pytest.mark.parametrize(
    "code", [b"", b"* OK [UIDVALIDITY 0] x\r\n", b"* OK [UIDVALIDITY x] x\r\n"]
)
def test_a_folder_without_uidvalidity_is_refused(code: bytes) -> None:
    script = {"EXAMINE": [b"* 1 EXISTS\r\n" + code + DONE]}
    with talking(script) as (_, mailbox), pytest.raises(ServerUnreachableError):
        mailbox.listing("INBOX")


def test_a_folder_that_cannot_be_opened_for_now_is_no_mistake_of_ours() -> None:
    script = {"EXAMINE": [b"{tag} NO [UNAVAILABLE] later\r\n"]}
    with (
        talking(script) as (_, mailbox),
        pytest.raises(ServerUnreachableError, match="UNAVAILABLE"),
    ):
        mailbox.listing("INBOX")


@pytest.mark.parametrize(
    "search",
    [b"{tag} NO not now\r\n", DONE, b"* SEARCH\r\n" + DONE, b"* SEARCH 1\r\n* SEARCH 2\r\n" + DONE],
)
def test_where_searching_fails_the_mails_themselves_are_asked(search: bytes) -> None:
    script = {
        "EXAMINE": [b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n" + DONE],
        "UID SEARCH": [search],
        "UID FETCH": [b"".join(b"* %d FETCH (UID %d)\r\n" % (n, n) for n in (3, 1, 2)) + DONE],
    }
    with talking(script) as (_, mailbox):
        assert mailbox.listing("INBOX").uids == (1, 2, 3)


def test_a_folder_of_two_hundred_thousand_mails_is_listed() -> None:
    count = 200_000
    script = {
        "EXAMINE": [b"* %d EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n" % count + DONE],
        "UID SEARCH": [
            b"* SEARCH " + b" ".join(b"%d" % n for n in range(1, count + 1)) + b"\r\n" + DONE
        ],
    }
    with talking(script) as (_, mailbox):
        assert len(mailbox.listing("INBOX").uids) == count


@pytest.mark.parametrize(
    "answer",
    [
        DONE,
        b"{tag} NO [SERVERBUG] cannot read this one\r\n",
        b"{tag} BAD internal error\r\n",
        b"* 1 FETCH (UID 1 BODY[] NIL)\r\n" + DONE,
        b'* 1 FETCH (UID 1 BODY[] "")\r\n' + DONE,
        b"* 1 FETCH (UID 1 FLAGS ())\r\n" + DONE,
        b"* 1 FETCH (UID 1 BODY[]\r\n" + DONE,
    ],
)
@pytest.mark.parametrize("size", [PIECE, PIECE + 1])
def test_a_mail_that_is_announced_and_not_fetchable_is_unavailable_until_it_is(
    answer: bytes, size: int
) -> None:
    name = b"BODY[]" if size <= PIECE else b"BODY[]<0>"
    refused = answer.replace(b"BODY[]", name)
    ended = b'* 1 FETCH (UID 1 BODY[]<8> "")\r\n' + DONE
    script = {"UID FETCH": [refused, body(b"eindelijk"[:8], name) + DONE, ended]}
    with talking(script) as (_, mailbox):
        mailbox.listing("INBOX")
        with pytest.raises(MailUnavailableError, match="mail 1"):
            downloaded(mailbox, size)
        assert downloaded(mailbox, size) == b"eindelij"


@pytest.mark.parametrize(
    "end",
    [
        b'* 1 FETCH (UID 1 BODY[]<24> "")\r\n' + DONE,
        b"* 1 FETCH (UID 1 BODY[]<24> {0}\r\n)\r\n" + DONE,
        b"* 1 FETCH (UID 1 BODY[]<24> NIL)\r\n" + DONE,
        DONE,
        b"{tag} NO beyond the end\r\n",
    ],
)
def test_the_end_of_a_mail_of_the_announced_size_is_understood(end: bytes) -> None:
    first, second = b"0123456789abcdef", b"ghijklmn"
    script = {
        "UID FETCH": [body(first, b"BODY[]<0>") + DONE, body(second, b"BODY[]<16>") + DONE, end]
    }
    with talking(script) as (_, mailbox):
        mailbox.listing("INBOX")
        assert downloaded(mailbox, 24) == first + second


@pytest.mark.parametrize("end", [DONE, b"{tag} NO gone\r\n"])
def test_a_mail_that_vanishes_between_two_pieces_is_not_taken_for_whole(end: bytes) -> None:
    script = {"UID FETCH": [body(b"0123456789abcdef", b"BODY[]<0>") + DONE, end]}
    for size in (24, None):
        with talking(script) as (_, mailbox):
            mailbox.listing("INBOX")
            with pytest.raises(MailUnavailableError):
                downloaded(mailbox, size)


@pytest.mark.parametrize("announced", [17, 20, 24, 400])
def test_short_pieces_and_lying_sizes_do_not_cut_a_mail(announced: int) -> None:
    script = {
        "UID FETCH": [
            body(b"0123456789", b"BODY[]<0>") + DONE,
            body(b"abcdefghij", b"BODY[]<10>") + DONE,
            body(b"KLMN", b"BODY[]<20>") + DONE,
            b'* 1 FETCH (UID 1 BODY[]<24> "")\r\n' + DONE,
        ]
    }
    with talking(script) as (_, mailbox):
        mailbox.listing("INBOX")
        assert downloaded(mailbox, announced) == b"0123456789abcdefghijKLMN"


@pytest.mark.parametrize("name", [b"BODY[]<0>", b"BODY[]"])
@pytest.mark.parametrize("data", [MAIL, b"kort"])
def test_a_server_that_cannot_cut_delivers_a_mail_once(name: bytes, data: bytes) -> None:
    end = b'* 1 FETCH (UID 1 BODY[]<4> "")\r\n' + DONE
    script = {"UID FETCH": [body(data, name) + DONE, end if name.endswith(b">") else body(data)]}
    with talking(script) as (_, mailbox):
        mailbox.listing("INBOX")
        assert downloaded(mailbox, None) == data


def test_news_of_other_mails_among_the_bytes_does_no_harm() -> None:
    stray = b"* 1 FETCH (FLAGS (\\Seen))\r\n* 2 EXISTS\r\n* 1 RECENT\r\n"
    with talking({"UID FETCH": [stray + body(b"hier") + stray + DONE]}) as (_, mailbox):
        mailbox.listing("INBOX")
        assert downloaded(mailbox, 4) == b"hier"
        assert mailbox.wait("INBOX", 0.1) is True


@pytest.mark.parametrize(
    "start",
    [
        b"+ idling\r\n* 2 EXISTS\r\n",
        b"* 2 EXISTS\r\n+ idling\r\n",
        b"* OK hold on\r\n+ idling\r\n* OK still here\r\n* 1 EXPUNGE\r\n* 1 EXISTS\r\n",
    ],
)
def test_mail_that_is_told_of_while_idle_begins_ends_the_waiting(start: bytes) -> None:
    script = {"IDLE": [start], "DONE": [b""]}
    with talking(script, offers="IDLE") as (server, mailbox):
        mailbox.listing("INBOX")
        answered = threading.Thread(target=finish_idle, args=(server,))
        answered.start()
        assert mailbox.wait("INBOX", 30) is True
        answered.join()
        assert mailbox.listing("INBOX").uids == (1,)


def finish_idle(server: ScriptedImap) -> None:
    """Answer the IDLE once the client has said DONE."""
    wait_until(lambda: any(line == b"DONE\r\n" for line in server.commands))
    tag = next(line.split()[0] for line in server.commands if line.endswith(b" IDLE\r\n"))
    server.say(tag + b" OK idle ended\r\n")


@pytest.mark.parametrize("answer", [b"{tag} NO not here\r\n", b"{tag} BAD what?\r\n"])
def test_where_idle_is_offered_and_refused_the_time_is_waited_out(answer: bytes) -> None:
    with talking({"IDLE": [answer]}, offers="IDLE") as (server, mailbox):
        mailbox.listing("INBOX")
        assert mailbox.wait("INBOX", 0.1) is False
        assert mailbox.wait("INBOX", 0.1) is False
        mailbox.interrupt()
        assert mailbox.wait("INBOX", 600) is False
        assert mailbox.listing("INBOX").uids == (1,)
        assert sum(b"IDLE" in line for line in server.commands) == 1


@pytest.mark.parametrize("answer", [None, b"* BYE night\r\n", b"+ idling\r\n* BYE night\r\n"])
def test_a_server_that_says_goodbye_during_idle_is_unreachable(answer: bytes | None) -> None:
    with talking({"IDLE": [answer]}, offers="IDLE") as (_, mailbox):
        mailbox.listing("INBOX")
        with pytest.raises(ServerUnreachableError):
            mailbox.wait("INBOX", 30)


def test_a_login_that_is_refused_because_the_server_is_ill_blames_no_password() -> None:
    with (
        ScriptedImap({"LOGIN": [b"{tag} NO [UNAVAILABLE] directory down\r\n"]}) as server,
        pytest.raises(ServerUnreachableError, match="UNAVAILABLE"),
    ):
        ImapMailbox(account_at(server.port)).open()


@pytest.mark.parametrize(("command", "offers"), [("LOGIN", ""), ("AUTHENTICATE", "AUTH=PLAIN")])
def test_a_server_that_hangs_up_at_the_login_blames_no_password_and_none_is_told(
    everything_told: Callable[[BaseException], str], command: str, offers: str
) -> None:
    with (
        ScriptedImap({command: [None]}, offers=offers) as server,
        pytest.raises(ServerUnreachableError, match="hung up") as raised,
    ):
        ImapMailbox(account_at(server.port)).open()
    told = everything_told(raised.value)
    assert "geheim-woord" not in told
    assert "oco@zorgkantoor.test" not in told


def test_a_server_that_repeats_the_password_does_not_make_us_tell_it(
    everything_told: Callable[[BaseException], str],
) -> None:
    echo = b'{tag} BAD LOGIN "oco@zorgkantoor.test" "geheim-woord" not understood\r\n'
    with (
        ScriptedImap({"LOGIN": [echo]}) as server,
        pytest.raises(LoginRefusedError) as raised,
    ):
        ImapMailbox(account_at(server.port)).open()
    told = everything_told(raised.value)
    assert "geheim-woord" not in told
    assert "oco@zorgkantoor.test" not in told


def test_a_folder_that_may_only_be_read_is_listed_and_cannot_be_settled() -> None:
    selected = b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n{tag} OK [READ-ONLY] done\r\n"
    with talking({"SELECT": [selected]}, after_archiving=Flag("Klaar")) as (_, mailbox):
        assert mailbox.listing("INBOX").uids == (1,)
        with pytest.raises(ConfigurationError, match="write access"):
            mailbox.settle("INBOX", 1)


def test_a_keyword_that_the_server_does_not_keep_is_a_mistake_of_ours() -> None:
    script = {
        "UID STORE": [DONE],
        "UID FETCH": [b"* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n" + DONE],
    }
    with talking(script, after_archiving=Flag("Klaar")) as (_, mailbox):
        mailbox.listing("INBOX")
        with pytest.raises(ConfigurationError, match="Klaar"):
            mailbox.settle("INBOX", 1)


def test_a_refused_move_is_tried_again_later_and_the_connection_goes_on() -> None:
    script = {
        "UID MOVE": [b"{tag} NO [OVERQUOTA] full\r\n", DONE],
        "LIST": [b'* LIST () "." Verwerkt\r\n' + DONE],
        "UID FETCH": [b"* 1 FETCH (UID 1 FLAGS ())\r\n" + DONE],
    }
    with talking(script, offers="MOVE", after_archiving=Move("Verwerkt")) as (_, mailbox):
        mailbox.listing("INBOX")
        with pytest.raises(TemporaryError, match="OVERQUOTA") as raised:
            mailbox.settle("INBOX", 1)
        assert not isinstance(raised.value, ServerUnreachableError)
        assert mailbox.settle("INBOX", 1) is ServerCopy.SETTLED
