"""Beside the stages: mails are judged again when staff extended their deadline.

The evidence of time stays as it is; it is held against the new boundary. A mail that was
in time before an earlier boundary is so before a later one, so only what was late or
disputed is looked at. How far this has come is kept with every mail, so that a killed
process is followed by one that goes on, and doing it twice changes nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from intake.domain.errors import TemporaryError
from intake.domain.lifecycle import Event
from intake.domain.office import Office
from intake.domain.records import Checks, StoredMail
from intake.domain.time_decision import is_contradicted, judgement_sha256, time_flags
from intake.ports import Clock
from intake.repositories import Rejudging, Storage, UnitOfWork
from intake.stages.deadlines_in_force import in_force
from intake.stages.hand_over import hand_over_again
from intake.stages.judge import judge_time

_AT_A_TIME = 100  # mails whose ids are read ahead


def rejudged(checks: Checks, office: Office, at: datetime) -> Checks:
    """Return the verdicts on a mail under the deadlines of an office; the same evidence.

    Args:
        checks: As they are; returned as they are when nothing but the moment would differ.
        office: With the deadlines that hold at that moment.
        at: When this verdict is given, UTC.
    """
    stored = checks.judgement
    same = judge_time(
        stored.evidence,
        office.deadline_for(checks.kind),
        office.tolerance,
        stored.circumstances,
    )
    if same == stored:
        return checks
    judgement = replace(same, circumstances=replace(same.circumstances, judged_at=at))
    return replace(checks, judgement=judgement, flags=time_flags(checks.flags, judgement.verdict))


def rejudged_if_extended(checks: Checks, judged_by: Office, now: Office, at: datetime) -> Checks:
    """Return the verdicts under the deadlines of now, where those differ from what was used."""
    return checks if now == judged_by else rejudged(checks, now, at)


class Rejudge:
    """Judges the mails of extended deadlines again, one transaction each.

    Args:
        storage: Where extensions and mails are.
        clock: For events.
        offices: By mailbox, with the deadlines of the files.
    """

    def __init__(self, storage: Storage, clock: Clock, offices: Mapping[str, Office]) -> None:
        self._storage = storage
        self._clock = clock
        self._offices = offices

    def catch_up(
        self,
        is_stopped: Callable[[], bool] = lambda: False,
        failed: Callable[[str, BaseException], None] = lambda _where, _error: None,
    ) -> int:
        """Finish whatever is unfinished; return how many mails got another judgement.

        Args:
            is_stopped: Asked before every mail; what is left is taken up another time.
            failed: Told of a mail that could not be judged again. It is passed over, keeps
                its verdict and its place in the work list, and never blocks those behind it.

        Raises:
            TemporaryError: The database is away; the rest is taken up another time.
        """
        changed = 0
        while not is_stopped() and (work := self._unfinished()):
            mail_ids = self._next(work[0])
            if not mail_ids:
                self._finish(work[0])
            for mail_id in mail_ids:
                if is_stopped():
                    break
                try:
                    changed += self.one(work[0], mail_id)
                except TemporaryError:
                    raise
                except Exception as error:  # noqa: BLE001 - one bad mail never stops the others
                    failed(f"judging mail {mail_id} again", error)
                    self._pass_over(work[0], mail_id, error)
        return changed

    def _unfinished(self) -> list[Rejudging]:
        with self._storage.unit(write=False) as unit:
            return unit.extensions.unfinished()

    def _next(self, work: Rejudging) -> list[int]:
        extension = work.extension
        with self._storage.unit(write=False) as unit:
            return unit.cases.after(
                work.last_mail_id, extension.round, extension.zorgkantoor, _AT_A_TIME
            )

    def _finish(self, work: Rejudging) -> None:
        with self._storage.unit() as unit:
            unit.extensions.finish(work.extension.id, self._clock.now())
            unit.commit()

    def one(self, work: Rejudging, mail_id: int) -> bool:
        """Judge one mail again; tell whether its judgement changed. Safe to run again."""
        with self._storage.unit() as unit:
            mail = unit.mails.get(mail_id, to_change=True)
            changed = self._judge(unit, mail, work)
            unit.extensions.rejudged(work.extension.id, mail_id, changed=int(changed))
            unit.commit()
        return changed

    def _pass_over(self, work: Rejudging, mail_id: int, error: Exception) -> None:
        with self._storage.unit() as unit:
            detail = {"extension": work.extension.id, "failed": type(error).__name__}
            unit.mails.record(mail_id, Event.REJUDGED, detail)
            unit.extensions.rejudged(work.extension.id, mail_id, changed=0)
            unit.commit()

    def _judge(self, unit: UnitOfWork, mail: StoredMail, work: Rejudging) -> bool:
        office = self._offices.get(mail.arrived.identity.mailbox)
        before = mail.checks
        # A mailbox that is no longer configured has no rules to judge by.
        if before is None or office is None or before.round != office.round.id:
            return False
        office = in_force(unit, office)
        deadline = office.deadline_for(before.kind)
        if deadline is None or deadline.stream is not work.extension.stream:
            return False
        after = rejudged(before, office, self._clock.now())
        if after == before:
            return False
        unit.mails.store_checks(mail.id, after)
        unit.registrations.judged_again(mail.id, after)
        decision = unit.decisions.latest(mail.id)
        otherwise = after.judgement.verdict is not before.judgement.verdict
        again = otherwise and is_contradicted(after.judgement, decision)
        detail = _detail(before, after, work) | ({"decide_again": True} if again else {})
        unit.mails.record(mail.id, Event.REJUDGED, detail)
        if again:
            # The machine never overrules a person; a person is told to look again.
            unit.cases.reopen(mail.id)
        elif not unit.cases.is_reopened(mail.id):
            # Another boundary is news to assessors too, whoever gave the verdict.
            hand_over_again(unit, replace(mail, checks=after), self._clock.now())
        return True


def _detail(before: Checks, after: Checks, work: Rejudging) -> dict[str, object]:
    return {
        "extension": work.extension.id,
        "before": before.judgement.verdict,
        "after": after.judgement.verdict,
        "reason": after.judgement.reason,
        "judgement_before_sha256": judgement_sha256(before.judgement),
        "judgement_after_sha256": judgement_sha256(after.judgement),
    }
