"""Numbers of pages as people write them."""

from collections.abc import Iterable


def ranges(numbers: Iterable[int]) -> str:
    """Return ascending numbers with those in a row as a range: `1, 3-5`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
