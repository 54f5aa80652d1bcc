"""Which of the required documents are there.

A document that could not be opened or recognised may be the one that is looked
for, so while there is one, nothing is called missing: it is undecided, for staff.
So is what only the name of a file promises: an invoice may be called "KvK".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from intake.domain.documents import JudgedDocument, Readable
from intake.domain.round import Condition, ProviderStatus, Requirement


class RequirementState(StrEnum):
    """How a requirement stands, from worst to best."""

    MISSING = "missing"
    UNDECIDED = "undecided"  # a document that is there could be it; staff decides
    CONDITIONAL = "conditional"  # asked for only in a case that is not known to apply
    SATISFIED = "satisfied"


@dataclass(frozen=True)
class RequirementResult:
    """One requirement, how it stands, and the ordinals of the documents that bear on it."""

    requirement: Requirement
    state: RequirementState
    ordinals: tuple[int, ...] = ()


def applicable(
    requirements: Iterable[Requirement], status: ProviderStatus
) -> tuple[Requirement, ...]:
    """Return what is asked of a provider; of an unknown one, the stricter list."""
    asked_of = (
        frozenset({ProviderStatus.NEW, ProviderStatus.EXISTING})
        if status is ProviderStatus.UNKNOWN
        else frozenset({status})
    )
    return tuple(item for item in requirements if item.required_of & asked_of)


def assess(
    requirements: Sequence[Requirement],
    status: ProviderStatus,
    documents: Sequence[JudgedDocument],
    *,
    holds: frozenset[Condition] = frozenset({Condition.ALWAYS}),
) -> tuple[RequirementResult, ...]:
    """Return how each requirement that applies to the provider stands.

    Args:
        requirements: Of the round, in its order.
        status: New, existing or unknown.
        documents: All documents of the registration; inline pictures left out.
        holds: Conditions known to apply; `ALWAYS` is among them.
    """
    return tuple(
        _stand(requirement, documents, asked=requirement.condition in holds)
        for requirement in applicable(requirements, status)
    )


def _stand(
    requirement: Requirement, documents: Sequence[JudgedDocument], *, asked: bool
) -> RequirementResult:
    same_kind = [item for item in documents if item.kind == requirement.kind]
    sure = tuple(
        item.ordinal
        for item in same_kind
        if item.readable is Readable.YES and not item.kind_by_name
    )
    if sure:
        return RequirementResult(requirement, RequirementState.SATISFIED, sure)
    candidates = tuple(item.ordinal for item in documents if item.kind in (None, requirement.kind))
    if not asked and not same_kind:
        return RequirementResult(requirement, RequirementState.CONDITIONAL)
    if candidates:
        return RequirementResult(requirement, RequirementState.UNDECIDED, candidates)
    return RequirementResult(requirement, RequirementState.MISSING)
