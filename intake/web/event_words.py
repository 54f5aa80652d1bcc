"""What happened to a mail, in the words of staff."""

import re
from datetime import datetime
from typing import Any, Final

from intake.domain.deadline import TimeVerdict
from intake.domain.lifecycle import Event
from intake.domain.receipt import RECEIPT_KIND
from intake.domain.time_table import SOURCE_NAMES
from intake.web.templates import KINDS, clock_in_dutch, verdict_in_dutch

_EVENTS: Final = {
    Event.ARCHIVED: "Mail veilig opgeslagen",
    Event.PARSED: "Bijlagen gevonden",
    Event.CHECKED: "Automatisch beoordeeld",
    Event.RECEIPT_QUEUED: "Ontvangstbevestiging geschreven",
    Event.RECEIPT_SENDING: "Ontvangstbevestiging wordt verstuurd",
    Event.RECEIPT_SENT: "Ontvangstbevestiging verstuurd",
    Event.RECEIPT_UNCERTAIN: "Onzeker of de ontvangstbevestiging is aangekomen",
    Event.RECEIPT_WITHHELD: "Geen ontvangstbevestiging gestuurd",
    Event.RECEIPT_FAILED: "Ontvangstbevestiging kwam niet aan",
    Event.ACKNOWLEDGED: "Bevestiging afgerond",
    Event.HANDED_OVER: "Klaargezet voor beoordeling",
    Event.FILED: "Opgeborgen",
    Event.HELD: "Apart gezet voor een medewerker",
    Event.RELEASED: "Weer in behandeling genomen",
    Event.SERVER_COPY_SETTLED: "Kopie in de mailbox afgehandeld",
    Event.TIME_DECIDED: "Beslissing over de tijd",
    Event.REJUDGED: "Opnieuw beoordeeld na verlenging van de termijn",
}
_KEYS: Final = {
    "after": "nu",
    "attachments": "bijlagen",
    "answer": "antwoord van de mailserver",
    "before": "eerst",
    "announced_size": "grootte volgens de mailserver",
    "absent_at": "nog niet in de map op",
    "first_seen": "eerste keer gezien",
    "findings": "bevindingen",
    "flags": "aandachtspunten",
    "folder": "map",
    "judgement": "oordeel over de tijd",
    "kind_reason": "waarom deze soort",
    "mailbox": "mailbox",
    "message_id": "Message-ID",
    "provider": "aanbieder",
    "provider_status": "soort aanbieder",
    "requirements": "eisen",
    "documents": "documenten",
    "decide_again": "opnieuw te beslissen",
    "internaldate": "INTERNALDATE",
    "round": "inkoopronde",
    "savedate": "SAVEDATE",
    "uid": "nummer in de map",
    "uidvalidity": "UIDVALIDITY",
    "zorgkantoor": "zorgkantoor",
    "kind": "soort",
    "name": "naam",
    "number": "nummer",
    "reason": "reden",
    "regions": "regio's",
    "sha256": "SHA-256",
    "size": "grootte in bytes",
    "source": "bron",
    "stage": "stap",
    "told": "oordeel in de brief",
    "verdict": "oordeel",
}
_VALUES: Final = {
    **{str(verdict): verdict_in_dutch(verdict).lower() for verdict in TimeVerdict},
    **{str(kind): words.lower() for kind, words in KINDS.items()},
    **{str(source): words for source, words in SOURCE_NAMES.items()},
    "new": "nieuw",
    "existing": "bestaand",
    "unknown": "onbekend",
    RECEIPT_KIND: "ontvangstbevestiging",
    "automatic_sign": "teken van een automatisch bericht",
    "incomplete": "niet compleet",
    "provider_status_unknown": "onbekend of de aanbieder nieuw of bestaand is",
    "region_unknown": "regio onbekend",
    "undecided": "niet alles is herkend",
    "unreadable": "niet alles is leesbaar",
    "unsearchable": "niet alles is doorzoekbaar",
}

_OF_MACHINE: Final = frozenset({"reason", "findings", "kind_reason"})
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
Noted = tuple[str, str]
"""What something is called, and what it is."""


def event_in_dutch(name: str) -> str:
    """Return what an event is called; its own name where staff has no word for it."""
    return next((words for event, words in _EVENTS.items() if event == name), name)


def detail_in_dutch(detail: dict[str, Any]) -> tuple[list[Noted], list[Noted]]:
    """Return what was noted with an event, and what only experts read of it.

    Empty values are left out.
    """
    plain: list[Noted] = []
    further: list[Noted] = []
    # What the machine noted of its judgement is in the explanation, in better words.
    by_machine = _OF_MACHINE if any(key.startswith("judgement") for key in detail) else ()
    for key, value in detail.items():
        if words := _words(value):
            told = (_KEYS.get(key, key.replace("_", " ")), words)
            (further if key in by_machine or _has_parts(value) else plain).append(told)
    return plain, further


def _has_parts(value: object) -> bool:
    items = value if isinstance(value, list) else [value]
    return any(isinstance(item, dict) for item in items)


def _words(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case str():
            return _VALUES.get(value) or _moment(value) or value
        case list():
            return ", ".join(filter(None, map(_words, value)))
        case dict():
            return ", ".join(f"{key}: {_words(item)}" for key, item in value.items())
        case _:
            return str(value)


def _moment(text: str) -> str | None:
    """Return a moment as all others on the page are written; None when it is none."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return clock_in_dutch(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None
