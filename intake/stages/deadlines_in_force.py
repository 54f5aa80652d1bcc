"""The deadlines that hold now: those of the round's file, with what staff extended."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from intake.domain.deadline_extension import DeadlineExtension, effective_deadline
from intake.domain.office import Office
from intake.domain.round import StreamDeadline
from intake.repositories import Storage, UnitOfWork


def in_force(unit: UnitOfWork, office: Office) -> Office:
    """Return the office with the deadlines that hold now; the same one when none was extended."""
    return extended(office, unit.extensions.of_round(office.round.id))


def extended(office: Office, extensions: Iterable[DeadlineExtension]) -> Office:
    """Return the office with extensions applied; those of others are passed over."""
    round_ = office.round
    own = [item for item in extensions if item.concerns(round_.id, office.zorgkantoor.id)]
    if not own:
        return office
    deadlines = tuple(effective_deadline(item, own) for item in round_.deadlines)
    return replace(office, round=replace(round_, deadlines=deadlines))


class DeadlinesInForce:
    """Tells the deadlines of an office to whoever has no unit of work at hand."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def __call__(self, office: Office) -> Sequence[StreamDeadline]:
        """Return one deadline per stream that has one.

        Raises:
            TemporaryError: The database cannot be read now.
        """
        with self._storage.unit(write=False) as unit:
            return in_force(unit, office).round.deadlines
