"""Our clock is compared, kept, told and warned of, and never stops anything."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from intake.daemon.clock_keeper import ClockKeeper
from intake.domain.clock_reading import ClockReading, ClockReference
from intake.domain.errors import ServerUnreachableError
from storage.tables import event
from storage.unit_of_work import SqlStorage
from tests.fakes.clock import FixedClock
from tests.fakes.progress import RecordedProgress
from tests.fakes.reference_clock import SteadyClock
from tests.new_database import make_tables
from tests.storage.samples import MAILBOX, add, arrived

NOON = datetime(2023, 7, 31, 12, 0, 5, tzinfo=UTC)


class Kept:
    """A keeper with one reference clock, and what came of its work."""

    def __init__(self, directory: Path) -> None:
        url = f"sqlite:///{directory / 'intake.db'}"
        make_tables(url)
        self.storage = SqlStorage(url)
        self.clock = FixedClock(NOON)
        self.reference = SteadyClock(self.clock)
        self.progress = RecordedProgress()
        self.keeper = ClockKeeper(
            {"time server tijd.test:123": self.reference},
            {MAILBOX: "vgz"},
            self.storage,
            self.clock,
            interval=3600,
            tolerance=timedelta(seconds=5),
            progress=self.progress,
        )

    def measure(self, after: timedelta = timedelta(0)) -> None:
        self.clock.pass_(after)
        self.keeper.measure()

    def events(self) -> int:
        with self.storage._writing.connect() as connection:
            names = connection.execute(select(event.c.name)).scalars()
            return list(names).count("clock_measured")

    def latest(self, reference: ClockReference, name: str) -> ClockReading | None:
        with self.storage.unit(write=False) as unit:
            return unit.clocks.latest(reference, name)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_a_reading_is_kept_each_time_and_told_once_an_hour(kept: Kept) -> None:
    for _ in range(3):
        kept.measure(timedelta(minutes=10))
    found = kept.latest(ClockReference.NTP, "tijd.test:123")
    assert found is not None
    assert found.at == NOON + timedelta(minutes=30)
    assert kept.events() == 1
    kept.measure(timedelta(minutes=50))
    assert kept.events() == 2


def test_a_reading_that_changed_noticeably_is_told_at_once(kept: Kept) -> None:
    kept.measure()
    kept.reference.ahead = 0.15
    kept.measure(timedelta(minutes=1))
    assert kept.events() == 1
    kept.reference.ahead = 0.5
    kept.measure(timedelta(minutes=1))
    assert kept.events() == 2


@pytest.mark.parametrize(
    ("ahead", "warned"), [(4.9, False), (5.05, False), (5.2, True), (-5.2, True), (0.0, False)]
)
def test_a_clock_surely_beyond_the_tolerance_is_warned_of(
    kept: Kept, ahead: float, warned: bool
) -> None:
    kept.reference.ahead = ahead
    kept.measure()
    assert bool(kept.progress.clocks_off) is warned


def test_a_clock_that_cannot_be_read_is_told_and_the_others_are_kept(kept: Kept) -> None:
    add(kept.storage, arrived())
    kept.reference.trouble = ServerUnreachableError("tijd.test does not answer; look at it")
    kept.measure()
    assert kept.progress.clocks_unread == [
        ("time server tijd.test:123", "tijd.test does not answer; look at it")
    ]
    assert kept.latest(ClockReference.MAILS, MAILBOX) is not None


def test_mails_bound_the_offset_from_one_side(kept: Kept) -> None:
    add(kept.storage, arrived())  # seen 2 s after its INTERNALDATE
    kept.measure()
    found = kept.latest(ClockReference.MAILS, MAILBOX)
    assert found is not None
    assert (found.low, found.high) == (None, 2.0)
    assert found.offset is None


def test_without_mails_nothing_is_said_of_them(kept: Kept) -> None:
    kept.measure()
    assert kept.latest(ClockReference.MAILS, MAILBOX) is None


def test_an_unforeseen_fault_does_not_end_it_and_stopping_does(kept: Kept) -> None:
    kept.reference.trouble = RuntimeError("stuk")
    running = threading.Thread(target=kept.keeper.run)
    running.start()
    while not kept.progress.faults:
        running.join(0.01)
    assert running.is_alive()
    kept.keeper.stop()
    running.join()
    assert kept.progress.faults[0][0] == "clock keeper"
