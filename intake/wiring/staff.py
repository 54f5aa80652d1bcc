"""What people do: deciding on time and on documents, and extending deadlines."""

from collections.abc import Mapping

from intake.adapters.system_clock import SystemClock
from intake.domain.office import Office
from intake.stages.decide import Decide
from intake.stages.decide_kind import DecideKind
from intake.stages.extend import Extend
from intake.stages.rejudge import Rejudge
from storage.unit_of_work import SqlStorage


def rejudge_of(storage: SqlStorage, offices: Mapping[str, Office]) -> Rejudge:
    """Return what judges mails again after a deadline was extended."""
    return Rejudge(storage, SystemClock(), offices)


def decide_of(storage: SqlStorage) -> Decide:
    """Return what keeps a decision on time."""
    return Decide(storage, SystemClock())


def decide_kind_of(storage: SqlStorage, offices: Mapping[str, Office]) -> DecideKind:
    """Return what keeps what people say a document is."""
    return DecideKind(storage, SystemClock(), offices)


def extend_of(storage: SqlStorage, offices: Mapping[str, Office]) -> Extend:
    """Return what extends a deadline."""
    return Extend(storage, SystemClock(), offices)
