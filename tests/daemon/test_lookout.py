"""What the pollers saw is written down, whatever the database does meanwhile."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from deploy.servers.waiting import wait_until
from intake.daemon.lookout import Lookout
from intake.daemon.loss_reason import loss_reason
from intake.daemon.poller import Poller, Watch
from intake.daemon.sight import MailboxSight
from intake.domain.availability import availability
from intake.domain.errors import (
    ConfigurationError,
    LoginRefusedError,
    ServerUnreachableError,
    StorageFullError,
    TemporaryError,
)
from intake.domain.visibility import LossReason, Sight, VisibleSpan
from storage.tables import event
from storage.unit_of_work import SqlStorage, SqlUnitOfWork
from tests.daemon.surroundings import surroundings
from tests.fakes.clock import FixedClock
from tests.fakes.progress import RecordedProgress
from tests.new_database import make_tables
from tests.world import ADDRESS, BEFORE_THE_DEADLINE, World

RAW = b"From: a@aanbieder.test\r\nSubject: Inschrijving\r\n\r\nhier\r\n"
HUNG_UP = ServerUnreachableError("imap:993 hung up; look at that server")


class Away(SqlStorage):
    """A database that can be taken away, and during whose next unit something may happen."""

    is_away = False
    after_next: Callable[[], None] | None = None

    @contextmanager
    def unit(self, *, write: bool = True) -> Iterator[SqlUnitOfWork]:
        if self.is_away:
            raise TemporaryError("the database is away; start it")
        with super().unit(write=write) as unit:
            yield unit
        happens, self.after_next = self.after_next, None
        if happens is not None:
            happens()


class Desk:
    """A lookout on one mailbox, and what it wrote."""

    def __init__(self, storage: Away) -> None:
        self.storage = storage
        self.clock = FixedClock(BEFORE_THE_DEADLINE)
        self.passed = 0.0
        self.progress = RecordedProgress()
        self.start_anew()

    def start_anew(self) -> None:
        """What a new process begins with."""
        self.news = threading.Event()
        self.standstills: list[tuple[float, float]] = []
        self.sight = MailboxSight(ADDRESS, self.news.set, lambda: self.passed, self._stood_still)
        self.lookout = Lookout(self.storage, [self.sight], self.news, self.progress)

    def _stood_still(self, since: float) -> list[tuple[float, float]]:
        return [(begin, end) for begin, end in self.standstills if end > since]

    def pass_(self, seconds: float) -> None:
        """Let time go by."""
        self.passed += seconds
        self.clock.pass_(timedelta(seconds=seconds))

    def stand_still(self, seconds: float) -> None:
        """Let time go by in which nothing runs."""
        self.standstills.append((self.passed, self.passed + seconds))
        self.pass_(seconds)

    def seen_after(self, seconds: float) -> None:
        self.pass_(seconds)
        self.sight.seen(self.clock.now())

    def lost_after(self, seconds: float, error: Exception = HUNG_UP) -> None:
        self.pass_(seconds)
        self.sight.lost(self.clock.now(), error)

    def spans(self) -> list[tuple[float, float, str]]:
        """Begin and end in seconds, and what was seen or why not."""
        with self.storage.unit(write=False) as unit:
            known = unit.visibility.between(
                ADDRESS,
                BEFORE_THE_DEADLINE - timedelta(days=1),
                BEFORE_THE_DEADLINE + timedelta(days=1),
            )
        return [
            (_second(span.since), _second(span.until), str(span.reason or span.sight))
            for span in known
        ]

    def events(self) -> list[tuple[str, dict[str, Any]]]:
        with self.storage._reading.connect() as connection:
            rows = connection.execute(select(event.c.name, event.c.detail).order_by(event.c.id))
            return [(row.name, row.detail) for row in rows]


def _second(moment: Any) -> float:
    return float((moment - BEFORE_THE_DEADLINE).total_seconds())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    url = f"sqlite:///{tmp_path / 'intake.db'}"
    make_tables(url)
    storage = Away(url)
    yield Desk(storage)
    storage.close()


def test_a_span_is_carried_on_and_only_its_begin_is_an_event(desk: Desk) -> None:
    for _ in range(5):
        desk.seen_after(3)
        desk.lookout.write()
    assert desk.spans() == [(3, 15, "seen")]
    assert [name for name, _ in desk.events()] == ["mailbox_seen"]


def test_an_outage_begins_at_the_last_good_look_and_says_why(desk: Desk) -> None:
    desk.seen_after(0)
    desk.seen_after(10)
    desk.lost_after(5)
    desk.lookout.write()
    desk.lost_after(5)
    desk.seen_after(10)
    desk.lookout.write()
    assert desk.spans() == [(0, 10, "seen"), (10, 30, "unreachable"), (30, 30, "seen")]
    names = [name for name, _ in desk.events()]
    assert names == ["mailbox_seen", "mailbox_lost", "mailbox_seen"]
    _, lost = desk.events()[1]
    assert (lost["mailbox"], lost["reason"]) == (ADDRESS, "unreachable")
    assert lost["text"] == str(HUNG_UP)
    assert lost["since"] < lost["noticed"]


def test_what_happened_while_the_database_was_away_is_written_when_it_is_back(desk: Desk) -> None:
    desk.seen_after(0)
    desk.lookout.write()
    desk.storage.is_away = True
    for error in (HUNG_UP, LoginRefusedError("refused; correct it")):
        desk.lost_after(10, error)
        desk.lookout.write()
        desk.seen_after(10)
        desk.lookout.write()
    assert len(desk.progress.faults) == 1
    desk.storage.is_away = False
    desk.lookout.write()
    assert desk.spans() == [
        (0, 0, "seen"),
        (0, 20, "unreachable"),
        (20, 20, "seen"),
        (20, 40, "login_refused"),
        (40, 40, "seen"),
    ]
    assert len(desk.events()) == 5


def test_after_a_kill_the_gap_lies_between_the_last_known_look_and_the_next(desk: Desk) -> None:
    desk.seen_after(0)
    desk.seen_after(30)
    desk.lookout.write()
    desk.seen_after(10)
    # Killed here: what was not written is not known.
    desk.start_anew()
    desk.seen_after(60)
    desk.seen_after(5)
    desk.lookout.write()
    assert desk.spans() == [(0, 30, "seen"), (100, 105, "seen")]
    _, back = desk.events()[-1]
    with desk.storage.unit(write=False) as unit:
        known = unit.visibility.between(ADDRESS, BEFORE_THE_DEADLINE, desk.clock.now())
        first = unit.visibility.first(ADDRESS)
    found = availability(known, BEFORE_THE_DEADLINE, desk.clock.now(), watched_since=first)
    (gap,) = found.outages
    assert (gap.sight, gap.length) == (Sight.NOT_RUNNING, timedelta(seconds=70))
    assert back["known_before_until"] == gap.since.isoformat()


def test_a_stop_in_order_is_told_once_and_lasts_until_then(desk: Desk) -> None:
    desk.seen_after(0)
    desk.pass_(40)
    desk.sight.stopped(desk.clock.now())
    desk.lookout.write()
    desk.lookout.write()
    assert desk.spans() == [(0, 40, "seen")]
    assert [name for name, _ in desk.events()] == ["mailbox_seen", "mailbox_lost"]
    assert desk.events()[1][1]["reason"] == "not_running"


def test_a_thread_writes_at_each_change_and_once_more_at_the_end(desk: Desk) -> None:
    thread = threading.Thread(target=desk.lookout.run)
    thread.start()
    desk.seen_after(0)
    wait_until(lambda: desk.spans() != [])
    desk.seen_after(3)
    desk.lookout.stop()
    thread.join(30)
    assert not thread.is_alive()
    assert desk.spans() == [(0, 3, "seen")]


def test_what_comes_in_while_the_last_write_is_under_way_is_written_too(desk: Desk) -> None:
    desk.seen_after(0)

    def stop() -> None:
        desk.seen_after(3)
        desk.lookout.stop()

    desk.storage.after_next = stop
    desk.lookout.run()
    assert desk.spans() == [(0, 3, "seen")]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (HUNG_UP, LossReason.UNREACHABLE),
        (LoginRefusedError("refused; correct it"), LossReason.LOGIN_REFUSED),
        (ConfigurationError("no such folder; correct it"), LossReason.MISCONFIGURED),
        (StorageFullError("the disk is full; make room"), LossReason.OWN_STORAGE),
        (TemporaryError("the database is away; start it"), LossReason.OWN_STORAGE),
        (ZeroDivisionError("what a mail said"), LossReason.FAULT),
    ],
)
def test_every_failure_has_its_reason(error: Exception, reason: LossReason) -> None:
    assert loss_reason(error) is reason


def _spans_of(sight: MailboxSight) -> list[VisibleSpan]:
    return [record.span for record in sight.unwritten()]


def test_a_poller_tells_what_it_sees_and_what_it_does_not(world: World) -> None:
    around = surroundings(world.clock, 3600)
    world.mailbox.fail_next(LoginRefusedError("refused; correct it"), method="open")
    poller = Poller(
        world.mailbox, world.fetcher(), Watch("vgz", ["INBOX"], first_pause=0.01), around
    )
    thread = threading.Thread(target=poller.run)
    thread.start()
    wait_until(lambda: _spans_of(around.sight) != [])
    poller.stop()
    thread.join(30)
    (span,) = _spans_of(around.sight)
    assert (span.sight, span.reason) == (Sight.UNSEEN, LossReason.LOGIN_REFUSED)
    assert span.text == "refused; correct it"
    assert around.sight.stopped_at == world.clock.now()
    assert world.mailbox.opened == 0


def test_a_fault_nobody_foresaw_is_an_outage_too(world: World) -> None:
    around = surroundings(world.clock, 3600)
    world.mailbox.fail_next(ZeroDivisionError("what a mail said"), method="listing")
    poller = Poller(world.mailbox, world.fetcher(), Watch("vgz", ["INBOX"]), around)
    thread = threading.Thread(target=poller.run)
    thread.start()
    wait_until(lambda: _spans_of(around.sight) != [])
    poller.stop()
    thread.join(30)
    (span,) = _spans_of(around.sight)
    assert (span.reason, span.text) == (LossReason.FAULT, "ZeroDivisionError")


def test_what_breaks_while_a_poller_is_stopped_is_no_outage(world: World) -> None:
    around = surroundings(world.clock, 3600)
    poller = Poller(world.mailbox, world.fetcher(), Watch("vgz", ["INBOX"]), around)
    thread = threading.Thread(target=poller.run)
    thread.start()
    wait_until(lambda: _spans_of(around.sight) != [])
    world.mailbox.fail_next(HUNG_UP)
    world.mailbox.fail_next(HUNG_UP)
    poller.stop()
    thread.join(30)
    assert [span.sight for span in _spans_of(around.sight)] == [Sight.SEEN]


def test_words_of_a_fault_may_come_from_a_mail_and_are_not_kept(desk: Desk) -> None:
    desk.lost_after(0, ZeroDivisionError("what a mail said"))
    desk.lookout.write()
    assert desk.events()[0][1]["text"] == "ZeroDivisionError"


def test_looks_that_lie_as_far_apart_as_the_pace_allows_are_one_span(desk: Desk) -> None:
    for pace in (1800, 1800, 3):
        desk.sight.expect(pace, 0)
        desk.seen_after(1800)
    desk.lookout.write()
    assert desk.spans() == [(1800, 5400, "seen")]


def test_a_wait_for_others_in_the_mailbox_is_no_outage(desk: Desk) -> None:
    for waited in (0, 0, 25):
        desk.sight.expect(1, waited)
        desk.seen_after(1 + waited)
    desk.lookout.write()
    assert desk.spans() == [(1, 28, "seen")]


@pytest.mark.parametrize("silence", [20, 25, 1200])
def test_what_lies_between_two_looks_that_are_too_far_apart_was_not_seen(
    desk: Desk, silence: float
) -> None:
    for seconds in (0, 1, silence, 1):
        desk.sight.expect(1, 0)
        desk.seen_after(seconds)
    desk.lookout.write()
    back = 1 + silence
    assert desk.spans() == [
        (0, 1, "seen"),
        (1, back, "not_confirmed"),
        (back, back + 1, "seen"),
    ]
    assert [name for name, _ in desk.events()] == ["mailbox_seen", "mailbox_lost", "mailbox_seen"]


def test_a_silence_in_which_the_clock_was_set_back_was_not_seen() -> None:
    passed = 0.0
    sight = MailboxSight(ADDRESS, lambda: None, lambda: passed)
    sight.expect(1, 0)
    sight.seen(BEFORE_THE_DEADLINE)
    passed = 1200.0
    sight.seen(BEFORE_THE_DEADLINE - timedelta(seconds=2400))
    told = [(_second(span.since), _second(span.until), span.sight) for span in _spans_of(sight)]
    assert told == [
        (0, 0, Sight.SEEN),
        # The look before, as the clock dates it now.
        (-3600, -3600, Sight.SEEN),
        (-3600, -2400, Sight.UNSEEN),
        (-2400, -2400, Sight.SEEN),
    ]


def test_a_stop_while_a_look_is_overdue_claims_nothing_since_the_last_one(desk: Desk) -> None:
    for seconds in (0, 1):
        desk.sight.expect(1, 0)
        desk.seen_after(seconds)
    desk.pass_(25)
    desk.sight.stopped(desk.clock.now())
    desk.lookout.write()
    assert desk.spans() == [(0, 1, "seen")]


@pytest.mark.parametrize(("before", "still", "after"), [(1, 18, 1), (0, 1199, 1), (1, 600, 0)])
def test_a_process_that_stood_still_looked_at_nothing_meanwhile(
    desk: Desk, before: float, still: float, after: float
) -> None:
    desk.sight.expect(1, 0)
    desk.seen_after(0)
    desk.sight.expect(1, 0)
    desk.seen_after(1)
    desk.pass_(before)
    desk.stand_still(still)
    desk.seen_after(after)
    desk.seen_after(1)
    desk.lookout.write()
    back = 1 + before + still
    assert desk.spans() == [(0, 1 + before, "seen"), (back, back + after + 1, "seen")]
    assert [name for name, _ in desk.events()] == ["mailbox_seen", "mailbox_seen"]


def test_a_standstill_takes_nothing_from_a_silence_but_itself(desk: Desk) -> None:
    for seconds in (0, 1):
        desk.sight.expect(1, 0)
        desk.seen_after(seconds)
    desk.pass_(8)
    desk.stand_still(10)
    desk.seen_after(7)
    desk.lookout.write()
    assert desk.spans() == [
        (0, 1, "seen"),
        (1, 9, "not_confirmed"),
        (19, 26, "not_confirmed"),
        (26, 26, "seen"),
    ]


def test_a_stun_within_an_outage_of_the_server_hides_nothing_but_itself(desk: Desk) -> None:
    for _ in range(2):
        desk.sight.expect(60, 0)
        desk.seen_after(0)
    desk.pass_(115)
    desk.stand_still(35)
    desk.lost_after(30)
    desk.lost_after(60)
    desk.lookout.write()
    assert desk.spans() == [(0, 0, "seen"), (0, 115, "unreachable"), (150, 240, "unreachable")]


def test_a_standstill_in_a_lasting_outage_is_no_part_of_it(desk: Desk) -> None:
    desk.lost_after(0)
    desk.pass_(5)
    desk.stand_still(600)
    desk.lost_after(5)
    desk.stand_still(600)
    desk.seen_after(0)
    desk.lookout.write()
    assert desk.spans() == [(0, 5, "unreachable"), (605, 610, "unreachable"), (1210, 1210, "seen")]


def test_a_short_standstill_that_kept_no_look_waiting_is_not_told(desk: Desk) -> None:
    desk.sight.expect(300, 0)
    desk.seen_after(0)
    desk.pass_(100)
    desk.stand_still(29)
    desk.seen_after(171)
    desk.lookout.write()
    assert desk.spans() == [(0, 300, "seen")]


def test_a_standstill_between_two_looks_in_time_is_told_and_no_more(desk: Desk) -> None:
    desk.sight.expect(300, 0)
    desk.seen_after(0)
    desk.pass_(100)
    desk.stand_still(33)
    desk.seen_after(167)
    desk.seen_after(300)
    desk.lookout.write()
    assert desk.spans() == [(0, 100, "seen"), (133, 600, "seen")]


def test_a_clock_that_is_set_forward_is_no_standstill(desk: Desk) -> None:
    desk.sight.expect(300, 0)
    desk.seen_after(0)
    desk.clock.pass_(timedelta(seconds=40))
    desk.seen_after(300)
    desk.seen_after(300)
    desk.lookout.write()
    # Only of what the clock left out nobody can tell.
    assert desk.spans() == [(0, 300, "seen"), (300, 340, "not_confirmed"), (340, 640, "seen")]
    assert "set forward by 40 seconds" in desk.events()[1][1]["text"]


def test_a_clock_that_is_set_back_begins_a_span_of_its_own(desk: Desk) -> None:
    desk.sight.expect(60, 0)
    desk.seen_after(0)
    desk.seen_after(60)
    desk.clock.pass_(timedelta(seconds=-3600))
    desk.seen_after(60)
    desk.lost_after(60)
    desk.clock.pass_(timedelta(seconds=-3600))
    desk.lost_after(60)
    desk.lookout.write()
    assert sorted(desk.spans()) == sorted(
        [
            (0, 60, "seen"),
            (-3540, -3480, "seen"),
            (-3480, -3420, "unreachable"),
            (-7020, -6960, "unreachable"),
        ]
    )


def test_a_stop_after_a_standstill_claims_nothing_of_it(desk: Desk) -> None:
    desk.sight.expect(1800, 0)
    desk.seen_after(0)
    desk.pass_(10)
    desk.stand_still(600)
    desk.sight.stopped(desk.clock.now())
    desk.lookout.write()
    assert desk.spans() == [(0, 10, "seen")]
