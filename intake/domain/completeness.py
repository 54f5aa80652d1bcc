"""Which of the required documents are there, and what each document means for each of them.

A document that could not be opened or recognised may be the one that is looked
for, so while there is one, nothing is called missing: it is undecided, for staff.
So is what only the name of a file promises: an invoice may be called "KvK".
What the sources leave open, or answer in two ways, is undecided as well [N27 q57, q99].
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intake.domain.age_limit import earliest_date
from intake.domain.documents import Readable, Searchable
from intake.domain.exhibit import Exhibit
from intake.domain.findings import Signed
from intake.domain.round import Condition, Doubt, ProviderStatus, Requirement


class RequirementState(StrEnum):
    """How a requirement stands, from worst to best."""

    MISSING = "missing"
    TOO_OLD = "too_old"
    UNREADABLE = "unreadable"  # it is there, and does not open as a whole
    UNSEARCHABLE = "unsearchable"  # it is there, and the round asks that it can be searched
    UNDECIDED = "undecided"  # a document that is there could be it; staff decides
    CONDITIONAL = "conditional"  # asked for only in a case that is not known to apply
    NOT_ASKED = "not_asked"  # asked for only in a case that does not apply
    SATISFIED = "satisfied"


class Reason(StrEnum):
    """Why a document means what it does for a requirement."""

    RECOGNISED = "recognised"
    SIGNATURE_TO_CONFIRM = "signature_to_confirm"  # it seems signed, or nobody can tell
    BY_NAME = "by_name"
    BY_WORDS = "by_words"  # no title or sentence says so
    NOT_RECOGNISED = "not_recognised"
    NOT_OPENED = "not_opened"
    MAY_HOLD = "may_hold"  # another document, which may hold or be it
    MAY_BE_MEANT = "may_be_meant"  # another kind, which the source may mean
    UNSIGNED = "unsigned"
    NO_SIGNATURE = "no_signature"  # nor a place for one
    DATE_UNKNOWN = "date_unknown"
    DATE_AHEAD = "date_ahead"  # it bears a date after its registration
    # Too old by a date that a machine read from a picture, or if it was registered that day.
    DATE_DOUBTFUL = "date_doubtful"
    TOO_OLD = "too_old"
    LOCKED = "locked"
    DAMAGED = "damaged"
    UNSEARCHABLE = "unsearchable"


@dataclass(frozen=True)
class Bearing:
    """What one document means for a requirement; `first` and `last` as in `Exhibit`.

    `dated` is the day it bears, where one was read and its age counts.
    """

    ordinal: int
    state: RequirementState
    reason: Reason
    first: int | None = None
    last: int | None = None
    dated: date | None = None


@dataclass(frozen=True)
class RequirementResult:
    """One requirement and how it stands.

    Attributes:
        ordinals: Of the documents by which it stands so.
        bearings: What every document that bears on it means, in their order.
        note: What the sources leave open, in Dutch, where that makes it undecided.
    """

    requirement: Requirement
    state: RequirementState
    ordinals: tuple[int, ...] = ()
    bearings: tuple[Bearing, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Case:
    """What is known of a registration beside its documents.

    Attributes:
        registered: The Dutch calendar day, or the latest it can have been.
        is_day_exact: Whether it was that day; on an earlier one, older documents were right.
        holds: Conditions known to apply; `ALWAYS` is among them.
        fails: Conditions known not to apply.
        searchable_required: Whether the round asks that documents can be searched.
        contracted_elsewhere: Whether the provider has a contract that does not make it existing.
        is_all_known: False for a mail that was not taken apart, which may hold anything.
    """

    registered: date
    is_day_exact: bool = True
    holds: frozenset[Condition] = frozenset({Condition.ALWAYS})
    fails: frozenset[Condition] = frozenset()
    searchable_required: bool = False
    contracted_elsewhere: bool = False
    is_all_known: bool = True


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


def conditions_of(
    exhibits: Iterable[Exhibit],
) -> tuple[frozenset[Condition], frozenset[Condition]]:
    """Return the conditions that the documents say apply, and those they say do not.

    Where two documents disagree, it is in neither.
    """
    said: dict[Condition, set[bool]] = {
        Condition.CONSORTIUM: set(),
        Condition.SUBCONTRACTORS: set(),
    }
    for item in exhibits:
        if item.findings.consortium is not None:
            said[Condition.CONSORTIUM].add(item.findings.consortium)
        if item.findings.subcontractors is not None:
            said[Condition.SUBCONTRACTORS].add(item.findings.subcontractors)
    holds = {condition for condition, answers in said.items() if answers == {True}}
    fails = {condition for condition, answers in said.items() if answers == {False}}
    return frozenset({Condition.ALWAYS, *holds}), frozenset(fails)


def assess(
    requirements: Sequence[Requirement],
    statuses: Collection[ProviderStatus],
    exhibits: Sequence[Exhibit],
    case: Case,
) -> tuple[RequirementResult, ...]:
    """Return how each requirement that applies to the provider stands.

    With the same case, one more document never makes a requirement stand worse.

    Args:
        requirements: Of the round, in its order.
        statuses: What the provider is in the regions it registers for; at least one.
        exhibits: All documents of the registration.
        case: What else is known.
    """
    return tuple(
        _stand(requirement, exhibits, case) for requirement in applicable(requirements, statuses)
    )


_Meaning = tuple[RequirementState, Reason]
_ORDER = {state: number for number, state in enumerate(RequirementState)}


def _stand(requirement: Requirement, exhibits: Sequence[Exhibit], case: Case) -> RequirementResult:
    bearings = tuple(
        Bearing(item.ordinal, *found, item.first, item.last, _day_that_counts(item, requirement))
        for item in exhibits
        if (found := _meaning(item, requirement, case)) is not None
    )
    is_asked_for = requirement.condition in case.holds
    related = [item for item in bearings if item.reason not in _OF_ANY_KIND]
    if not is_asked_for and not related:
        fails = requirement.condition in case.fails
        state = RequirementState.NOT_ASKED if fails else RequirementState.CONDITIONAL
        return RequirementResult(requirement, state)
    least, note = _without_documents(requirement, case)
    state = max((least, *(item.state for item in bearings)), key=_ORDER.__getitem__)
    ordinals = tuple(dict.fromkeys(item.ordinal for item in bearings if item.state is state))
    noted = note if state is least else ""
    return RequirementResult(requirement, state, ordinals, bearings, noted)


_OF_ANY_KIND = frozenset({Reason.NOT_RECOGNISED, Reason.NOT_OPENED, Reason.MAY_HOLD})


def _without_documents(requirement: Requirement, case: Case) -> tuple[RequirementState, str]:
    """Return how it stands at least, whatever the documents are, and why in Dutch."""
    if requirement.doubt is Doubt.CONTRACTED_ELSEWHERE and case.contracted_elsewhere:
        return RequirementState.UNDECIDED, requirement.note
    if not case.is_all_known:
        return RequirementState.UNDECIDED, ""
    return RequirementState.MISSING, ""


def _meaning(item: Exhibit, requirement: Requirement, case: Case) -> _Meaning | None:
    """Return what a document means for a requirement; None: nothing."""
    if item.kind is None:
        opened = item.readable is Readable.YES
        reason = Reason.NOT_RECOGNISED if opened else Reason.NOT_OPENED
        return RequirementState.UNDECIDED, reason
    if item.kind in requirement.perhaps:
        return RequirementState.UNDECIDED, Reason.MAY_BE_MEANT
    if item.kind != requirement.kind:
        may_hold = item.by_words or item.may_hold_any or requirement.kind in item.may_hold
        return (RequirementState.UNDECIDED, Reason.MAY_HOLD) if may_hold else None
    return _of_its_kind(item, requirement, case)


def _of_its_kind(item: Exhibit, requirement: Requirement, case: Case) -> _Meaning:
    """Return what a document of the kind that is asked for means: the worst that is known."""
    aged = _aged(item, requirement, case)
    too_old = aged if aged is not None and aged[0] is RequirementState.TOO_OLD else None
    return _unread(item) or too_old or _unsearchable(item, case) or aged or _signed(item)


def _unread(item: Exhibit) -> _Meaning | None:
    if item.readable in _UNREADABLE:
        return RequirementState.UNREADABLE, _UNREADABLE[item.readable]
    if item.readable is Readable.NO:
        return RequirementState.UNDECIDED, Reason.NOT_OPENED
    if item.by_name:
        return RequirementState.UNDECIDED, Reason.BY_NAME
    return (RequirementState.UNDECIDED, Reason.BY_WORDS) if item.by_words else None


def _unsearchable(item: Exhibit, case: Case) -> _Meaning | None:
    if case.searchable_required and item.searchable in (Searchable.NO, Searchable.PARTIAL):
        return RequirementState.UNSEARCHABLE, Reason.UNSEARCHABLE
    return None


def _signed(item: Exhibit) -> _Meaning:
    if item.findings.signed is Signed.NO:
        return RequirementState.UNDECIDED, Reason.UNSIGNED
    if item.findings.signed is Signed.NOT_FOUND:
        return RequirementState.UNDECIDED, Reason.NO_SIGNATURE
    if item.findings.signed is Signed.UNCLEAR:
        return RequirementState.SATISFIED, Reason.SIGNATURE_TO_CONFIRM
    return RequirementState.SATISFIED, Reason.RECOGNISED


_UNREADABLE = {Readable.LOCKED: Reason.LOCKED, Readable.DAMAGED: Reason.DAMAGED}


def _day_that_counts(item: Exhibit, requirement: Requirement) -> date | None:
    counts = requirement.max_age_months is not None and item.kind == requirement.kind
    return item.findings.dated if counts else None


def _aged(item: Exhibit, requirement: Requirement, case: Case) -> _Meaning | None:
    """Return what the date of a document means where the rule limits its age; None: it is right."""
    if requirement.max_age_months is None:
        return None
    dated = item.findings.dated
    if dated is None:
        return RequirementState.UNDECIDED, Reason.DATE_UNKNOWN
    if dated > case.registered:
        return RequirementState.UNDECIDED, Reason.DATE_AHEAD
    if dated >= earliest_date(case.registered, requirement.max_age_months):
        return None
    if item.by_ocr or not case.is_day_exact:
        return RequirementState.UNDECIDED, Reason.DATE_DOUBTFUL
    return RequirementState.TOO_OLD, Reason.TOO_OLD
