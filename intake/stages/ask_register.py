"""Asking the register of contracted providers what it knows of a sender."""

from intake.domain.judge_provider import LookUp, RegisterExtract
from intake.domain.office import Office
from intake.domain.provider_identity import Clues, sender_words
from intake.repositories import Storage, UnitOfWork


def register_of(storage: Storage, office: Office, public_domains: frozenset[str]) -> LookUp:
    """Return the way to ask the register of an office's round, in a unit of its own.

    Args:
        storage: Where the register is.
        office: Whose round is asked for.
        public_domains: Further mail domains that show nothing about who writes.
    """

    def look_up(clues: Clues) -> RegisterExtract:
        with storage.unit(write=False) as unit:
            return extract_for(unit, office.round.id, clues, public_domains)

    return look_up


def extract_for(
    unit: UnitOfWork, round_id: str, clues: Clues, public_domains: frozenset[str]
) -> RegisterExtract:
    """Return what the register of a round says of some clues."""
    numbers = tuple(dict.fromkeys((*clues.told, *clues.proven)))
    return RegisterExtract(
        registers=unit.providers.registers(round_id),
        providers=unit.providers.matching(round_id, sender_words(clues, public_domains), numbers),
        public_domains=public_domains,
    )
