"""From signs to candidates: how sure each kind is, by which words, and what decided.

Signs agree like independent witnesses: each takes away its share of the doubt that is left, so
one more never makes a kind less likely. Of words that say the same (two titles, a name in the
text below its title) the weightiest alone counts; of typical words and form fields some.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from intake.documents.kind_sign import SHARED_TITLE, SUBJECT, Rule, Sign
from intake.domain.recognition import LIKELY, Candidate

THRESHOLD: Final = LIKELY
"""What a kind has to reach to be recognised; the name of a file alone does just so."""

MARGIN: Final = 15
"""What it has to be ahead of the next by; otherwise staff decides."""

_MOST_LAYOUT = 4
_MOST_FIELDS = 3
_SHOWN_LAYOUT = 3
_OF_TITLE_OR_TEXT = (Rule.TITLE, Rule.HEADING, Rule.TEXT)
_SHOWING = frozenset({Rule.SENTENCE, Rule.HEADING})
_OF_THE_FILE = frozenset({Rule.FILE_NAME, Rule.FILE_TITLE})


@dataclass(frozen=True)
class Weighed:
    """A kind with the signs that count for it, the weightiest rule first; at least one."""

    kind: str
    signs: tuple[Sign, ...]

    @property
    def confidence(self) -> int:
        """0 to 100; never 100, since words can always mislead."""
        return _sure(self.signs)

    @property
    def by_file_alone(self) -> bool:
        """Whether nothing within the document says so."""
        return all(sign.rule in _OF_THE_FILE for sign in self.signs)

    @property
    def unaided(self) -> int:
        """How sure it is without the choice of its words."""
        return _sure(sign for sign in self.signs if sign.rule is not Rule.WORDS)

    @property
    def _within(self) -> int:
        """How sure it is by what was looked for and found in it."""
        weak = {Rule.WORDS, *_OF_THE_FILE}
        return _sure(sign for sign in self.signs if sign.rule not in weak)

    @property
    def by_words_alone(self) -> bool:
        """Whether it is recognised by the choice of its words, or as what a letter is about.

        Its name may say the same. Nothing that was looked for in it supports that.
        """
        is_weak = any(
            sign.rule is Rule.WORDS or (sign.rule is Rule.TITLE and sign.weight <= SUBJECT)
            for sign in self.signs
        )
        return is_weak and self._within <= SUBJECT

    @property
    def evidence(self) -> str:
        """The words that show it."""
        layout = [sign for sign in self.signs if sign.rule is Rule.LAYOUT][_SHOWN_LAYOUT:]
        return "; ".join(sign.evidence for sign in self.signs if sign not in layout)

    @property
    def rule(self) -> Rule:
        """The rule that weighs most."""
        return max(self.signs, key=lambda sign: sign.weight).rule

    def candidate(self) -> Candidate:
        """Return it as what others may know of it."""
        return Candidate(self.kind, self.confidence, self.evidence, str(self.rule))


def _sure(signs: Iterable[Sign]) -> int:
    doubt = 1.0
    for sign in signs:
        doubt *= 1 - sign.weight / 100
    return min(int(100 * (1 - doubt) + 1e-6), 99)


def weigh(signs: Iterable[Sign]) -> list[Weighed]:
    """Return every kind that a sign points to, the likeliest first."""
    of_kind: dict[str, list[Sign]] = {}
    for sign in signs:
        of_kind.setdefault(sign.kind, []).append(sign)
    weighed = [Weighed(kind, tuple(_that_count(found))) for kind, found in of_kind.items()]
    return sorted(weighed, key=lambda item: (-item.confidence, item.kind))


def is_shown(item: Weighed, weighed: Sequence[Weighed]) -> bool:
    """Tell whether its title, which no other kind has, a heading or a sentence shows a kind."""
    others = [title for other in weighed if other.kind != item.kind for title in _titles(other)]
    return any(sign.rule in _SHOWING for sign in item.signs) or any(
        title.weight > SHARED_TITLE
        and not any(other.words.startswith(title.words) for other in others)
        for title in _titles(item)
    )


def without_names_of_twins(weighed: Sequence[Weighed]) -> list[Weighed]:
    """Take the name of the file from kinds with one title: their words alone tell which it is."""
    count = Counter(sign.words for item in weighed for sign in _titles(item) if _is_shared(sign))
    twins = {words for words, times in count.items() if times > 1}
    return weigh(
        sign
        for item in weighed
        for sign in item.signs
        if sign.rule not in _OF_THE_FILE
        or not any(title.words in twins and _is_shared(title) for title in _titles(item))
    )


def _titles(item: Weighed) -> list[Sign]:
    return _of(item.signs, Rule.TITLE)


def _is_shared(title: Sign) -> bool:
    return title.weight <= SHARED_TITLE


def _that_count(signs: Sequence[Sign]) -> list[Sign]:
    named = _weightiest([sign for sign in signs if sign.rule in _OF_TITLE_OR_TEXT], 1)
    return [
        *named,
        *_weightiest(_of(signs, Rule.SENTENCE), 1),
        *_weightiest(_of(signs, Rule.WORDS), 1),
        *_weightiest(_of(signs, Rule.FILE_TITLE), 1),
        *_weightiest(_each_once(_of(signs, Rule.LAYOUT)), _MOST_LAYOUT),
        *_weightiest(_each_once(_of(signs, Rule.FIELDS)), _MOST_FIELDS),
        *_weightiest(_of(signs, Rule.FILE_NAME), 1),
    ]


def _of(signs: Sequence[Sign], rule: Rule) -> list[Sign]:
    return [sign for sign in signs if sign.rule is rule]


def _weightiest(signs: Sequence[Sign], most: int) -> list[Sign]:
    return sorted(signs, key=lambda sign: (-sign.weight, -len(sign.words)))[:most]


def _each_once(signs: Sequence[Sign]) -> list[Sign]:
    """Keep words that stand on several pages once."""
    return list({replace(sign, page=0, by_ocr=False): sign for sign in reversed(signs)}.values())
