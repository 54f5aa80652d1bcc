"""Fetch and archive: everything that is new, once, whatever the server does."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intake.adapters.after_archiving import Flag, Move
from intake.domain.errors import ServerUnreachableError, StorageFullError, TemporaryError
from intake.domain.lifecycle import MailState
from intake.domain.records import FetchTrouble, MailIdentity
from storage.blob_archive import FileArchive
from tests.fakes.mailbox import MemoryMailbox
from tests.world import ADDRESS, World

RAW = b"From: a@aanbieder.test\r\nSubject: Inschrijving\r\n\r\nhier\r\n"
INTERNALDATE = datetime(2023, 7, 31, 11, 22, 33, tzinfo=UTC)


def troubles(world: World) -> list[FetchTrouble]:
    with world.storage.unit(write=False) as unit:
        return unit.troubles.all()


def test_a_new_mail_is_durable_with_its_first_event(world: World) -> None:
    uid = world.mailbox.deliver(RAW, internaldate=INTERNALDATE)
    world.look()
    mail = world.mail(world.arrived[0])
    assert mail.arrived.identity == MailIdentity(ADDRESS, "INBOX", 1, uid)
    assert mail.state is MailState.ARCHIVED
    assert mail.arrived.internaldate == INTERNALDATE
    assert mail.arrived.first_seen == world.clock.now()
    assert world.archive.path(mail.arrived.sha256).read_bytes() == RAW
    assert world.events(mail.id)[0] == "archived"


def test_a_second_look_finds_nothing_new(world: World) -> None:
    world.mailbox.deliver(RAW)
    world.look()
    world.look()
    assert len(world.arrived) == 1
    assert world.mailbox.downloaded == [1]


def test_mails_are_taken_oldest_first(world: World) -> None:
    for number in range(5):
        world.mailbox.deliver(RAW + str(number).encode())
    world.look()
    assert world.mailbox.downloaded == [1, 2, 3, 4, 5]


def test_a_stopped_look_leaves_the_rest_for_the_next(world: World) -> None:
    for number in range(3):
        world.mailbox.deliver(RAW + str(number).encode())
    world.mailbox.open()
    world.fetcher().look("INBOX", lambda: len(world.arrived) == 1)
    assert len(world.arrived) == 1
    world.look()
    assert len(world.arrived) == 3


def test_a_mail_that_is_not_delivered_is_put_aside_and_its_neighbours_are_not(world: World) -> None:
    bad = world.mailbox.deliver(RAW + b"1")
    world.mailbox.deliver(RAW + b"2")
    world.mailbox.refuse(bad)
    world.look()
    assert len(world.arrived) == 1
    (trouble,) = troubles(world)
    assert (trouble.identity.uid, trouble.state, trouble.attempts) == (bad, "retrying", 1)


def test_a_mail_put_aside_is_not_tried_before_its_time_and_then_recovers(world: World) -> None:
    bad = world.mailbox.deliver(RAW)
    world.mailbox.refuse(bad)
    world.look()
    world.mailbox.relent(bad)
    world.look()
    assert world.arrived == []
    world.clock.pass_(timedelta(minutes=1))
    world.look()
    assert len(world.arrived) == 1
    assert troubles(world) == []


def test_a_mail_that_never_comes_is_held_and_still_tried_now_and_then(world: World) -> None:
    bad = world.mailbox.deliver(RAW)
    world.mailbox.refuse(bad)
    for _ in range(5):
        world.look()
        world.clock.pass_(timedelta(minutes=5))
    (trouble,) = troubles(world)
    assert (trouble.state, trouble.attempts) == ("held", 5)
    world.mailbox.relent(bad)
    world.clock.pass_(timedelta(hours=2))
    world.look()
    assert len(world.arrived) == 1


def test_a_mail_that_a_colleague_removes_before_it_is_archived_is_shown_as_vanished(
    world: World,
) -> None:
    bad = world.mailbox.deliver(RAW)
    world.mailbox.refuse(bad)
    world.look()
    world.mailbox.vanish(bad)
    world.clock.pass_(timedelta(minutes=1))
    world.look()
    (trouble,) = troubles(world)
    assert trouble.state == "vanished"


def test_a_mail_at_which_the_server_hangs_up_lets_its_neighbours_go_first(world: World) -> None:
    world.mailbox.deliver(RAW + b"1")
    world.mailbox.deliver(RAW + b"2")
    world.mailbox.fail_next(ServerUnreachableError("hung up"), method="download")
    with pytest.raises(ServerUnreachableError):
        world.look()
    world.look()
    assert world.mailbox.downloaded == [2]
    world.clock.pass_(timedelta(minutes=1))
    world.look()
    assert world.mailbox.downloaded == [2, 1]


def test_a_reset_mailbox_gives_copies_and_no_second_registration(world: World) -> None:
    world.mailbox.deliver(RAW)
    world.look()
    world.mailbox.reset_uidvalidity()
    world.look()
    original, copy = (world.mail(mail_id) for mail_id in world.arrived)
    assert copy.copy_of == original.id
    assert copy.reference == original.reference
    assert copy.arrived.identity.uidvalidity != original.arrived.identity.uidvalidity


def test_a_mail_without_internaldate_or_with_a_wrong_size_is_archived_all_the_same(
    world: World,
) -> None:
    world.mailbox.deliver(RAW, internaldate=None, announced_size=7)
    world.look()
    arrived = world.mail(world.arrived[0]).arrived
    assert arrived.internaldate is None
    assert (arrived.announced_size, arrived.size) == (7, len(RAW))


def test_the_server_copy_is_flagged_only_once_the_mail_is_archived(world: World) -> None:
    world.mailbox = MemoryMailbox(Flag("Ontvangen"))
    uid = world.mailbox.deliver(RAW)
    world.mailbox.fail_next(ServerUnreachableError("hung up"), method="settle")
    with pytest.raises(ServerUnreachableError):
        world.look()
    assert len(world.arrived) == 1
    assert world.mailbox.boxes["INBOX"].mails[uid].keywords == set()
    world.look()
    assert world.mailbox.boxes["INBOX"].mails[uid].keywords == {"Ontvangen"}


def test_the_server_copy_is_moved_as_configured(world: World) -> None:
    world.mailbox = MemoryMailbox(Move("Archief"))
    world.mailbox.deliver(RAW)
    world.look()
    assert world.mailbox.boxes["INBOX"].mails == {}
    assert len(world.mailbox.boxes["Archief"].mails) == 1


def test_a_server_copy_that_is_gone_is_noted_and_harms_nothing(world: World) -> None:
    world.mailbox = MemoryMailbox(Flag("Ontvangen"))
    uid = world.mailbox.deliver(RAW)
    world.mailbox.fail_next(ServerUnreachableError("hung up"), method="settle")
    with pytest.raises(ServerUnreachableError):
        world.look()
    world.mailbox.vanish(uid)
    world.look()
    assert "server_copy_settled" in world.events(world.arrived[0])


def test_a_full_disk_leaves_the_mail_on_the_server_and_no_half_row(
    world: World, tmp_path: Path
) -> None:
    world.mailbox.deliver(RAW)
    roomy = world.archive
    # A reserve that no disk has is what a full disk looks like.
    world.archive = FileArchive(tmp_path / "full", 1 << 62)
    with pytest.raises(StorageFullError):
        world.look()
    assert world.arrived == []
    world.archive = roomy
    world.look()
    assert len(world.arrived) == 1


def test_a_folder_moved_mail_is_the_same_mail(world: World) -> None:
    world.mailbox.deliver(RAW, "Junk")
    world.look("Junk")
    world.mailbox.deliver(RAW, "INBOX")
    world.look("INBOX")
    assert world.mail(world.arrived[1]).copy_of == world.arrived[0]


def test_a_server_that_refuses_to_flag_keeps_no_new_mail_back(world: World) -> None:
    world.mailbox = MemoryMailbox(Flag("Ontvangen"))
    world.mailbox.deliver(RAW + b"1")
    world.mailbox.deliver(RAW + b"2")
    for _ in range(3):
        refused = TemporaryError("flags are not permitted here; ask the administrator")
        world.mailbox.fail_next(refused, method="settle")
    world.look()
    assert len(world.arrived) == 2
    assert len(world.refusals) == 3
    world.look()
    keywords = [mail.keywords for mail in world.mailbox.boxes["INBOX"].mails.values()]
    assert keywords == [{"Ontvangen"}, {"Ontvangen"}]


def test_trouble_from_before_a_reset_is_closed(world: World) -> None:
    bad = world.mailbox.deliver(RAW)
    world.mailbox.refuse(bad)
    world.look()
    world.mailbox.reset_uidvalidity()
    world.look()
    (trouble,) = troubles(world)
    assert (trouble.state, trouble.identity.uidvalidity) == ("vanished", 1)
    assert len(world.arrived) == 1


def absences(world: World) -> list[datetime | None]:
    return [world.mail(mail_id).arrived.absent_at for mail_id in world.arrived]


def test_a_mail_that_comes_between_two_looks_was_absent_at_the_first(world: World) -> None:
    first = world.clock.now()
    world.mailbox.open()
    fetcher = world.fetcher()
    fetcher.look("INBOX", lambda: False)
    world.clock.pass_(timedelta(seconds=3))
    world.mailbox.deliver(RAW)
    fetcher.look("INBOX", lambda: False)
    assert absences(world) == [first]
    assert world.mail(world.arrived[0]).arrived.first_seen == world.clock.now()


def test_a_mail_of_the_very_first_look_may_have_been_there_for_ever(world: World) -> None:
    world.mailbox.deliver(RAW)
    world.look()
    assert absences(world) == [None]


def test_what_is_known_of_an_arrival_outlives_the_process(world: World) -> None:
    started = world.clock.now()
    world.look()
    world.clock.pass_(timedelta(seconds=10))
    bad = world.mailbox.deliver(RAW)
    world.mailbox.refuse(bad)
    seen = world.clock.now()
    world.look()
    world.clock.pass_(timedelta(minutes=1))
    world.mailbox.relent(bad)
    # Each look of the world is that of a new process.
    world.look()
    arrived = world.mail(world.arrived[0]).arrived
    assert (arrived.absent_at, arrived.first_seen) == (started, seen)


def test_a_look_that_failed_half_way_proves_what_its_listing_told(world: World) -> None:
    world.look()
    started = world.clock.now()
    world.clock.pass_(timedelta(seconds=2))
    seen = world.clock.now()
    world.mailbox.deliver(RAW)
    world.mailbox.fail_next(ServerUnreachableError("hung up"), method="download")
    with pytest.raises(ServerUnreachableError):
        world.look()
    world.clock.pass_(timedelta(minutes=1))
    world.look()
    arrived = world.mail(world.arrived[0]).arrived
    assert (arrived.absent_at, arrived.first_seen) == (started, seen)


def test_folders_and_numberings_are_kept_apart(world: World) -> None:
    world.look("INBOX")
    world.clock.pass_(timedelta(seconds=10))
    world.mailbox.deliver(RAW, "Junk")
    world.look("Junk")
    world.mailbox.reset_uidvalidity("INBOX")
    world.mailbox.deliver(RAW + b"2", "INBOX")
    world.look("INBOX")
    assert absences(world) == [None, None]


def test_a_folder_without_news_is_written_only_now_and_then(world: World) -> None:
    world.mailbox.open()
    fetcher = world.fetcher()

    def stored() -> datetime | None:
        with world.storage.unit(write=False) as unit:
            mark = unit.folder_marks.mark(ADDRESS, "INBOX")
        return mark.listed_at if mark else None

    started = world.clock.now()
    found = []
    for _ in range(8):
        fetcher.look("INBOX", lambda: False)
        found.append(stored())
        world.clock.pass_(timedelta(seconds=2))
    six = started + timedelta(seconds=6)
    assert found == [started] * 3 + [six] * 3 + [six + timedelta(seconds=6)] * 2
