"""What the words of a document make likely that it is, learned from many papers.

A paper that nobody gave a title still speaks of what it is about: a list of client supporters of
registers and numbers, a forecast of clients and hours. Each word makes each kind a little more or
less likely; the weights are in `kind_vocabulary.json`, which `make vocabulary` learns from the
papers and texts in `deploy/samples`. That a paper is of no kind is one of the answers.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp, sqrt
from typing import Final

OF_NO_KIND: Final = "none"
_WORD: Final = re.compile(r"(?<!\w)[a-z]{2,}(?!\w)")
_FEWEST: Final = 12
"""Known words without which nothing is said."""

_SHOWN: Final = 4
_SCALE: Final = 100


@dataclass(frozen=True)
class Likelihood:
    """How likely a kind is by all words, 0 to 1, and the words that speak most for it."""

    kind: str
    share: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """What was learned.

    Attributes:
        kinds: Identifiers of kinds, `OF_NO_KIND` among them.
        begin: How likely each is before any word, in hundredths of a natural logarithm.
        weights: By word, in the order of `kinds`, in the same measure.
    """

    kinds: tuple[str, ...]
    begin: tuple[int, ...]
    weights: Mapping[str, tuple[int, ...]]

    def likely(self, texts: Iterable[str]) -> tuple[Likelihood, ...]:
        """Return how likely each kind is, the likeliest first; empty: too few words are known.

        Args:
            texts: Plain words of the first pages.
        """
        known = sorted({word for text in texts for word in words_of(text)} & self.weights.keys())
        if len(known) < _FEWEST:
            return ()
        # A long paper is no surer than a short one that says the same.
        scale = 1 / sqrt(len(known))
        sums = [
            (start + scale * sum(self.weights[word][number] for word in known)) / _SCALE
            for number, start in enumerate(self.begin)
        ]
        most = max(sums)
        raised = [exp(item - most) for item in sums]
        shares = zip(self.kinds, raised, strict=True)
        found = [
            Likelihood(kind, share / sum(raised), self._that_speak(known, number))
            for number, (kind, share) in enumerate(shares)
        ]
        return tuple(sorted(found, key=lambda item: -item.share))

    def _that_speak(self, known: Iterable[str], number: int) -> tuple[str, ...]:
        ordered = sorted(known, key=lambda word: (-self.weights[word][number], word))
        return tuple(word for word in ordered[:_SHOWN] if self.weights[word][number] > 0)


def words_of(text: str) -> set[str]:
    """Return the words of a plain text that can be learned: of letters alone, each once."""
    return set(_WORD.findall(text))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return what was learned, read once; a limited child inherits it."""
    learned = json.loads(files(__package__).joinpath("kind_vocabulary.json").read_text("utf-8"))
    weights = {word: tuple(points) for word, points in learned["weights"].items()}
    return Vocabulary(tuple(learned["kinds"]), tuple(learned["begin"]), weights)
