"""`python -m deploy.letter_triples`: write the table of letter triples that language is told by.

Counted over the word lists of the Debian packages `wdutch` (OpenTaal, BSD licence) and `wbritish`
(SCOWL, freely usable), which nothing else needs: install them for this alone. Only steps of how
common a triple is are kept, no words.
"""

import base64
import collections
import math
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from intake.documents.letter_triples import SIZE, STEPS, numbers_of

_TARGET: Final = Path(__file__).parents[1] / "intake/documents/letter_triples.py"
_LISTS: Final = (Path("/usr/share/dict/dutch"), Path("/usr/share/dict/british-english"))
_LINE = 88
_COMMON = 7.0
"""Logarithm of how often a triple stands in a million before it gets the highest step."""


def main() -> int:
    """Count, and write the table into the module that uses it."""
    missing = [str(path) for path in _LISTS if not path.exists()]
    if missing:
        print(f"install wdutch and wbritish first: {', '.join(missing)} missing")
        return 1
    steps = _steps([_counted(_words(path)) for path in _LISTS])
    packed = bytes(low | high << 4 for low, high in zip(steps[::2], steps[1::2], strict=True))
    _write(base64.b85encode(packed).decode())
    return 0


def _words(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        bare = unicodedata.normalize("NFKD", line).encode("ascii", "ignore").decode().lower()
        if bare.isalpha():
            yield bare


def _counted(words: Iterable[str]) -> list[float]:
    """Return how often each triple stands in a million of them."""
    counts: collections.Counter[int] = collections.Counter()
    for word in words:
        counts.update(numbers_of(word))
    total = counts.total()
    return [counts[number] * 1e6 / total for number in range(SIZE)]


def _steps(shares: list[list[float]]) -> list[int]:
    """Return a step from 0 to 15 for each triple: how common it is where it is most common."""
    highest = [max(of_one) for of_one in zip(*shares, strict=True)]
    steps = [min(STEPS - 1, round(math.log1p(share) / _COMMON * (STEPS - 1))) for share in highest]
    return [*steps, 0] if len(steps) % 2 else steps


def _write(table: str) -> None:
    text = _TARGET.read_text("utf-8")
    before, mark, after = text.partition("_TABLE: Final = (\n")
    rest = after[after.index("\n)\n") :]
    lines = (table[start : start + _LINE] for start in range(0, len(table), _LINE))
    body = "\n".join(f'    "{line}"' for line in lines)
    _TARGET.write_text(before + mark + body + rest, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
