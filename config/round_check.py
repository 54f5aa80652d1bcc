"""Checks on a round that need several of its values: each finding with the place it is at."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from config.complaint import Location, nearest
from config.round_dates import CalendarModel, DeadlineModel, WithdrawalModel
from config.round_model import RequirementModel, RoundModel
from intake.domain.round import Stream

Finding = tuple[Location, str]

_Cites = DeadlineModel | WithdrawalModel | CalendarModel | RequirementModel
_TAG = re.compile(r"\[([A-Z]\d+)")


def findings_in(round_: RoundModel) -> list[Finding]:
    """Return everything that does not fit together, in the order of the file."""
    return [
        *_deadlines(round_),
        *_offices(round_),
        *_requirements(round_),
        *_sources(round_),
    ]


def _deadlines(round_: RoundModel) -> Iterator[Finding]:
    streams = [item.stream for item in round_.deadline]
    if Stream.REGISTRATION not in streams:
        yield (
            ("deadline",),
            'has none for registrations; add a [[deadline]] with stream = "registration"',
        )
    if round_.withdrawal and Stream.WITHDRAWAL in streams:
        yield (
            ("withdrawal", 0),
            'stands beside a [[deadline]] with stream = "withdrawal"; remove one of the two',
        )


def _offices(round_: RoundModel) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for number, office in enumerate(round_.zorgkantoor):
        for region in office.regions:
            location = ("zorgkantoor", number, "regions")
            for spelling in {_bare(name) for name in (region.name, *region.aliases)}:
                owner = owners.setdefault(spelling, f"{office.id}: {region.name}")
                if owner != f"{office.id}: {region.name}":
                    yield (
                        location,
                        f"{region.name} stands here already, as {owner}; leave it in one place",
                    )
        names = [region.name for region in office.regions]
        if len(set(names)) < len(names):
            yield ("zorgkantoor", number, "regions"), "names a region twice; remove one"


def _requirements(round_: RoundModel) -> Iterator[Finding]:
    kinds = [item.id for item in round_.kind]
    for number, item in enumerate(round_.requirement):
        if item.kind not in kinds:
            yield (
                ("requirement", number, "kind"),
                "is no kind of this file" + nearest(item.kind, kinds),
            )
        for place, kind in enumerate(item.perhaps):
            if kind not in kinds:
                yield (
                    ("requirement", number, "perhaps", place),
                    "is no kind of this file" + nearest(kind, kinds),
                )


def _sources(round_: RoundModel) -> Iterator[Finding]:
    """Every tag that is cited must be listed, so that a reader can find the source."""
    listed = {tag for source in round_.sources for tag in _TAG.findall(source)[:1]}
    for location, text in _citing(round_):
        for tag in sorted(set(_TAG.findall(text)) - listed):
            yield location, f"cites [{tag}], which is not in sources; add it there"


def _citing(round_: RoundModel) -> Iterator[tuple[Location, str]]:
    """Yield every text that may cite a source, with its place."""
    yield from ((("notes", number), note) for number, note in enumerate(round_.notes))
    yield ("existing", "source"), round_.existing.source
    yield ("existing", "note"), round_.existing.note
    tables: dict[str, Sequence[_Cites]] = {
        "deadline": round_.deadline,
        "withdrawal": round_.withdrawal,
        "calendar": round_.calendar,
        "requirement": round_.requirement,
    }
    for table, items in tables.items():
        for number, item in enumerate(items):
            yield (table, number, "source"), item.source
            yield (table, number, "note"), item.note


def _bare(name: str) -> str:
    """Return a name without accents, case, spaces and signs, as regions are compared."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(_letters_and_digits(letters))


def _letters_and_digits(text: Iterable[str]) -> Iterator[str]:
    return (letter for letter in text if letter.isalnum())
