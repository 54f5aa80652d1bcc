"""Round, zorgkantoor and region of a row: found however spelled, or refused with advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from intake.documents.nearest_name import called, did_you_mean
from intake.documents.register_columns import REGION, ROUND, ZORGKANTOOR
from intake.documents.register_finding import shown
from intake.domain.round import ProcurementRound, Region, Zorgkantoor

EVERY_REGION: Final = "*"
"""What stands for all regions of the office."""


@dataclass(frozen=True)
class Place:
    """Where a row belongs; or the column that is wrong, with what is wrong (then no regions)."""

    round: str = ""
    zorgkantoor: str = ""
    regions: tuple[str, ...] = ()
    wrong_column: str = ""
    wrong: str = ""


class Places:
    """The rounds with their offices and regions; each spelling is looked up once.

    Args:
        rounds: By identifier.
    """

    def __init__(self, rounds: Mapping[str, ProcurementRound]) -> None:
        self._rounds = rounds
        self._known: dict[tuple[str, str, str], Place] = {}

    def find(self, round_: str, zorgkantoor: str, region: str) -> Place:
        """Return where a row with these three cells belongs."""
        cells = (round_, zorgkantoor, region)
        if cells not in self._known:
            self._known[cells] = self._find(*cells)
        return self._known[cells]

    def _find(self, round_text: str, office_text: str, region_text: str) -> Place:
        for column, text in (
            (ROUND, round_text),
            (ZORGKANTOOR, office_text),
            (REGION, region_text),
        ):
            if not text:
                extra = f", or {EVERY_REGION} for all of them" if column == REGION else ""
                return Place(wrong_column=column, wrong=f"is empty; fill it in{extra}")
        round_ = called(round_text, ((item, (item.id,)) for item in self._rounds.values()))
        if round_ is None:
            remedy = did_you_mean(round_text, sorted(self._rounds))
            return Place(wrong_column=ROUND, wrong=f"{shown(round_text)} is no round; {remedy}")
        offices = round_.zorgkantoren
        office = called(office_text, ((item, _names(item)) for item in offices))
        if office is None:
            known = [name for item in offices for name in _names(item)]
            remedy = did_you_mean(office_text, known)
            wrong = f"{shown(office_text)} is no zorgkantoor of round {round_.id}; {remedy}"
            return Place(wrong_column=ZORGKANTOOR, wrong=wrong)
        return _region_of(round_, office, region_text)


def _region_of(round_: ProcurementRound, office: Zorgkantoor, text: str) -> Place:
    if text == EVERY_REGION:
        return Place(round_.id, office.id, tuple(region.name for region in office.regions))
    region = called(text, ((item, _spellings(item)) for item in office.regions))
    if region is not None:
        return Place(round_.id, office.id, (region.name,))
    other = called(
        text,
        (
            (item, [name for region in item.regions for name in _spellings(region)])
            for item in round_.zorgkantoren
        ),
    )
    if other is not None:
        wrong = f"{shown(text)} is a region of {other.id}, not of {office.id}; correct one of them"
    else:
        remedy = did_you_mean(text, [name for item in office.regions for name in _spellings(item)])
        wrong = f"{shown(text)} is no region of {office.id} in round {round_.id}; {remedy}"
    return Place(wrong_column=REGION, wrong=wrong)


def _names(office: Zorgkantoor) -> tuple[str, ...]:
    return (office.id, office.name)


def _spellings(region: Region) -> tuple[str, ...]:
    return (region.name, *region.aliases)
