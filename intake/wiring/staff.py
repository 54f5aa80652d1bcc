"""What people do: deciding on time and on documents, and extending deadlines."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

from config.settings import Configuration
from intake.adapters.system_clock import SystemClock
from intake.domain.office import Office
from intake.stages.decide import Decide
from intake.stages.decide_kind import DecideKind
from intake.stages.extend import Extend
from intake.stages.facts_anew import FactsAnew
from intake.stages.judge_by_text import JudgeByText
from intake.stages.rejudge import Rejudge
from intake.wiring.examiner import examiner_of
from intake.wiring.installation import archive_of, offices_of, public_domains_of
from storage.unit_of_work import SqlStorage


def rejudge_of(storage: SqlStorage, offices: Mapping[str, Office]) -> Rejudge:
    """Return what judges mails again after a deadline was extended."""
    return Rejudge(storage, SystemClock(), offices)


def decide_of(storage: SqlStorage) -> Decide:
    """Return what keeps a decision on time."""
    return Decide(storage, SystemClock())


@contextmanager
def decide_kind_of(configuration: Configuration, storage: SqlStorage) -> Iterator[DecideKind]:
    """Lend what keeps what people say a document is, with child processes to read it anew."""
    archive = archive_of(configuration)
    with closing(examiner_of(configuration, archive)) as examiner:
        yield DecideKind(
            storage,
            SystemClock(),
            offices_of(configuration),
            FactsAnew(archive, examiner),
            public_domains=public_domains_of(configuration),
        )


@contextmanager
def judge_anew_of(configuration: Configuration, storage: SqlStorage) -> Iterator[JudgeByText]:
    """Lend what judges mails anew by all that can be read in them, with child processes."""
    archive = archive_of(configuration)
    with closing(examiner_of(configuration, archive)) as examiner:
        yield JudgeByText(
            storage,
            archive,
            examiner,
            offices_of(configuration),
            clock=SystemClock(),
            public_domains=public_domains_of(configuration),
        )


def extend_of(storage: SqlStorage, offices: Mapping[str, Office]) -> Extend:
    """Return what extends a deadline."""
    return Extend(storage, SystemClock(), offices)
