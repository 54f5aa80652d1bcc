"""Which of the required documents are there.

A document that could not be opened or recognised may be the one that is looked
for, so while there is one, nothing is called missing: it is undecided, for staff.
So is what only the name of a file promises: an invoice may be called "KvK".
"""

from collections.abc import Collection, Iterable, Sequence
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
    requirements: Iterable[Requirement], statuses: Collection[ProviderStatus]
) -> tuple[Requirement, ...]:
    """Return what is asked of a provider that is new in one region and existing in another.

    What is asked for any of the regions is asked for; of an unknown provider that is the
    stricter list.
    """
    return tuple(item for item in requirements if is_asked(item, statuses))


def is_asked(requirement: Requirement, statuses: Collection[ProviderStatus]) -> bool:
    """Tell whether a document is asked of a provider with any of these statuses."""
    return ProviderStatus.UNKNOWN in statuses or bool(requirement.required_of & set(statuses))


def assess(
    requirements: Sequence[Requirement],
    statuses: Collection[ProviderStatus],
    documents: Sequence[JudgedDocument],
    *,
    holds: frozenset[Condition] = frozenset({Condition.ALWAYS}),
    is_all_known: bool = True,
) -> tuple[RequirementResult, ...]:
    """Return how each requirement that applies to the provider stands.

    Args:
        requirements: Of the round, in its order.
        statuses: What the provider is in the regions it registers for; at least one.
        documents: All documents of the registration; inline pictures left out.
        holds: Conditions known to apply; `ALWAYS` is among them.
        is_all_known: False for a mail that was not taken apart, which may hold anything.
    """
    return tuple(
        _stand(
            requirement,
            documents,
            asked=requirement.condition in holds,
            is_all_known=is_all_known,
        )
        for requirement in applicable(requirements, statuses)
    )


def _stand(
    requirement: Requirement,
    documents: Sequence[JudgedDocument],
    *,
    asked: bool,
    is_all_known: bool,
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
    if candidates or not is_all_known:
        return RequirementResult(requirement, RequirementState.UNDECIDED, candidates)
    return RequirementResult(requirement, RequirementState.MISSING)
