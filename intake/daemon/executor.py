"""Moves mails from stage to stage within one process (the embedded work queue).

The state column is the truth: whatever is due is read from it, in order of arrival and
from all mailboxes in turn, so nothing is lost when the process dies. A hint only makes
it look sooner. Each role has slots of its own, so that a slow mail server never holds
up the checks.
One stage of a mail runs at a time; that only one process runs a role is held by a
lock elsewhere.
"""

import random
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta

from intake.daemon.backlog import Backlog
from intake.daemon.progress import Progress
from intake.domain.errors import PermanentError, TemporaryError
from intake.domain.lifecycle import MailState
from intake.flow import STAGES, Role, Stage, stage_after, stage_for
from intake.ports import Clock
from intake.repositories import Storage
from intake.stages.step import Step

_SWEEP_SECONDS = 1.0  # a hint may be lost; a due row is found this soon anyway
_PAUSE_WITHOUT_DATABASE = 5.0  # seconds a slot rests when it could not even note a failure
_MOST_DOUBLINGS = 20  # beyond it the pause is the longest anyway
_LONGER_THAN_ANY_PAUSE = timedelta(days=366)
_READ_AHEAD = 4  # rows asked for per slot, so that slots do not wait for the database


@dataclass(frozen=True)
class RetryPolicy:
    """Pauses between tries of one stage, doubling, with jitter.

    Attributes:
        first: Before the second try.
        most: No pause is longer.
        unforeseen_attempts: Tries of a stage that fails in a way nobody foresaw, before
            the mail is held for staff.
    """

    first: timedelta
    most: timedelta
    unforeseen_attempts: int

    def pause(self, attempts: int) -> timedelta:
        """Return the pause after so many failed tries."""
        doubled = min(self.first * 2.0 ** min(attempts, _MOST_DOUBLINGS), self.most)
        factor: float = random.uniform(0.5, 1.0)  # noqa: S311 - jitter is no secret
        return doubled * factor


class Executor:
    """Runs the stages of the given roles.

    Args:
        storage: Where due mails are read from.
        steps: What runs a stage, by the stage's name in `intake.flow`.
        clock: For due times.
        slots: Mails in work at once, per role; a role without slots does not run here.
        retry: Pauses and bounds.
        progress: Told of every step.
        backlog: What waits to be archived; parsing and checking stand back for it.
    """

    def __init__(
        self,
        storage: Storage,
        steps: Mapping[str, Step],
        clock: Clock,
        *,
        slots: Mapping[Role, int],
        retry: RetryPolicy,
        progress: Progress,
        backlog: Backlog,
    ) -> None:
        self._storage = storage
        self._steps = steps
        self._clock = clock
        self._slots = slots
        self._retry = retry
        self._progress = progress
        self._backlog = backlog
        self._changed = threading.Condition(threading.RLock())
        self._stopped = threading.Event()
        self._hinted = False
        self._stopping = False
        self._in_work: dict[int, Role] = {}
        self._pools = {
            role: ThreadPoolExecutor(count, thread_name_prefix=f"stage-{role}")
            for role, count in slots.items()
        }

    def hint(self) -> None:
        """Say that something may be due now."""
        with self._changed:
            self._hinted = True
            self._changed.notify_all()

    def run(self) -> None:
        """Work until `stop` is called; never raises."""
        while not self._stopping:
            try:
                self._dispatch()
            except Exception as error:  # noqa: BLE001 - the daemon goes on when its database is away
                self._progress.fault("executor", error)
            self._wait(_SWEEP_SECONDS)

    def take_up_postponed(self) -> None:
        """Try once, now, what waits for a later try.

        Raises:
            TemporaryError: The database could not be read.
        """
        for role in self._slots:
            with self._storage.unit(write=False) as unit:
                everything = unit.mails.count_open()
                someday = self._clock.now() + _LONGER_THAN_ANY_PAUSE
                waiting = unit.mails.due(_states_of(role), someday, (), everything)
            for mail_id, state in waiting:
                self._begin(role, mail_id, state)

    def drain(self, more_to_come: Callable[[], bool]) -> None:
        """Work until nothing is due any more; what was postponed stays postponed.

        Args:
            more_to_come: Whether mails may still arrive.

        Raises:
            TemporaryError: The database could not be read.
        """
        while not self._stopping:
            # Asked before the database is: what ends after that look may leave a mail due.
            with self._changed:
                at_rest = not self._in_work
            at_rest = at_rest and not more_to_come()
            if not self._dispatch() and at_rest:
                return
            self._wait(_SWEEP_SECONDS)

    def stop(self) -> None:
        """Begin nothing new and return when the stages in work are committed."""
        self._stopping = True
        self._stopped.set()
        self._backlog.stop()
        self.hint()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)

    def _wait(self, seconds: float) -> None:
        with self._changed:
            if not self._hinted and not self._stopping:
                self._changed.wait(seconds)
            self._hinted = False

    def _dispatch(self) -> int:
        """Give due mails to free slots and return how many."""
        given = 0
        for role, count in self._slots.items():
            with self._changed:
                busy = [mail_id for mail_id, at in self._in_work.items() if at is role]
                exclude = list(self._in_work)
            room = count * _READ_AHEAD - len(busy)
            # Every mail that moves on is a hint. Asking for one row at each would cost more
            # than some stages do, so what was read ahead is worked off to half first.
            if room >= len(busy):
                given += self._give(role, exclude, room)
        return given

    def _give(self, role: Role, exclude: list[int], room: int) -> int:
        with self._storage.unit(write=False) as unit:
            due = unit.mails.due(_states_of(role), self._clock.now(), exclude, room)
        for mail_id, state in due:
            self._begin(role, mail_id, state)
        return len(due)

    def _begin(self, role: Role, mail_id: int, state: MailState) -> None:
        with self._changed:
            if self._stopping or mail_id in self._in_work:
                return
            self._in_work[mail_id] = role
        self._pools[role].submit(self._advance, role, mail_id, state)

    def _advance(self, role: Role, mail_id: int, state: MailState) -> None:
        """Run stage after stage of one mail while the role is ours, then pass it on."""
        stage = stage_for(state)
        try:
            while stage is not None and stage.role is role and not self._stopping:
                with self._turn(role):
                    stage = None if self._stopping else self._run(stage, mail_id)
        except Exception as error:  # noqa: BLE001 - not even the failure could be written down
            stage = None
            self._progress.fault(f"mail {mail_id}", error)
            self._stopped.wait(_PAUSE_WITHOUT_DATABASE)
        finally:
            self._pass_on(stage, mail_id)

    def _turn(self, role: Role) -> AbstractContextManager[None]:
        return self._backlog.slow_work() if role is Role.WORK else nullcontext()

    def _pass_on(self, stage: Stage | None, mail_id: int) -> None:
        """Hand a mail straight to the next role, unless a queue is waiting there."""
        with self._changed:
            del self._in_work[mail_id]
            room = (
                stage is not None
                and stage.role in self._slots
                and sum(1 for role in self._in_work.values() if role is stage.role)
                < self._slots[stage.role]
            )
            if room and stage is not None and stage.starts_from is not None:
                self._begin(stage.role, mail_id, stage.starts_from)
            self.hint()

    def _run(self, stage: Stage, mail_id: int) -> Stage | None:
        """Run one stage; return the one that follows, if the mail may go on at once."""
        with self._storage.unit(write=False) as unit:
            mail = unit.mails.get(mail_id)
        if mail.state is not stage.starts_from:
            return None
        try:
            self._steps[stage.name](mail)
        except TemporaryError as error:
            self._postpone(stage, mail_id, str(error), error.after)
        except PermanentError as error:
            self._hold(stage, mail_id, str(error))
        except Exception as error:  # noqa: BLE001 - one bad mail never stops the others
            self._fail(stage, mail_id, error)
        else:
            self._progress.stage_done(stage.name, mail_id)
            return stage_after(stage)
        return None

    def _postpone(self, stage: Stage, mail_id: int, reason: str, after: timedelta | None) -> None:
        self._progress.postponed(stage.name, mail_id, reason)
        with self._storage.unit() as unit:
            pause = after or self._retry.pause(unit.mails.get(mail_id).attempts)
            unit.mails.postpone(mail_id, self._clock.now() + pause)
            unit.commit()

    def _fail(self, stage: Stage, mail_id: int, error: Exception) -> None:
        self._progress.fault(f"stage {stage.name} of mail {mail_id}", error)
        with self._storage.unit(write=False) as unit:
            attempts = unit.mails.get(mail_id).attempts + 1
        reason = f"unforeseen {type(error).__name__} in {attempts} tries"
        if attempts >= self._retry.unforeseen_attempts:
            self._hold(stage, mail_id, reason)
        else:
            self._postpone(stage, mail_id, reason, None)

    def _hold(self, stage: Stage, mail_id: int, reason: str) -> None:
        self._progress.held(stage.name, mail_id, reason)
        with self._storage.unit() as unit:
            unit.mails.hold(mail_id, stage.name, reason)
            unit.commit()


def _states_of(role: Role) -> list[MailState]:
    """Return the states from which a role takes mails further."""
    return [
        stage.starts_from
        for stage in STAGES
        if stage.role is role and stage.starts_from is not None
    ]
