"""One poller: it never ends, never loses its place, and never disturbs a neighbour."""

import threading
from collections.abc import Iterator

import pytest

from deploy.servers.waiting import wait_until
from intake.daemon.poller import Poller, Watch
from intake.domain.errors import LoginRefusedError, ServerUnreachableError
from tests.daemon.surroundings import surroundings
from tests.fakes.mailbox import MemoryMailbox
from tests.world import World

RAW = b"From: a@aanbieder.test\r\nSubject: Inschrijving\r\n\r\nhier\r\n"


class Watched:
    """A poller at work in a thread."""

    def __init__(self, world: World, watch: Watch, poll_seconds: float = 30) -> None:
        self.around = surroundings(world.clock, poll_seconds)
        self.progress = self.around.progress
        self.poller = Poller(world.mailbox, world.fetcher(), watch, self.around)
        self._thread = threading.Thread(target=self.poller.run)
        self._thread.start()

    def end(self) -> None:
        self.poller.stop()
        self._thread.join(30)
        assert not self._thread.is_alive()


@pytest.fixture
def watched(world: World) -> Iterator[Watched]:
    watch = Watch("vgz", ["INBOX", "Junk"], first_pause=0.01)
    at_work = Watched(world, watch)
    yield at_work
    at_work.end()


def test_mail_that_is_there_and_mail_that_comes_is_archived(world: World, watched: Watched) -> None:
    world.mailbox.deliver(RAW + b"1")
    wait_until(lambda: len(world.arrived) == 1)
    world.mailbox.deliver(RAW + b"2")
    wait_until(lambda: len(world.arrived) == 2)
    assert watched.progress.failures == []


def test_every_folder_is_looked_into(world: World, watched: Watched) -> None:
    wait_until(lambda: world.mailbox.opened == 1)
    world.mailbox.deliver(RAW + b"1", "Junk")
    world.mailbox.deliver(RAW + b"2", "INBOX")
    wait_until(lambda: len(world.arrived) == 2)
    assert watched.progress.faults == []


def test_a_server_that_hangs_up_is_connected_to_anew(world: World, watched: Watched) -> None:
    wait_until(lambda: world.mailbox.opened == 1)
    world.mailbox.fail_next(ServerUnreachableError("hung up"), method="listing")
    world.mailbox.deliver(RAW)
    wait_until(lambda: len(world.arrived) == 1)
    assert world.mailbox.opened >= 2
    wait_until(lambda: watched.progress.failures != [])


def test_a_wrong_password_is_tried_at_the_pace_of_polling_until_it_is_mended(
    world: World,
) -> None:
    for _ in range(3):
        world.mailbox.fail_next(LoginRefusedError("refused; correct it"), method="open")
    watched = Watched(world, Watch("vgz", ["INBOX"], first_pause=0.001), poll_seconds=0.2)
    world.mailbox.deliver(RAW)
    wait_until(lambda: len(world.arrived) == 1)
    wait_until(lambda: watched.progress.reached == ["vgz"])
    watched.end()
    assert watched.progress.failures == [("vgz", "refused; correct it")] * 3
    assert min(watched.progress.pauses) >= 0.2


def test_a_fault_nobody_foresaw_does_not_end_the_watch(world: World) -> None:
    world.mailbox.fail_next(ZeroDivisionError(), method="listing")
    watched = Watched(world, Watch("vgz", ["INBOX"], first_pause=0.01))
    wait_until(lambda: watched.progress.faults != [])
    watched.end()


def test_a_deaf_idle_is_no_harm_because_the_folder_is_polled_anyway(world: World) -> None:
    class Deaf(MemoryMailbox):
        def wait(self, folder: str, seconds: float) -> bool:
            del folder
            self._never.wait(seconds)
            return False

        _never = threading.Event()

    world.mailbox = Deaf()
    watched = Watched(world, Watch("vgz", ["INBOX"], first_pause=0.01), poll_seconds=0.05)
    world.mailbox.deliver(RAW)
    wait_until(lambda: len(world.arrived) == 1)
    watched.end()


def test_one_dead_mailbox_does_not_delay_another(world: World) -> None:
    dead = surroundings(world.clock)
    broken = MemoryMailbox()
    for _ in range(1000):
        broken.fail_next(ServerUnreachableError("no answer"), method="open")
    neighbour = Poller(broken, world.fetcher(), Watch("cz", ["INBOX"], first_pause=0.01), dead)
    thread = threading.Thread(target=neighbour.run)
    thread.start()
    watched = Watched(world, Watch("vgz", ["INBOX"], first_pause=0.01))
    world.mailbox.deliver(RAW)
    wait_until(lambda: len(world.arrived) == 1)
    wait_until(lambda: dead.progress.failures != [])
    watched.end()
    neighbour.stop()
    thread.join(30)
    assert not thread.is_alive()


def test_an_absent_folder_does_not_keep_the_others_from_being_looked_into(world: World) -> None:
    watch = Watch("vgz", ["Nergens", "INBOX"], first_pause=0.01)
    watched = Watched(world, watch)
    world.mailbox.deliver(RAW)
    wait_until(lambda: len(world.arrived) == 1)
    wait_until(lambda: any("Nergens" in reason for _, reason in watched.progress.failures))
    watched.end()
