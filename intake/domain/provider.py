"""A contracted provider, and whether it is new or existing in a region.

The register says who had a contract; the round says which contract counts. What the
register does not cover proves nothing: a provider that is absent from it is new only
where every office whose contracts count has handed in its register.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from intake.domain.round import ContractScope, ExistingDefinition, ProviderStatus


@dataclass(frozen=True)
class Contract:
    """A contract that the register lists, for one region of one zorgkantoor.

    Attributes:
        zorgkantoor: Identifier of the office in the round.
        region: As the round calls it.
        first_day: Dutch calendar day; None: the register does not say.
        last_day: Itself within the contract; None as above.
    """

    zorgkantoor: str
    region: str
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Provider:
    """A provider as the register of a round knows it.

    Attributes:
        kvk_number: Eight digits; what a provider is known by.
        domains: Mail domains of its own, see `comparable_domain`.
        addresses: Single mail addresses, see `comparable_address`.
    """

    kvk_number: str
    name: str
    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    contracts: tuple[Contract, ...] = ()


@dataclass(frozen=True)
class RegionStatus:
    """What a provider is in one region, and the contract that bears on it.

    `contract` makes it existing; of an unknown one it lasted only a part of the period.
    """

    region: str
    status: ProviderStatus
    contract: Contract | None = None


def region_status(
    definition: ExistingDefinition,
    contracts: Iterable[Contract],
    zorgkantoor: str,
    region: str,
    *,
    is_covered: bool,
) -> RegionStatus:
    """Return what a provider with these contracts is in a region.

    Where a contract must last a whole period, one for a part of it makes a provider neither
    existing nor new [K18 1.6]: that is for staff.

    Args:
        definition: Of the round.
        contracts: All that the register lists of the provider.
        zorgkantoor: The office the provider registers with.
        region: Of that office.
        is_covered: Whether the absence of a contract proves anything, see `is_covered`.
    """
    near = [item for item in contracts if _is_near(item, definition.scope, zorgkantoor, region)]
    # The nearest is the plainest evidence, where a contract elsewhere would do as well.
    near.sort(key=lambda item: (item.zorgkantoor != zorgkantoor, item.region != region))
    within = _within(definition, near)
    if within and (not definition.whole_period or _fills(definition, within)):
        return RegionStatus(region, ProviderStatus.EXISTING, within[0])
    if within:
        return RegionStatus(region, ProviderStatus.UNKNOWN, within[0])
    return RegionStatus(region, ProviderStatus.NEW if is_covered else ProviderStatus.UNKNOWN)


def is_covered(
    definition: ExistingDefinition,
    zorgkantoor: str,
    offices: Collection[str],
    covered: Collection[str],
) -> bool:
    """Tell whether there are the registers of all offices whose contracts count.

    Args:
        definition: Of the round.
        zorgkantoor: The office the provider registers with.
        offices: All offices of the round.
        covered: Those whose register was imported.
    """
    return set(registers_that_count(definition, zorgkantoor, offices)) <= set(covered)


def registers_that_count(
    definition: ExistingDefinition, zorgkantoor: str, offices: Collection[str]
) -> tuple[str, ...]:
    """Return the offices whose registers are needed to call a provider new at an office."""
    return tuple(offices) if definition.scope is ContractScope.ANY else (zorgkantoor,)


def _is_near(contract: Contract, scope: ContractScope, zorgkantoor: str, region: str) -> bool:
    match scope:
        case ContractScope.ANY:
            return True
        case ContractScope.ZORGKANTOOR:
            return contract.zorgkantoor == zorgkantoor
        case ContractScope.REGION:
            return contract.zorgkantoor == zorgkantoor and contract.region == region


def _within(definition: ExistingDefinition, contracts: Iterable[Contract]) -> list[Contract]:
    """Return the contracts of which a day falls in the reference period."""
    begin = definition.first_day or date.min
    end = definition.last_day or date.max
    return [item for item in contracts if _first(item) <= end and begin <= _last(item)]


def _fills(definition: ExistingDefinition, contracts: Iterable[Contract]) -> bool:
    """Tell whether contracts together leave out no day of the period; of none, nothing is left out.

    Two contracts that follow each other are as good as one.
    """
    if definition.first_day is None or definition.last_day is None:
        return True
    next_day = definition.first_day
    for item in sorted(contracts, key=_first):
        if _first(item) > next_day:
            return False
        if _last(item) >= definition.last_day:
            return True
        next_day = max(next_day, _last(item) + timedelta(days=1))
    return False


def _first(contract: Contract) -> date:
    # A contract whose dates the register leaves out is one that ops vouch for.
    return contract.first_day or date.min


def _last(contract: Contract) -> date:
    return contract.last_day or date.max
