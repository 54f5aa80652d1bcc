"""What the register says of a registration, region by region."""

from dataclasses import replace
from datetime import date

import pytest

from config.round_file import find_round
from intake.domain.judge_provider import RegisterExtract, standing_of, stated_standing
from intake.domain.office import Office
from intake.domain.provider import Contract, Provider
from intake.domain.provider_identity import Basis, Clues
from intake.domain.round import ContractScope, ProviderStatus

NEW, EXISTING, UNKNOWN = ProviderStatus.NEW, ProviderStatus.EXISTING, ProviderStatus.UNKNOWN
NUMBER = "99104237"
SENDER = Clues("jan@dewaalbrug.example")
EVERY_OFFICE = tuple(item.id for item in find_round("2024-2025", None).zorgkantoren)


def office(scope: ContractScope = ContractScope.REGION, *, whole: bool = False) -> Office:
    round_ = find_round("2024-2025", None)
    existing = replace(round_.existing, scope=scope, whole_period=whole)
    round_ = replace(round_, existing=existing)
    return Office.offline(round_.zorgkantoor("vgz"), round_)


def provider(*contracts: Contract) -> Provider:
    return Provider(
        NUMBER, "De Waalbrug", frozenset({"dewaalbrug.example"}), frozenset(), contracts
    )


def extract(*offices: str, listed: Provider | None = None) -> RegisterExtract:
    return RegisterExtract(dict.fromkeys(offices, 7), (listed,) if listed else ())


IN_NIJMEGEN = Contract("vgz", "Nijmegen", date(2023, 1, 1), date(2023, 12, 31))


def test_a_provider_may_be_existing_in_one_region_and_new_in_another() -> None:
    standing = standing_of(
        SENDER,
        extract("vgz", listed=provider(IN_NIJMEGEN)),
        office(),
        ("Nijmegen", "Midden Brabant"),
    )
    assert standing.status_in("Nijmegen") is EXISTING
    assert standing.status_in("Midden Brabant") is NEW
    assert standing.status_in(None) is UNKNOWN
    assert standing.statuses == {NEW, EXISTING}
    assert (standing.basis, standing.kvk_number) == (Basis.DOMAIN, NUMBER)
    assert (standing.name, standing.registers) == ("De Waalbrug", (("vgz", 7),))
    assert standing.regions[0].contract == IN_NIJMEGEN


def test_where_no_region_was_read_any_of_the_office_may_be_meant() -> None:
    found = extract("vgz", listed=provider(IN_NIJMEGEN))
    standing = standing_of(SENDER, found, office(), ())
    assert len(standing.regions) == len(office().zorgkantoor.regions)
    assert standing.statuses == {NEW, EXISTING}
    everywhere = standing_of(SENDER, found, office(ContractScope.ZORGKANTOOR), ())
    assert everywhere.statuses == {EXISTING}
    assert everywhere.status_in(None) is EXISTING


@pytest.mark.parametrize(
    ("registers", "clues", "status", "basis"),
    [
        ((), SENDER, UNKNOWN, Basis.NO_REGISTER),
        (("cz",), SENDER, UNKNOWN, Basis.NO_REGISTER),
        (("vgz",), SENDER, UNKNOWN, Basis.NO_CLUE),
        (("vgz",), Clues(None, (NUMBER,), (NUMBER,)), NEW, Basis.NOT_LISTED),
        ((), Clues(None, (NUMBER,), (NUMBER,)), UNKNOWN, Basis.NO_REGISTER),
    ],
)
def test_who_is_not_listed_is_new_only_where_there_is_a_list(
    registers: tuple[str, ...], clues: Clues, status: ProviderStatus, basis: Basis
) -> None:
    standing = standing_of(clues, extract(*registers), office(), ("Nijmegen",))
    assert (standing.statuses, standing.basis) == (frozenset({status}), basis)


@pytest.mark.parametrize(
    ("registers", "status", "basis"),
    [
        (EVERY_OFFICE, NEW, Basis.NOT_LISTED),
        (EVERY_OFFICE[1:], UNKNOWN, Basis.INCOMPLETE_REGISTER),
    ],
)
def test_where_every_office_counts_every_list_is_needed_to_call_somebody_new(
    registers: tuple[str, ...], status: ProviderStatus, basis: Basis
) -> None:
    clues = Clues(None, (NUMBER,), (NUMBER,))
    standing = standing_of(clues, extract(*registers), office(ContractScope.ANY), ("Nijmegen",))
    assert (standing.statuses, standing.basis) == (frozenset({status}), basis)


def test_a_contract_with_another_office_may_count_without_a_list_of_our_own() -> None:
    found = extract("cz", listed=provider(Contract("cz", "Zeeland")))
    standing = standing_of(SENDER, found, office(ContractScope.ANY), ("Nijmegen",))
    assert (standing.statuses, standing.basis) == (frozenset({EXISTING}), Basis.DOMAIN)
    narrow = standing_of(SENDER, found, office(), ("Nijmegen",))
    assert (narrow.statuses, narrow.basis) == (frozenset({UNKNOWN}), Basis.INCOMPLETE_REGISTER)


def test_a_contract_for_part_of_the_period_is_for_staff() -> None:
    short = replace(IN_NIJMEGEN, last_day=date(2023, 6, 30))
    found = extract("vgz", listed=provider(short))
    standing = standing_of(SENDER, found, office(whole=True), ("Nijmegen",))
    assert (standing.statuses, standing.basis) == (frozenset({UNKNOWN}), Basis.PART_OF_PERIOD)


def test_two_providers_are_none_whatever_the_register_covers() -> None:
    other = Provider("99218805", "Naast U", frozenset(), frozenset(), (IN_NIJMEGEN,))
    found = RegisterExtract({"vgz": 1}, (provider(IN_NIJMEGEN), other))
    standing = standing_of(Clues(SENDER.address, ("99218805",)), found, office(), ("Nijmegen",))
    assert (standing.statuses, standing.basis) == (frozenset({UNKNOWN}), Basis.SEVERAL_PROVIDERS)
    assert (standing.kvk_number, standing.name) == (None, None)


@pytest.mark.parametrize("status", ProviderStatus)
def test_a_stated_status_holds_in_every_region(status: ProviderStatus) -> None:
    standing = stated_standing(status, SENDER, office(), ("Nijmegen", "Waardenland"))
    assert {item.status for item in standing.regions} == {status}
    assert (standing.basis is Basis.STATED) is (status is not UNKNOWN)
