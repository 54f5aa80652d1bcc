"""New, existing or unknown, per region: what the register of a round says about a mail."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from intake.domain.office import Office
from intake.domain.provider import Provider, RegionStatus, is_covered, region_status
from intake.domain.provider_identity import Basis, Clues, Identity, identify
from intake.domain.provider_standing import ProviderStanding
from intake.domain.round import ProviderStatus

_ABSENT = frozenset({Basis.NO_CLUE, Basis.NOT_LISTED})


@dataclass(frozen=True)
class RegisterExtract:
    """What the register of a round says of some clues.

    Attributes:
        registers: The import in force of each zorgkantoor that has one, by the office.
        providers: Every provider that a clue points to, with all its contracts.
        public_domains: Further domains that show nothing about who writes.
    """

    registers: Mapping[str, int]
    providers: tuple[Provider, ...] = ()
    public_domains: frozenset[str] = frozenset()


LookUp = Callable[[Clues], RegisterExtract]
"""How the register of a round is asked."""


def standing_of(
    clues: Clues, extract: RegisterExtract, office: Office, regions: Sequence[str]
) -> ProviderStanding:
    """Return what the register says of the sender of a registration.

    Args:
        clues: What the mail shows.
        extract: What the register of the office's round says of them.
        office: Whose mailbox the mail is in.
        regions: Those it names; empty when none could be read.
    """
    identity = identify(clues, extract.providers, extract.public_domains)
    meant = regions or [region.name for region in office.zorgkantoor.regions]
    judged = tuple(_in_region(identity, extract, office, region) for region in meant)
    return ProviderStanding(
        basis=_basis(identity, extract, office, judged),
        regions=judged,
        clues=clues,
        kvk_number=identity.kvk_number,
        name=identity.provider.name if identity.provider else None,
        registers=tuple(sorted(extract.registers.items())),
        contracted_elsewhere=_contracted_elsewhere(identity, judged),
    )


def stated_standing(
    status: ProviderStatus, clues: Clues, office: Office, regions: Sequence[str]
) -> ProviderStanding:
    """Return a standing that nobody looked up: the same status in every region."""
    meant = regions or [region.name for region in office.zorgkantoor.regions]
    basis = Basis.NO_REGISTER if status is ProviderStatus.UNKNOWN else Basis.STATED
    return ProviderStanding(basis, tuple(RegionStatus(item, status) for item in meant), clues)


def _contracted_elsewhere(identity: Identity, judged: Sequence[RegionStatus]) -> bool:
    """Tell whether a provider that is new somewhere has a contract all the same."""
    contracts = identity.provider.contracts if identity.provider else ()
    return bool(contracts) and any(item.status is ProviderStatus.NEW for item in judged)


def _basis(
    identity: Identity, extract: RegisterExtract, office: Office, judged: Sequence[RegionStatus]
) -> Basis:
    """Return what the answer rests on; where it is none, why the register could not give one."""
    has_register = office.zorgkantoor.id in extract.registers
    if not has_register and identity.basis in _ABSENT:
        return Basis.NO_REGISTER
    is_known = identity.provider is not None or identity.is_new
    undecided = [item for item in judged if item.status is ProviderStatus.UNKNOWN]
    if not is_known or not undecided:
        return identity.basis
    # A contract stands by what is undecided only where it lasted too short.
    return Basis.PART_OF_PERIOD if undecided[0].contract else Basis.INCOMPLETE_REGISTER


def _in_region(
    identity: Identity, extract: RegisterExtract, office: Office, region: str
) -> RegionStatus:
    if identity.provider is None and not identity.is_new:
        return RegionStatus(region, ProviderStatus.UNKNOWN)
    definition = office.round.existing
    offices = [item.id for item in office.round.zorgkantoren]
    covered = is_covered(definition, office.zorgkantoor.id, offices, extract.registers)
    contracts = identity.provider.contracts if identity.provider else ()
    return region_status(definition, contracts, office.zorgkantoor.id, region, is_covered=covered)
