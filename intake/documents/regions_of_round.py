"""All regions of a round with the offices that have them, found however they are spelled."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from intake.documents.nearest_name import letters_of
from intake.documents.regions import RegionNames
from intake.domain.round import ProcurementRound, Region, Zorgkantoor

CALLED_REGION: Final = re.compile(
    r"^(?:de )?(?:zorg(?:kantoor)?)?regio(?:'?s)?[ :.\-]{1,3}", re.IGNORECASE
)
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]{0,40}\)\s*$")
_TOO_LONG: Final = 150


@dataclass(frozen=True)
class ChosenRegions:
    """Regions of the office, in its order, and those of other offices with their identifiers."""

    own: tuple[str, ...] = ()
    foreign: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] = ()
    foreign_evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegionsOfRound:
    """All regions of a round; those of one office come first."""

    office: Zorgkantoor
    owners: tuple[str, ...]
    regions: tuple[Region, ...]

    @classmethod
    def of(cls, office: Zorgkantoor, round_: ProcurementRound) -> "RegionsOfRound":
        """Return the regions; one that two offices have is taken to be of the office itself."""
        known = {letters_of(region.name) for region in office.regions}
        owners, regions = [office.id] * len(office.regions), list(office.regions)
        for other in round_.zorgkantoren:
            for region in other.regions if other.id != office.id else ():
                if letters_of(region.name) not in known:
                    known.add(letters_of(region.name))
                    owners.append(other.id)
                    regions.append(region)
        return cls(office, tuple(owners), tuple(regions))

    @cached_property
    def names(self) -> RegionNames:
        """Finds them in a text, by their places in `regions`."""
        return RegionNames(self.regions)

    @cached_property
    def _by_letters(self) -> dict[str, int]:
        return {
            letters_of(name): number
            for number, region in reversed(list(enumerate(self.regions)))
            for name in (region.name, *region.aliases)
        }

    def bare(self, text: str) -> int | None:
        """Return which region a text is the name of, and nothing more than that."""
        if len(text) > _TOO_LONG:
            return None
        name = CALLED_REGION.sub("", text.strip())
        for spelling in (name, _IN_BRACKETS.sub("", name)):
            if (number := self._by_letters.get(letters_of(spelling))) is not None:
                return number
        return None

    def chosen(self, found: dict[int, str]) -> ChosenRegions:
        """Return regions by their numbers, each with its evidence."""
        own = [number for number in sorted(found) if self.owners[number] == self.office.id]
        foreign = [number for number in sorted(found) if number not in own]
        return ChosenRegions(
            tuple(self.regions[number].name for number in own),
            tuple((self.regions[number].name, self.owners[number]) for number in foreign),
            tuple(dict.fromkeys(found[number] for number in own)),
            tuple(dict.fromkeys(found[number] for number in foreign)),
        )
