"""What a layout is to print: a provider, a day and what it declares."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from deploy.samples.letter_paper import MONTHS
from deploy.samples.papers.paper import Facts


@dataclass(frozen=True)
class Party:
    """An invented provider; `town` begins with its postal code."""

    organisation: str
    legal_form: str
    kvk_number: str
    street: str
    town: str
    telephone: str
    director: str
    role: str
    authorised: str
    domain: str
    colour: str
    since: int

    @property
    def place(self) -> str:
        return self.town.split(maxsplit=2)[2]

    @property
    def spaced_kvk_number(self) -> str:
        """The number as people write it to be read aloud."""
        return f"{self.kvk_number[:4]} {self.kvk_number[4:]}"

    @property
    def rsin(self) -> str:
        """A number of nine digits that passes the check of eleven, as real ones do."""
        base = int(f"8{self.kvk_number[:7]}")
        while (check := sum((9 - at) * int(digit) for at, digit in enumerate(str(base))) % 11) > 9:
            base += 1
        return f"{base}{check}"


@dataclass(frozen=True)
class Case:
    """Arguments of a layout.

    Attributes:
        day: Issued or signed on.
        written: How the day is written, a name of `DATE_FORMS`.
        office: The zorgkantoor it goes to.
        true_regions: What the round calls `regions`, where they are spelled otherwise.
        standing: "new", "existing" or None where the form does not say.
        signed: "ink" (drawn with a pen), "image" (a picture of that), "typed" (a name alone)
            or "no".
        hand: What is filled in looks like handwriting.
        filled: An empty form when False.
        font: Overrides the layout's own.
        ticks: How choices are marked, see `Look.tick`.
        number: Small whole number from which a layout takes its variety.
    """

    party: Party
    day: date
    written: str = "words"
    office: str = "Coöperatie VGZ"
    regions: tuple[str, ...] = ()
    other_regions: tuple[str, ...] = ()
    true_regions: tuple[str, ...] = ()
    standing: str | None = "new"
    members: tuple[Party, ...] = ()
    subcontractors: tuple[tuple[str, int], ...] = ()
    signed: str = "ink"
    filled: bool = True
    hand: bool = False
    font: str | None = None
    ticks: str = "brackets"
    number: int = 1
    round: str = "2024-2025"

    def but(self, **changes: Any) -> "Case":
        return replace(self, **changes)

    @property
    def date(self) -> str:
        return DATE_FORMS[self.written](self.day)

    @property
    def years(self) -> str:
        return self.round


def _short_year(day: date) -> str:
    short = ("jan.", "feb.", "mrt.", "apr.", "mei", "juni", "juli", "aug.", "sept.", "okt.")
    months = (*short, "nov.", "dec.")
    return f"{day.day} {months[day.month - 1]} '{day:%y}"


DATE_FORMS: Final[dict[str, Callable[[date], str]]] = {
    "words": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "numbers": lambda day: f"{day:%d-%m-%Y}",
    "short": lambda day: f"{day.day}-{day.month}-{day.year}",
    "slashes": lambda day: f"{day:%d/%m/%Y}",
    "dots": lambda day: f"{day:%d.%m.%Y}",
    "iso": lambda day: f"{day:%Y-%m-%d}",
    "year_first": lambda day: f"{day:%Y/%m/%d}",
    "short_year": _short_year,
    "month": lambda day: f"{MONTHS[day.month - 1]} {day.year}",
    "capitals": lambda day: f"{day.day} {MONTHS[day.month - 1].upper()} {day.year}",
}
"""Dutch ways to write a day; "month" leaves the day out."""

SIGNED: Final = {"ink": "yes", "image": "yes", "typed": "unclear", "no": "no"}


def facts_of(case: Case, states: str) -> Facts:
    """Return what a layout prints of a case.

    Args:
        case: As printed.
        states: Words from: kvk name rsin regions standing parties subs signer authorised signed.
    """
    said = frozenset(states.split())
    party, full = case.party, case.filled
    return Facts(
        kvk_number=party.kvk_number if "kvk" in said and full else None,
        organisation=party.organisation if "name" in said and full else None,
        rsin=party.rsin if "rsin" in said and full else None,
        regions=(case.true_regions or case.regions) if "regions" in said and full else (),
        standing=case.standing if "standing" in said and full else None,
        consortium=bool(case.members) if "parties" in said and full else None,
        members=tuple(item.organisation for item in case.members) if "parties" in said else (),
        subcontractors=case.subcontractors if "subs" in said and full else (),
        signer=party.director if "signer" in said and full else None,
        authorised=party.authorised if "authorised" in said else None,
        signed=SIGNED[case.signed if full else "no"] if "signed" in said else None,
    )
