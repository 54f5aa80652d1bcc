"""The line by which a letter says what it is about, and whether it is about what comes with it."""

import re
from typing import Final

_NAMES: Final = r"betreft|onderwerp|inzake|betr\.?|subject|re"

# Without a colon, as in a table, it begins with a capital: "betreft" is a word of sentences too.
_PREFIX: Final = re.compile(
    rf"\s*(?:(?i:{_NAMES})\s*:\s*"
    r"|(?:Betreft|BETREFT|Onderwerp|ONDERWERP|Inzake|INZAKE|Subject|SUBJECT)\s+(?=\S))"
)
_ALONE: Final = re.compile(rf"\s*(?:{_NAMES})\s*:?\s*", re.IGNORECASE)
_ANNOUNCING: Final = re.compile(
    r"\b(?:(?<!als )volgt|nazenden|nasturen|nagezonden|nagestuurd|toegezonden|aangevraagd"
    r"|bijgaande?|bijgevoegde?|bijgesloten|(?:in|als) (?:de |een )?bijlagen?"
    r"|hierbij (?:ontvangt|treft|vindt) u|hierbij (?:stuur|sturen|zend|zenden)"
    r"|(?:stuur|zend) ik|(?:sturen|zenden) wij|wij (?:sturen|zenden)|ik (?:stuur|zend))\b"
)


def subject_prefix(line: str) -> str:
    """Return the "Betreft: " at the begin of a line of a letter; empty without one."""
    found = _PREFIX.match(line)
    return found[0] if found else ""


def is_subject_label(line: str) -> bool:
    """Tell whether a line says nothing but that the next one is the subject."""
    return bool(_ALONE.fullmatch(line))


def announces(words: str) -> bool:
    """Tell whether plain words say that something comes with the letter, or later."""
    return bool(_ANNOUNCING.search(words))
