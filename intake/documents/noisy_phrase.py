"""Finding a long phrase in what a machine read from a picture, where a letter or two is wrong.

"Verk1aring 0mtrent het Gedrag" and "Uittre ksel Handelsregister" are found; a short phrase never
is, since VOG NP is one letter away from VOG RP and another paper. Of a phrase with at most two
slips, one of three pieces is whole: the pieces are looked for, and only there letters are counted.
"""

from functools import lru_cache
from itertools import pairwise
from typing import Final

from intake.documents.plain_words import Phrase

_ONE_SLIP: Final = 12
_TWO_SLIPS: Final = 20
_PLACES_TRIED: Final = 20

_ALIKE: Final = str.maketrans("i105", "llos")
"""Letters and digits that scanners take for each other."""


class NoisyWords:
    """Plain words without their spaces, and where each letter stood with them."""

    def __init__(self, words: str) -> None:
        self.at = [place for place, letter in enumerate(words) if letter != " "]
        self.compact = words.replace(" ", "").translate(_ALIKE)
        is_start = [not place or words[place - 1] == " " for place in self.at]
        self.begins = frozenset(number for number, starts in enumerate(is_start) if starts)
        self.ends = (self.begins | {len(self.at)}) - {0}


def slips_allowed(phrase: Phrase) -> int:
    """Return how many letters of a phrase may be wrong."""
    length = len(phrase.compact)
    return 0 if length < _ONE_SLIP else 1 if length < _TWO_SLIPS else 2


def noisy_places(phrase: Phrase, text: NoisyWords) -> list[tuple[int, int]]:
    """Return the first place where the phrase stands with a slip or two, as whole words."""
    allowed = slips_allowed(phrase)
    if not allowed:
        return []
    sought = phrase.compact.translate(_ALIKE)
    for offset, piece in _pieces(sought, allowed + 1):
        at, tried = text.compact.find(piece), 0
        while at >= 0 and tried < _PLACES_TRIED:
            if (found := _around(sought, at - offset, allowed, text)) is not None:
                return [(text.at[found[0]], text.at[found[1] - 1] + 1)]
            at, tried = text.compact.find(piece, at + 1), tried + 1
    return []


@lru_cache(maxsize=4_000)
def _pieces(sought: str, number: int) -> tuple[tuple[int, str], ...]:
    bounds = [len(sought) * part // number for part in range(number + 1)]
    return tuple((first, sought[first:last]) for first, last in pairwise(bounds))


def _around(sought: str, start: int, allowed: int, text: NoisyWords) -> tuple[int, int] | None:
    """Return whole words around a place that differ from the phrase in few letters."""
    near = range(-allowed, allowed + 1)
    end = start + len(sought)
    for first in [start + step for step in near if start + step in text.begins]:
        for last in [end + step for step in near if end + step in text.ends]:
            if _differ_little(sought, text.compact[first:last], allowed):
                return first, last
    return None


def _differ_little(one: str, other: str, allowed: int) -> bool:
    """Tell whether at most so many letters are wrong, missing or too many.

    What begins and ends alike is cut off first. Of the table of distances only the band around
    its diagonal can stay below the limit.
    """
    if abs(len(one) - len(other)) > allowed:
        return False
    one, other = _without_same_begin(one, other)
    one, other = _without_same_begin(one[::-1], other[::-1])
    if max(len(one), len(other)) <= allowed:
        return True
    far = allowed + 1
    row = {column: column for column in range(min(allowed, len(other)) + 1)}
    for number, letter in enumerate(one, start=1):
        above, row = row, {}
        for column in range(max(0, number - allowed), min(len(other), number + allowed) + 1):
            wrong = above.get(column - 1, far) + (not column or letter != other[column - 1])
            row[column] = min(wrong, above.get(column, far) + 1, row.get(column - 1, far) + 1)
        if min(row.values()) > allowed:
            return False
    return row.get(len(other), far) <= allowed


def _without_same_begin(one: str, other: str) -> tuple[str, str]:
    same = 0
    for letter, opposite in zip(one, other, strict=False):
        if letter != opposite:
            break
        same += 1
    return one[same:], other[same:]
