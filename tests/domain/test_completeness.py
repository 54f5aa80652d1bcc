"""Which documents are there: a table, and the property that more is never less."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from intake.domain.completeness import RequirementState, applicable, assess
from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.round import Condition, ProviderStatus, Requirement

NEW = ProviderStatus.NEW
EXISTING = ProviderStatus.EXISTING
UNKNOWN = ProviderStatus.UNKNOWN
KINDS = ("bestuursverklaring", "vog_rp", "hoofdelijke_aansprakelijkheid")


def requirement(
    kind: str, of: set[ProviderStatus], condition: Condition = Condition.ALWAYS
) -> Requirement:
    return Requirement(kind, frozenset(of), condition, None, "[P24 ch.6]")


REQUIREMENTS = (
    requirement("bestuursverklaring", {NEW, EXISTING}),
    requirement("vog_rp", {NEW}),
    requirement("hoofdelijke_aansprakelijkheid", {NEW, EXISTING}, Condition.CONSORTIUM),
)


def document(
    kind: str | None, *, ordinal: int = 1, readable: Readable = Readable.YES
) -> JudgedDocument:
    return JudgedDocument(ordinal, readable, 1, Searchable.YES, (), kind, "", ())


def named(kind: str) -> JudgedDocument:
    return replace(document(kind), kind_by_name=True)


def states(
    documents: list[JudgedDocument], status: ProviderStatus = NEW
) -> dict[str, RequirementState]:
    return {item.requirement.kind: item.state for item in assess(REQUIREMENTS, {status}, documents)}


def test_new_here_and_existing_there_is_asked_for_the_union() -> None:
    assert applicable(REQUIREMENTS, {NEW, EXISTING}) == REQUIREMENTS
    assert applicable(REQUIREMENTS, {EXISTING, UNKNOWN}) == REQUIREMENTS
    assert applicable(REQUIREMENTS, {EXISTING}) == (REQUIREMENTS[0], REQUIREMENTS[2])


def test_without_documents_everything_asked_for_is_missing() -> None:
    assert states([]) == {
        "bestuursverklaring": RequirementState.MISSING,
        "vog_rp": RequirementState.MISSING,
        "hoofdelijke_aansprakelijkheid": RequirementState.CONDITIONAL,
    }


def test_an_existing_provider_is_asked_for_less() -> None:
    assert "vog_rp" not in states([], EXISTING)


def test_of_an_unknown_provider_the_stricter_list_is_asked() -> None:
    assert applicable(REQUIREMENTS, {UNKNOWN}) == REQUIREMENTS


def test_nothing_is_called_missing_while_an_unrecognised_document_could_be_it() -> None:
    assert states([document("bestuursverklaring"), document(None, ordinal=2)]) == {
        "bestuursverklaring": RequirementState.SATISFIED,
        "vog_rp": RequirementState.UNDECIDED,
        "hoofdelijke_aansprakelijkheid": RequirementState.CONDITIONAL,
    }


def test_a_locked_document_of_the_right_kind_leaves_it_undecided() -> None:
    locked = document("vog_rp", readable=Readable.LOCKED)
    assert states([locked])["vog_rp"] is RequirementState.UNDECIDED


def test_a_document_asked_for_only_of_a_consortium_counts_when_it_is_there() -> None:
    given_one = [document("hoofdelijke_aansprakelijkheid")]
    assert states(given_one)["hoofdelijke_aansprakelijkheid"] is RequirementState.SATISFIED


def test_a_consortium_misses_what_is_asked_of_it() -> None:
    holds = frozenset({Condition.ALWAYS, Condition.CONSORTIUM})
    results = assess(REQUIREMENTS, {NEW}, [], holds=holds)
    assert {item.state for item in results} == {RequirementState.MISSING}


def test_the_result_names_the_documents_that_satisfy_it() -> None:
    results = assess(REQUIREMENTS, {NEW}, [document("vog_rp", ordinal=n) for n in (2, 5)])
    assert results[1].ordinals == (2, 5)


documents = st.lists(
    st.builds(
        document,
        st.sampled_from([None, *KINDS]),
        ordinal=st.integers(1, 9),
        readable=st.sampled_from(Readable),
    ),
    max_size=6,
)


@given(documents, st.sets(st.sampled_from(ProviderStatus), min_size=1), st.data())
def test_one_more_status_never_asks_for_less(
    some: list[JudgedDocument], statuses: set[ProviderStatus], data: st.DataObject
) -> None:
    more = statuses | {data.draw(st.sampled_from(ProviderStatus))}
    before = set(assess(REQUIREMENTS, statuses, some))
    assert before <= set(assess(REQUIREMENTS, more, some))
    assert before <= set(assess(REQUIREMENTS, {UNKNOWN}, some))


@given(documents, documents, st.sampled_from(ProviderStatus))
def test_adding_documents_never_makes_a_registration_less_complete(
    some: list[JudgedDocument], more: list[JudgedDocument], status: ProviderStatus
) -> None:
    order = list(RequirementState)
    before, after = states(some, status), states(some + more, status)
    for kind, state in before.items():
        conditional = RequirementState.CONDITIONAL
        if state is conditional or after[kind] is conditional:
            continue
        assert order.index(after[kind]) >= order.index(state)


def test_what_only_the_name_of_a_file_promises_is_undecided() -> None:
    assert states([named("vog_rp")])["vog_rp"] is RequirementState.UNDECIDED


def test_a_name_beside_the_document_itself_harms_nothing() -> None:
    both = [named("vog_rp"), document("vog_rp", ordinal=2)]
    result = assess(REQUIREMENTS, {NEW}, both)[1]
    assert (result.state, result.ordinals) == (RequirementState.SATISFIED, (2,))
