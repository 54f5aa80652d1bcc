"""Beside the stages: staff extends a deadline, for a whole round or for one zorgkantoor."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.deadline import Boundary, Judgement, TimeVerdict
from intake.domain.deadline_extension import DeadlineExtension, extension_fault
from intake.domain.errors import PermanentError
from intake.domain.office import Office
from intake.domain.round import Stream, StreamDeadline
from intake.domain.time_decision import is_contradicted, name_fault, reason_fault
from intake.ports import Clock
from intake.repositories import Storage, UnitOfWork
from intake.stages.deadlines_in_force import extended, in_force
from intake.stages.rejudge import rejudged


@dataclass(frozen=True)
class Wish:
    """What is to be extended: a stream of a round, of one zorgkantoor or of all (None)."""

    round: str
    stream: Stream
    zorgkantoor: str | None
    until: datetime


@dataclass(frozen=True)
class Effect:
    """What an extension would change.

    Attributes:
        before: The latest boundary in force among the offices that are meant.
        after: The one that would hold.
        verdicts: How many mails go from one verdict to another, without those of `again`.
        again: How many have a decision that the new verdict contradicts; they wait again.
    """

    before: Boundary
    after: Boundary
    verdicts: Mapping[tuple[TimeVerdict | None, TimeVerdict | None], int]
    again: int = 0

    @property
    def changed(self) -> int:
        """How many mails change verdict."""
        return sum(self.verdicts.values())


class Extend:
    """Tells what an extension would change, and makes it.

    Args:
        storage: Where extensions are kept.
        clock: For events.
        offices: By mailbox, with the deadlines of the files.
    """

    def __init__(self, storage: Storage, clock: Clock, offices: Mapping[str, Office]) -> None:
        self._storage = storage
        self._clock = clock
        self._offices = offices

    def effect(self, wish: Wish) -> Effect:
        """Tell what would change.

        Raises:
            PermanentError: It is no extension, or nothing has such a deadline; in Dutch.
        """
        with self._storage.unit(write=False) as unit:
            extension = self._extension(unit, wish)
            verdicts: Counter[tuple[TimeVerdict | None, TimeVerdict | None]] = Counter()
            again = 0
            for mail_id in unit.cases.after(0, wish.round, wish.zorgkantoor):
                change = self._change(unit, mail_id, extension)
                if change is None:
                    continue
                if is_contradicted(change[1], unit.decisions.latest(mail_id)):
                    again += 1
                else:
                    verdicts[change[0].verdict, change[1].verdict] += 1
        return Effect(extension.before, extension.after, verdicts, again)

    def __call__(
        self, wish: Wish, *, reason: str, name: str, account: str | None, seen: datetime
    ) -> DeadlineExtension:
        """Extend a deadline; mails are judged again afterwards, see `Rejudge`.

        Args:
            wish: What to extend.
            reason: In the person's words; see `reason_fault`.
            name: Of the person, in full.
            account: Sign-in name; None on the command line.
            seen: The boundary in force that the person has seen.

        Raises:
            PermanentError: It is no extension, somebody extended meanwhile, or reason or
                name will not do; in Dutch.
        """
        fault = reason_fault(reason) or name_fault(name)
        if fault:
            raise PermanentError(fault)
        with self._storage.unit() as unit:
            unit.extensions.take_turn()
            extension = self._extension(unit, wish)
            if extension.before.at != seen:
                raise PermanentError(
                    "Iemand anders heeft deze termijn intussen verlengd. Bekijk die eerst."
                )
            reason, name = " ".join(reason.split()), " ".join(name.split())
            kept = unit.extensions.add(
                replace(extension, reason=reason, name=name, account=account)
            )
            unit.commit()
        return kept

    def _extension(self, unit: UnitOfWork, wish: Wish) -> DeadlineExtension:
        """Return what is wished for as an extension without reason and name."""
        before = self._boundary(unit, wish)
        return DeadlineExtension(
            id=0,
            round=wish.round,
            stream=wish.stream,
            zorgkantoor=wish.zorgkantoor,
            before=before,
            after=Boundary(wish.until, before.inclusive),
            reason="",
            name="",
            account=None,
            at=self._clock.now(),
        )

    def _boundary(self, unit: UnitOfWork, wish: Wish) -> Boundary:
        """Return what holds now, for the office that has the most time already."""
        meant = [
            office
            for office in self._offices.values()
            if office.round.id == wish.round and wish.zorgkantoor in (None, office.zorgkantoor.id)
        ]
        deadlines: list[StreamDeadline] = [
            deadline
            for office in meant
            if (deadline := in_force(unit, office).round.deadline(wish.stream))
        ]
        if not deadlines:
            raise PermanentError("Voor deze keuze is er geen termijn om te verlengen.")
        before = max((item.boundary for item in deadlines), key=lambda boundary: boundary.at)
        fault = extension_fault(before, wish.until)
        if fault:
            raise PermanentError(fault)
        return before

    def _change(
        self, unit: UnitOfWork, mail_id: int, extension: DeadlineExtension
    ) -> tuple[Judgement, Judgement] | None:
        mail = unit.mails.get(mail_id)
        office = self._offices.get(mail.arrived.identity.mailbox)
        if mail.checks is None or office is None or mail.checks.round != office.round.id:
            return None
        deadline = office.deadline_for(mail.checks.kind)
        if deadline is None or deadline.stream is not extension.stream:
            return None
        would_be = extended(in_force(unit, office), [extension])
        old, new = (
            mail.checks.judgement,
            rejudged(mail.checks, would_be, self._clock.now()).judgement,
        )
        return None if old.verdict is new.verdict else (old, new)
