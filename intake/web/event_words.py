"""What happened to a mail, in the words of staff."""

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from intake.domain.lifecycle import Event
from intake.domain.problems import IN_DUTCH as PROBLEMS
from intake.domain.provider_identity import IN_DUTCH as BASES
from intake.domain.receipt import RECEIPT_KIND, VIRUS_KIND
from intake.domain.time_finding_words import FLAWS
from intake.domain.time_table import SOURCE_NAMES
from intake.web.answer_words import answer_in_dutch
from intake.web.code_words import (
    CLOCKS,
    EVENTS,
    FLAGS,
    KINDS,
    PROVIDER_STATUSES,
    READABLE,
    REQUIREMENT_STATES,
    SCANS,
    SEARCHABLE,
    SERVER_COPIES,
    STAGES,
    STATES,
    STREAMS,
    TIME_FINDINGS,
    VERDICTS,
)
from intake.web.copy_words import COPY_STATES
from intake.web.copy_words import REASONS as COPY_REASONS
from intake.web.detail_keys import KEYS
from intake.web.templates import clock_in_dutch

_RECEIPT: Final = re.compile("ontvangstbevestiging", re.IGNORECASE)
_VIRUS_LETTER: Final = "Bericht over een virus"
_BY_KEY: Final[Mapping[str, Mapping[Any, str]]] = MappingProxyType(
    {
        "after": VERDICTS,
        "basis": BASES,
        "before": VERDICTS,
        "best": SOURCE_NAMES,
        "code": TIME_FINDINGS,
        "copy_reason": COPY_REASONS,
        "copy_state": COPY_STATES,
        "findings": TIME_FINDINGS,
        "flags": FLAGS,
        "flaw": FLAWS,
        "kind": {**KINDS, RECEIPT_KIND: "ontvangstbevestiging", VIRUS_KIND: _VIRUS_LETTER.lower()},
        "problems": PROBLEMS,
        "provider_status": PROVIDER_STATUSES,
        "readable": READABLE,
        "reference": CLOCKS,
        "result": SCANS,
        "searchable": SEARCHABLE,
        "server_copy": SERVER_COPIES,
        "source": SOURCE_NAMES,
        "stage": STAGES,
        "state": {**STATES, **REQUIREMENT_STATES},
        "statuses": PROVIDER_STATUSES,
        "state_before": REQUIREMENT_STATES,
        "stream": STREAMS,
        "told": VERDICTS,
        "verdict": VERDICTS,
    }
)
"""The words of the values of each key; one word may mean something else under another key."""

_NAMES: Final = frozenset({"best", "source"})  # these begin as they are
_NAMED_BY_DATA: Final = frozenset({"registers", "statuses"})  # their keys are offices and regions
_OF_MACHINE: Final = frozenset({"reason", "findings", "kind_reason"})
_FOR_EXPERTS: Final = ("judgement", "decision")
_REASON: Final = "technische reden"
_WITHDRAWN: Final = "Beslissing over de tijd ingetrokken"
_NOT_REJUDGED: Final = "Opnieuw beoordelen na verlenging van de termijn is mislukt"
_NOT_JUDGED_BY_TEXT: Final = "Opnieuw beoordelen met de tekst van scans is mislukt"
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
Noted = tuple[str, str]
"""What something is called, and what it is."""


def event_in_dutch(name: str, detail: Mapping[str, Any]) -> str:
    """Return what an event is called; its own name where a later version wrote it."""
    if name == Event.REJUDGED and "failed" in detail:
        return _NOT_REJUDGED
    if name == Event.JUDGED_BY_TEXT and "failed" in detail:
        return _NOT_JUDGED_BY_TEXT
    if name == Event.TIME_DECIDED and detail.get("verdict", "") is None:
        return _WITHDRAWN
    words = next((words for event, words in EVENTS.items() if event == name), name)
    return _of_the_virus_letter(words) if detail.get("kind") == VIRUS_KIND else words


def _of_the_virus_letter(words: str) -> str:
    """Return what is told of a receipt, told of the letter on a virus."""
    return _RECEIPT.sub(
        lambda found: _VIRUS_LETTER if found[0][0].isupper() else _VIRUS_LETTER.lower(), words
    )


def detail_in_dutch(detail: Mapping[str, Any]) -> tuple[list[Noted], list[Noted]]:
    """Return what was noted with an event, and what only experts read of it.

    Empty values are left out.
    """
    plain: list[Noted] = []
    further: list[Noted] = []
    # What the machine noted of its judgement is in the explanation, in better words; what a
    # person decided on that judgement is not.
    judged = "decision" not in detail and any(key.startswith("judgement") for key in detail)
    for key, value in detail.items():
        of_machine = judged and key in _OF_MACHINE
        if words := _words(value, key):
            told = (_REASON if of_machine and key == "reason" else _label(key), words)
            is_further = of_machine or _has_parts(value) or key.startswith(_FOR_EXPERTS)
            (further if is_further else plain).append(told)
    return plain, further


def _has_parts(value: object) -> bool:
    items = value if isinstance(value, list) else [value]
    return any(isinstance(item, dict) for item in items)


def _label(key: str) -> str:
    return KEYS.get(key, key.replace("_", " "))


def _words(value: object, key: str) -> str:
    """Return a value as people read it; `key` tells which words it may be one of."""
    match value:
        case bool():
            words = "ja" if value else "nee"
        case str():
            words = _word(value, key)
        case list() if key == "values":
            words = _named(dict(value), key)
        case list():
            words = ", ".join(filter(None, (_part(item, key) for item in value)))
        case dict():
            words = _named(value, key)
        case _:
            words = "" if value is None else str(value)
    return words


def _part(value: object, key: str) -> str:
    words = _words(value, key)
    return f"({words})" if words and isinstance(value, dict) else words


def _named(values: Mapping[str, object], key: str) -> str:
    told = []
    for name, value in values.items():
        by_data = key in _NAMED_BY_DATA
        if words := _part(value, key if by_data else name):
            # Of an extension the reason is a person's.
            technical = name == "reason" and key != "extended"
            label = name if by_data else (_REASON if technical else _label(name))
            told.append(f"{label}: {words}")
    return ", ".join(told)


def _word(text: str, key: str) -> str:
    words = _BY_KEY.get(key, {}).get(text)
    if words is not None:
        return words if key in _NAMES else _inside(words)
    if key in ("kind", "kind_before"):
        return text.replace("_", " ")
    if key in ("answer", "reason"):
        return answer_in_dutch(text)
    return _moment(text) or text


def _inside(words: str) -> str:
    """Return words as they stand inside a sentence; names in capitals keep theirs."""
    words = words.rstrip(".")
    return words if words[:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def _moment(text: str) -> str | None:
    """Return a moment as all others on the page are written; None when it is none."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return clock_in_dutch(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None
