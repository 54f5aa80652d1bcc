"""What a report of a reconciliation is called and counted by, in Dutch."""

from typing import Any, Final

from intake.domain.reconcile_moments import Cause
from intake.domain.uid_ranges import UidRange

CAUSES: Final = {
    Cause.HOURLY: "Vaste controle",
    Cause.DEADLINE: "Na een sluiting",
    Cause.COMMAND: "Door een beheerder gestart",
}
_MAILS: Final = {
    "answered": "Beantwoord",
    "withheld": "Bewust niet beantwoord",
    "copy": "Kopie van een eerdere mail",
    "in_work": "In behandeling",
    "held": "Vastgelopen",
    "failed": "Ontvangstbevestiging geweigerd",
    "uncertain": "Ontvangstbevestiging onzeker",
    "unanswered": "Zonder ontvangstbevestiging",
}
_FOLDER: Final = {
    "archived": "Al opgeslagen",
    "fetched": "Nu opgehaald",
    "removed": "Opgeslagen, niet meer in de map",
    "unfetched": "Niet geleverd door de mailserver",
    "found_elsewhere": "In een andere map gevonden",
    "signed_off": "Verdwenen en afgetekend",
    "missing": "Verdwenen",
}
_NEEDS_SOMEBODY: Final = frozenset(
    {"in_work", "held", "failed", "uncertain", "unanswered", "unfetched", "missing"}
)
Count = tuple[str, int, bool]
"""What is counted, how many there are, and whether any of them needs somebody."""


def counts_of_mails(report: dict[str, Any]) -> list[Count]:
    """Return how many archived mails there are of each standing, also where there are none."""
    return _counts(_MAILS, report["mails"])


def counts_of_folder(folder: dict[str, Any]) -> list[Count]:
    """Return how many messages of a watched folder there are of each category."""
    return _counts(_FOLDER, {**folder, "unfetched": len(folder["unfetched"])})


def missing_in_dutch(folder: dict[str, Any]) -> str:
    """Return the numbers of the messages that went, e.g. `3, 7-9`."""
    return ", ".join(str(UidRange(first, last)) for first, last in folder["missing_uids"])


def _counts(words: dict[str, str], numbers: dict[str, int]) -> list[Count]:
    return [
        (told, numbers[key], key in _NEEDS_SOMEBODY and numbers[key] > 0)
        for key, told in words.items()
    ]
