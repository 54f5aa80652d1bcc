"""What only a mailbox in a folder of files can do and suffer; the rest is in the contract test."""

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from intake.adapters.after_archiving import Flag, Leave, Move
from intake.adapters.maildir_mailbox import MaildirMailbox
from intake.domain.errors import (
    ConfigurationError,
    MailUnavailableError,
    ServerUnreachableError,
)
from intake.domain.records import ServerCopy

MAIL = b"Subject: proef\n\nGoedemiddag.\n"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for part in ("tmp", "new", "cur"):
        (tmp_path / "Maildir" / part).mkdir(parents=True)
    return tmp_path / "Maildir"


@pytest.fixture
def mailbox(directory: Path) -> MaildirMailbox:
    return opened(directory, Leave())


def opened(directory: Path, after_archiving: Leave | Move) -> MaildirMailbox:
    mailbox = MaildirMailbox(directory, after_archiving)
    mailbox.open()
    return mailbox


def put(directory: Path, name: str, *, part: str = "new", at: int = 1_690_900_000) -> Path:
    path = directory / part / name
    path.write_bytes(MAIL)
    os.utime(path, ns=(at * 10**9, at * 10**9 + 123_456_789))
    return path


def test_the_order_is_that_of_the_times_and_then_of_the_names(
    directory: Path, mailbox: MaildirMailbox
) -> None:
    names = {"c": 100, "a": 200, "b": 200, "d": 300}
    uids: dict[str, int] = {}
    for name, at in names.items():
        path = put(directory, name, at=at)
        (uids[name],) = set(mailbox.listing("INBOX").uids) - set(uids.values())
        assert path.exists()
    assert mailbox.listing("INBOX").uids == tuple(uids[name] for name in "cabd")


def test_a_uid_is_the_same_for_another_process_and_whatever_the_flags(directory: Path) -> None:
    path = put(directory, "1690900000.M1P2.host")
    (uid,) = opened(directory, Leave()).listing("INBOX").uids
    path.rename(directory / "cur" / "1690900000.M1P2.host:2,FRS")
    assert opened(directory, Leave()).listing("INBOX").uids == (uid,)
    assert 0 < uid < 2**63


def test_a_mail_is_described_by_its_file_in_utc(directory: Path, mailbox: MaildirMailbox) -> None:
    put(directory, "mail", at=1_690_900_000)
    (uid,) = mailbox.listing("INBOX").uids
    description = mailbox.describe("INBOX", [uid])[uid]
    assert description.size == len(MAIL)
    assert description.internaldate == datetime(2023, 8, 1, 14, 26, 40, 123456, tzinfo=UTC)
    assert description.internaldate.tzinfo is UTC
    assert description.savedate is None


def test_what_is_no_mail_is_not_listed(directory: Path, mailbox: MaildirMailbox) -> None:
    put(directory, ".hidden")
    put(directory, "on-its-way", part="tmp")
    (directory / "new" / "folder").mkdir()
    (directory / "new" / "link").symlink_to("/etc/passwd")
    (directory / "dovecot.index").touch()
    os.mkfifo(directory / "cur" / "pipe")
    assert mailbox.listing("INBOX").uids == ()


def test_a_moved_mail_keeps_its_name_flags_and_time(directory: Path) -> None:
    put(directory, "new-mail")
    put(directory, "read-mail:2,S", part="cur")
    mailbox = opened(directory, Move("Verwerkt"))
    before = mailbox.listing("INBOX").uids
    for uid in before:
        assert mailbox.settle("INBOX", uid) is ServerCopy.SETTLED
    target = directory / ".Verwerkt"
    assert {path.name for path in (target / "cur").iterdir()} == {"new-mail:2,", "read-mail:2,S"}
    assert (target / "maildirfolder").exists()
    assert mailbox.listing("Verwerkt").uids == before


def test_dovecot_shows_a_moved_mail_and_its_new_folder(
    dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    user = mailbox_account.address
    dovecot_server.deliver(user, MAIL)
    mailbox = opened(dovecot_server.maildir(user), Move("Archief"))
    (uid,) = mailbox.listing("INBOX").uids
    sink = io.BytesIO()
    mailbox.download("INBOX", uid, None, sink)
    assert b"Goedemiddag." in sink.getvalue()
    assert mailbox.settle("INBOX", uid) is ServerCopy.SETTLED
    told = dovecot_server.doveadm("-f", "flow", "mailbox", "status", "-u", user, "messages", "*")
    assert "INBOX messages=0" in told
    assert "Archief messages=1" in told


def test_keywords_are_refused_at_once(directory: Path) -> None:
    with pytest.raises(ConfigurationError, match="after_archiving"):
        MaildirMailbox(directory, Flag("Klaar"))


@pytest.mark.parametrize("folder", ["../buiten", "a/b", "", ".verborgen", "a..b"])
def test_a_folder_name_leads_nowhere_else(
    directory: Path, mailbox: MaildirMailbox, folder: str
) -> None:
    assert directory.exists()
    with pytest.raises(ConfigurationError, match="Maildir folder"):
        mailbox.listing(folder)


def test_a_directory_that_is_not_mounted_yet_is_unreachable(tmp_path: Path) -> None:
    mailbox = MaildirMailbox(tmp_path / "Maildir", Leave())
    with pytest.raises(ServerUnreachableError, match="mount"):
        mailbox.open()


def test_a_directory_that_is_no_maildir_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="INBOX"):
        opened(tmp_path, Leave()).listing("INBOX")


def test_a_disk_that_goes_away_is_unreachable_until_it_is_back(
    directory: Path, mailbox: MaildirMailbox
) -> None:
    put(directory, "mail")
    directory.rename(directory.with_name("away"))
    with pytest.raises(ServerUnreachableError, match="mount"):
        mailbox.listing("INBOX")
    with pytest.raises(ServerUnreachableError, match="mount"):
        mailbox.wait("INBOX", 5)
    directory.with_name("away").rename(directory)
    assert len(mailbox.listing("INBOX").uids) == 1


def test_a_mail_that_becomes_a_folder_is_unavailable(
    directory: Path, mailbox: MaildirMailbox
) -> None:
    path = put(directory, "mail")
    (uid,) = mailbox.listing("INBOX").uids
    path.unlink()
    path.mkdir()
    with pytest.raises(MailUnavailableError, match=str(uid)):
        mailbox.download("INBOX", uid, None, io.BytesIO())


def test_a_mail_that_is_only_read_by_a_colleague_is_no_news(
    directory: Path, mailbox: MaildirMailbox
) -> None:
    path = put(directory, "mail")
    mailbox.listing("INBOX")
    path.rename(directory / "cur" / "mail:2,S")
    assert mailbox.wait("INBOX", 0.5) is False
