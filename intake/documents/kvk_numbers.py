"""The KvK numbers that a text tells: eight digits that stand behind words for the trade register.

Eight digits alone may be anything: a date, a telephone number, a client. So a number
counts only behind such a word, with no other digits in between; and what can be a date
counts only where the word "nummer" is there too.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

_TEXT_LIMIT: Final = 100_000
MOST_NUMBERS: Final = 50

_REGISTER = r"k\.?\s?v\.?\s?k\.?(?![a-z])|kvk(?=n)|kamer\s+van\s+koophandel|handelsregister"
_TRADE_REGISTER = re.compile(rf"(?<!\w)(?:{_REGISTER})", re.IGNORECASE)
_IN_GROUPS = r"\d{2}[ .]\d{2}[ .]\d{2}[ .]\d{2}|\d{4}[ .]\d{4}|\d{2}[ .]\d{3}[ .]\d{3}"
_TOLD = re.compile(
    rf"(?<!\w)(?:{_REGISTER}|dossiernummer)(?P<between>[^\d@]{{0,60}}?)"
    rf"(?:(?<![\w.,/-])|(?<=kvk))(?P<digits>\d{{8}}|(?:{_IN_GROUPS})(?! \d))"
    r"(?!\w)(?![.,/-]\d)(?!\.\w)",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(r"num+er|\bnr\b|\bno\b|n°|№", re.IGNORECASE)
_OTHER_WORD = re.compile(r"tel|fax|mobiel|iban|btw|postbus", re.IGNORECASE)
_CENTURIES = range(1900, 2100)


def kvk_numbers(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers that texts tell to be KvK numbers, each once, in reading order.

    Args:
        texts: The mail's own text, or the pages of a document.
    """
    found: dict[str, None] = {}
    for text in texts:
        read = text[:_TEXT_LIMIT]
        if not _TRADE_REGISTER.search(read):
            # A "dossiernummer" by itself is anybody's.
            continue
        for told in _TOLD.finditer(read):
            number = re.sub(r"\D", "", told["digits"])
            if _OTHER_WORD.search(told["between"]):
                continue
            if not _is_a_date(number) or _NUMBER_WORD.search(told[0]):
                found[number] = None
    return tuple(found)[:MOST_NUMBERS]


def _is_a_date(number: str) -> bool:
    """Tell whether a number may be a day, as in `uittreksel KvK 20230512`."""
    return any(
        year in _CENTURIES and _is_day(year, month, day)
        for year, month, day in (
            (int(number[:4]), int(number[4:6]), int(number[6:])),
            (int(number[4:]), int(number[2:4]), int(number[:2])),
        )
    )


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
