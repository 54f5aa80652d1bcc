"""Putting a checked register of contracted providers in force, as one act.

A register replaces the register of the same zorgkantoor in the same round as a whole, so that a
correction is the corrected register once more, and what is no longer in it no longer counts.
What was in force before stays kept under its own number. Because a file that is cut short
would silently make existing providers new, replacing has to be asked for.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from intake.domain.provider_import import ListedContract, NewImport
from intake.ports import Archive, Blob, Clock
from intake.repositories import Storage, UnitOfWork


@dataclass(frozen=True)
class RegisterChange:
    """What an import does to the register of one office in one round.

    Attributes:
        providers: Number of providers in the new register.
        contracts: Number of its contracts.
        replaces: The import whose register is in force; None: there is none yet.
        added: Contracts that the register in force has not, or has otherwise.
        removed: Contracts that only the register in force has, or has otherwise.
        gone: Providers that only the register in force has: KvK number and name.
    """

    round: str
    zorgkantoor: str
    providers: int
    contracts: int
    replaces: int | None
    added: int
    removed: int
    gone: tuple[tuple[str, str], ...]

    @property
    def is_nothing(self) -> bool:
        """Whether the register in force is the same."""
        return self.replaces is not None and not self.added and not self.removed


@dataclass(frozen=True)
class AtOdds:
    """An address or domain that the register of another office gives to another provider.

    Mails from it are of two providers then, and so for staff.

    Attributes:
        elsewhere: KvK number in the register of that office.
    """

    line: int
    sender: str
    kvk_number: str
    zorgkantoor: str
    elsewhere: str


@dataclass(frozen=True)
class ImportReport:
    """What became of an import.

    Attributes:
        changes: One for each register in the file.
        at_odds: Where it contradicts registers in force that it does not replace.
        import_id: None: nothing was imported.
    """

    changes: tuple[RegisterChange, ...]
    at_odds: tuple[AtOdds, ...] = ()
    import_id: int | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether all registers are in force as they are."""
        return all(change.is_nothing for change in self.changes)

    @property
    def in_the_way(self) -> tuple[RegisterChange, ...]:
        """Lists that would be replaced by others."""
        return tuple(
            item for item in self.changes if item.replaces is not None and not item.is_nothing
        )


@dataclass(frozen=True)
class Wish:
    """What is to be imported, and how far that may go.

    Attributes:
        raw: The bytes of the file, which are archived with the import.
        rows: What they say, without a mistake in them.
        may_replace: Whether registers that are in force may be replaced.
        dry_run: Whether to tell only what would be done.
    """

    raw: bytes
    file_name: str
    by: str
    rows: tuple[ListedContract, ...]
    may_replace: bool = False
    dry_run: bool = False


class ImportRegister:
    """Imports registers of contracted providers. Safe to run again: the same changes nothing."""

    def __init__(self, storage: Storage, archive: Archive, clock: Clock) -> None:
        self._storage = storage
        self._archive = archive
        self._clock = clock

    def __call__(self, wish: Wish) -> ImportReport:
        """Import everything or nothing.

        Raises:
            StorageFullError: There is no room for the file or its rows.
            TemporaryError: The database cannot be written now.
        """
        with self._storage.unit(write=False) as unit:
            report = _report(unit, wish.rows)
        if not _may_go_on(wish, report):
            return report
        blob = self._keep(wish.raw)
        with self._storage.unit() as unit:
            unit.providers.lock()
            # Somebody else may have imported since the first look.
            report = _report(unit, wish.rows)
            if not _may_go_on(wish, report):
                return report
            import_id = unit.providers.add(
                NewImport(
                    at=self._clock.now(),
                    by=wish.by,
                    file_name=wish.file_name,
                    sha256=blob.sha256,
                    size=blob.size,
                    rows=wish.rows,
                )
            )
            unit.commit()
        return replace(report, import_id=import_id)

    def _keep(self, raw: bytes) -> Blob:
        with self._archive.receive() as writer:
            writer.write(raw)
            return writer.keep()


def _may_go_on(wish: Wish, report: ImportReport) -> bool:
    if wish.dry_run or report.is_nothing:
        return False
    return wish.may_replace or not report.in_the_way


def _report(unit: UnitOfWork, rows: Sequence[ListedContract]) -> ImportReport:
    registers: dict[tuple[str, str], list[ListedContract]] = defaultdict(list)
    for row in rows:
        registers[row.round, row.contract.zorgkantoor].append(row)
    changes = tuple(_change(unit, *pair, new) for pair, new in registers.items())
    return ImportReport(changes, tuple(_at_odds(unit, rows, frozenset(registers))))


def _change(
    unit: UnitOfWork, round_id: str, zorgkantoor: str, new: Sequence[ListedContract]
) -> RegisterChange:
    old = list(unit.providers.listed(round_id=round_id, zorgkantoor=zorgkantoor))
    new_facts, old_facts = set(map(_facts, new)), set(map(_facts, old))
    stays = {row.kvk_number for row in new}
    before = dict.fromkeys((row.kvk_number, row.name) for row in old)
    return RegisterChange(
        round=round_id,
        zorgkantoor=zorgkantoor,
        providers=len(stays),
        contracts=len(new),
        replaces=unit.providers.registers(round_id).get(zorgkantoor),
        added=len(new_facts - old_facts),
        removed=len(old_facts - new_facts),
        gone=tuple(item for item in before if item[0] not in stays),
    )


def _at_odds(
    unit: UnitOfWork, rows: Sequence[ListedContract], replaced: frozenset[tuple[str, str]]
) -> Iterator[AtOdds]:
    owners: dict[tuple[str, str], ListedContract] = {}
    for round_id in dict.fromkeys(row.round for row in rows):
        for other in unit.providers.listed(round_id=round_id):
            if (round_id, other.contract.zorgkantoor) not in replaced:
                for sender in (*other.domains, *other.addresses):
                    owners.setdefault((round_id, sender), other)
    told: set[tuple[str, str]] = set()
    for row in rows:
        for sender in (*row.domains, *row.addresses):
            owner = owners.get((row.round, sender), row)
            if owner.kvk_number != row.kvk_number and (row.round, sender) not in told:
                told.add((row.round, sender))
                office = owner.contract.zorgkantoor
                yield AtOdds(row.line, sender, row.kvk_number, office, owner.kvk_number)


def _facts(row: ListedContract) -> tuple[object, ...]:
    """Return all that a row says, where it stands in its file aside."""
    senders = frozenset((*row.domains, *row.addresses))
    return (row.contract, row.kvk_number, row.name, senders)
