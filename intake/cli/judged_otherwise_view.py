"""Telling which registrations a change of the register would judge otherwise."""

from collections.abc import Iterable, Sequence
from typing import Any

from config.settings import Configuration
from intake.cli.output import counted, say
from intake.repositories import Storage
from intake.stages.judged_otherwise import JudgedOtherwise, judged_otherwise
from intake.wiring.installation import offices_of, public_domains_of

_MOST_REFERENCES = 10


def otherwise_now(
    configuration: Configuration, storage: Storage, rounds: Iterable[str]
) -> list[JudgedOtherwise]:
    """Return the registrations that the register of now would judge otherwise."""
    offices = {office.zorgkantoor.id: office for office in offices_of(configuration).values()}
    with storage.unit(write=False) as unit:
        found = judged_otherwise(unit, offices, rounds, public_domains_of(configuration))
        return list(found)


def tell_otherwise(otherwise: Sequence[JudgedOtherwise]) -> None:
    """Say which they are, the first ten by reference."""
    if not otherwise:
        return
    references = ", ".join(item.reference for item in otherwise[:_MOST_REFERENCES])
    more = ", …" if len(otherwise) > _MOST_REFERENCES else ""
    say(
        f"{counted(len(otherwise), 'registration')} would be judged otherwise by it; nothing is "
        f"changed by itself, since receipts were sent: {references}{more}"
    )


def otherwise_as_json(otherwise: Sequence[JudgedOtherwise]) -> list[dict[str, Any]]:
    """Return each with its status per region, before and now."""
    return [
        {
            "reference": item.reference,
            "zorgkantoor": item.zorgkantoor,
            "before": {region.region: str(region.status) for region in item.before},
            "now": {region.region: str(region.status) for region in item.now},
        }
        for item in otherwise
    ]
