"""Answers on a form: what "ja", "nee", "geen" and "n.v.t." say, ticked or written."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from intake.documents.choices import Choice
from intake.documents.found import Found

_NONE: Final = re.compile(
    r"\W*(?:geen(?: onderaannemers?)?|n\.? ?v\.? ?t\.?|niet van toepassing|nee|neen|nihil|-)\W*",
    re.IGNORECASE,
)
# "Geen onderaannemers: ja" says the contrary of what it asks: that is for a person to read.
_CONDITION: Final = re.compile(r"(?<!\w)(?:geen|niet|zonder)(?!\w)", re.IGNORECASE)
_ANSWER: Final = re.compile(r"(?P<answer>ja|nee)(?: (?:namelijk|te weten|met|want|zie) .*|)")
_YES: Final = re.compile(r"\W*ja\W*", re.IGNORECASE)


def answers_to(question: re.Pattern[str], choices: Sequence[Choice]) -> Iterator[Found[bool]]:
    """Yield what is ticked of "ja" and "nee" by a question; what is not ticked says nothing."""
    for choice in choices:
        answer = _ANSWER.fullmatch(choice.words) if choice.on else None
        if answer and question.search(choice.above) and not _CONDITION.search(choice.above):
            yield Found(answer["answer"] == "ja", choice.evidence)


def says_none(value: str) -> bool:
    """Tell whether what was filled in says that there is nothing to fill in."""
    return _NONE.fullmatch(value) is not None


def says_yes(value: str) -> bool:
    """Tell whether what was filled in is "ja" and no more."""
    return _YES.fullmatch(value) is not None
