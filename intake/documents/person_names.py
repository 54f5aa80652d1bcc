"""Names of people: initials or first names, the small words between, a surname."""

import re
from typing import Final

_TITLES: Final = frozenset(
    {"mr.", "drs.", "dr.", "ir.", "ing.", "prof.", "bc.", "dhr.", "dhr", "mevr.", "mw.", "mw"}
    | {"mevrouw", "heer", "mevr", "drs", "mr", "dr", "ir"}
)
_BETWEEN: Final = frozenset(
    {"van", "von", "de", "den", "der", "het", "'t", "ten", "ter", "te", "el", "al", "in", "op"}
    | {"la", "le", "du", "bin", "ben", "di", "da", "dos", "aan", "'s", "d'", "een"}
)
_AFTER_HYPHEN: Final = _BETWEEN | {""}
_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z][a-z]{0,2}\.-?){1,8}")
_SURNAME: Final = re.compile(r"(?:[dDlL]['\u2019])?[^\W\d_a-z][^\W\d_]*(?:['\u2019.-][^\W\d_]+)*-?")
_NO_NAMES: Final = frozenset(
    {"naam", "functie", "datum", "handtekening", "bestuurder", "directeur", "voorzitter", "plaats"}
    | {"zorgkantoor", "kvk", "regio", "stichting", "vereniging", "cooperatie", "coöperatie"}
    | {"geachte", "hoogachtend", "minister", "kamer", "pagina", "bijlage", "paraaf", "titel"}
    | {"organisatie", "aanbieder", "ondergetekende", "namens", "bevoegdheid", "gemachtigde"}
    | {"wij", "hierbij", "ondertekening", "aldus", "getekend", "akkoord", "tekenbevoegde"}
)
_MOST_WORDS: Final = 12
_MOST_FIRST_NAMES: Final = 3
_MOST_SURNAMES: Final = 2
_NAME_LIMIT: Final = 80


def name_at_start(text: str, *, initials: bool = True) -> str:
    """Return the name with which a text begins; empty without one.

    Args:
        text: To read.
        initials: Whether the name must have initials, as words with capitals alone may be
            anything.
    """
    tokens = text[: 3 * _NAME_LIMIT].split()[:_MOST_WORDS]
    at = _titles(tokens)
    begin = at
    while at < len(tokens) and _INITIALS.fullmatch(tokens[at]):
        at += 1
    has_initials = at > begin
    if not has_initials:
        if initials:
            return ""
        at = _first_names(tokens, begin)
        if at == begin:
            return ""
    end = _surname(tokens, at)
    if end == at:
        return ""
    words = tokens[:end]
    if any(word.strip(",.;:()").lower() in _NO_NAMES for word in words):
        return ""
    return " ".join(words).rstrip(",;:.)")


def whole_name(text: str, *, initials: bool = True) -> str:
    """Return a text that is a name and nothing more; empty otherwise."""
    name = name_at_start(text, initials=initials)
    return name if name and not text.strip()[len(name) :].strip(" ,.;:)") else ""


def _titles(tokens: list[str]) -> int:
    at = 1 if tokens and tokens[0].lower() == "de" and tokens[1:2] == ["heer"] else 0
    while at < len(tokens) and tokens[at].lower() in _TITLES:
        at += 1
    return at


def _first_names(tokens: list[str], at: int) -> int:
    """Return where the first names end; the last word with a capital is left for the surname."""
    end = at
    while (
        end - at < _MOST_FIRST_NAMES
        and end + 1 < len(tokens)
        and _is_surname(tokens[end])
        and not _ends_here(tokens[end])
        and (_is_surname(tokens[end + 1]) or tokens[end + 1].lower() in _BETWEEN)
    ):
        end += 1
    return end


def _surname(tokens: list[str], at: int) -> int:
    """Return where the surname ends; the same place when there is none."""
    end, taken = at, 0
    while end < len(tokens) and taken < _MOST_SURNAMES:
        ahead = end
        while ahead < len(tokens) and tokens[ahead].lower() in _BETWEEN:
            ahead += 1
        if ahead >= len(tokens) or not _is_surname(tokens[ahead]):
            break
        if (
            taken
            and ahead == end
            and tokens[end - 1].rpartition("-")[2].lower() not in _AFTER_HYPHEN
        ):
            # "A. Jansen Beheer": a second name follows small words or a hyphen alone.
            break
        end, taken = ahead + 1, taken + 1
        if _ends_here(tokens[ahead]):
            break
    return end


def _is_surname(token: str) -> bool:
    return _SURNAME.fullmatch(token.rstrip(",.;:)")) is not None


def _ends_here(token: str) -> bool:
    return token.endswith((",", ".", ";", ":", ")"))
