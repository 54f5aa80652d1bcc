"""A disk without room: a clear line, nothing half, and the work goes on once there is room."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import mailbox_table
from tests.acceptance.provider_mail import letters_in, provider_address, small_registration
from tests.acceptance.smtp_sink import Mood, SmtpSink
from tests.storage.small_disk import small_disk

MEGABYTE = 1024 * 1024


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB."""
    with small_disk(tmp_path / "disk", megabytes=24) as place:
        yield place


def fill_up(disk: Path, *, but: int) -> Path:
    """Leave only so many bytes free; removing the returned file makes room again."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * MEGABYTE):
                pass
        except OSError:
            file.truncate(file.tell() - but)
    return ballast


def assert_archive_is_whole(archive: Path) -> None:
    """Every archived file is named after what it holds, and none is on its way."""
    for path in archive.glob("??/??/*"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
    on_their_way = [path for path in archive.glob("tmp/*/*") if path.is_file()]
    assert on_their_way == []


def test_a_mail_that_does_not_fit_waits_on_the_server_and_its_neighbours_go_on(
    install: Install,
    dovecot_server: Dovecot,
    mailbox_account: MailAccount,
    sink: SmtpSink,
    disk: Path,
) -> None:
    large, small = mailbox_account, dovecot_server.add_user(provider_address(), "geheim-van-twee")
    sender, neighbour = provider_address(), provider_address()
    raw = small_registration(large.address, sender=sender, size=3 * MEGABYTE)
    installation = install(
        mailbox_table(dovecot_server, large),
        mailbox_table(dovecot_server, small, zorgkantoor="dsw"),
        service={"data_dir": str(disk / "data")},
    )
    with installation.running() as daemon:
        patiently((disk / "data" / "archive").exists)
        ballast = fill_up(disk, but=2 * MEGABYTE)
        dovecot_server.deliver(large.address, raw)
        failed = daemon.wait_for("mailbox_failed", zorgkantoor="vgz")
        assert "no room left" in failed["reason"]
        assert failed["reason"].endswith("make room on its disk")

        dovecot_server.deliver(small.address, small_registration(small.address, sender=neighbour))
        patiently(lambda: installation.states() == ["handed_over"])
        assert sink.recipients() == [neighbour]
        assert len(letters_in(dovecot_server.maildir(large.address))) == 1
        assert daemon.events("fault") == []

        ballast.unlink()
        patiently(lambda: installation.states() == ["handed_over"] * 2)
        assert_archive_is_whole(disk / "data" / "archive")
    assert sink.recipients() == sorted([neighbour, sender])
    assert installation.held() == []


def test_a_database_on_a_full_disk_stops_nothing_for_good_and_doubles_no_receipt(
    install: Install,
    dovecot_server: Dovecot,
    mailbox_account: MailAccount,
    sink: SmtpSink,
    disk: Path,
) -> None:
    office = mailbox_account.address
    installation = install(
        mailbox_table(dovecot_server, mailbox_account),
        service={"database_url": f"sqlite:///{disk}/intake.db"},
    )
    senders = [provider_address() for _ in range(3)]
    with installation.running() as daemon:
        dovecot_server.deliver(office, small_registration(office, sender=senders[0]))
        patiently(lambda: installation.states() == ["handed_over"])
        ballast = fill_up(disk, but=0)
        for sender in senders[1:]:
            dovecot_server.deliver(office, small_registration(office, sender=sender))
        failed = daemon.wait_for("mailbox_failed")
        assert failed["reason"].startswith(f"no room left for the database {disk}/intake.db")
        assert daemon.process.poll() is None
        ballast.unlink()
        patiently(lambda: installation.states() == ["handed_over"] * 3)
    assert sink.recipients() == sorted(senders)
    assert set(sink.copies().values()) == {1}
    assert installation.held() == []


def test_a_letter_taken_while_the_database_cannot_be_written_is_shown_as_uncertain(
    install: Install,
    dovecot_server: Dovecot,
    mailbox_account: MailAccount,
    sink: SmtpSink,
    disk: Path,
) -> None:
    office = mailbox_account.address
    installation = install(
        mailbox_table(dovecot_server, mailbox_account),
        service={"database_url": f"sqlite:///{disk}/intake.db"},
    )
    dovecot_server.deliver(office, small_registration(office))
    sink.mood = Mood.WAITS
    with installation.running() as daemon:
        patiently(lambda: sink.given == 1)
        ballast = fill_up(disk, but=0)
        sink.go.set()
        postponed = daemon.wait_for("stage_postponed", stage="acknowledge")
        assert postponed["reason"].startswith("no room left for the database")
        ballast.unlink()
        patiently(lambda: installation.states() == ["handed_over"])
    first, second = sink.letters
    assert first == second
    assert installation.uncertain_letters() == {first.message_id}
