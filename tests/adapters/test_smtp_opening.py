import base64
import socket
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import trustme

from intake.adapters.smtp_sender import SmtpAccount, SmtpSender
from intake.domain.errors import (
    ConfigurationError,
    LoginRefusedError,
    ServerUnreachableError,
    TemporaryError,
)
from intake.domain.receipt import Letter
from tests.fakes.mail_server import GREETING, MailServer, Misdeed

LETTER = Letter("<1@vgz.test>", "directie@aanbieder.test", "", b"Subject: x\r\n\r\nx\r\n")
LOGIN = ("oco", "s3cret-p4ssword")
SHORT = 0.3


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


def server_context(authority: trustme.CA, name: str = "127.0.0.1") -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.fixture(params=["implicit", "starttls"])
def tls_server(request: pytest.FixtureRequest, authority: trustme.CA) -> Iterator[MailServer]:
    context = server_context(authority)
    implicit = request.param == "implicit"
    with MailServer(
        tls=context if implicit else None, starttls=None if implicit else context, login=LOGIN
    ) as server:
        yield server


def account_for(server: MailServer, **changes: object) -> SmtpAccount:
    tls = "implicit" if server._tls else "starttls" if server._options["tls_context"] else "none"
    values: dict[str, object] = {"tls": tls, "timeout": 10.0, **changes}
    return SmtpAccount("127.0.0.1", server.port, **values)  # type: ignore[arg-type]


def send(account: SmtpAccount) -> str:
    with closing(SmtpSender(account)) as sender:
        return sender.send(LETTER)


def test_a_letter_goes_encrypted_and_logged_in(tls_server: MailServer, ca_file: Path) -> None:
    account = account_for(tls_server, ca_file=ca_file, username=LOGIN[0], password=LOGIN[1])
    assert send(account).startswith("250 ")
    assert len(tls_server.deliveries) == 1


def test_a_certificate_that_is_not_trusted_stops_before_the_password(
    tls_server: MailServer,
) -> None:
    account = account_for(tls_server, username=LOGIN[0], password=LOGIN[1])
    with pytest.raises(ServerUnreachableError, match=r"no encryption we trust .*ca_file"):
        send(account)
    assert "AUTH" not in tls_server.commands
    assert tls_server.deliveries == []


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_certificate_of_another_host_is_not_trusted(
    tls: str, authority: trustme.CA, ca_file: Path
) -> None:
    context = server_context(authority, "elders.test")
    with (
        MailServer(**{"tls" if tls == "implicit" else "starttls": context}) as server,  # type: ignore[arg-type]
        pytest.raises(ServerUnreachableError, match="no encryption we trust"),
    ):
        send(account_for(server, ca_file=ca_file))


def test_starttls_is_never_skipped() -> None:
    with (
        MailServer() as server,
        pytest.raises(ServerUnreachableError, match="offers no STARTTLS"),
    ):
        send(account_for(server, tls="starttls"))


def test_a_server_that_speaks_no_tls_is_named_as_such() -> None:
    with MailServer() as server, pytest.raises(ServerUnreachableError, match=r"encryption|reached"):
        send(account_for(server, tls="implicit", timeout=SHORT))


def test_a_wrong_password_is_tried_once_and_never_repeated(
    everything_told: Callable[[BaseException], str],
) -> None:
    with MailServer(login=LOGIN) as server:
        account = account_for(server, username=LOGIN[0], password="wr0ng-p4ssword")
        with pytest.raises(LoginRefusedError, match="535") as refusal:
            send(account)
        assert server.commands.count("AUTH") == 1
    assert "wr0ng-p4ssword" not in everything_told(refusal.value) + repr(account)
    assert "username and password" in str(refusal.value)


def test_an_answer_that_repeats_the_password_is_not_repeated(
    everything_told: Callable[[BaseException], str],
) -> None:
    encoded = base64.b64encode(f"\0{LOGIN[0]}\0{LOGIN[1]}".encode()).decode()
    with MailServer(login=LOGIN) as server:
        server.fault("AUTH", f"535 5.7.8 AUTH PLAIN {encoded} for {LOGIN[1]}?")
        with pytest.raises(LoginRefusedError, match=r"\(535 5\.7\.8\)") as refusal:
            send(account_for(server, username=LOGIN[0], password=LOGIN[1]))
    told = everything_told(refusal.value)
    assert encoded not in told
    assert LOGIN[1] not in told


def test_a_login_that_is_cut_short_does_not_tell_the_password(
    everything_told: Callable[[BaseException], str],
) -> None:
    with MailServer(login=LOGIN) as server, ThreadPoolExecutor(1) as threads:
        server.fault("AUTH", Misdeed.FALL_SILENT)
        sender = SmtpSender(account_for(server, username=LOGIN[0], password=LOGIN[1]))
        answer = threads.submit(sender.send, LETTER)
        server.wait_until(lambda: "AUTH" in server.commands)
        sender.close()
        error = answer.exception()
    assert isinstance(error, TemporaryError)
    assert LOGIN[1] not in everything_told(error)


def test_a_way_to_log_in_that_is_offered_in_vain_is_followed_by_the_next() -> None:
    with MailServer(login=LOGIN) as server:
        server.fault("AUTH", "504 5.5.4 not implemented")
        assert send(account_for(server, username=LOGIN[0], password=LOGIN[1])).startswith("250 ")
        assert server.commands.count("AUTH") == 2


def test_a_server_without_login_refuses_one_that_is_configured() -> None:
    with MailServer() as server:
        server.fault("EHLO", "250-mx\r\n250 SIZE")
        account = account_for(server, username=LOGIN[0], password=LOGIN[1])
        with pytest.raises(LoginRefusedError, match="offers none"):
            send(account)


def test_a_server_that_wants_a_login_says_what_to_configure() -> None:
    with MailServer(login=LOGIN) as server, pytest.raises(LoginRefusedError, match="set username"):
        send(account_for(server))


@pytest.mark.parametrize("host", ["mail.zorgkantoor.nl", "10.0.0.5", "[2001:db8::1]"])
def test_a_password_is_never_configured_to_cross_a_network_in_the_clear(host: str) -> None:
    with pytest.raises(ConfigurationError, match="unencrypted"):
        SmtpAccount(host, 25, "none", username="oco", password="x")
    SmtpAccount(host, 25, "none")
    SmtpAccount(host, 587, "starttls", username="oco", password="x")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "localhost", "::1", "[::1]"])
def test_a_password_may_go_to_this_machine(host: str) -> None:
    assert SmtpAccount(host, 25, "none", username="oco", password="x").username == "oco"


def test_secrets_do_not_print() -> None:
    account = SmtpAccount("mail.test", 587, "starttls", username="oco-user", password="x-secret")
    assert "oco-user" not in repr(account)
    assert "x-secret" not in repr(account)


def test_a_certificate_file_that_is_none_stops_the_start(tmp_path: Path) -> None:
    broken = tmp_path / "ca.pem"
    broken.write_text("no certificate")
    for path in (broken, tmp_path / "missing.pem"):
        with pytest.raises(ConfigurationError, match="ca_file"):
            SmtpSender(SmtpAccount("mail.test", 465, "implicit", ca_file=path))


def test_a_certificate_file_that_is_lost_later_is_waited_for(
    authority: trustme.CA, ca_file: Path
) -> None:
    with (
        MailServer(tls=server_context(authority)) as server,
        closing(SmtpSender(account_for(server, ca_file=ca_file))) as sender,
    ):
        content = ca_file.read_bytes()
        ca_file.unlink()
        with pytest.raises(ServerUnreachableError, match="ca_file"):
            sender.send(LETTER)
        ca_file.write_bytes(content)
        assert sender.send(LETTER).startswith("250 ")


def test_nobody_listening_is_a_server_that_cannot_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ServerUnreachableError, match=f"127.0.0.1:{port} could not be reached"):
        send(SmtpAccount("127.0.0.1", port, "none", timeout=5))


def test_a_host_that_does_not_exist_is_a_server_that_cannot_be_reached() -> None:
    with pytest.raises(ServerUnreachableError, match="check host"):
        send(SmtpAccount("mail.zorgkantoor.invalid", 25, "none", timeout=5))


@pytest.mark.parametrize("step", [GREETING, "EHLO"])
@pytest.mark.parametrize(
    "misdeed",
    [Misdeed.HANG_UP, Misdeed.FALL_SILENT, "421 busy", "554 5.7.1 go away", "450 later", "blah"],
)
def test_a_server_that_does_not_begin_cannot_be_reached(step: str, misdeed: str | Misdeed) -> None:
    with MailServer() as server:
        server.fault(step, misdeed, times=9)
        with pytest.raises(ServerUnreachableError) as error:
            send(account_for(server, timeout=SHORT))
        assert server.deliveries == []
    assert "check host, port and tls" in str(error.value)


@pytest.mark.parametrize("misdeed", [Misdeed.HANG_UP, Misdeed.FALL_SILENT])
def test_a_server_that_hangs_up_at_the_login_cannot_be_reached(misdeed: Misdeed) -> None:
    with MailServer(login=LOGIN) as server:
        server.fault("AUTH", misdeed, times=9)
        with pytest.raises(ServerUnreachableError, match="at the login"):
            send(account_for(server, username=LOGIN[0], password=LOGIN[1], timeout=SHORT))


@pytest.mark.parametrize("misdeed", [Misdeed.HANG_UP, Misdeed.FALL_SILENT, "454 not now"])
def test_a_server_that_fails_at_starttls_cannot_be_reached(
    authority: trustme.CA, ca_file: Path, misdeed: str | Misdeed
) -> None:
    with MailServer(starttls=server_context(authority)) as server:
        server.fault("STARTTLS", misdeed)
        with pytest.raises(ServerUnreachableError):
            send(account_for(server, ca_file=ca_file, timeout=SHORT))


def test_we_introduce_ourselves_by_the_configured_name() -> None:
    with MailServer() as server:
        send(account_for(server, ehlo_name="intake.zorgkantoor.test"))
        assert server.commands[0] == "EHLO intake.zorgkantoor.test"


def test_without_a_full_name_we_introduce_ourselves_by_our_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "werkplek_7")
    with MailServer() as server:
        send(account_for(server))
        assert server.commands[0] == "EHLO [127.0.0.1]"


def test_a_server_can_be_tried_without_a_letter_and_the_connection_is_then_used() -> None:
    with MailServer(login=LOGIN) as server:
        account = account_for(server, username=LOGIN[0], password=LOGIN[1])
        with closing(SmtpSender(account)) as sender:
            assert sender.reach() == "answers, tls none, logged in"
            sender.send(LETTER)
        assert server.connections == 1
        assert server.commands == [
            f"EHLO {server.commands[0].split()[1]}",
            "AUTH",
            "MAIL FROM:<>",
            "RCPT TO:<directie@aanbieder.test>",
            "DATA",
            "QUIT",
        ]


def test_trying_a_server_fails_as_a_letter_would() -> None:
    with MailServer(login=LOGIN) as server:
        account = account_for(server, username=LOGIN[0], password="wr0ng")
        with closing(SmtpSender(account)) as sender, pytest.raises(LoginRefusedError):
            sender.reach()
