"""What every clock keeps that ours is compared with: in memory, on chronyd, on Dovecot."""

import imaplib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from deploy.servers.chrony import Chrony
from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.ports import free_port
from deploy.servers.throwaway import throwaway_directory
from intake.adapters.imap_account import ImapAccount
from intake.adapters.imap_clock import ImapClock
from intake.adapters.ntp_clock import NtpClock
from intake.adapters.system_clock import SystemClock
from intake.domain.clock_reading import ClockReference
from intake.domain.errors import (
    ConfigurationError,
    LoginRefusedError,
    ServerUnreachableError,
)
from intake.ports import Clock, ReferenceClock
from tests.fakes.reference_clock import SteadyClock

FOLDER = "Kloktest"
GENEROUS = 60.0


class ShiftedClock:
    """Our clock, off by so much."""

    def __init__(self, shift: timedelta) -> None:
        self._shift = shift

    def now(self) -> datetime:
        """See `Clock`."""
        return datetime.now(UTC) + self._shift


@pytest.fixture(scope="module")
def chrony() -> Iterator[Chrony]:
    with throwaway_directory("chrony") as directory, Chrony(directory) as server:
        yield server


def account_of(server: Dovecot, account: MailAccount, password: str | None = None) -> ImapAccount:
    return ImapAccount(
        server.host, server.imap_port, "none", account.address, password or account.password
    )


def imap_clock(
    server: Dovecot, account: MailAccount, clock: Clock | None = None, folder: str = FOLDER
) -> ImapClock:
    return ImapClock(account_of(server, account), account.address, folder, clock or SystemClock())


def logged_in(server: Dovecot, account: MailAccount) -> imaplib.IMAP4:
    client = imaplib.IMAP4(server.host, server.imap_port)
    client.login(account.address, account.password)
    return client


@pytest.fixture
def with_folder(dovecot_server: Dovecot, mailbox_account: MailAccount) -> MailAccount:
    dovecot_server.doveadm("mailbox", "create", "-u", mailbox_account.address, FOLDER)
    return mailbox_account


@pytest.fixture(params=["memory", "ntp", "mail_server"])
def reference(request: pytest.FixtureRequest) -> ReferenceClock:
    if request.param == "memory":
        return SteadyClock(SystemClock())
    if request.param == "ntp":
        chrony: Chrony = request.getfixturevalue("chrony")
        return NtpClock(chrony.host, chrony.port, GENEROUS)
    server: Dovecot = request.getfixturevalue("dovecot_server")
    account: MailAccount = request.getfixturevalue("with_folder")
    return imap_clock(server, account)


def test_the_clock_of_this_machine_is_not_ahead_of_itself(reference: ReferenceClock) -> None:
    begin = datetime.now(UTC)
    reading = reference.read()
    assert begin <= reading.at <= datetime.now(UTC)
    assert reading.low is not None
    assert reading.low <= 0.005
    assert reading.high >= -0.005
    assert reading.low <= reading.high
    assert reading.name


@pytest.mark.parametrize("seconds", [-3600, -20, 20, 86_400])
def test_a_clock_that_is_off_is_found_off_by_that_much(
    dovecot_server: Dovecot, with_folder: MailAccount, seconds: int
) -> None:
    clock = ShiftedClock(timedelta(seconds=seconds))
    reading = imap_clock(dovecot_server, with_folder, clock).read()
    assert reading.reference is ClockReference.MAIL_SERVER
    assert reading.low is not None
    assert reading.low <= seconds <= reading.high
    assert reading.is_beyond(timedelta(seconds=5))


def test_a_probe_is_gone_afterwards_and_so_is_one_that_was_left_behind(
    dovecot_server: Dovecot, with_folder: MailAccount
) -> None:
    client = logged_in(dovecot_server, with_folder)
    client.append(FOLDER, "", "", b"X-Oco-Intake-Clock: eerder\r\n\r\nx\r\n")
    client.append(FOLDER, r"(\Deleted)", "", b"Subject: van een collega\r\n\r\nx\r\n")
    imap_clock(dovecot_server, with_folder).read()
    client.select(FOLDER)
    assert client.search(None, "ALL") == ("OK", [b"1"])
    assert b"van een collega" in str(client.fetch("1", "(BODY.PEEK[])")).encode()
    client.logout()


def test_other_folders_are_left_alone(dovecot_server: Dovecot, with_folder: MailAccount) -> None:
    dovecot_server.deliver(with_folder.address, b"Subject: inschrijving\r\n\r\nx\r\n")
    imap_clock(dovecot_server, with_folder).read()
    client = logged_in(dovecot_server, with_folder)
    assert client.select("INBOX", readonly=True)[1] == [b"1"]
    client.logout()


def test_a_folder_that_does_not_exist_is_to_be_made(
    dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    with pytest.raises(ConfigurationError, match=r"clock_folder 'Weg'.*make it"):
        imap_clock(dovecot_server, mailbox_account, folder="Weg").read()


def test_a_wrong_password_is_told_as_that(
    dovecot_server: Dovecot, with_folder: MailAccount
) -> None:
    account = account_of(dovecot_server, with_folder, "fout")
    clock = ImapClock(account, with_folder.address, FOLDER, SystemClock())
    with pytest.raises(LoginRefusedError):
        clock.read()


def test_a_mail_server_that_is_down_cannot_be_reached() -> None:
    account = ImapAccount("127.0.0.1", free_port(), "none", "oco@zorgkantoor.test", "x")
    with pytest.raises(ServerUnreachableError):
        ImapClock(account, "oco@zorgkantoor.test", FOLDER, SystemClock()).read()


def test_a_time_server_that_is_not_there_does_not_answer() -> None:
    with pytest.raises(ServerUnreachableError, match=r"clock\.ntp_servers"):
        NtpClock("127.0.0.1", free_port(), 1.0).read()


def test_a_time_server_of_a_name_that_nobody_knows_does_not_answer() -> None:
    with pytest.raises(ServerUnreachableError, match="name is not known"):
        NtpClock("tijd.invalid", 123, 1.0).read()


def test_a_time_server_that_nobody_set_is_not_believed() -> None:
    with (
        throwaway_directory("chrony") as directory,
        Chrony(directory, synchronised=False) as server,
        pytest.raises(ServerUnreachableError, match="does not know the time itself"),
    ):
        NtpClock(server.host, server.port, GENEROUS).read()
