"""The executor: order, retries, bounds, and that one bad mail harms nobody."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intake.daemon.backlog import Backlog
from intake.daemon.executor import Executor, RetryPolicy
from intake.domain.errors import PermanentError, TemporaryError
from intake.domain.lifecycle import Event, MailState
from intake.domain.records import ArrivedMail, MailIdentity, StoredMail
from intake.flow import Role
from storage.unit_of_work import SqlStorage
from tests.fakes.clock import FixedClock
from tests.fakes.progress import RecordedProgress
from tests.new_database import make_tables

NOW = datetime(2023, 7, 31, 10, 0, tzinfo=UTC)
NEXT = {
    "parse": (Event.PARSED, MailState.PARSED),
    "check": (Event.CHECKED, MailState.CHECKED),
    "acknowledge": (Event.ACKNOWLEDGED, MailState.ACKNOWLEDGED),
    "hand over": (Event.FILED, MailState.FILED),
}
Trouble = Callable[[StoredMail, str], None]


class Bench:
    """An executor whose steps only move the state, or fail as the test says."""

    def __init__(self, url: str) -> None:
        self.storage = SqlStorage(url)
        self.clock = FixedClock(NOW)
        self.progress = RecordedProgress()
        self.backlog = Backlog()
        self.trouble: Trouble = lambda _mail, _stage: None
        self.ran: list[tuple[int, str]] = []
        self.executor = self.make()

    def make(self, work: int = 1) -> Executor:
        return Executor(
            self.storage,
            {name: self._step(name) for name in NEXT},
            self.clock,
            slots={Role.WORK: work, Role.SEND: 1},
            retry=RetryPolicy(timedelta(seconds=10), timedelta(minutes=5), unforeseen_attempts=3),
            progress=self.progress,
            backlog=self.backlog,
        )

    def add(self, uid: int, mailbox: str = "oco@zorgkantoor.test") -> int:
        identity = MailIdentity(mailbox, "INBOX", 1, uid)
        mail = ArrivedMail(identity, f"{uid:064x}", 10, NOW, None, NOW)
        with self.storage.unit() as unit:
            mail_id = unit.mails.add(mail, zorgkantoor="vgz", reference=f"OCO-{uid}")
            unit.commit()
        assert mail_id is not None
        return mail_id

    def drain(self) -> None:
        self.executor.drain(lambda: False)

    def mail(self, mail_id: int) -> StoredMail:
        with self.storage.unit(write=False) as unit:
            return unit.mails.get(mail_id)

    def _step(self, name: str) -> Callable[[StoredMail], None]:
        def step(mail: StoredMail) -> None:
            self.ran.append((mail.id, name))
            self.trouble(mail, name)
            with self.storage.unit() as unit:
                unit.mails.move(mail.id, *NEXT[name])
                unit.commit()

        return step


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    url = f"sqlite:///{tmp_path / 'intake.db'}"
    make_tables(url)
    bench = Bench(url)
    yield bench
    bench.executor.stop()
    bench.storage.close()


def test_a_mail_goes_through_all_stages_in_their_order(bench: Bench) -> None:
    mail_id = bench.add(1)
    bench.drain()
    assert [name for _, name in bench.ran] == list(NEXT)
    assert bench.mail(mail_id).state is MailState.FILED


def test_mails_are_taken_in_order_of_arrival(bench: Bench) -> None:
    ids = [bench.add(uid) for uid in range(1, 9)]
    bench.drain()
    assert [mail_id for mail_id, name in bench.ran if name == "parse"] == ids


def parsed(bench: Bench) -> list[int]:
    """The mails that were parsed, in that order."""
    return [mail_id for mail_id, name in bench.ran if name == "parse"]


def test_a_single_mail_does_not_wait_for_the_thousand_of_another_mailbox(bench: Bench) -> None:
    many = [bench.add(uid) for uid in range(1, 41)]
    one = bench.add(1, "een@zorgkantoor.test")
    bench.drain()
    assert parsed(bench) == [many[0], one, *many[1:]]


def test_a_mail_that_comes_later_waits_only_for_what_is_in_hand(bench: Bench) -> None:
    many = [bench.add(uid) for uid in range(1, 41)]
    late: list[int] = []

    def trouble(_mail: StoredMail, _stage: str) -> None:
        if not late:
            late.append(bench.add(1, "een@zorgkantoor.test"))

    bench.trouble = trouble
    bench.drain()
    order = parsed(bench)
    # Four mails are in hand per slot at most.
    assert order.index(late[0]) <= 4
    assert [mail_id for mail_id in order if mail_id != late[0]] == many


def test_slow_work_stands_back_while_mails_wait_to_be_archived_and_yet_goes_on(
    bench: Bench,
) -> None:
    bench.executor = bench.make(work=4)
    lock = threading.Lock()
    at_once = [0]
    most = []

    def trouble(_mail: StoredMail, stage: str) -> None:
        if stage == "acknowledge":
            return
        with lock:
            at_once[0] += 1
            most.append(at_once[0])
        # A slot that did not stand back would come in now.
        bench.executor.hint()
        with lock:
            at_once[0] -= 1

    bench.trouble = trouble
    ids = [bench.add(uid) for uid in range(1, 40)]
    bench.backlog.begin("a poller")
    bench.drain()
    assert max(most) == 1
    assert {bench.mail(mail_id).state for mail_id in ids} == {MailState.FILED}


def test_stop_lets_go_of_work_that_stands_back(bench: Bench) -> None:
    bench.executor = bench.make(work=2)
    begun, release = threading.Event(), threading.Event()

    def trouble(_mail: StoredMail, _stage: str) -> None:
        begun.set()
        assert release.wait(30)

    bench.trouble = trouble
    bench.add(1)
    bench.add(2)
    bench.backlog.begin("a poller")
    running = threading.Thread(target=bench.executor.run)
    running.start()
    assert begun.wait(30)
    stopping = threading.Thread(target=bench.executor.stop)
    stopping.start()
    release.set()
    stopping.join(30)
    running.join(30)
    assert not stopping.is_alive()
    assert len(bench.ran) == 1


def test_no_mail_is_in_two_hands(bench: Bench) -> None:
    bench.executor = bench.make(work=4)
    hands: dict[int, int] = {}
    lock = threading.Lock()
    most = []

    def trouble(mail: StoredMail, _stage: str) -> None:
        with lock:
            hands[mail.id] = hands.get(mail.id, 0) + 1
            most.append(hands[mail.id])
        bench.executor.hint()
        with lock:
            hands[mail.id] -= 1

    bench.trouble = trouble
    for uid in range(1, 40):
        bench.add(uid)
    bench.drain()
    assert max(most) == 1
    assert len(bench.ran) == 39 * len(NEXT)


def test_a_temporary_error_is_tried_again_after_a_pause_and_not_before(bench: Bench) -> None:
    mail_id = bench.add(1)

    def trouble(mail: StoredMail, stage: str) -> None:
        if stage == "check" and not mail.attempts:
            raise TemporaryError("the disk is busy; it passes")

    bench.trouble = trouble
    bench.drain()
    assert bench.mail(mail_id).state is MailState.PARSED
    bench.drain()
    assert bench.ran.count((mail_id, "check")) == 1
    bench.clock.pass_(timedelta(seconds=11))
    bench.drain()
    assert bench.mail(mail_id).state is MailState.FILED
    assert [stage for stage, _, _ in bench.progress.postpones] == ["check"]


def test_an_error_that_names_its_pause_gets_it(bench: Bench) -> None:
    mail_id = bench.add(1)

    def trouble(mail: StoredMail, _stage: str) -> None:
        if not mail.attempts:
            raise TemporaryError("later; as the server asks", after=timedelta(hours=1))

    bench.trouble = trouble
    bench.drain()
    bench.clock.pass_(timedelta(minutes=59))
    bench.drain()
    assert bench.mail(mail_id).state is MailState.ARCHIVED
    bench.clock.pass_(timedelta(minutes=2))
    bench.drain()
    assert bench.mail(mail_id).state is MailState.PARSED


def test_a_permanent_error_holds_the_mail_with_stage_and_reason(bench: Bench) -> None:
    bad, good = bench.add(1), bench.add(2)

    def trouble(mail: StoredMail, stage: str) -> None:
        if mail.id == bad and stage == "check":
            raise PermanentError("no such thing; add it")

    bench.trouble = trouble
    bench.drain()
    held = bench.mail(bad)
    assert (held.state, held.held_stage) == (MailState.HELD, "check")
    assert held.held_reason == "no such thing; add it"
    assert bench.mail(good).state is MailState.FILED


def test_a_fault_nobody_foresaw_is_bounded_and_harms_no_neighbour(bench: Bench) -> None:
    bad, good = bench.add(1), bench.add(2)

    def trouble(mail: StoredMail, _stage: str) -> None:
        if mail.id == bad:
            raise ZeroDivisionError("what a mail said")

    bench.trouble = trouble
    for _ in range(5):
        bench.drain()
        bench.clock.pass_(timedelta(hours=1))
    assert bench.mail(good).state is MailState.FILED
    held = bench.mail(bad)
    assert held.state is MailState.HELD
    assert bench.ran.count((bad, "parse")) == 3
    assert held.held_reason == "unforeseen ZeroDivisionError in 3 tries"


def test_a_released_mail_goes_on_where_it_was_held(bench: Bench) -> None:
    mail_id = bench.add(1)
    broken = [True]

    def trouble(_mail: StoredMail, stage: str) -> None:
        if stage == "check" and broken:
            raise PermanentError("no such thing; add it")

    bench.trouble = trouble
    bench.drain()
    broken.clear()
    with bench.storage.unit() as unit:
        assert unit.mails.release(mail_id)
        unit.commit()
    bench.drain()
    assert bench.mail(mail_id).state is MailState.FILED
    assert bench.ran.count((mail_id, "parse")) == 1


def test_a_slow_letter_does_not_hold_up_the_checks(bench: Bench) -> None:
    slow, quick = bench.add(1), bench.add(2)
    release = threading.Event()
    checked = threading.Event()

    def trouble(mail: StoredMail, stage: str) -> None:
        if stage == "acknowledge" and mail.id == slow:
            assert release.wait(30)
        if stage == "check" and mail.id == quick:
            checked.set()

    bench.trouble = trouble
    draining = threading.Thread(target=bench.drain)
    draining.start()
    try:
        assert checked.wait(30)
    finally:
        release.set()
        draining.join(30)
    assert bench.mail(slow).state is MailState.FILED


def test_stop_lets_the_stage_in_work_finish_and_begins_no_other(bench: Bench) -> None:
    mail_id = bench.add(1)
    begun, release = threading.Event(), threading.Event()

    def trouble(_mail: StoredMail, stage: str) -> None:
        if stage == "parse":
            begun.set()
            assert release.wait(30)

    bench.trouble = trouble
    running = threading.Thread(target=bench.executor.run)
    running.start()
    bench.executor.hint()
    assert begun.wait(30)
    stopping = threading.Thread(target=bench.executor.stop)
    stopping.start()
    release.set()
    stopping.join(30)
    running.join(30)
    assert bench.mail(mail_id).state is MailState.PARSED
    assert bench.ran == [(mail_id, "parse")]


@pytest.mark.parametrize("attempts", [0, 1, 5, 500])
def test_pauses_grow_and_have_a_bound(attempts: int) -> None:
    policy = RetryPolicy(timedelta(seconds=10), timedelta(minutes=5), unforeseen_attempts=3)
    full = min(timedelta(seconds=10) * 2 ** min(attempts, 20), timedelta(minutes=5))
    assert full / 2 <= policy.pause(attempts) <= full
