"""A poller near a deadline: looks every few seconds, tries again soon, and goes first."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from deploy.servers.waiting import wait_until
from intake.daemon.poller import Poller, Watch
from intake.daemon.tempo import Tempo
from intake.domain.deadline import Boundary
from intake.domain.errors import LoginRefusedError, ServerUnreachableError, TemporaryError
from intake.domain.round import Stream, StreamDeadline
from intake.ports import Clock, FolderListing, Sink
from tests.daemon.surroundings import MODE, RecordedSurroundings, surroundings
from tests.fakes.clock import RunningClock
from tests.fakes.mailbox import MemoryMailbox
from tests.fakes.progress import RecordedProgress
from tests.world import BEFORE_THE_DEADLINE, World

RAW = b"From: a@aanbieder.test\r\nSubject: Inschrijving\r\n\r\nhier\r\n"
HOUR = 3600.0


def deadline(minutes: float) -> StreamDeadline:
    """A deadline so many minutes after the moment at which the clock of a test stands."""
    at = BEFORE_THE_DEADLINE + timedelta(minutes=minutes)
    return StreamDeadline(Stream.REGISTRATION, Boundary(at, inclusive=True), "tot en met", "[P24]")


class Deaf(MemoryMailbox):
    """Never hints at news."""

    def __init__(self) -> None:
        super().__init__()
        self._never = threading.Event()

    def wait(self, folder: str, seconds: float) -> bool:
        del folder
        self._never.wait(seconds)
        return False

    def interrupt(self) -> None:
        self._never.set()


@contextmanager
def watching(
    world: World, around: RecordedSurroundings, *folders: str, first_pause: float = 0.01
) -> Iterator[None]:
    """A poller at work in a thread, as long as the block lasts."""
    watch = Watch("vgz", folders or ("INBOX",), first_pause=first_pause)
    poller = Poller(world.mailbox, world.fetcher(), watch, around)
    thread = threading.Thread(target=poller.run)
    thread.start()
    try:
        yield
    finally:
        poller.stop()
        thread.join(30)
    assert not thread.is_alive()


def near(world: World, minutes: float = 30, poll_seconds: float = HOUR) -> RecordedSurroundings:
    return surroundings(world.clock, poll_seconds, deadlines=[deadline(minutes)])


@pytest.mark.parametrize("minutes", [30, 0, -30], ids=["before", "at", "after"])
def test_near_a_deadline_every_folder_is_looked_into_again_and_again(
    world: World, minutes: float
) -> None:
    world.mailbox = Deaf()
    around = near(world, minutes)
    with watching(world, around, "INBOX", "Junk"):
        wait_until(lambda: world.mailbox.opened == 1)
        world.mailbox.deliver(RAW + b"1", "Junk")
        wait_until(lambda: len(world.arrived) == 1)
        world.mailbox.deliver(RAW + b"2", "INBOX")
        wait_until(lambda: len(world.arrived) == 2)
    assert around.progress.hurries == [("vgz", deadline(minutes).boundary.at + MODE.after)]
    assert around.progress.failures == []


def test_a_hint_of_the_server_is_still_heard(world: World) -> None:
    """With a pace of an hour, only the hint can bring the mail in."""
    around = surroundings(world.clock, HOUR)
    with watching(world, around):
        wait_until(lambda: world.mailbox.opened == 1)
        world.mailbox.deliver(RAW)
        wait_until(lambda: len(world.arrived) == 1)
    assert around.progress.hurries == []


def test_nobody_sleeps_across_the_beginning_of_a_window(world: World) -> None:
    world.mailbox = Deaf()
    clock = RunningClock(BEFORE_THE_DEADLINE)
    begins = BEFORE_THE_DEADLINE + timedelta(seconds=0.5)
    in_time = Boundary(begins + MODE.before, inclusive=True)
    soon = StreamDeadline(Stream.REGISTRATION, in_time, "tot en met", "[P24]")
    around = surroundings(clock, HOUR, deadlines=[soon])
    with watching(world, around):
        wait_until(lambda: world.mailbox.opened == 1)
        world.mailbox.deliver(RAW)
        wait_until(lambda: len(world.arrived) == 1)
    assert around.progress.hurries == [("vgz", in_time.at + MODE.after)]
    assert clock.now() >= begins


def test_the_end_of_the_window_is_told(world: World) -> None:
    world.mailbox = Deaf()
    around = near(world, minutes=-59.5)
    with watching(world, around):
        wait_until(lambda: len(around.progress.hurries) == 1)
        world.clock.pass_(timedelta(minutes=1))
        wait_until(lambda: len(around.progress.hurries) == 2)
    assert around.progress.hurries[1] == ("vgz", None)


def test_a_server_that_fails_near_a_deadline_is_tried_again_soon(world: World) -> None:
    for _ in range(20):
        world.mailbox.fail_next(ServerUnreachableError("no answer"), method="open")
    world.mailbox.deliver(RAW)
    around = near(world)
    # Far from a deadline the pauses would grow to a minute.
    with watching(world, around, first_pause=20.0):
        wait_until(lambda: len(world.arrived) == 1)
    assert len(around.progress.pauses) == 20
    assert max(around.progress.pauses) <= MODE.longest_pause


def test_a_refused_login_is_not_tried_faster_for_a_deadline(world: World) -> None:
    for _ in range(3):
        world.mailbox.fail_next(LoginRefusedError("refused; correct it"), method="open")
    world.mailbox.deliver(RAW)
    around = near(world, poll_seconds=0.2)
    with watching(world, around, first_pause=0.001):
        wait_until(lambda: len(world.arrived) == 1)
    assert len(around.progress.pauses) == 3
    assert min(around.progress.pauses) >= 0.2


class Curious(MemoryMailbox):
    """Notes at each download whether slow work stands back, and whether it has its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.around: RecordedSurroundings | None = None
        self.stood_back: list[bool] = []
        self.had_turn: list[bool] = []

    def listing(self, folder: str) -> FolderListing:
        assert self.around is not None
        self.had_turn.append(self.around.turn.locked())
        return super().listing(folder)

    def download(self, folder: str, uid: int, size: int | None, sink: Sink) -> int:
        assert self.around is not None
        self.stood_back.append(bool(self.around.backlog._waiting))
        return super().download(folder, uid, size, sink)


@pytest.mark.parametrize(("minutes", "stands_back"), [(30, True), (300, False)])
def test_slow_work_stands_back_while_mail_is_archived_near_a_deadline_only(
    world: World, minutes: float, stands_back: bool
) -> None:
    world.mailbox = mailbox = Curious()
    mailbox.around = around = near(world, minutes)
    mailbox.fail_next(ServerUnreachableError("hung up"), method="download")
    for number in range(3):
        mailbox.deliver(RAW + str(number).encode())
    with watching(world, mailbox.around):
        wait_until(lambda: len(world.arrived) >= 2)
        wait_until(lambda: not around.backlog._waiting)
    assert set(mailbox.stood_back) == {stands_back}
    assert set(mailbox.had_turn) == {True}
    assert not mailbox.around.turn.locked()


def test_somebody_who_holds_the_turn_for_long_delays_no_look_near_a_deadline(world: World) -> None:
    around = near(world)
    world.mailbox.deliver(RAW)
    with around.turn, watching(world, around):
        wait_until(lambda: len(world.arrived) == 1)


class Forgetful:
    """Deadlines that can be had once, as from a database that goes away."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> list[StreamDeadline]:
        self.asked += 1
        if self.asked > 1:
            raise TemporaryError("the database is away; start it")
        return [deadline(30)]


def test_deadlines_that_cannot_be_had_are_those_that_were_known(world: World) -> None:
    progress, clock = RecordedProgress(), world.clock
    forgetful = Forgetful()
    tempo = _tempo(clock, forgetful, progress)
    assert [tempo.now().hurried for _ in range(3)] == [True] * 3
    assert len(progress.faults) == 1


def test_a_deadline_that_staff_extends_is_the_one_that_counts(world: World) -> None:
    known = [deadline(-61)]
    tempo = _tempo(world.clock, lambda: known, RecordedProgress())
    assert not tempo.now().hurried
    known[0] = deadline(59)
    assert tempo.now().hurried


def _tempo(clock: Clock, deadlines: object, progress: RecordedProgress) -> Tempo:
    assert callable(deadlines)
    return Tempo("vgz", clock, deadlines, mode=MODE, poll_seconds=60, progress=progress)
