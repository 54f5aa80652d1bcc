"""What is written down a second time of a round, from its sources."""

from dataclasses import dataclass
from datetime import date, datetime

from intake.domain.round import Condition, ContractScope, ProviderStatus, Stream
from intake.domain.term import Term

NEW = frozenset({ProviderStatus.NEW})
EXISTING = frozenset({ProviderStatus.EXISTING})
BOTH = NEW | EXISTING
ALWAYS = Condition.ALWAYS
CONSORTIUM = Condition.CONSORTIUM
SUBCONTRACTORS = Condition.SUBCONTRACTORS


@dataclass(frozen=True)
class DeadlineFacts:
    """One deadline; `at` in UTC, `doubts` are words of its note."""

    at: datetime
    inclusive: bool
    term: Term | None
    words: str
    source: str
    doubts: tuple[str, ...]
    on: date | None = None


@dataclass(frozen=True)
class ExistingFacts:
    """Who counts as an existing provider."""

    scope: ContractScope
    period: tuple[date, date] | None
    whole_period: bool
    source: str


@dataclass(frozen=True)
class RoundFacts:
    """The facts of a round.

    Attributes:
        calendar: First day, last day where there are several, and words of the source.
        offices: By identifier: name, mailbox, regions.
        aliases: Office, region, another spelling of it.
        requirements: Kind, asked of, condition, months, source.
        known: Kinds that are recognised, but not asked for.
        told: Words of the notes: what is ambiguous, what is silent, what staff has to know.
    """

    id: str
    deadlines: dict[Stream, DeadlineFacts]
    calendar: list[tuple[date, date | None, str]]
    offices: dict[str, tuple[str, str | None, list[str]]]
    aliases: list[tuple[str, str, str]]
    requirements: list[tuple[str, frozenset[ProviderStatus], Condition, int | None, str]]
    known: list[str]
    existing: ExistingFacts
    told: list[str]
    withdrawal_weeks: int | None = None
