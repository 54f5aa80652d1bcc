"""Lists of things and of pages as Dutch readers write them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

_WORTH_A_RANGE = 3
_MOST_GROUPS = 20


def listed(items: Sequence[str | int]) -> str:
    """Return e.g. `VOG RP, Uittreksel KvK en Bestuursverklaring`; empty for none."""
    words = [str(item) for item in items]
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def pages_listed(pages: Iterable[int]) -> str:
    """Return e.g. `pagina 2`, `pagina 2 en 5` or `pagina 2, 5 t/m 9 en nog 31 pagina's`.

    Args:
        pages: Page numbers in ascending order, without repetition; at least one.
    """
    runs = _runs(list(pages))
    groups = [word for run in runs for word in _words(run)]
    if len(groups) > _MOST_GROUPS:
        shown = 0
        kept: list[str] = []
        for run in runs:
            words = _words(run)
            if len(kept) + len(words) > _MOST_GROUPS:
                break
            kept += words
            shown += len(run)
        left = sum(len(run) for run in runs) - shown
        groups = [*kept, "nog 1 pagina" if left == 1 else f"nog {left} pagina's"]
    return f"pagina {listed(groups)}"


def ranges(numbers: Iterable[int]) -> str:
    """Return ascending numbers with those in a row as a range: `1, 3-5`."""
    return ", ".join(
        f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in _runs(list(numbers))
    )


def _runs(pages: Sequence[int]) -> list[list[int]]:
    runs = [[page] for page in pages[:1]]
    for before, page in pairwise(pages):
        if page == before + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return runs


def _words(run: Sequence[int]) -> list[str]:
    if len(run) >= _WORTH_A_RANGE:
        return [f"{run[0]} t/m {run[-1]}"]
    return [str(page) for page in run]
