"""Stamps come at their interval, when there is something new, and never stop anything."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from intake.daemon.timestamper import StampingPace, Timestamper
from intake.domain.lifecycle import Event
from storage.unit_of_work import SqlStorage
from tests.fakes.clock import FixedClock
from tests.fakes.progress import RecordedProgress
from tests.fakes.timestamp_authority import MemoryTimestampAuthority, Word
from tests.new_database import make_tables
from tests.storage.samples import NOON

HOUR = timedelta(hours=1)


class Desk:
    """A timestamper with what it works on."""

    def __init__(self, storage: SqlStorage, clock: FixedClock) -> None:
        self.storage = storage
        self.clock = clock
        self.authority = MemoryTimestampAuthority(clock)
        self.progress = RecordedProgress()
        self.timestamper = Timestamper(
            storage, self.authority, clock, StampingPace(HOUR), self.progress
        )

    def happen(self) -> None:
        with self.storage.unit() as unit:
            unit.mails.record(None, Event.MAILBOX_SEEN, {})
            unit.commit()

    def stamped(self) -> int | None:
        with self.storage.unit(write=False) as unit:
            last = unit.evidence.latest_timestamp()
        return None if last is None else last.seq


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    url = f"sqlite:///{tmp_path}/intake.db"
    make_tables(url)
    clock = FixedClock(NOON)
    storage = SqlStorage(url, now=clock.now)
    yield Desk(storage, clock)
    storage.close()


def test_an_empty_log_is_not_stamped(desk: Desk) -> None:
    assert desk.timestamper.try_once() == timedelta(minutes=1)
    assert desk.authority.asked == []


def test_the_exact_bytes_of_the_newest_entry_are_stamped(desk: Desk) -> None:
    desk.happen()
    desk.happen()
    desk.timestamper.try_once()
    with desk.storage.unit(write=False) as unit:
        stamp = unit.evidence.latest_timestamp()
    with desk.storage.snapshot() as snapshot:
        entry = snapshot.entry(2)
    assert stamp is not None
    assert entry is not None
    assert desk.authority.asked == [entry.line.encode()]
    assert desk.authority.verify(stamp.token, entry.line.encode()) == stamp.gen_time


def test_a_stamp_alone_does_not_call_for_another(desk: Desk) -> None:
    desk.happen()
    for _ in range(3):
        desk.timestamper.try_once()
        desk.clock.pass_(HOUR)
    assert len(desk.authority.asked) == 1
    desk.happen()
    desk.timestamper.try_once()
    assert desk.stamped() == 3


def test_the_interval_is_kept(desk: Desk) -> None:
    desk.happen()
    desk.timestamper.try_once()
    desk.happen()
    desk.clock.pass_(HOUR - timedelta(seconds=30))
    assert desk.timestamper.try_once() == timedelta(seconds=30)
    assert desk.stamped() == 1
    desk.clock.pass_(timedelta(seconds=30))
    desk.timestamper.try_once()
    assert desk.stamped() == 3


def test_a_stamp_from_the_future_delays_nothing(desk: Desk) -> None:
    desk.happen()
    desk.clock.pass_(timedelta(days=300))
    desk.timestamper.try_once()
    desk.clock.pass_(timedelta(days=-300))
    desk.happen()
    desk.timestamper.try_once()
    assert desk.stamped() == 3


@pytest.mark.parametrize("word", [Word.NO, Word.SILENCE])
def test_a_failure_is_told_and_caught_up_with_growing_pauses(desk: Desk, word: Word) -> None:
    desk.authority.word = word
    desk.happen()
    pauses = [desk.timestamper.try_once() for _ in range(12)]
    assert pauses[0] <= timedelta(seconds=10)
    assert pauses[-1] > timedelta(minutes=20)
    assert max(pauses) <= HOUR
    assert len(desk.progress.evidence_failures) == 12
    assert desk.stamped() is None
    desk.happen()
    desk.authority.word = Word.YES
    desk.timestamper.try_once()
    assert desk.stamped() == 2
    assert desk.progress.faults == []


def test_a_database_that_is_away_ends_nothing(desk: Desk, tmp_path: Path) -> None:
    away = SqlStorage(f"sqlite:///{tmp_path}/unmounted/intake.db")
    timestamper = Timestamper(away, desk.authority, desk.clock, StampingPace(HOUR), desk.progress)
    assert timestamper.try_once() <= timedelta(seconds=10)
    assert "mounted" in desk.progress.evidence_failures[0][1]
    away.close()


def test_a_fault_that_nobody_foresaw_ends_nothing(desk: Desk) -> None:
    class Broken(MemoryTimestampAuthority):
        def stamp(self, data: bytes) -> object:  # type: ignore[override]
            raise ZeroDivisionError(data)

    desk.happen()
    timestamper = Timestamper(
        desk.storage,
        Broken(desk.clock),  # type: ignore[arg-type]
        desk.clock,
        StampingPace(HOUR),
        desk.progress,
    )
    assert timestamper.try_once() <= timedelta(seconds=10)
    assert [type(error) for _, error in desk.progress.faults] == [ZeroDivisionError]


def test_it_ends_when_it_is_told_to(desk: Desk) -> None:
    desk.timestamper.stop()
    desk.timestamper.run()
