"""A mail that was sent in pieces, `message/partial` (RFC 2046 section 5.2.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_PIECES: Final = 500
"""A mail of the largest size in pieces of 300 kB; who says more is not believed."""


@dataclass(frozen=True, slots=True)
class Partial:
    """What one piece says of itself.

    Attributes:
        id: The same in all pieces of a mail.
        number: From 1.
        total: How many there are; only the last has to tell.
    """

    id: str
    number: int
    total: int | None = None


class Standing(StrEnum):
    """What becomes of the pieces that are there."""

    WHOLE = "whole"
    WAITING = "waiting"
    CONTRADICTORY = "contradictory"


@dataclass(frozen=True, slots=True)
class PartialStanding:
    """How far a mail in pieces is; `missing` are numbers, as far as they are known."""

    standing: Standing
    missing: tuple[int, ...] = ()


def partial_words(partial: Partial) -> str:
    """Return in Dutch which piece it is."""
    of = "" if partial.total is None else f" van {partial.total}"
    return f"deel {partial.number}{of}"


def partial_standing(pieces: Iterable[Partial]) -> PartialStanding:
    """Return whether the pieces with one id can be joined.

    The same number twice is a piece that was delivered twice, and no contradiction: whoever
    stores them keeps the first. Two totals are one, and so is a number beyond the total.
    """
    found = tuple(pieces)
    totals = {piece.total for piece in found if piece.total is not None}
    numbers = {piece.number for piece in found}
    ids = {piece.id for piece in found}
    if len(totals) > 1 or len(ids) > 1 or (totals and max(numbers) > max(totals)):
        return PartialStanding(Standing.CONTRADICTORY)
    last = max(totals or numbers, default=0)
    missing = tuple(number for number in range(1, last + 1) if number not in numbers)
    is_whole = bool(totals) and not missing
    return PartialStanding(Standing.WHOLE if is_whole else Standing.WAITING, missing)
