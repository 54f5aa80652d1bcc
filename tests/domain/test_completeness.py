"""Which documents are there: tables, and the property that more is never less."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.completeness import (
    Case,
    Reason,
    RequirementState,
    applicable,
    assess,
    conditions_of,
)
from intake.domain.documents import Readable, Searchable
from intake.domain.exhibit import Exhibit
from intake.domain.findings import Findings, Signed
from intake.domain.round import Condition, Doubt, ProviderStatus, Requirement

NEW = ProviderStatus.NEW
EXISTING = ProviderStatus.EXISTING
UNKNOWN = ProviderStatus.UNKNOWN
KINDS = ("bestuursverklaring", "vog_rp", "hoofdelijke_aansprakelijkheid", "implementatieplan")
REGISTERED = date(2026, 7, 31)
CASE = Case(REGISTERED)
STRICT = replace(CASE, searchable_required=True)


def requirement(
    kind: str, of: set[ProviderStatus], condition: Condition = Condition.ALWAYS, **keys: Any
) -> Requirement:
    months = keys.pop("max_age_months", None)
    return Requirement(kind, frozenset(of), condition, months, "[P24 ch.6]", **keys)


REQUIREMENTS = (
    requirement("bestuursverklaring", {NEW, EXISTING}),
    requirement("vog_rp", {NEW}, max_age_months=6, perhaps=("vog",)),
    requirement("hoofdelijke_aansprakelijkheid", {NEW, EXISTING}, Condition.CONSORTIUM),
    requirement("implementatieplan", {NEW}, note="q57", doubt=Doubt.CONTRACTED_ELSEWHERE),
)
RECENT = Findings(dated=date(2026, 5, 12))


def states(
    exhibits: list[Exhibit], status: ProviderStatus = NEW, case: Case = CASE
) -> dict[str, RequirementState]:
    return {
        item.requirement.kind: item.state for item in assess(REQUIREMENTS, {status}, exhibits, case)
    }


def test_new_here_and_existing_there_is_asked_for_the_union() -> None:
    assert applicable(REQUIREMENTS, {NEW, EXISTING}) == REQUIREMENTS
    assert applicable(REQUIREMENTS, {EXISTING, UNKNOWN}) == REQUIREMENTS
    assert applicable(REQUIREMENTS, {EXISTING}) == (REQUIREMENTS[0], REQUIREMENTS[2])


def test_without_documents_everything_asked_for_is_missing() -> None:
    assert states([]) == {
        "bestuursverklaring": RequirementState.MISSING,
        "vog_rp": RequirementState.MISSING,
        "hoofdelijke_aansprakelijkheid": RequirementState.CONDITIONAL,
        "implementatieplan": RequirementState.MISSING,
    }


def test_an_existing_provider_is_asked_for_less() -> None:
    assert "vog_rp" not in states([], EXISTING)


def test_of_an_unknown_provider_the_stricter_list_is_asked() -> None:
    assert applicable(REQUIREMENTS, {UNKNOWN}) == REQUIREMENTS


def test_nothing_is_called_missing_while_an_unrecognised_document_could_be_it() -> None:
    assert states([Exhibit(1, "bestuursverklaring"), Exhibit(2, None)]) == {
        "bestuursverklaring": RequirementState.SATISFIED,
        "vog_rp": RequirementState.UNDECIDED,
        "hoofdelijke_aansprakelijkheid": RequirementState.CONDITIONAL,
        "implementatieplan": RequirementState.UNDECIDED,
    }


def test_a_mail_that_was_not_taken_apart_misses_nothing() -> None:
    found = states([], case=replace(CASE, is_all_known=False))
    assert found["vog_rp"] is RequirementState.UNDECIDED


def aged(day: date | None, **keys: Any) -> Exhibit:
    return Exhibit(1, "vog_rp", findings=Findings(dated=day), **keys)


ONE_VOG = {
    "dated within six months": (aged(date(2026, 1, 31)), CASE, "satisfied", "recognised"),
    "dated on the day itself": (aged(REGISTERED), CASE, "satisfied", "recognised"),
    "a day too old": (aged(date(2026, 1, 30)), CASE, "too_old", "too_old"),
    "without a date": (aged(None), CASE, "undecided", "date_unknown"),
    "dated after its registration": (aged(date(2026, 8, 1)), CASE, "undecided", "date_ahead"),
    "too old by a date read from a picture": (
        aged(date(2025, 1, 1), by_ocr=True),
        CASE,
        "undecided",
        "date_doubtful",
    ),
    "too old on a day that is an upper bound": (
        aged(date(2025, 1, 1)),
        replace(CASE, is_day_exact=False),
        "undecided",
        "date_doubtful",
    ),
    "right on a day that is an upper bound": (
        aged(date(2026, 5, 12)),
        replace(CASE, is_day_exact=False),
        "satisfied",
        "recognised",
    ),
    "known by its file name alone": (
        replace(aged(date(2026, 5, 12)), by_name=True),
        CASE,
        "undecided",
        "by_name",
    ),
    "known by the choice of its words alone": (
        replace(aged(date(2026, 5, 12)), by_words=True),
        CASE,
        "undecided",
        "by_words",
    ),
    "of another kind by the choice of its words alone": (
        Exhibit(1, "plan", by_words=True),
        CASE,
        "undecided",
        "may_hold",
    ),
    "locked": (aged(None, readable=Readable.LOCKED), CASE, "unreadable", "locked"),
    "damaged": (aged(None, readable=Readable.DAMAGED), CASE, "unreadable", "damaged"),
    "not opened by us": (aged(None, readable=Readable.NO), CASE, "undecided", "not_opened"),
    "a scan where the round asks for searchable text": (
        aged(date(2026, 5, 12), searchable=Searchable.NO),
        STRICT,
        "unsearchable",
        "unsearchable",
    ),
    "searchable for a part where the round asks for searchable text": (
        aged(date(2026, 5, 12), searchable=Searchable.PARTIAL),
        STRICT,
        "unsearchable",
        "unsearchable",
    ),
    "a scan of one page where the round asks for searchable text": (
        aged(date(2026, 5, 12), searchable=Searchable.EXEMPT),
        STRICT,
        "satisfied",
        "recognised",
    ),
    "a scan where the round does not ask": (
        aged(date(2026, 5, 12), searchable=Searchable.NO),
        CASE,
        "satisfied",
        "recognised",
    ),
    "too old and a scan": (
        aged(date(2025, 5, 12), searchable=Searchable.NO),
        STRICT,
        "too_old",
        "too_old",
    ),
    "another kind that the source may mean": (
        Exhibit(1, "vog"),
        CASE,
        "undecided",
        "may_be_meant",
    ),
    "another document that has a page headed so": (
        Exhibit(1, "onderbouwing", may_hold=frozenset({"vog_rp"})),
        CASE,
        "undecided",
        "may_hold",
    ),
    "another document of which pages were not read": (
        Exhibit(1, "onderbouwing", may_hold_any=True),
        CASE,
        "undecided",
        "may_hold",
    ),
    "unsigned": (
        Exhibit(1, "vog_rp", findings=replace(RECENT, signed=Signed.NO)),
        CASE,
        "undecided",
        "unsigned",
    ),
    "neither a signature nor a place for one": (
        Exhibit(1, "vog_rp", findings=replace(RECENT, signed=Signed.NOT_FOUND)),
        CASE,
        "undecided",
        "no_signature",
    ),
    "seems signed": (
        Exhibit(1, "vog_rp", findings=replace(RECENT, signed=Signed.UNCLEAR)),
        CASE,
        "satisfied",
        "signature_to_confirm",
    ),
    "signed": (
        Exhibit(1, "vog_rp", findings=replace(RECENT, signed=Signed.YES)),
        CASE,
        "satisfied",
        "recognised",
    ),
}


@pytest.mark.parametrize("case", ONE_VOG)
def test_one_document_and_what_it_means(case: str) -> None:
    exhibit, around, state, reason = ONE_VOG[case]
    found = assess(REQUIREMENTS, {NEW}, [exhibit], around)[1]
    assert (found.state, found.ordinals) == (RequirementState(state), (1,))
    assert [(item.ordinal, item.reason) for item in found.bearings] == [(1, Reason(reason))]


def test_every_reason_is_in_the_table_above_but_the_one_of_documents_of_no_kind() -> None:
    assert {Reason(case[3]) for case in ONE_VOG.values()} == set(Reason) - {Reason.NOT_RECOGNISED}


def test_a_newer_document_beside_one_that_is_too_old_counts() -> None:
    found = assess(
        REQUIREMENTS, {NEW}, [aged(date(2024, 1, 1)), replace(aged(REGISTERED), ordinal=2)], CASE
    )[1]
    assert (found.state, found.ordinals) == (RequirementState.SATISFIED, (2,))
    assert [item.state for item in found.bearings] == [
        RequirementState.TOO_OLD,
        RequirementState.SATISFIED,
    ]


def test_the_result_names_the_documents_and_the_pages_that_satisfy_it() -> None:
    exhibits = [aged(REGISTERED), replace(aged(REGISTERED), ordinal=5, first=3, last=4)]
    found = assess(REQUIREMENTS, {NEW}, exhibits, CASE)[1]
    assert found.ordinals == (1, 5)
    assert [(item.first, item.last) for item in found.bearings] == [(None, None), (3, 4)]


def test_a_name_beside_the_document_itself_harms_nothing() -> None:
    both = [replace(aged(None), by_name=True), replace(aged(REGISTERED), ordinal=2)]
    found = assess(REQUIREMENTS, {NEW}, both, CASE)[1]
    assert (found.state, found.ordinals) == (RequirementState.SATISFIED, (2,))


def test_a_document_asked_for_only_of_a_consortium_counts_when_it_is_there() -> None:
    given_one = [Exhibit(1, "hoofdelijke_aansprakelijkheid")]
    assert states(given_one)["hoofdelijke_aansprakelijkheid"] is RequirementState.SATISFIED


def said(consortium: bool | None, subcontractors: bool | None = None) -> Exhibit:
    findings = Findings(consortium=consortium, subcontractors=subcontractors)
    return Exhibit(1, "bestuursverklaring", findings=findings)


@pytest.mark.parametrize(
    ("exhibits", "state"),
    [
        ([said(True)], RequirementState.MISSING),
        ([said(False)], RequirementState.NOT_ASKED),
        ([said(None)], RequirementState.CONDITIONAL),
        ([said(True), said(False)], RequirementState.CONDITIONAL),
    ],
    ids=["a consortium", "none", "not said", "two that disagree"],
)
def test_what_is_asked_of_a_consortium_follows_what_the_documents_say(
    exhibits: list[Exhibit], state: RequirementState
) -> None:
    holds, fails = conditions_of(exhibits)
    case = replace(CASE, holds=holds, fails=fails)
    assert states(exhibits, case=case)["hoofdelijke_aansprakelijkheid"] is state


def test_subcontractors_are_a_condition_of_their_own() -> None:
    holds, fails = conditions_of([said(consortium=False, subcontractors=True)])
    assert holds == {Condition.ALWAYS, Condition.SUBCONTRACTORS}
    assert fails == {Condition.CONSORTIUM}


def test_what_the_sources_contradict_themselves_on_is_undecided_with_their_note() -> None:
    case = replace(CASE, contracted_elsewhere=True)
    (found,) = (
        item
        for item in assess(REQUIREMENTS, {NEW}, [], case)
        if item.requirement.kind == "implementatieplan"
    )
    assert (found.state, found.note) == (RequirementState.UNDECIDED, "q57")


def test_a_plan_that_is_there_ends_the_doubt() -> None:
    case = replace(CASE, contracted_elsewhere=True)
    found = states([Exhibit(1, "implementatieplan")], case=case)
    assert found["implementatieplan"] is RequirementState.SATISFIED


EXHIBITS = st.lists(
    st.builds(
        Exhibit,
        st.integers(1, 9),
        st.sampled_from([None, "vog", *KINDS]),
        st.sampled_from(Readable),
        st.sampled_from(Searchable),
        by_name=st.booleans(),
        by_words=st.booleans(),
        by_ocr=st.booleans(),
        may_hold_any=st.booleans(),
        may_hold=st.frozensets(st.sampled_from(KINDS), max_size=2),
        findings=st.builds(
            Findings,
            dated=st.none() | st.dates(date(2025, 12, 1), date(2026, 8, 2)),
            signed=st.none() | st.sampled_from(Signed),
        ),
    ),
    max_size=6,
)
CASES = st.builds(
    Case,
    st.just(REGISTERED),
    is_day_exact=st.booleans(),
    holds=st.sampled_from(
        [frozenset({Condition.ALWAYS}), frozenset({Condition.ALWAYS, Condition.CONSORTIUM})]
    ),
    searchable_required=st.booleans(),
    contracted_elsewhere=st.booleans(),
    is_all_known=st.booleans(),
)


@given(EXHIBITS, st.sets(st.sampled_from(ProviderStatus), min_size=1), CASES, st.data())
def test_one_more_status_never_asks_for_less(
    some: list[Exhibit], statuses: set[ProviderStatus], case: Case, data: st.DataObject
) -> None:
    more = statuses | {data.draw(st.sampled_from(ProviderStatus))}
    before = set(assess(REQUIREMENTS, statuses, some, case))
    assert before <= set(assess(REQUIREMENTS, more, some, case))
    assert before <= set(assess(REQUIREMENTS, {UNKNOWN}, some, case))


@given(EXHIBITS, EXHIBITS, st.sampled_from(ProviderStatus), CASES)
def test_adding_documents_never_makes_a_registration_less_complete(
    some: list[Exhibit], more: list[Exhibit], status: ProviderStatus, case: Case
) -> None:
    order = list(RequirementState)
    before, after = states(some, status, case), states(some + more, status, case)
    for kind, state in before.items():
        conditional = RequirementState.CONDITIONAL
        # Whoever sends a document of a kind that is asked of some shows that it is one of them.
        if state is conditional or after[kind] is conditional:
            continue
        assert order.index(after[kind]) >= order.index(state)


@given(EXHIBITS, st.sampled_from(ProviderStatus), CASES)
def test_nothing_is_missing_while_a_document_could_be_it(
    some: list[Exhibit], status: ProviderStatus, case: Case
) -> None:
    found = states(some, status, case)
    kinds = {kind for item in some for kind in (item.kind, *item.may_hold)}
    if any(item.may_hold_any for item in some):
        assert RequirementState.MISSING not in found.values()
    for kind, state in found.items():
        if state is RequirementState.MISSING:
            assert not {None, kind} & kinds
