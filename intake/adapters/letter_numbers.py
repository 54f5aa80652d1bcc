"""Numbers of files as a letter names them: short, however many there are."""

from collections.abc import Sequence
from typing import Final

from intake.domain.enumeration import listed

_WORTH_A_RANGE: Final = 3
_MOST_GROUPS: Final = 8


def numbered(numbers: Sequence[int]) -> str:
    """Return e.g. `3`, `1, 3 en 5` or `1, 4 t/m 9 en nog 12 andere`.

    Args:
        numbers: In ascending order, without repetition.
    """
    groups = _groups(numbers)
    shown = groups[:_MOST_GROUPS]
    words = [f"{group[0]} t/m {group[-1]}" if len(group) > 1 else str(group[0]) for group in shown]
    left = sum(len(group) for group in groups[_MOST_GROUPS:])
    if left:
        words.append("nog 1 ander" if left == 1 else f"nog {left} andere")
    return listed(words)


def _groups(numbers: Sequence[int]) -> list[list[int]]:
    """Return runs that are worth a range, and every other number by itself."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    groups: list[list[int]] = []
    for run in runs:
        groups += [run] if len(run) >= _WORTH_A_RANGE else [[number] for number in run]
    return groups
