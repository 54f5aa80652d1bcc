"""One reconciler: it runs when it is due, catches up, and never ends by itself."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from deploy.servers.waiting import wait_until
from intake.daemon.reconciler import Reconciler
from intake.domain.deadline import Boundary
from intake.domain.errors import ServerUnreachableError, TemporaryError
from intake.domain.folders import FolderWishes
from intake.domain.reconcile_moments import Cause, Rhythm
from intake.domain.round import Stream, StreamDeadline
from intake.repositories import StoredReconciliation
from intake.stages.reconcile import Reconciliation
from intake.stages.reconcile_server_side import Scope, ServerSide
from intake.stages.search import FolderSearch
from intake.stages.watched_mailbox import WatchedMailbox
from tests.fakes.mailbox import MemoryMailbox
from tests.fakes.progress import RecordedProgress
from tests.world import ADDRESS, World

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
RHYTHM = Rhythm(HOUR, (2 * MINUTE,))
RAW = b"From: a@aanbieder.test\r\nSubject: Vraag\r\n\r\nWat moet erbij?\r\n"


class AtWork:
    """A reconciler of its own mailbox at work in a thread."""

    def __init__(self, world: World, mailbox: MemoryMailbox, deadlines: list[datetime]) -> None:
        self.world = world
        self.progress = RecordedProgress()
        self.deadlines = deadlines
        watched = WatchedMailbox(
            mailbox, ADDRESS, FolderWishes(("INBOX",)), world.storage, world.clock
        )
        archiver = world.fetcher()._archiver
        fetcher = world.fetcher()
        fetcher._mailbox = watched
        scope = Scope(ADDRESS, "vgz", timedelta(days=90))
        server = ServerSide(
            scope,
            watched,
            fetcher,
            FolderSearch(ADDRESS, watched, archiver, world.storage, world.clock),
            storage=world.storage,
            clock=world.clock,
            told=lambda _folder: None,
        )
        reconciliation = Reconciliation(
            scope, server, storage=world.storage, archive=world.archive, clock=world.clock
        )
        self.reconciler = Reconciler(
            reconciliation,
            RHYTHM,
            self._deadlines,
            storage=world.storage,
            clock=world.clock,
            progress=self.progress,
            pause=0.01,
        )
        self.thread = threading.Thread(target=self.reconciler.run)

    def _deadlines(self) -> list[StreamDeadline]:
        return [
            StreamDeadline(Stream.REGISTRATION, Boundary(at, inclusive=True), "", "")
            for at in self.deadlines
        ]

    def end(self) -> None:
        self.reconciler.stop()
        self.thread.join(30)
        assert not self.thread.is_alive()


def reports(world: World) -> list[StoredReconciliation]:
    with world.storage.unit(write=False) as unit:
        return unit.reconciliations.list()[::-1]


@contextmanager
def at_work(world: World, *deadlines: datetime) -> Iterator[AtWork]:
    made = AtWork(world, world.mailbox, list(deadlines))
    made.thread.start()
    try:
        yield made
    finally:
        made.end()


def look_first(world: World) -> None:
    """What a poller does, after which the mailbox is watched."""
    watched = WatchedMailbox(
        world.mailbox, ADDRESS, FolderWishes(("INBOX",)), world.storage, world.clock
    )
    watched.open()
    watched.listing("INBOX")


def has(world: World, count: int) -> Callable[[], bool]:
    return lambda: len(reports(world)) == count


def test_what_was_due_while_nobody_ran_is_caught_up_once(world: World) -> None:
    look_first(world)
    world.clock.pass_(5 * HOUR)
    with at_work(world):
        wait_until(has(world, 1))
    assert [item.cause for item in reports(world)] == [Cause.HOURLY]


def test_a_deadline_that_passed_while_nobody_ran_is_caught_up(world: World) -> None:
    look_first(world)
    deadline = world.clock.now() + HOUR / 2
    world.clock.pass_(5 * HOUR)
    with at_work(world, deadline):
        wait_until(has(world, 1))
    assert [item.cause for item in reports(world)] == [Cause.DEADLINE]


def test_a_restart_does_not_reconcile_what_the_last_run_did(world: World) -> None:
    look_first(world)
    world.clock.pass_(2 * HOUR)
    with at_work(world):
        wait_until(has(world, 1))
    world.clock.pass_(MINUTE)
    made = AtWork(world, world.mailbox, [])
    # Asked once, in this thread: nothing is due for another 59 minutes.
    assert made.reconciler._turn() > 0
    assert len(reports(world)) == 1


def test_an_extended_deadline_is_heeded_at_the_next_moment(world: World) -> None:
    look_first(world)
    made = AtWork(world, world.mailbox, [world.clock.now() + 10 * MINUTE])
    world.clock.pass_(11 * MINUTE)
    assert made.reconciler._turn() == pytest.approx(30.0)
    made.deadlines[:] = [world.clock.now() + MINUTE]
    world.clock.pass_(3 * MINUTE)
    assert made.reconciler._turn() == pytest.approx(0.0)
    assert [item.cause for item in reports(world)] == [Cause.DEADLINE]


def test_a_mailbox_out_of_reach_is_tried_until_it_is_back_and_told_once(world: World) -> None:
    look_first(world)
    for _ in range(4):
        world.mailbox.fail_next(ServerUnreachableError("no answer"), method="open")
    world.clock.pass_(2 * HOUR)
    with at_work(world) as made:
        wait_until(has(world, 2))
    assert [item.complete for item in reports(world)] == [False, True]
    assert [found for _, _, found in made.progress.reconciliations] == [["unreachable"], []]
    assert len(made.progress.failures) == 3
    assert made.progress.faults == []


def test_a_database_that_fails_or_a_fault_of_ours_ends_nothing(world: World) -> None:
    look_first(world)
    world.mailbox.fail_next(TemporaryError("the disk is full"), method="listing")
    world.mailbox.fail_next(RuntimeError("nobody foresaw this"), method="listing")
    world.clock.pass_(2 * HOUR)
    with at_work(world) as made:
        wait_until(lambda: any(item.complete for item in reports(world)))
    assert [type(error) for _, error in made.progress.faults] == [RuntimeError]


def test_what_is_not_in_order_is_told_with_its_codes(world: World) -> None:
    look_first(world)
    world.mailbox.deliver(RAW)
    world.clock.pass_(2 * HOUR)
    with at_work(world) as made:
        wait_until(lambda: len(made.progress.reconciliations) == 1)
    (told,) = made.progress.reconciliations
    assert told == ("vgz", reports(world)[0].id, ["in_work"])


def test_it_stops_at_once_while_nothing_is_due(world: World) -> None:
    with at_work(world) as made:
        wait_until(made.thread.is_alive)
    assert reports(world) == []
