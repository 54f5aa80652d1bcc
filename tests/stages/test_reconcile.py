"""Reconcile: what is missing is fetched, what cannot be is told, and no report claims too much."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from intake.adapters.after_archiving import Move
from intake.domain.errors import LoginRefusedError, ServerUnreachableError
from intake.domain.folders import FolderWishes
from intake.domain.reconcile_moments import Cause
from intake.repositories import StoredReconciliation
from intake.stages.archive import Archiver
from intake.stages.fetch import Fetcher, Looked
from intake.stages.reconcile import Reconciliation
from intake.stages.reconcile_server_side import Scope, ServerSide, Stopped
from intake.stages.search import FolderSearch
from intake.stages.watched_mailbox import WatchedMailbox
from tests.fakes.letter_sender import MemoryLetterSender
from tests.fakes.mailbox import MemoryFolder
from tests.world import ADDRESS, BEFORE_THE_DEADLINE, World

RAW = b"From: a@aanbieder.test\r\nSubject: Vraag\r\n\r\nWat moet erbij?\r\n"
DAY = timedelta(days=1)


class Desk:
    """Reconciles the mailbox of a world."""

    def __init__(self, world: World, wishes: FolderWishes = FolderWishes(("INBOX",))) -> None:  # noqa: B008 - frozen
        self.world = world
        self.looked: list[str] = []
        self.wishes = wishes

    def watched(self) -> WatchedMailbox:
        world = self.world
        return WatchedMailbox(world.mailbox, ADDRESS, self.wishes, world.storage, world.clock)

    def reconciliation(self, *, patience: int = 0) -> Reconciliation:
        world, mailbox = self.world, self.watched()
        scope = Scope(ADDRESS, "vgz", 90 * DAY, patience)
        server = ServerSide(
            scope,
            mailbox,
            Fetcher(ADDRESS, mailbox, self._archiver(settles=True), world.storage, world.clock),
            FolderSearch(
                ADDRESS, mailbox, self._archiver(settles=False), world.storage, world.clock
            ),
            storage=world.storage,
            clock=world.clock,
            told=self.looked.append,
        )
        return Reconciliation(
            scope, server, storage=world.storage, archive=world.archive, clock=world.clock
        )

    def run(self, cause: Cause = Cause.COMMAND) -> StoredReconciliation:
        return self.reconciliation().run(cause)

    def _archiver(self, *, settles: bool) -> Archiver:
        world = self.world
        return Archiver(
            "vgz",
            world.archive,
            world.storage,
            world.clock,
            arrived=world.arrived.append,
            unsettled=world.refusals.append,
            settles=settles,
        )


@pytest.fixture
def desk(world: World) -> Desk:
    """A desk whose mailbox was looked into when it was empty."""
    desk = Desk(world)
    desk.run()
    return desk


def codes(done: StoredReconciliation) -> list[str]:
    return [item["code"] for item in done.report["findings"]]


def folder(done: StoredReconciliation, name: str = "INBOX") -> dict[str, Any]:
    (found,) = (item for item in done.report["folders"] if item["folder"] == name)
    return dict(found)


def test_an_empty_mailbox_is_in_balance(desk: Desk) -> None:
    done = desk.run()
    assert (done.complete, done.in_order, codes(done)) == (True, True, [])
    assert desk.looked[-2:] == ["INBOX", "Junk"]


def test_the_report_is_kept_byte_for_byte_in_the_archive(world: World, desk: Desk) -> None:
    world.mailbox.deliver(RAW)
    done = desk.run()
    raw = world.archive.path(done.sha256).read_bytes()
    assert json.loads(raw) == done.report
    with world.storage.unit(write=False) as unit:
        assert unit.reconciliations.get(done.id) == done
    accounts = world.archive.path(done.report["accounts_sha256"]).read_bytes()
    (line,) = accounts.splitlines()
    assert json.loads(line)["standing"] == "in_work"


def test_an_unchanged_mailbox_has_one_list_of_mails_in_the_archive(
    world: World, desk: Desk
) -> None:
    world.mailbox.deliver(RAW)
    first = desk.run()
    world.clock.pass_(timedelta(hours=1))
    second = desk.run()
    assert first.sha256 != second.sha256
    assert first.report["accounts_sha256"] == second.report["accounts_sha256"]


def test_a_mail_the_server_does_not_deliver_is_told_with_the_reason(
    world: World, desk: Desk
) -> None:
    uid = world.mailbox.deliver(RAW)
    world.mailbox.refuse(uid)
    done = desk.run()
    assert codes(done) == ["unfetched"]
    assert folder(done)["unfetched"] == [uid]
    assert "is not delivered" in done.report["findings"][0]["text"]
    world.mailbox.relent(uid)
    world.clock.pass_(timedelta(minutes=10))
    assert codes(desk.run()) == ["in_work"]


def test_a_mail_in_another_folder_that_is_not_delivered_is_told(world: World, desk: Desk) -> None:
    world.mailbox.boxes["Archief"] = MemoryFolder()
    uid = world.mailbox.deliver(RAW, "Archief", internaldate=world.clock.now())
    world.mailbox.refuse(uid, "Archief")
    done = desk.run()
    assert codes(done) == ["unfetched"]
    assert done.report["searched"][0]["unfetched"] == [uid]
    world.mailbox.relent(uid, "Archief")
    world.clock.pass_(timedelta(minutes=10))
    assert codes(desk.run()) == ["in_work"]


def test_a_server_that_hangs_up_is_connected_to_anew(world: World, desk: Desk) -> None:
    world.mailbox.deliver(RAW)
    for method in ("folders", "listing", "download"):
        world.mailbox.fail_next(ServerUnreachableError("hung up"), method=method)
    world.clock.pass_(timedelta(hours=1))
    done = desk.run()
    assert done.complete
    assert folder(done)["total"] == 1


@pytest.mark.parametrize(
    "error", [ServerUnreachableError("no answer"), LoginRefusedError("wrong password")]
)
def test_a_mailbox_that_cannot_be_reached_gives_a_report_that_says_so(
    world: World, desk: Desk, error: Exception
) -> None:
    world.mailbox.fail_next(error, method="open")
    done = desk.run()
    assert (done.complete, done.in_order, codes(done)) == (False, False, ["unreachable"])
    assert str(error) in done.report["findings"][0]["text"]
    with world.storage.unit(write=False) as unit:
        assert unit.reconciliations.list()[0] == done


def test_another_try_at_a_mailbox_out_of_reach_gives_no_other_report(
    world: World, desk: Desk
) -> None:
    world.mailbox.fail_next(ServerUnreachableError("no answer"), method="open")
    with pytest.raises(ServerUnreachableError):
        desk.reconciliation().run(Cause.HOURLY, again=True)
    with world.storage.unit(write=False) as unit:
        assert len(unit.reconciliations.list()) == 1


@pytest.mark.parametrize("steps", range(3))
def test_one_that_is_stopped_leaves_no_report_and_what_it_archived(
    world: World, desk: Desk, steps: int
) -> None:
    world.mailbox.boxes["Archief"] = MemoryFolder()
    world.mailbox.deliver(RAW)
    before = len(desk.looked)
    with pytest.raises(Stopped):
        desk.reconciliation().run(Cause.HOURLY, stopped=lambda: len(desk.looked) - before >= steps)
    with world.storage.unit(write=False) as unit:
        assert len(unit.reconciliations.list()) == 1
    assert codes(desk.run()) == ["in_work"]
    assert len(world.arrived) == 1


def test_two_at_once_archive_a_mail_once_and_each_report_adds_up(world: World, desk: Desk) -> None:
    for number in range(3):
        world.mailbox.deliver(RAW + str(number).encode())
    other: list[StoredReconciliation] = []

    def interrupt(_folder: str) -> None:
        if not other:
            other.append(desk.run())

    one = desk.reconciliation()
    one._server._told = interrupt
    done = one.run(Cause.HOURLY)
    assert len(world.arrived) == 3
    assert world.mailbox.downloaded == [1, 2, 3]
    for report in (done, other[0]):
        assert folder(report)["total"] == 3
    assert done.report["mails"]["in_work"] == 3


def test_what_comes_while_it_looks_belongs_to_the_next_one(world: World, desk: Desk) -> None:
    world.mailbox.deliver(RAW)
    deliver_late: list[Callable[[], int]] = [lambda: world.mailbox.deliver(RAW + b"later")]
    fetcher = desk.reconciliation()._server._fetcher
    look = fetcher.look

    class Late(Fetcher):
        def look(
            self,
            folder: str,
            stopped: Callable[[], bool],
            mails_wait: Callable[[], None] = lambda: None,
        ) -> Looked:
            if deliver_late:
                deliver_late.pop()()
            return look(folder, stopped, mails_wait)

    one = desk.reconciliation()
    one._server._fetcher = Late(
        ADDRESS, one._server._mailbox, desk._archiver(settles=True), world.storage, world.clock
    )
    world.mailbox.open()
    done = one.run(Cause.HOURLY)
    assert folder(done)["total"] == 1
    assert folder(desk.run())["total"] == 2


def test_a_server_that_lists_no_folders_is_told_and_its_mail_is_fetched(
    world: World, desk: Desk
) -> None:
    for _ in range(2):
        world.mailbox.fail_next(ServerUnreachableError("hung up"), method="folders")
    world.mailbox.deliver(RAW)
    done = desk.run()
    assert codes(done) == ["folders_unknown", "in_work"]


def test_mail_on_its_way_is_waited_for(world: World, desk: Desk) -> None:
    world.mailbox.deliver(RAW)
    waited: list[float] = []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            with world.storage.unit() as unit:
                unit.receipts.withhold(world.arrived[0], "receipt", "no_address", world.clock.now())
                unit.commit()

    done = desk.reconciliation(patience=9).run(Cause.HOURLY, pause=pause)
    assert waited == [1.0, 1.0]
    assert done.in_order


def test_the_search_goes_back_to_the_day_before_the_first_look(world: World, desk: Desk) -> None:
    world.mailbox.boxes["Archief"] = MemoryFolder()
    for hours in (23, 25):
        moment = BEFORE_THE_DEADLINE - timedelta(hours=hours)
        world.mailbox.deliver(RAW + str(hours).encode(), "Archief", internaldate=moment)
    assert desk.run().report["searched"][0]["recent"] == 1


def test_the_search_goes_back_so_many_days_at_most(world: World, desk: Desk) -> None:
    world.clock.pass_(100 * DAY)
    world.mailbox.boxes["Archief"] = MemoryFolder()
    for days in (5, 15):
        moment = BEFORE_THE_DEADLINE + days * DAY
        world.mailbox.deliver(RAW + str(days).encode(), "Archief", internaldate=moment)
    assert desk.run().report["searched"][0]["recent"] == 1


def test_what_has_no_moment_of_arrival_goes_by_when_it_was_saved(world: World, desk: Desk) -> None:
    world.mailbox.boxes["Archief"] = MemoryFolder()
    now = world.clock.now()
    world.mailbox.deliver(RAW, "Archief", internaldate=None, savedate=now)
    world.mailbox.deliver(RAW + b"2", "Archief", internaldate=None, savedate=now - 9 * DAY)
    world.mailbox.deliver(RAW + b"3", "Archief", internaldate=None)
    done = desk.run()
    (searched,) = done.report["searched"]
    assert (searched["recent"], searched["undated"]) == (1, 1)
    assert (codes(done), done.in_order) == (["undated", "in_work"], False)


def test_an_old_mail_that_was_moved_today_stays_old(world: World, desk: Desk) -> None:
    world.mailbox.boxes["Trash"] = MemoryFolder()
    now = world.clock.now()
    world.mailbox.deliver(RAW, "Trash", internaldate=now - 400 * DAY, savedate=now)
    assert desk.run().report["searched"][0]["recent"] == 0


def test_of_several_alike_in_our_folder_more_than_we_moved_are_looked_at(world: World) -> None:
    world.mailbox.after_archiving = Move("Verwerkt")
    desk = Desk(world, FolderWishes(("INBOX",), move_to="Verwerkt"))
    desk.run()
    world.mailbox.deliver(RAW + b"1", internaldate=BEFORE_THE_DEADLINE)
    desk.run()
    assert world.mailbox.downloaded == [1]
    # Of the same size and second, and from somebody else.
    world.mailbox.deliver(RAW + b"2", "Verwerkt", internaldate=BEFORE_THE_DEADLINE)
    done = desk.run()
    assert len(done.report["searched"][0]["references"]) == 1
    assert done.report["mails"]["total"] == 3  # one of them a copy of what we moved
    assert done.report["mails"]["copy"] == 1


def test_what_a_colleague_filed_stays_where_he_put_it(world: World) -> None:
    world.mailbox.after_archiving = Move("Verwerkt")
    desk = Desk(world, FolderWishes(("INBOX",), move_to="Verwerkt"))
    desk.run()
    world.mailbox.boxes["Behandeld"] = MemoryFolder()
    world.mailbox.deliver(RAW, "Behandeld", internaldate=world.clock.now())
    desk.run()
    assert len(world.arrived) == 1
    assert len(world.mailbox.boxes["Behandeld"].mails) == 1


@pytest.mark.parametrize(
    ("place", "raw", "answered"),
    [
        ("Junk", RAW, False),
        ("INBOX", RAW, True),
    ],
)
def test_in_the_spam_folder_only_what_is_surely_meant_for_us_is_answered(
    world: World, desk: Desk, place: str, raw: bytes, answered: bool
) -> None:
    desk.watched().open()
    world.mailbox.deliver(raw, place, internaldate=world.clock.now())
    desk.run()
    mail_id = world.arrived[-1]
    world.take_on(mail_id)
    sender = MemoryLetterSender()
    world.acknowledge(mail_id, sender)
    assert len(sender.delivered) == answered
    assert (world.receipt(mail_id).answer == "in the spam folder") is not answered


def test_automatic_mail_in_the_spam_folder_keeps_the_reason_that_it_is_automatic(
    world: World, desk: Desk
) -> None:
    raw = b"Auto-Submitted: auto-replied\r\n" + RAW
    world.mailbox.deliver(raw, "Junk", internaldate=world.clock.now())
    desk.run()
    world.take_on(world.arrived[-1])
    world.acknowledge(world.arrived[-1], MemoryLetterSender())
    assert world.receipt(world.arrived[-1]).answer.startswith("automatic mail: ")


def test_a_gap_outlives_a_new_numbering_until_somebody_signs_it_off(
    world: World, desk: Desk
) -> None:
    world.mailbox.vanish(world.mailbox.deliver(RAW))
    assert codes(desk.run()) == ["missing"]
    world.mailbox.reset_uidvalidity()
    for _ in range(2):
        done = desk.run()
        assert codes(done) == ["missing", "renumbered"]
    _sign(world, done)
    assert codes(desk.run()) == []
    world.mailbox.reset_uidvalidity()
    assert codes(desk.run()) == ["renumbered"]


def test_a_gap_of_a_folder_that_is_gone_stays_told_until_it_is_signed_off(
    world: World, desk: Desk
) -> None:
    world.mailbox.vanish(world.mailbox.deliver(RAW, "Junk"), "Junk")
    assert codes(desk.run()) == ["missing"]
    del world.mailbox.boxes["Junk"]
    world.mailbox.fail_next(ServerUnreachableError("no answer"), method="open")
    assert codes(desk.run()) == ["unreachable"]
    for _ in range(2):
        done = desk.run()
        assert codes(done) == ["missing"]
    _sign(world, done)
    assert codes(desk.run()) == []


def test_after_a_new_numbering_old_mail_explains_no_new_gap(world: World, desk: Desk) -> None:
    for hours in range(2):
        moment = BEFORE_THE_DEADLINE + timedelta(hours=hours)
        world.mailbox.deliver(RAW + str(hours).encode(), internaldate=moment)
    desk.run()
    world.mailbox.reset_uidvalidity()
    desk.run()
    world.mailbox.vanish(world.mailbox.deliver(RAW + b"gone"))
    done = desk.run()
    assert (folder(done)["missing"], folder(done)["found_elsewhere"]) == (1, 0)


def _sign(world: World, done: StoredReconciliation) -> None:
    with world.storage.unit() as unit:
        unit.reconciliations.sign(done.id, "Jan", "gezien", world.clock.now())
        unit.commit()
