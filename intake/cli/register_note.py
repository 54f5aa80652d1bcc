"""What `intake check` says of the register of contracted providers."""

from collections.abc import Iterable, Iterator
from contextlib import closing

from config.settings import Configuration
from intake.domain.office import Office
from intake.domain.provider import registers_that_count
from intake.repositories import UnitOfWork
from intake.wiring.installation import offices_of, storage_of


def register_note(configuration: Configuration) -> str:
    """Return what is missing in the register for the offices of an installation; often nothing.

    Raises:
        TemporaryError: The database cannot be read now.
    """
    offices = {office.zorgkantoor.id: office for office in offices_of(configuration).values()}
    with closing(storage_of(configuration)) as storage, storage.unit(write=False) as unit:
        notes = [note for office in offices.values() for note in _notes(unit, office)]
    return "".join(f"; NOTE {note}" for note in notes)


def _notes(unit: UnitOfWork, office: Office) -> Iterator[str]:
    round_ = office.round
    registers = unit.providers.registers(round_.id)
    wanted = registers_that_count(
        round_.existing, office.zorgkantoor.id, [item.id for item in round_.zorgkantoren]
    )
    missing = [item for item in wanted if item not in registers]
    if missing:
        yield (
            f"{office.zorgkantoor.id}, {round_.id}: no register of contracted providers of "
            f"{', '.join(missing)}, so whoever is not listed is held against the stricter list"
        )
    unknown = sorted(set(_unknown_regions(unit, office)))
    if unknown:
        yield (
            f"{office.zorgkantoor.id}, {round_.id}: its register has regions that the round has "
            f"not ({', '.join(unknown)}): import it again"
        )


def _unknown_regions(unit: UnitOfWork, office: Office) -> Iterable[str]:
    known = {region.name for region in office.zorgkantoor.regions}
    for row in unit.providers.listed(round_id=office.round.id, zorgkantoor=office.zorgkantoor.id):
        if row.contract.region not in known:
            yield row.contract.region
