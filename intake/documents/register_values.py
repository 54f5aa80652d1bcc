"""The values of single cells of a file of contracted providers.

Each reader returns the value, or raises WrongValueError with what is wrong and the remedy.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from intake.documents.register_finding import shown
from intake.domain.mail_domain import comparable_address, comparable_domain, is_public

_DIGITS: Final = 8
_LONGEST_NAME: Final = 200
_BETWEEN = re.compile(r"[\s,;|]+")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DUTCH_DAY = re.compile(r"(\d{1,2})[-.](\d{1,2})[-.](\d{4})", re.ASCII)
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d+", re.ASCII | re.IGNORECASE)
_AS_TEXT = "give the column the format Tekst in Excel before typing the numbers"
_KVK_KINDS = {9: "a RSIN has 9", 12: "a vestigingsnummer has 12"}


class WrongValueError(ValueError):
    """A value that cannot be taken; its text tells what is wrong and what to do."""


def kvk_number(text: str) -> str:
    """Return a KvK number of eight digits."""
    digits = re.sub(r"[\s.]", "", text)
    if not digits:
        raise WrongValueError("is empty; give the KvK number of 8 digits")
    if _SCIENTIFIC.fullmatch(digits):
        raise WrongValueError(f"{shown(text)} is how Excel shortens a number; {_AS_TEXT}")
    if not (digits.isascii() and digits.isdecimal()):
        raise WrongValueError(f"{shown(text)} is no KvK number; give its 8 digits alone")
    if len(digits) == _DIGITS - 1:
        raise WrongValueError(
            f"{shown(text)} has 7 digits, a KvK number has 8; Excel drops a leading zero: "
            f"write 0{digits} if that is the number, and {_AS_TEXT}"
        )
    if len(digits) != _DIGITS:
        hint = f" ({_KVK_KINDS[len(digits)]})" if len(digits) in _KVK_KINDS else ""
        raise WrongValueError(
            f"{shown(text)} has {len(digits)} digits, a KvK number has 8{hint}; correct it"
        )
    if not digits.strip("0"):
        raise WrongValueError(f"{shown(text)} is no KvK number; give the real one")
    return digits


def provider_name(text: str) -> str:
    """Return a name on one line."""
    name = " ".join(text.split())
    if not name:
        raise WrongValueError("is empty; give the name of the provider")
    if len(name) > _LONGEST_NAME:
        raise WrongValueError(
            f"is longer than {_LONGEST_NAME} characters; look for a quote that is not closed"
        )
    return name


def day(text: str) -> date | None:
    """Return a Dutch calendar day, written `2023-12-31` or `31-12-2023`; None where empty."""
    if not text:
        return None
    remedy = "write it as 2023-12-31 or 31-12-2023"
    iso, dutch = _ISO_DAY.fullmatch(text), _DUTCH_DAY.fullmatch(text)
    if iso:
        year, month, day_of_month = map(int, iso.groups())
    elif dutch:
        day_of_month, month, year = map(int, dutch.groups())
    else:
        raise WrongValueError(f"{shown(text)} is no date; {remedy}")
    try:
        return date(year, month, day_of_month)
    except ValueError:
        raise WrongValueError(f"{shown(text)} is no day of the calendar; {remedy}") from None


def domain(text: str, public_domains: frozenset[str]) -> str:
    """Return a mail domain of one organisation alone, as domains are compared."""
    bare = text.removeprefix("@")
    if "@" in bare:
        raise WrongValueError(f"{shown(text)} is an address; put it in the column addresses")
    name = comparable_domain(bare)
    if name is None:
        raise WrongValueError(f"{shown(text)} is no mail domain; write it as aanbieder.nl")
    if is_public(name, public_domains):
        raise WrongValueError(
            f"{shown(text)} is a domain where anybody can have an address; leave it out and put "
            "the provider's own address in the column addresses"
        )
    return name


def address(text: str) -> str:
    """Return a mail address, as addresses are compared."""
    found = comparable_address(text)
    if found is None:
        raise WrongValueError(f"{shown(text)} is no mail address; write it as info@aanbieder.nl")
    return found


def several(text: str, read: Callable[[str], str], wrong: Callable[[str], None]) -> tuple[str, ...]:
    """Return the values of a cell that may hold several, each once.

    Args:
        text: Separated by spaces, commas, semicolons or line ends.
        read: Reads one of them.
        wrong: Is told of each that cannot be read.
    """
    return tuple(dict.fromkeys(_read(filter(None, _BETWEEN.split(text)), read, wrong)))


def _read(
    parts: Iterable[str], read: Callable[[str], str], wrong: Callable[[str], None]
) -> Iterable[str]:
    for part in parts:
        try:
            yield read(part)
        except WrongValueError as error:
            wrong(str(error))
