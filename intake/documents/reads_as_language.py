"""Tells text that reads as language from codes that only look like text.

Letters of another alphabet, numbers, codes and abbreviations tell nothing and do not count.
Where little is left to judge by, the text has the benefit of the doubt.
"""

import re
import string
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from intake.documents.letter_triples import commonness

FEWEST_WORDS: Final = 8
"""Of fewer words nothing is said."""

_LOOKED_AT = 2_000
_SLICES = 4
_COMMON_ENOUGH = 8.5
_READING_SHARE = 40
_READING_SHARE_OF_FEW = 25
_FEW_WORDS = 16
_FEWEST_CHARACTERS = 12
_JUNK_SHARE = 0.3
_SYMBOL_SHARE = 0.5
_FEWEST_SYMBOLS = 24
_SHORTEST_WORD = 3
_LONGEST_ABBREVIATION = 5
_LONGEST_WORD = 60
_GLUED = 12

_NUMBERED_GLYPHS: Final = re.compile(r"\(cid:\d+\)|/[GgCc](?:lyph)?\d?[\dA-F]{1,4}\b")
_RUNS: Final = re.compile(r"([.,_=*~|/\\#+\u2026\u00b7\u2022\u2010-\u2015-])(?:\s*\1)+")
_ADDRESS: Final = re.compile(r"@|://|www\.|\.\w{2,4}$")
_NO_WORD: Final = re.compile(r"""[a-z]\d+[a-z]|\w["`<>=?;!#$*^~|{}\[\]\\]+\w""")
_DIGIT: Final = re.compile(r"\d")
_UNUSUAL: Final = re.compile("[^\n -~\u00a1-\u036f\u2010-\u2027\u20ac]")
_SIGNS: Final = re.compile(r"[^\w\s]|_")
_JOINTS: Final = re.compile(r"[\W_]+")
_NO_LETTERS: Final = bytes(set(range(128)) - set(f"{string.ascii_letters}{string.digits}".encode()))
_OTHER_ALPHABETS: Final = ("GREEK", "CYRILLIC", "ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN")


@dataclass(frozen=True)
class Reading:
    """How a text reads.

    Attributes:
        language: Percent of its words that read as language; None where there are too few.
        garbled: Why it only looks like text; empty when it does read, or may.
    """

    language: int | None
    garbled: str = ""


def reading_of(text: str) -> Reading:
    """Judge a text; of a long one, pieces from its beginning to its end."""
    rest, codes = _NUMBERED_GLYPHS.subn(" ", _pieces(text))
    tokens = rest.split()
    if not codes and _is_plain("".join(tokens)):
        return _of_words(tokens)
    characters = "".join(_RUNS.sub(r"\1", rest).split())
    junk = codes + sum(map(_is_junk, _UNUSUAL.findall(characters)))
    whole = len(characters) + codes
    if whole >= _FEWEST_CHARACTERS and junk > _JUNK_SHARE * whole:
        return Reading(0, f"{100 * junk // whole} % of its characters mean nothing")
    symbols = len(_SIGNS.findall(characters))
    if symbols >= _FEWEST_SYMBOLS and symbols > _SYMBOL_SHARE * whole:
        return Reading(0, f"{100 * symbols // whole} % of its characters are signs")
    return _of_words(_UNUSUAL.sub(_without_junk, rest).split() if junk else tokens)


def _is_plain(characters: str) -> bool:
    """Tell at little cost of nearly every text that it has no junk and is not mostly signs."""
    letters = len(characters.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    return (
        2 * letters >= len(characters) and characters.isprintable() and "\ufffd" not in characters
    )


def _without_junk(found: re.Match[str]) -> str:
    return " " if _is_junk(found[0]) else found[0]


def _pieces(text: str) -> str:
    if len(text) <= _LOOKED_AT:
        return text
    size, step = _LOOKED_AT // _SLICES, (len(text) - _LOOKED_AT // _SLICES) // (_SLICES - 1)
    return " ".join(text[start : start + size] for start in range(0, step * _SLICES, step))


def _of_words(tokens: list[str]) -> Reading:
    verdicts = list(map(_reads, tokens))
    words = len(verdicts) - verdicts.count(None)
    if words < FEWEST_WORDS:
        return Reading(None)
    share = min(100 * verdicts.count(True) // words, _share_of_letters(tokens, verdicts))
    enough = _READING_SHARE if words >= _FEW_WORDS else _READING_SHARE_OF_FEW
    return Reading(share, f"{share} % of its words read" if share < enough else "")


def _share_of_letters(tokens: list[str], verdicts: list[bool | None]) -> int:
    """Return percent of what is in words that read, where those that do not are lines in one.

    A font with a wrong table gives the blank another letter as well. The few words of a heading
    in another font would then outnumber all the rest of the page.
    """
    lost = [len(token) for token, reads in zip(tokens, verdicts, strict=True) if reads is False]
    if not lost or sum(lost) < _GLUED * len(lost):
        return 100
    good = sum(len(token) for token, reads in zip(tokens, verdicts, strict=True) if reads)
    return 100 * good // (good + sum(lost))


@lru_cache(maxsize=8_192)
def _reads(token: str) -> bool | None:
    """Tell whether a token reads as a word; None when it tells nothing."""
    if token.isalpha():
        return _part_reads(token) if len(token) <= _LONGEST_WORD else False
    if _ADDRESS.search(token):
        return None
    if _NO_WORD.search(token):
        return False
    if _DIGIT.search(token):
        return None
    if len(token) > _LONGEST_WORD:
        return False
    verdicts = [
        verdict for part in _JOINTS.split(token) if (verdict := _part_reads(part)) is not None
    ]
    return all(verdicts) if verdicts else None


def _part_reads(part: str) -> bool | None:
    if len(part) < _SHORTEST_WORD or (part.isupper() and len(part) <= _LONGEST_ABBREVIATION):
        return None
    bare = part.lower()
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode().lower()
    if not bare:
        name = unicodedata.name(part[0], "")
        return None if name.startswith(_OTHER_ALPHABETS) else False
    return bare.isalpha() and commonness(bare) >= _COMMON_ENOUGH


@lru_cache(maxsize=4_096)
def _is_junk(character: str) -> bool:
    """Tell controls, private and unassigned codes, and the sign that stands for none."""
    return character == "\ufffd" or unicodedata.category(character) in {"Cc", "Co", "Cn", "Cs"}
