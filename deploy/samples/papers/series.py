"""How a set makes its papers: cases by number, recipes of a layout, several in one file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from deploy.samples.papers import joining, scans
from deploy.samples.papers import text_layer as layers
from deploy.samples.papers.case import Case, Party
from deploy.samples.papers.layouts import Layout, paper
from deploy.samples.papers.naming import vague
from deploy.samples.papers.paper import Paper
from deploy.samples.papers.recipes import Recipe

_HANDS: Final = ("ink", "image", "no", "ink", "typed")

Change = Callable[[Paper], Paper]


def unchanged(made: Paper) -> Paper:
    return made


@dataclass(frozen=True)
class Series:
    """What the papers of a set vary over.

    `last_day` is the latest day on a paper; the others lie up to 150 days before it. Each of
    `regions` has the boxes beside it that stay empty at the same place in `other_regions`.
    """

    parties: tuple[Party, ...]
    last_day: date
    forms: tuple[str, ...]
    ticks: tuple[str, ...]
    regions: tuple[tuple[str, ...], ...]
    other_regions: tuple[tuple[str, ...], ...]
    office: str
    round: str
    subcontractors: tuple[tuple[str, int], ...]
    file_names: tuple[str, ...]

    def case(self, number: int, **changes: Any) -> Case:
        """Return the case of a number: another provider, day, region and hand each time."""
        made = Case(
            party=self._party(number),
            day=self.last_day - timedelta(days=(number * 17) % 150),
            written=self.forms[number % len(self.forms)],
            office=self.office,
            regions=self.regions[number % len(self.regions)],
            other_regions=self.other_regions[number % len(self.regions)],
            standing=("new", "existing")[number % 2],
            members=(self._party(number + 3),) if number % 3 == 0 else (),
            subcontractors=self.subcontractors[: number % 3],
            ticks=self.ticks[number % len(self.ticks)],
            signed=_HANDS[number % len(_HANDS)],
            number=number,
            round=self.round,
        )
        return made.but(**changes)

    def recipe(
        self,
        ident: str,
        drawn: Layout,
        number: int,
        change: Change = unchanged,
        *,
        name: str = "",
        **changes: Any,
    ) -> Recipe:
        """Return a recipe for one case of a layout; without a name, one that says little."""
        file_name = name or vague(number, self.file_names)
        return Recipe(ident, partial(self._make, file_name, drawn, number, change, changes))

    def merge(
        self, ident: str, drawn: Sequence[Layout], number: int, how: str = "", name: str = ""
    ) -> Recipe:
        """Return a recipe for papers of one provider in one PDF.

        `how` is "scanned", "layer" (scanned with text), "mixed" (the second one scanned),
        "blanks" (an empty page between them) or empty.
        """
        file_name = name or vague(number, self.file_names)
        return Recipe(ident, partial(self._merge, file_name, drawn, number, how))

    def _party(self, number: int) -> Party:
        return self.parties[number % len(self.parties)]

    def _make(
        self, name: str, drawn: Layout, number: int, change: Change, changes: dict[str, Any]
    ) -> Paper:
        return change(paper(name, drawn, self._with_others(drawn, self.case(number, **changes))))

    def _with_others(self, drawn: Layout, made: Case) -> Case:
        """Give a joint statement its members and a list of subcontractors its names."""
        if drawn.kind == "hoofdelijke_aansprakelijkheid" and not made.members:
            return made.but(members=(self._party(made.number + 2),))
        if drawn.kind == "onderaannemers" and not made.subcontractors:
            return made.but(subcontractors=self.subcontractors[:1])
        return made

    def _merge(self, name: str, drawn: Sequence[Layout], number: int, how: str) -> Paper:
        party = self._party(number)
        papers = [
            self._make("x.pdf", item, number + at, unchanged, {"party": party})
            for at, item in enumerate(drawn)
        ]
        if how in ("scanned", "layer"):
            layer = layers.GOOD if how == "layer" else None
            papers = [scans.scanned(item, layer=layer) for item in papers]
        if how == "mixed":
            papers[1] = scans.scanned(papers[1])
        return joining.merged(name, papers, blank_between=how == "blanks")
