"""What is kept of who sent a registration: new, existing or unknown, per region."""

from dataclasses import dataclass

from intake.domain.provider import RegionStatus
from intake.domain.provider_identity import Basis, Clues
from intake.domain.round import ProviderStatus


@dataclass(frozen=True)
class ProviderStanding:
    """Who sent a registration as far as the register tells, and what that provider is where.

    Attributes:
        regions: One for each region of the registration. Where no region could be read,
            all regions of the office, since any of them may be meant.
        clues: What the answer was found by, so that it can be found again.
        registers: Offices with the import of their register that was asked, in their order.
        contracted_elsewhere: Whether the provider has a contract, and is new in a region of this
            registration all the same.
    """

    basis: Basis
    regions: tuple[RegionStatus, ...]
    clues: Clues
    kvk_number: str | None = None
    name: str | None = None
    registers: tuple[tuple[str, int], ...] = ()
    contracted_elsewhere: bool = False

    @property
    def statuses(self) -> frozenset[ProviderStatus]:
        """What the provider is, over all regions; never empty."""
        return frozenset(item.status for item in self.regions) or frozenset(
            {ProviderStatus.UNKNOWN}
        )

    def status_in(self, region: str | None) -> ProviderStatus:
        """Return what the provider is in a region; without one, where all agree."""
        for item in self.regions:
            if item.region == region:
                return item.status
        return the_one_status(self.statuses)


def the_one_status(statuses: frozenset[ProviderStatus]) -> ProviderStatus:
    """Return the status on which all agree; unknown when they do not."""
    return next(iter(statuses)) if len(statuses) == 1 else ProviderStatus.UNKNOWN
