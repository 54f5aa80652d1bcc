"""A drain ends when nothing is due, not when nothing was due a moment ago."""

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from deploy.servers.waiting import wait_until
from intake.daemon.backlog import Backlog
from intake.daemon.executor import Executor, RetryPolicy
from intake.domain.lifecycle import Event, MailState
from intake.domain.records import ArrivedMail, MailIdentity, StoredMail
from intake.flow import Role
from storage.mails import SqlMailRepository
from storage.unit_of_work import SqlStorage, SqlUnitOfWork
from tests.fakes.clock import FixedClock
from tests.fakes.progress import RecordedProgress
from tests.new_database import make_tables

NOW = datetime(2023, 7, 31, 10, 0, tzinfo=UTC)
MOVES = {
    "parse": (Event.FILED, MailState.FILED),
    "acknowledge": (Event.ACKNOWLEDGED, MailState.ACKNOWLEDGED),
    "hand over": (Event.FILED, MailState.FILED),
}


class SlowAnswers(SqlStorage):
    """The answer to "what is due" takes a while to arrive; the world goes on meanwhile."""

    meanwhile: Callable[[], None] = staticmethod(lambda: None)

    @contextmanager
    def unit(self, *, write: bool = True) -> Iterator[SqlUnitOfWork]:
        with super().unit(write=write) as unit:
            unit.mails = _SlowRepository(unit.mails, self.meanwhile)
            yield unit


class _SlowRepository(SqlMailRepository):
    def __init__(self, mails: SqlMailRepository, meanwhile: Callable[[], None]) -> None:
        super().__init__(mails._connection, mails._history)
        self._meanwhile = meanwhile

    def due(
        self, states: Collection[MailState], now: datetime, exclude: Collection[int], limit: int
    ) -> list[tuple[int, MailState]]:
        found = super().due(states, now, exclude, limit)
        self._meanwhile()
        return found


def test_a_mail_that_becomes_due_while_the_database_answers_is_not_left_behind(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'intake.db'}"
    make_tables(url)
    storage = SlowAnswers(url)
    parsed, acknowledged = threading.Event(), threading.Event()

    def step(name: str) -> Callable[[StoredMail], None]:
        def run(mail: StoredMail) -> None:
            if name == "parse":
                assert parsed.wait(30)
            if name == "acknowledge":
                assert acknowledged.wait(30)
            with storage.unit() as unit:
                unit.mails.move(mail.id, *MOVES[name])
                unit.commit()

        return run

    executor = Executor(
        storage,
        {name: step(name) for name in MOVES},
        FixedClock(NOW),
        slots={Role.WORK: 1, Role.SEND: 1},
        retry=RetryPolicy(timedelta(seconds=10), timedelta(minutes=5), unforeseen_attempts=3),
        progress=RecordedProgress(),
        backlog=Backlog(),
    )

    def finish_both() -> None:
        if len(executor._in_work) == 2:
            # The letter first: the slot of the next stage is taken, so it is left to the database.
            acknowledged.set()
            wait_until(lambda: len(executor._in_work) == 1)
            parsed.set()
            wait_until(lambda: not executor._in_work)

    storage.meanwhile = finish_both
    checked = _add(storage, 1)
    with storage.unit() as unit:
        unit.mails.move(checked, Event.PARSED, MailState.PARSED)
        unit.mails.move(checked, Event.CHECKED, MailState.CHECKED)
        unit.commit()
    _add(storage, 2)
    executor.drain(lambda: False)
    executor.stop()
    with storage.unit(write=False) as unit:
        assert unit.mails.count_open() == 0
    storage.close()


def _add(storage: SqlStorage, uid: int) -> int:
    identity = MailIdentity("oco@zorgkantoor.test", "INBOX", 1, uid)
    mail = ArrivedMail(identity, f"{uid:064x}", 10, NOW, None, NOW)
    with storage.unit() as unit:
        mail_id = unit.mails.add(mail, zorgkantoor="vgz", reference=f"OCO-{uid}")
        unit.commit()
    assert mail_id is not None
    return mail_id
