"""What is kept of contracted providers."""

from collections.abc import Collection, Iterator
from typing import Protocol

from intake.domain.provider import Provider
from intake.domain.provider_import import ListedContract, NewImport, StoredImport


class ProviderRepository(Protocol):
    """The register of contracted providers: every import that ever was, and what is in force.

    In force for an office in a round is the last import that had rows for it, unless a later
    one took its register away.
    """

    def lock(self) -> None:
        """Wait until nobody else imports, and keep them waiting until the end of the unit."""
        ...

    def add(self, new: NewImport) -> int:
        """Keep an import with its rows; it is in force from then on. Returns its number."""
        ...

    def imports(self) -> list[StoredImport]:
        """Return all imports, the latest first."""
        ...

    def registers(self, round_id: str) -> dict[str, int]:
        """Return the number of the import in force of each office of a round that has one."""
        ...

    def matching(
        self, round_id: str, senders: Collection[str], kvk_numbers: Collection[str]
    ) -> tuple[Provider, ...]:
        """Return the providers in force that are found by any of these, with all contracts.

        Args:
            round_id: Of the round.
            senders: Comparable addresses and domains.
            kvk_numbers: Of eight digits.
        """
        ...

    def listed(
        self,
        *,
        round_id: str | None = None,
        zorgkantoor: str | None = None,
        kvk_number: str | None = None,
        in_force: bool = True,
    ) -> Iterator[ListedContract]:
        """Yield rows by round, office, name, KvK number and region, while the unit lasts.

        Without `in_force` also those of imports that were replaced.
        """
        ...
