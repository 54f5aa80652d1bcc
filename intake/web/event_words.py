"""What happened to a mail, in the words of staff."""

from typing import Any, Final

from intake.domain.deadline import TimeVerdict
from intake.domain.lifecycle import Event
from intake.domain.receipt import RECEIPT_KIND
from intake.domain.time_table import SOURCE_NAMES
from intake.web.templates import KINDS, verdict_in_dutch

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
    "verdict": "oordeel",
}
_VALUES: Final = {
    **{str(verdict): verdict_in_dutch(verdict).lower() for verdict in TimeVerdict},
    **{str(kind): words.lower() for kind, words in KINDS.items()},
    **{str(source): words for source, words in SOURCE_NAMES.items()},
    RECEIPT_KIND: "ontvangstbevestiging",
    "automatic_sign": "teken van een automatisch bericht",
    "incomplete": "niet compleet",
    "provider_status_unknown": "onbekend of de aanbieder nieuw of bestaand is",
    "region_unknown": "regio onbekend",
    "undecided": "niet alles is herkend",
    "unreadable": "niet alles is leesbaar",
    "unsearchable": "niet alles is doorzoekbaar",
}

Noted = tuple[str, str]
"""What something is called, and what it is."""


def event_in_dutch(name: str) -> str:
    """Return what an event is called; its own name where staff has no word for it."""
    return next((words for event, words in _EVENTS.items() if event == name), name)


def detail_in_dutch(detail: dict[str, Any]) -> tuple[list[Noted], list[Noted]]:
    """Return what was noted with an event, and what has parts of its own; empty values left out."""
    plain: list[Noted] = []
    nested: list[Noted] = []
    for key, value in detail.items():
        if words := _words(value):
            told = (_KEYS.get(key, key.replace("_", " ")), words)
            (nested if _has_parts(value) else plain).append(told)
    return plain, nested


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
            return _VALUES.get(value, value)
        case list():
            return ", ".join(filter(None, map(_words, value)))
        case dict():
            return ", ".join(f"{key}: {_words(item)}" for key, item in value.items())
        case _:
            return str(value)
