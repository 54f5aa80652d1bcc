"""What every mailbox keeps: in memory, in a Maildir, and on a real IMAP server."""

import imaplib
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from intake.adapters.after_archiving import AfterArchiving, Flag, Leave, Move
from intake.adapters.imap_account import ImapAccount
from intake.adapters.imap_mailbox import ImapMailbox
from intake.adapters.maildir_mailbox import MaildirMailbox
from intake.domain.errors import (
    ConfigurationError,
    MailUnavailableError,
    ServerUnreachableError,
    StorageFullError,
)
from intake.domain.folders import SpecialUse
from intake.domain.records import ServerCopy
from intake.ports import Mailbox
from tests.fakes.mailbox import MemoryFolder, MemoryMailbox

ARRIVED = datetime(2023, 8, 1, 14, 58, 7, tzinfo=UTC)
GENEROUS = 30.0


def mail(text: str = "Goedemiddag.") -> bytes:
    return f"Subject: proef\r\nX-Text: {text}\r\n\r\n{text}\r\n".encode()


class World(Protocol):
    """A place with mails, and a colleague who reads and removes them."""

    def mailbox(self, after_archiving: AfterArchiving) -> Mailbox: ...
    def deliver(self, raw: bytes, folder: str = "INBOX") -> None: ...
    def vanish(self, raw: bytes) -> None: ...
    def read(self, raw: bytes) -> None:
        """Mark a mail of INBOX as read, as a colleague's program does."""

    def unread(self) -> int: ...
    def contents(self, folder: str) -> list[bytes]: ...
    def make(self, folder: str) -> None:
        """Make a folder, as a colleague does."""


class MemoryWorld:
    def __init__(self) -> None:
        self._mailbox = MemoryMailbox()

    def mailbox(self, after_archiving: AfterArchiving) -> Mailbox:
        self._mailbox.after_archiving = after_archiving
        return self._mailbox

    def deliver(self, raw: bytes, folder: str = "INBOX") -> None:
        self._mailbox.deliver(raw, folder, internaldate=ARRIVED)

    def vanish(self, raw: bytes) -> None:
        self._mailbox.vanish(self._uid(raw))

    def read(self, raw: bytes) -> None:
        self._mailbox.boxes["INBOX"].mails[self._uid(raw)].keywords.add("\\Seen")

    def unread(self) -> int:
        mails = self._mailbox.boxes["INBOX"].mails.values()
        return sum("\\Seen" not in mail.keywords for mail in mails)

    def contents(self, folder: str) -> list[bytes]:
        box = self._mailbox.boxes.get(folder)
        return [mail.raw for mail in box.mails.values()] if box else []

    def make(self, folder: str) -> None:
        self._mailbox.boxes[folder] = MemoryFolder()

    def _uid(self, raw: bytes) -> int:
        mails = self._mailbox.boxes["INBOX"].mails
        return next(uid for uid, mail in mails.items() if mail.raw == raw)


class MaildirWorld:
    def __init__(self, directory: Path) -> None:
        self._directory = directory
        for folder in (directory, directory / ".Junk"):
            for part in ("tmp", "new", "cur"):
                (folder / part).mkdir(parents=True)

    def mailbox(self, after_archiving: AfterArchiving) -> Mailbox:
        return MaildirMailbox(self._directory, after_archiving)

    def deliver(self, raw: bytes, folder: str = "INBOX") -> None:
        place = self._place(folder)
        name = f"{uuid4().hex}.oco"
        (place / "tmp" / name).write_bytes(raw)
        (place / "tmp" / name).rename(place / "new" / name)

    def vanish(self, raw: bytes) -> None:
        self._find(raw).unlink()

    def read(self, raw: bytes) -> None:
        path = self._find(raw)
        path.rename(self._directory / "cur" / f"{path.name.partition(':')[0]}:2,S")

    def unread(self) -> int:
        return len(list((self._directory / "new").iterdir()))

    def contents(self, folder: str) -> list[bytes]:
        return [path.read_bytes() for path in self._place(folder).glob("[nc][eu][wr]/*")]

    def make(self, folder: str) -> None:
        for part in ("tmp", "new", "cur"):
            (self._directory / f".{folder}" / part).mkdir(parents=True)

    def _place(self, folder: str) -> Path:
        return self._directory if folder == "INBOX" else self._directory / f".{folder}"

    def _find(self, raw: bytes) -> Path:
        paths = self._directory.glob("[nc][eu][wr]/*")
        return next(path for path in paths if path.read_bytes() == raw)


class ImapWorld:
    def __init__(self, server: Dovecot, account: MailAccount) -> None:
        self._server = server
        self._account = account

    def mailbox(self, after_archiving: AfterArchiving) -> Mailbox:
        return ImapMailbox(
            ImapAccount(
                host=self._server.host,
                port=self._server.imap_port,
                tls="none",
                username=self._account.address,
                password=self._account.password,
                piece_size=64 * 1024,
                after_archiving=after_archiving,
            )
        )

    def deliver(self, raw: bytes, folder: str = "INBOX") -> None:
        with self._colleague(None) as client:
            moment = imaplib.Time2Internaldate(ARRIVED)
            assert client.append(folder, "", moment, raw)[0] == "OK"

    def vanish(self, raw: bytes) -> None:
        with self._colleague("INBOX") as client:
            client.uid("STORE", self._uid(client, raw), "+FLAGS", "(\\Deleted)")
            assert client.expunge()[0] == "OK"

    def read(self, raw: bytes) -> None:
        with self._colleague("INBOX") as client:
            client.uid("STORE", self._uid(client, raw), "+FLAGS", "(\\Seen)")

    def unread(self) -> int:
        with self._colleague("INBOX") as client:
            return len(client.search(None, "UNSEEN")[1][0].split())

    def contents(self, folder: str) -> list[bytes]:
        with self._colleague(None) as client:
            if client.select(folder, readonly=True)[0] != "OK":
                return []
            answer = client.fetch("1:*", "(BODY.PEEK[])")[1]
            return [item[1] for item in answer if isinstance(item, tuple)]

    def make(self, folder: str) -> None:
        with self._colleague(None) as client:
            assert client.create(f'"{folder}"')[0] == "OK"

    @contextmanager
    def _colleague(self, folder: str | None) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4(self._server.host, self._server.imap_port) as client:
            client.login(self._account.address, self._account.password)
            if folder:
                client.select(folder)
            yield client

    def _uid(self, client: imaplib.IMAP4, raw: bytes) -> str:
        text = raw.partition(b"X-Text: ")[2].partition(b"\r\n")[0].decode()
        found = client.uid("SEARCH", "HEADER", "X-Text", f'"{text}"')[1][0]
        uid: str = found.decode()
        return uid


@pytest.fixture(params=["memory", "maildir", "imap"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    if request.param == "memory":
        return MemoryWorld()
    if request.param == "maildir":
        return MaildirWorld(tmp_path / "Maildir")
    server: Dovecot = request.getfixturevalue("dovecot_server")
    account: MailAccount = request.getfixturevalue("mailbox_account")
    return ImapWorld(server, account)


@pytest.fixture
def mailbox(world: World) -> Iterator[Mailbox]:
    with opened(world, Leave()) as mailbox:
        yield mailbox


@contextmanager
def opened(world: World, after_archiving: AfterArchiving) -> Iterator[Mailbox]:
    mailbox = world.mailbox(after_archiving)
    mailbox.open()
    try:
        yield mailbox
    finally:
        mailbox.close()


def downloaded(mailbox: Mailbox, uid: int, size: int | None = None) -> bytes:
    sink = io.BytesIO()
    assert mailbox.download("INBOX", uid, size, sink) == len(sink.getvalue())
    return sink.getvalue()


def test_an_empty_folder_has_no_mails(mailbox: Mailbox) -> None:
    assert mailbox.listing("INBOX").uids == ()
    assert mailbox.describe("INBOX", ()) == {}


def test_mails_are_listed_in_order_of_arrival(world: World, mailbox: Mailbox) -> None:
    for number in range(5):
        world.deliver(mail(f"nummer {number}"))
    uids = mailbox.listing("INBOX").uids
    assert [downloaded(mailbox, uid) for uid in uids] == [mail(f"nummer {n}") for n in range(5)]


def test_a_mail_that_a_colleague_read_is_listed_under_the_same_uid(
    world: World, mailbox: Mailbox
) -> None:
    world.deliver(mail())
    before = mailbox.listing("INBOX")
    world.read(mail())
    assert mailbox.listing("INBOX") == before
    assert downloaded(mailbox, before.uids[0]) == mail()


def test_a_mail_that_a_colleague_reads_after_the_listing_is_downloaded(
    world: World, mailbox: Mailbox
) -> None:
    world.deliver(mail())
    (uid,) = mailbox.listing("INBOX").uids
    world.read(mail())
    assert downloaded(mailbox, uid) == mail()


def test_a_second_listing_shows_what_came_and_went(world: World, mailbox: Mailbox) -> None:
    world.deliver(mail("blijft"))
    world.deliver(mail("gaat"))
    kept, _ = mailbox.listing("INBOX").uids
    world.vanish(mail("gaat"))
    world.deliver(mail("komt"))
    again = mailbox.listing("INBOX").uids
    assert again[0] == kept
    assert [downloaded(mailbox, uid) for uid in again] == [mail("blijft"), mail("komt")]


def test_the_folders_are_listed_with_what_they_are_for(world: World, mailbox: Mailbox) -> None:
    for name in ("Verwijderde items", "Concepten", "Behandeld"):
        world.make(name)
    uses = {folder.name: folder.special_use for folder in mailbox.folders()}
    assert uses["INBOX"] is None
    assert uses["Junk"] is SpecialUse.JUNK
    assert uses["Verwijderde items"] is SpecialUse.TRASH
    assert uses["Concepten"] is SpecialUse.DRAFTS
    assert uses["Behandeld"] is None
    assert list(uses) == sorted(uses)


def test_every_folder_that_is_listed_can_be_opened(world: World, mailbox: Mailbox) -> None:
    for name in ("Met spatie", "R&-D", "100%", "Entw&APw-rfe", "&ZeVnLIqe-"):
        world.make(name)
    world.deliver(mail("gewoon"))
    before = {folder.name for folder in mailbox.folders()}
    assert len(before) >= len({"INBOX", "Junk"}) + 5
    for folder in mailbox.folders():
        assert folder.selectable
        listed = mailbox.listing(folder.name).uids
        assert len(listed) == (1 if folder.name == "INBOX" else 0)


def test_a_new_folder_is_in_the_next_list(world: World, mailbox: Mailbox) -> None:
    before = mailbox.folders()
    world.make("Nieuw")
    assert {folder.name for folder in mailbox.folders()} == {"Nieuw"} | {
        folder.name for folder in before
    }


def test_listing_the_folders_leaves_the_open_one_as_it_was(world: World, mailbox: Mailbox) -> None:
    world.deliver(mail())
    (uid,) = mailbox.listing("INBOX").uids
    mailbox.folders()
    assert downloaded(mailbox, uid) == mail()


def test_uidnext_is_above_every_uid_that_was_given_out(world: World, mailbox: Mailbox) -> None:
    world.deliver(mail("blijft"))
    world.deliver(mail("gaat"))
    uids = mailbox.listing("INBOX").uids
    world.vanish(mail("gaat"))
    after = mailbox.listing("INBOX")
    if after.uidnext is not None:
        assert after.uidnext > max(uids)
    else:
        assert isinstance(mailbox, MaildirMailbox)


def test_folders_have_their_own_mails(world: World, mailbox: Mailbox) -> None:
    world.deliver(mail("gewoon"))
    world.deliver(mail("ongewenst"), "Junk")
    (inbox_uid,) = mailbox.listing("INBOX").uids
    (junk_uid,) = mailbox.listing("Junk").uids
    sink = io.BytesIO()
    mailbox.download("Junk", junk_uid, None, sink)
    assert sink.getvalue() == mail("ongewenst")
    assert downloaded(mailbox, inbox_uid) == mail("gewoon")


def test_a_folder_that_does_not_exist_is_named_and_the_others_go_on(
    world: World, mailbox: Mailbox
) -> None:
    world.deliver(mail())
    with pytest.raises(ConfigurationError, match="Verdwenen"):
        mailbox.listing("Verdwenen")
    assert len(mailbox.listing("INBOX").uids) == 1


def test_a_mail_is_described_with_its_size_and_an_aware_moment(
    world: World, mailbox: Mailbox
) -> None:
    world.deliver(mail())
    (uid,) = mailbox.listing("INBOX").uids
    described = mailbox.describe("INBOX", [uid])
    assert list(described) == [uid]
    assert described[uid].size == len(mail())
    moment = described[uid].internaldate
    assert moment is not None
    assert moment.utcoffset() is not None


def test_a_mail_that_the_server_never_had_is_not_described(world: World, mailbox: Mailbox) -> None:
    world.deliver(mail())
    (uid,) = mailbox.listing("INBOX").uids
    assert list(mailbox.describe("INBOX", [uid + 1, uid])) == [uid]


def test_a_mail_that_is_gone_does_not_hide_its_neighbour(world: World, mailbox: Mailbox) -> None:
    world.deliver(mail("gaat"))
    world.deliver(mail("blijft"))
    gone, kept = mailbox.listing("INBOX").uids
    world.vanish(mail("gaat"))
    # A server may still tell of a mail that it can no longer deliver.
    assert kept in mailbox.describe("INBOX", [gone, kept])


@pytest.mark.parametrize("lie", [None, 0, 1, 1_000_000, 200_000_000])
@pytest.mark.parametrize("lines", [1, 12_345])
def test_a_mail_arrives_whole_whatever_size_was_announced(
    world: World, mailbox: Mailbox, lines: int, lie: int | None
) -> None:
    raw = mail() + b"Een regel van de bijlage.\r\n" * lines
    world.deliver(raw)
    (uid,) = mailbox.listing("INBOX").uids
    assert downloaded(mailbox, uid, lie) == raw


def test_downloading_leaves_a_mail_unread(world: World, mailbox: Mailbox) -> None:
    world.deliver(mail())
    (uid,) = mailbox.listing("INBOX").uids
    mailbox.describe("INBOX", [uid])
    downloaded(mailbox, uid)
    assert world.unread() == 1


def test_a_mail_that_vanishes_before_the_download_is_unavailable_and_its_neighbour_is_not(
    world: World, mailbox: Mailbox
) -> None:
    world.deliver(mail("gaat"))
    world.deliver(mail("blijft"))
    gone, kept = mailbox.listing("INBOX").uids
    world.vanish(mail("gaat"))
    for size in (None, len(mail("gaat"))):
        with pytest.raises(MailUnavailableError, match=str(gone)):
            downloaded(mailbox, gone, size)
    assert downloaded(mailbox, kept) == mail("blijft")


@pytest.mark.parametrize("error", [StorageFullError("vol"), OSError("kapot"), ValueError("mis")])
def test_what_the_sink_raises_passes_unchanged_and_the_mailbox_goes_on(
    world: World, mailbox: Mailbox, error: Exception
) -> None:
    class FullDisk:
        def write(self, data: bytes, /) -> int:
            assert data
            raise error

    world.deliver(mail())
    (uid,) = mailbox.listing("INBOX").uids
    with pytest.raises(type(error)) as raised:
        mailbox.download("INBOX", uid, None, FullDisk())
    assert raised.value is error
    assert downloaded(mailbox, uid) == mail()


def test_a_mail_that_is_left_stays(world: World, mailbox: Mailbox) -> None:
    world.deliver(mail())
    (uid,) = mailbox.listing("INBOX").uids
    assert mailbox.settle("INBOX", uid) is ServerCopy.SETTLED
    assert mailbox.listing("INBOX").uids == (uid,)
    assert world.unread() == 1


def test_a_mail_is_moved_alone_to_a_folder_that_is_made_for_it(world: World) -> None:
    with opened(world, Move("Verwerkt")) as mailbox:
        world.deliver(mail("klaar"))
        world.deliver(mail("nieuw"))
        done, new = mailbox.listing("INBOX").uids
        assert mailbox.settle("INBOX", done) is ServerCopy.SETTLED
        assert mailbox.listing("INBOX").uids == (new,)
    assert world.contents("Verwerkt") == [mail("klaar")]
    assert world.contents("INBOX") == [mail("nieuw")]


def test_moving_a_mail_a_second_time_finds_it_gone(world: World) -> None:
    with opened(world, Move("Verwerkt")) as mailbox:
        world.deliver(mail())
        (uid,) = mailbox.listing("INBOX").uids
        mailbox.settle("INBOX", uid)
        assert mailbox.settle("INBOX", uid) is ServerCopy.GONE
    assert world.contents("Verwerkt") == [mail()]


def test_a_mail_that_a_colleague_removed_is_gone_when_it_is_to_be_moved(world: World) -> None:
    with opened(world, Move("Verwerkt")) as mailbox:
        world.deliver(mail())
        (uid,) = mailbox.listing("INBOX").uids
        world.vanish(mail())
        assert mailbox.settle("INBOX", uid) is ServerCopy.GONE


def test_a_mail_to_be_moved_to_its_own_folder_stays_what_it_is(world: World) -> None:
    with opened(world, Move("INBOX")) as mailbox:
        world.deliver(mail())
        (uid,) = mailbox.listing("INBOX").uids
        assert mailbox.settle("INBOX", uid) is ServerCopy.SETTLED
        assert mailbox.listing("INBOX").uids == (uid,)


def test_waiting_without_news_ends_when_the_time_is_over(mailbox: Mailbox) -> None:
    mailbox.listing("INBOX")
    assert mailbox.wait("INBOX", 0.3) is False
    assert mailbox.listing("INBOX").uids == ()


def test_a_mail_that_comes_ends_the_waiting(world: World, mailbox: Mailbox) -> None:
    mailbox.listing("INBOX")
    delivery = threading.Timer(0.3, world.deliver, [mail()])
    delivery.start()
    assert mailbox.wait("INBOX", GENEROUS) is True
    delivery.join()
    assert len(mailbox.listing("INBOX").uids) == 1


def test_a_mail_that_came_after_the_listing_ends_the_waiting(
    world: World, mailbox: Mailbox
) -> None:
    mailbox.listing("INBOX")
    world.deliver(mail())
    assert mailbox.wait("INBOX", GENEROUS) is True


def test_a_mail_that_came_while_another_folder_was_listed_ends_the_waiting(
    world: World, mailbox: Mailbox
) -> None:
    mailbox.listing("INBOX")
    world.deliver(mail())
    mailbox.listing("Junk")
    assert mailbox.wait("INBOX", GENEROUS) is True


def test_known_mail_is_no_news(world: World, mailbox: Mailbox) -> None:
    world.deliver(mail())
    (uid,) = mailbox.listing("INBOX").uids
    mailbox.listing("Junk")
    assert mailbox.wait("INBOX", 0.3) is False
    assert mailbox.wait("INBOX", 0.3) is False
    assert downloaded(mailbox, uid) == mail()


def test_an_interrupt_ends_the_waiting_of_another_thread(mailbox: Mailbox) -> None:
    mailbox.listing("INBOX")
    outcome: list[bool] = []
    waiting = threading.Thread(target=lambda: outcome.append(mailbox.wait("INBOX", 600)))
    waiting.start()
    waiting.join(0.5)
    assert waiting.is_alive()
    mailbox.interrupt()
    waiting.join(GENEROUS)
    assert outcome == [False]
    assert mailbox.listing("INBOX").uids == ()


def test_an_interrupt_that_comes_too_early_ends_the_next_waiting_and_no_other(
    world: World, mailbox: Mailbox
) -> None:
    mailbox.listing("INBOX")
    mailbox.interrupt()
    assert mailbox.wait("INBOX", 600) is False
    world.deliver(mail())
    assert mailbox.wait("INBOX", GENEROUS) is True


def test_a_mailbox_that_is_closed_can_be_opened_again(world: World, mailbox: Mailbox) -> None:
    world.deliver(mail())
    before = mailbox.listing("INBOX")
    mailbox.close()
    mailbox.close()
    with pytest.raises(ServerUnreachableError):
        mailbox.listing("INBOX")
    mailbox.open()
    assert mailbox.listing("INBOX") == before


def test_a_mailbox_that_was_never_opened_can_be_closed(world: World) -> None:
    mailbox = world.mailbox(Leave())
    mailbox.interrupt()
    mailbox.close()


def test_a_keyword_is_set_where_keywords_exist(
    dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    worlds: list[World] = [MemoryWorld(), ImapWorld(dovecot_server, mailbox_account)]
    for world in worlds:
        with opened(world, Flag("Gearchiveerd")) as mailbox:
            world.deliver(mail())
            (uid,) = mailbox.listing("INBOX").uids
            assert mailbox.settle("INBOX", uid) is ServerCopy.SETTLED
            assert mailbox.settle("INBOX", uid) is ServerCopy.SETTLED
            assert mailbox.listing("INBOX").uids == (uid,)
            assert world.unread() == 1
            world.vanish(mail())
            assert mailbox.settle("INBOX", uid) is ServerCopy.GONE
