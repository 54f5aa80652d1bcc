"""Beside the stages: a person decides whether a mail was in time.

The judgement of the machine and its evidence stay as they are. A decision says which
one it comes after, so that of two people on one mail the second sees the first.
"""

from dataclasses import replace

from intake.domain.deadline import TimeVerdict
from intake.domain.errors import IntakeError, PermanentError
from intake.domain.records import StoredMail
from intake.domain.time_decision import (
    DECIDABLE,
    TimeDecision,
    effective_verdict,
    judgement_sha256,
    name_fault,
    reason_fault,
    repetition_fault,
)
from intake.ports import Clock
from intake.repositories import Storage, UnitOfWork
from intake.stages.hand_over import hand_over_again


class DecidedMeanwhileError(IntakeError):
    """Decided or judged otherwise since the mail was looked at; nothing was kept."""

    def __init__(self, latest: TimeDecision | None) -> None:
        super().__init__(
            "this mail was decided or judged again meanwhile; look at that first, then decide"
        )
        self.latest = latest


class Decide:
    """Keeps a decision, and hands a registration over again where assessors learn anything."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def __call__(
        self,
        mail_id: int,
        verdict: TimeVerdict | None,
        *,
        reason: str,
        name: str,
        account: str | None,
        after: int,
        judged: str,
    ) -> TimeDecision:
        """Decide on a mail.

        Args:
            mail_id: Of a mail that has been checked.
            verdict: In time or late; None withdraws the decision before.
            reason: In the person's words; see `reason_fault`.
            name: Of the person, in full.
            account: Sign-in name; None on the command line.
            after: Number of the decision that the person has seen; 0 for none.
            judged: SHA-256 of the judgement that the person has seen.

        Raises:
            DecidedMeanwhileError: There is a later decision than `after`, or another
                judgement than `judged`.
            PermanentError: The mail has no verdict to decide on, it was decided just so
                already, or reason or name will not do; the sentence is in Dutch.
        """
        fault = reason_fault(reason) or name_fault(name)
        if fault:
            raise PermanentError(fault)
        if verdict is not None and verdict not in DECIDABLE:
            raise PermanentError("Kies of de mail op tijd was of te laat.")
        with self._storage.unit() as unit:
            mail = unit.mails.get(mail_id, to_change=True)
            latest = unit.decisions.latest(mail_id)
            if after != (latest.number if latest else 0):
                raise DecidedMeanwhileError(latest)
            made = self._decision(mail, latest, verdict)
            if judged != made.judgement_sha256:
                raise DecidedMeanwhileError(latest)
            if fault := repetition_fault(latest, verdict, reason, judged):
                raise PermanentError(fault)
            decision = replace(
                made,
                reason=" ".join(reason.split()),
                name=" ".join(name.split()),
                account=account,
            )
            self._keep(unit, mail, decision)
            unit.commit()
        return decision

    def _decision(
        self, mail: StoredMail, latest: TimeDecision | None, verdict: TimeVerdict | None
    ) -> TimeDecision:
        """Return a decision that has no name and no reason yet."""
        if mail.checks is None:
            raise PermanentError("Over deze mail is nog niet automatisch geoordeeld.")
        judgement = mail.checks.judgement
        before = effective_verdict(judgement, latest)
        if before is None:
            raise PermanentError("Voor deze mail geldt geen termijn.")
        if verdict is None and (latest is None or latest.verdict is None):
            raise PermanentError("Er is geen beslissing om in te trekken.")
        return TimeDecision(
            mail_id=mail.id,
            number=latest.number + 1 if latest else 1,
            verdict=verdict,
            before=before,
            judgement_sha256=judgement_sha256(judgement),
            reason="",
            name="",
            account=None,
            at=self._clock.now(),
        )

    def _keep(self, unit: UnitOfWork, mail: StoredMail, decision: TimeDecision) -> None:
        # The lock on the mail lets nobody else come between; the number is the last resort.
        if not unit.decisions.add(decision):
            raise DecidedMeanwhileError(unit.decisions.latest(mail.id))
        hand_over_again(unit, mail, decision.at)
