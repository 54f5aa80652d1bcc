"""What happened to a mail, in the words of staff."""

from datetime import datetime
from typing import Any, Final

from intake.domain.deadline import TimeVerdict
from intake.domain.lifecycle import Event
from intake.domain.moments import in_dutch
from intake.web.templates import verdict_in_dutch

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
    "answer": "antwoord van de mailserver",
    "before": "eerst",
    "flags": "aandachtspunten",
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
_VERDICTS: Final = frozenset(TimeVerdict)


def event_in_dutch(name: str) -> str:
    """Return what an event is called; its own name where staff has no word for it."""
    return next((words for event, words in _EVENTS.items() if event == name), name)


def detail_in_dutch(detail: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what was noted with an event, each as name and value; empty values left out."""
    told = [(_KEYS.get(key, key.replace("_", " ")), _words(value)) for key, value in detail.items()]
    return [(key, words) for key, words in told if words]


def _words(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case str() if value in _VERDICTS:
            return verdict_in_dutch(value)
        case list() | tuple():
            return ", ".join(filter(None, map(_words, value)))
        case dict():
            return ", ".join(f"{key}: {_words(item)}" for key, item in value.items())
        case datetime():
            return in_dutch(value)
        case _:
            return str(value)
