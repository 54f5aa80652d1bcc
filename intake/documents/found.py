"""What was read at one place, and what several places agree on."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

Value = TypeVar("Value")

_MOST_EVIDENCE: Final = 4


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A value, and the words that show it."""

    value: Value
    evidence: str


@dataclass(frozen=True)
class Agreed(Generic[Value]):
    """The value that all places agree on, or None; the evidence of each that was looked at."""

    value: Value | None = None
    evidence: tuple[str, ...] = ()


def agreed(
    found: Sequence[Found[Value]], key: Callable[[Value], Hashable] = lambda value: value
) -> Agreed[Value]:
    """Return what every place says; where two differ, nothing, with the evidence of both.

    Args:
        found: In order of reading; of values that are alike the first is given.
        key: What must be the same for values to be alike.
    """
    first_of: dict[Hashable, Found[Value]] = {}
    for item in found:
        first_of.setdefault(key(item.value), item)
    evidence = tuple(item.evidence for item in first_of.values())[:_MOST_EVIDENCE]
    if len(first_of) != 1:
        return Agreed(None, evidence)
    return Agreed(next(iter(first_of.values())).value, evidence)
