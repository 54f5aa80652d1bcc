"""How each document that is asked for stands, in the words of staff."""

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Final

from intake.domain.completeness import Bearing, Reason, RequirementResult
from intake.web.code_words import REQUIREMENT_STATES

REASONS: Final = MappingProxyType(
    {
        Reason.RECOGNISED: "herkend",
        Reason.SIGNATURE_TO_CONFIRM: "herkend; controleer de handtekening",
        Reason.BY_NAME: "alleen aan de bestandsnaam herkend",
        Reason.BY_WORDS: "alleen aan de woordkeus ingedeeld; kijk wat het is",
        Reason.NOT_RECOGNISED: "niet herkend, kan dit document zijn",
        Reason.NOT_OPENED: "niet geopend, kan dit document zijn",
        Reason.MAY_HOLD: "een ander document; misschien zit dit erbij of is het dit",
        Reason.MAY_BE_MEANT: "een ander document, dat misschien ook bedoeld is",
        Reason.UNSIGNED: "herkend, maar zonder handtekening",
        Reason.NO_SIGNATURE: "herkend, maar geen handtekening gevonden",
        Reason.DATE_UNKNOWN: "herkend, maar de datum is niet gelezen",
        Reason.DATE_AHEAD: "herkend, maar de datum ligt na de inschrijving",
        Reason.DATE_DOUBTFUL: "herkend, maar misschien te oud",
        Reason.TOO_OLD: "herkend, maar te oud",
        Reason.LOCKED: "beveiligd met een wachtwoord",
        Reason.DAMAGED: "beschadigd",
        Reason.UNSEARCHABLE: "herkend, maar niet doorzoekbaar",
    }
)
_MOST = 20


def requirement_words(
    results: Sequence[RequirementResult], title: Callable[[str], str]
) -> list[dict[str, object]]:
    """Return for each requirement its title, how it stands, and why, for the page of a mail.

    Args:
        results: As judged.
        title: Of a kind of document, by its identifier.
    """
    return [
        {
            "title": title(item.requirement.kind),
            "state": item.state,
            "words": REQUIREMENT_STATES[item.state],
            "because": [_because(bearing) for bearing in item.bearings[:_MOST]],
            "more": max(0, len(item.bearings) - _MOST),
            "note": item.note,
            "source": item.requirement.source,
        }
        for item in results
    ]


def _because(item: Bearing) -> str:
    pages = "" if item.first is None else f", pagina {item.first}-{item.last}"
    dated = f" (datum {item.dated:%d-%m-%Y})" if item.dated else ""
    return f"Bestand {item.ordinal}{pages}: {REASONS[item.reason]}{dated}."
