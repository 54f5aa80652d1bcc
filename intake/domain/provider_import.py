"""An import of the register: the rows of one file, and what is kept of where they came from.

To take a register away is an import too, of no rows, whose file is the reason for it.
"""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.provider import Contract


@dataclass(frozen=True)
class ListedContract:
    """One contract of one provider in the register of a round.

    Attributes:
        line: Where it stands in the file, counted from 1.
        domains: Comparable, in the order of the file.
        addresses: As `domains`.
        import_id: The import it came by; 0 while that has no number.
    """

    line: int
    round: str
    contract: Contract
    kvk_number: str
    name: str
    domains: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    import_id: int = 0


@dataclass(frozen=True)
class NewImport:
    """A file that was found right, about to be kept.

    Attributes:
        by: Who imports it.
        file_name: Without its folder.
        sha256: Of the file's bytes, which the archive has.
        withdraws: Rounds and offices that have no register any more by this import.
    """

    at: datetime
    by: str
    file_name: str
    sha256: str
    size: int
    rows: tuple[ListedContract, ...]
    withdraws: tuple[tuple[str, str], ...] = ()

    def registers(self) -> tuple[tuple[str, str], ...]:
        """Return the rounds and offices whose registers it holds, or takes, in order."""
        listed = ((row.round, row.contract.zorgkantoor) for row in self.rows)
        return tuple(dict.fromkeys((*listed, *self.withdraws)))


@dataclass(frozen=True)
class StoredImport:
    """An import as it is kept.

    Attributes:
        contracts: Number of its rows.
        registers: Rounds and offices whose registers it held, or took away.
        withdraws: Whether it took them away.
    """

    id: int
    at: datetime
    by: str
    file_name: str
    sha256: str
    size: int
    contracts: int
    registers: tuple[tuple[str, str], ...]
    withdraws: bool = False
