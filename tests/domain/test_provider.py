"""New or existing: a table per round from the sources, and properties of the rule."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.provider import Contract, is_covered, region_status
from intake.domain.round import ContractScope, ExistingDefinition, ProviderStatus

NEW, EXISTING, UNKNOWN = ProviderStatus.NEW, ProviderStatus.EXISTING, ProviderStatus.UNKNOWN
VGZ, CZ = "vgz", "cz"
NIJMEGEN, ZEELAND, MIDDEN_BRABANT = "Nijmegen", "Zeeland", "Midden Brabant"


def definition(
    scope: ContractScope,
    first: date | None = None,
    last: date | None = None,
    *,
    whole: bool = False,
) -> ExistingDefinition:
    return ExistingDefinition(scope, first, last, whole, "", "")


ROUNDS = {
    # [K18 1.6]: for the whole of 2017, with that office, for that region.
    "2018-2020": definition(ContractScope.REGION, date(2017, 1, 1), date(2017, 12, 31), whole=True),
    # [V22]: a contract of one or several years in 2022.
    "2023": definition(ContractScope.ZORGKANTOOR, date(2022, 1, 1), date(2022, 12, 31)),
    # [P24 ch.6 Nb]: in 2023 a contract with any zorgkantoor.
    "2024-2025": definition(ContractScope.ANY, date(2023, 1, 1), date(2023, 12, 31)),
    # [N27 q56]: at the moment of registration, for that very region.
    "2027-2028": definition(ContractScope.REGION, date(2026, 7, 31), date(2026, 7, 31)),
    "whatever the register lists": definition(ContractScope.REGION),
}


def contract(
    first: str | None = None,
    last: str | None = None,
    *,
    office: str = VGZ,
    region: str = NIJMEGEN,
) -> Contract:
    return Contract(
        office,
        region,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def status(
    rule: ExistingDefinition, contracts: list[Contract], *, covered: bool = True
) -> ProviderStatus:
    return region_status(rule, contracts, VGZ, NIJMEGEN, is_covered=covered).status


CASES = [
    # round, contracts, status in Nijmegen at VGZ
    ("2018-2020", [], NEW),
    ("2018-2020", [contract("2017-01-01", "2017-12-31")], EXISTING),
    ("2018-2020", [contract("2015-01-01", "2018-06-30")], EXISTING),
    ("2018-2020", [contract("2017-01-02", "2017-12-31")], UNKNOWN),
    ("2018-2020", [contract("2017-01-01", "2017-12-30")], UNKNOWN),
    ("2018-2020", [contract("2016-01-01", "2016-12-31")], NEW),
    ("2018-2020", [contract("2018-01-01", None)], NEW),
    ("2018-2020", [contract()], EXISTING),
    ("2018-2020", [contract("2017-01-01", None)], EXISTING),
    ("2018-2020", [contract(None, "2017-12-31")], EXISTING),
    ("2018-2020", [contract(None, "2017-06-30")], UNKNOWN),
    (
        "2018-2020",
        [contract("2017-07-01", "2017-12-31"), contract("2017-01-01", "2017-06-30")],
        EXISTING,
    ),
    (
        "2018-2020",
        [contract("2017-01-01", "2017-06-29"), contract("2017-07-01", "2017-12-31")],
        UNKNOWN,
    ),
    (
        "2018-2020",
        [contract("2017-01-01", "2017-09-30"), contract("2017-03-01", "2017-12-31")],
        EXISTING,
    ),
    ("2018-2020", [contract("2017-01-01", "2017-12-31", region=MIDDEN_BRABANT)], NEW),
    ("2018-2020", [contract("2017-01-01", "2017-12-31", office=CZ)], NEW),
    ("2023", [contract("2022-12-31", "2023-12-31")], EXISTING),
    ("2023", [contract("2021-01-01", "2021-12-31")], NEW),
    ("2023", [contract("2022-01-01", "2022-12-31", region=MIDDEN_BRABANT)], EXISTING),
    ("2023", [contract("2022-01-01", "2022-12-31", office=CZ)], NEW),
    ("2024-2025", [contract("2023-01-01", "2023-12-31", office=CZ, region=ZEELAND)], EXISTING),
    ("2024-2025", [contract("2023-12-31", None, office=CZ, region=ZEELAND)], EXISTING),
    ("2024-2025", [contract(None, "2023-01-01", office=CZ, region=ZEELAND)], EXISTING),
    ("2024-2025", [contract("2022-01-01", "2022-12-31")], NEW),
    ("2024-2025", [contract("2024-01-01", "2024-12-31")], NEW),
    ("2024-2025", [contract(office=CZ)], EXISTING),
    ("2027-2028", [contract("2025-01-01", "2026-12-31")], EXISTING),
    ("2027-2028", [contract("2015-01-01", "2025-12-31")], NEW),
    ("2027-2028", [contract("2025-01-01", "2026-12-31", region=MIDDEN_BRABANT)], NEW),
    ("2027-2028", [contract("2025-01-01", "2026-12-31", office=CZ)], NEW),
    ("whatever the register lists", [contract("1999-01-01", "1999-12-31")], EXISTING),
    ("whatever the register lists", [contract(region=MIDDEN_BRABANT)], NEW),
]


@pytest.mark.parametrize(("round_id", "contracts", "expected"), CASES)
def test_each_round_has_its_own_definition(
    round_id: str, contracts: list[Contract], expected: ProviderStatus
) -> None:
    assert status(ROUNDS[round_id], contracts) is expected


def test_no_contract_proves_nothing_where_lists_are_missing() -> None:
    rule = ROUNDS["2024-2025"]
    assert status(rule, [], covered=False) is UNKNOWN
    assert status(rule, [contract("2022-01-01", "2022-12-31")], covered=False) is UNKNOWN
    assert status(rule, [contract()], covered=False) is EXISTING


@pytest.mark.parametrize(
    ("scope", "lists", "expected"),
    [
        (ContractScope.REGION, {VGZ}, True),
        (ContractScope.REGION, {CZ}, False),
        (ContractScope.ZORGKANTOOR, {VGZ}, True),
        (ContractScope.ZORGKANTOOR, set(), False),
        (ContractScope.ANY, {VGZ}, False),
        (ContractScope.ANY, {VGZ, CZ}, True),
        (ContractScope.ANY, {VGZ, CZ, "dsw"}, True),
    ],
)
def test_a_register_covers_what_its_lists_are_of(
    scope: ContractScope, lists: set[str], expected: bool
) -> None:
    assert is_covered(definition(scope), VGZ, [VGZ, CZ], lists) is expected


def test_the_contract_that_decides_is_told_the_nearest_first() -> None:
    near, far = contract(), contract(office=CZ, region=ZEELAND)
    judged = region_status(ROUNDS["2024-2025"], [far, near], VGZ, NIJMEGEN, is_covered=True)
    assert judged.contract == near
    short = contract("2017-02-01", "2017-12-31")
    judged = region_status(ROUNDS["2018-2020"], [short], VGZ, NIJMEGEN, is_covered=True)
    assert (judged.status, judged.contract) == (UNKNOWN, short)


DAYS = st.dates(date(2016, 6, 1), date(2018, 6, 30))
CONTRACTS = st.builds(
    Contract,
    st.sampled_from([VGZ, CZ]),
    st.sampled_from([NIJMEGEN, ZEELAND]),
    st.none() | DAYS,
    st.none() | DAYS,
)
PERIODS = st.tuples(DAYS, DAYS).map(sorted)


@given(
    st.lists(CONTRACTS, max_size=6),
    CONTRACTS,
    st.builds(
        lambda scope, period, whole: definition(scope, *period, whole=whole),
        st.sampled_from(ContractScope),
        PERIODS,
        st.booleans(),
    ),
    st.booleans(),
)
def test_one_more_contract_never_makes_an_existing_provider_anything_else(
    some: list[Contract],
    more: Contract,
    rule: ExistingDefinition,
    covered: bool,
) -> None:
    before = status(rule, some, covered=covered)
    after = status(rule, [*some, more], covered=covered)
    assert before is not EXISTING or after is EXISTING
    assert before is not UNKNOWN or after is not NEW


@given(st.lists(CONTRACTS, max_size=6), PERIODS, st.booleans())
def test_who_is_existing_by_a_narrow_scope_is_so_by_a_wider_one(
    contracts: list[Contract], period: list[date], whole: bool
) -> None:
    order = (ContractScope.REGION, ContractScope.ZORGKANTOOR, ContractScope.ANY)
    found = [status(definition(item, *period, whole=whole), contracts) for item in order]
    assert found == sorted(found, key=[NEW, UNKNOWN, EXISTING].index)


@given(st.lists(CONTRACTS, max_size=5), PERIODS)
def test_a_period_is_filled_when_each_of_its_days_is_in_a_contract(
    contracts: list[Contract], period: list[date]
) -> None:
    first, last = period
    days = {first + timedelta(days=number) for number in range((last - first).days + 1)}
    sane = [item for item in contracts if (item.first_day or first) <= (item.last_day or last)]
    covered = {
        day
        for day in days
        for item in sane
        if (item.first_day or date.min) <= day <= (item.last_day or date.max)
    }
    rule = definition(ContractScope.ANY, first, last, whole=True)
    assert (status(rule, sane) is EXISTING) is (covered == days)


@given(st.permutations([contract(), contract(office=CZ), contract("2017-03-01", "2017-04-01")]))
def test_the_order_of_the_register_decides_nothing(contracts: list[Contract]) -> None:
    for rule in ROUNDS.values():
        assert status(rule, contracts) is status(rule, contracts[::-1])
