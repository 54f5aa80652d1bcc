"""The calendar days in a text, in the forms that Dutch papers and English extracts use.

A day without a year, or one that does not exist, is no day; an American order of day and
month is never assumed. A year of two digits lies in 1990-2049.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

TEXT_LIMIT: Final = 20_000
"""Characters read of one text."""

_MONTHS: Final = (
    ("januari", "january", "jan"),
    ("februari", "february", "febr", "feb"),
    ("maart", "march", "mrt", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTH_OF: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES: Final = "|".join(sorted(_MONTH_OF, key=lambda name: -len(name)))
_BEFORE: Final = r"(?<![\w])(?<!\d[-./,])"
_AFTER: Final = r"(?![\w])(?![-./]\d)"
_DAY_FIRST: Final = re.compile(
    rf"{_BEFORE}(?P<d>\d{{1,2}}) ?(?P<sep>[-./]) ?(?P<m>\d{{1,2}}) ?(?P=sep) ?"
    rf"(?P<y>\d{{4}}|\d\d){_AFTER}"
)
_YEAR_FIRST: Final = re.compile(
    rf"{_BEFORE}(?P<y>\d{{4}})(?P<sep>[-./])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}}){_AFTER}"
)
_IN_WORDS: Final = re.compile(
    rf"{_BEFORE}(?P<d>\d{{1,2}})(?:st|nd|rd|th|e|ste|de)?(?: of)?[- ]{{0,2}}(?P<m>{_NAMES})\.?"
    rf"[-, ]{{0,2}}(?P<y>\d{{4}}|['\u2019\u2018`]?\d\d){_AFTER}(?!:)(?! ?(?:uur|u\b|h\b|%))",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(
    rf"(?<!\w)(?P<m>{_NAMES})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?, ?(?P<y>\d{{4}}){_AFTER}",
    re.IGNORECASE,
)
_MISREAD_NUMBERS: Final = re.compile(
    r"(?<![\w-])[\dOolI|]{1,2} ?([-./]) ?[\dOolI|]{1,2} ?\1 ?[\dOolI|]{4}(?![\w])"
)
_MISREAD_WORDS: Final = re.compile(
    r"(?<![\w-])(?P<d>[\dOolI|]{1,2}) (?P<m>[a-zA-Z01|]{3,9})\.? (?P<y>[\dOolI|]{4})(?![\w])"
)
_MISREAD_DIGITS: Final = str.maketrans("OolI|", "00111")
_REAL_DIGITS: Final = 4
_SHORT_YEAR: Final = 100
_CENTURY_BREAK: Final = 50
_FIRST_SHORT: Final = 90
_YEARS: Final = range(1900, 2100)


@dataclass(frozen=True)
class FoundDate:
    """A day, and where it stands in the text it was read in."""

    day: date
    start: int
    end: int


def dates_in(text: str, *, ocr: bool = False) -> tuple[FoundDate, ...]:
    """Return the days that a text names, in reading order.

    Args:
        text: Of which the beginning is read.
        ocr: A machine read it by its looks: letters that stand for digits count as those
            where only one day can be meant.
    """
    read = text[:TEXT_LIMIT]
    if ocr:
        read = _mended(read)
    found: dict[int, FoundDate] = {}
    for pattern in (_DAY_FIRST, _YEAR_FIRST, _IN_WORDS, _MONTH_FIRST):
        for match in pattern.finditer(read):
            day = _day(match)
            if day is not None:
                found.setdefault(match.start(), FoundDate(day, *match.span()))
    return tuple(found[start] for start in sorted(found))


def _day(match: re.Match[str]) -> date | None:
    year = _year(match["y"], dotted=match.groupdict().get("sep") == ".")
    name = match["m"].casefold()
    month = int(name) if name.isdecimal() else _MONTH_OF.get(name)
    if year is None or month is None:
        return None
    try:
        return date(year, month, int(match["d"]))
    except ValueError:
        return None


def _year(digits: str, *, dotted: bool) -> int | None:
    year = int(digits.lstrip("'\u2019\u2018`"))
    if len(digits) == len("2023") and digits.isdecimal():
        return year if year in _YEARS else None
    if dotted or _CENTURY_BREAK <= year < _FIRST_SHORT:
        # Two figures after points are as likely the number of an article.
        return None
    return year + (2000 if year < _CENTURY_BREAK else 1900)


def _mended(text: str) -> str:
    """Return the text, as long as before, with letters for digits in what must be a date."""
    return _MISREAD_WORDS.sub(_mended_words, _MISREAD_NUMBERS.sub(_mended_numbers, text))


def _mended_numbers(match: re.Match[str]) -> str:
    enough = sum(map(str.isdecimal, match[0])) >= _REAL_DIGITS
    return match[0].translate(_MISREAD_DIGITS) if enough else match[0]


def _mended_words(match: re.Match[str]) -> str:
    months = {name for name in _readings(match["m"].lower()) if name in _MONTH_OF}
    digits = sum(map(str.isdecimal, match["d"] + match["y"]))
    if len(months) != 1 or digits < _REAL_DIGITS:
        return match[0]
    day = match["d"].translate(_MISREAD_DIGITS)
    month = months.pop().ljust(match.end("m") - match.start("m"))
    between = match.string[match.end("m") : match.start("y")]
    return f"{day} {month}{between}{match['y'].translate(_MISREAD_DIGITS)}"


def _readings(word: str) -> Iterator[str]:
    """Yield what a misread word can stand for; as long as the word itself."""
    readings: tuple[Callable[[str], str], ...] = (
        lambda text: text,
        lambda text: text.replace("1", "i").replace("|", "i").replace("0", "o"),
        lambda text: text.replace("1", "l").replace("|", "l").replace("0", "o"),
    )
    for reading in readings:
        yield reading(word)
