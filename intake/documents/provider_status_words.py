"""Whether a provider calls itself new or existing: ticked, filled in, or in a sentence."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from intake.documents.answers import answers_to, says_none, says_yes
from intake.documents.choices import Choice
from intake.documents.found import Agreed, Found, agreed
from intake.documents.labelled import first_labelled, labelled
from intake.documents.paper_lines import Paper
from intake.documents.plain_words import plain
from intake.domain.round import ProviderStatus

_LABELS: Final = (
    "nieuwe of bestaande aanbieder",
    "nieuw of bestaand",
    "aanbieder is",
    "soort aanbieder",
    "type aanbieder",
    "status aanbieder",
    "status",
    "positie",
)
_NEW: Final = re.compile(
    r"(?<!\w)(?:nieuwe?(?: aanbieder)?|nog geen (?:overeenkomst|contract)"
    r"|nog niet gecontracteerd|(?:niet|geen) bestaande? aanbieder)(?!\w)"
)
_EXISTING: Final = re.compile(
    r"(?<!\w)(?:bestaande?(?: aanbieder)?|(?:nu )?al een (?:overeenkomst|contract)"
    r"|(?:nu |reeds )?al gecontracteerd|reeds gecontracteerd|(?:niet|geen) nieuwe? aanbieder)(?!\w)"
)
_NOT_BOTH: Final = re.compile(r"(?<!\w)(?:niet|geen) (?:nieuwe?|bestaande?)(?!\w)")
_CONTRACT: Final = re.compile(r"contract|overeenkomst", re.IGNORECASE)
_IS_NEW: Final = re.compile(r"nieuwe aanbieder", re.IGNORECASE)
_IS_EXISTING: Final = re.compile(r"bestaande aanbieder", re.IGNORECASE)
_WE: Final = (
    r"(?<!\w)(?:wij zijn|zijn wij|wij schrijven ons in als|schrijft zich in als"
    r"|schrijven wij ons in als|ik ben) (?:een )?"
)
_IN_SENTENCE: Final = (
    (re.compile(rf"{_WE}nieuwe aanbieder(?!\w)"), ProviderStatus.NEW),
    (re.compile(rf"{_WE}bestaande aanbieder(?!\w)"), ProviderStatus.EXISTING),
    (re.compile(r"(?<!\w)wij hebben nog geen (?:overeenkomst|contract)"), ProviderStatus.NEW),
    (
        re.compile(r"(?<!\w)wij hebben (?:nu )?al een (?:overeenkomst|contract)"),
        ProviderStatus.EXISTING,
    ),
)
_FEW_WORDS: Final = 8


def provider_status(paper: Paper, choices: Sequence[Choice]) -> Agreed[ProviderStatus]:
    """Return what the provider says of itself; None where it says nothing, or both."""
    for found in (_ticked(choices), _filled_in(paper), _in_sentences(paper)):
        if items := list(found):
            return agreed(items)
    return Agreed()


def _ticked(choices: Sequence[Choice]) -> Iterator[Found[ProviderStatus]]:
    for choice in choices:
        status = _status(choice.words)
        if choice.on and status is not None and len(choice.words.split()) <= _FEW_WORDS:
            yield Found(status, choice.evidence)
    for question, if_yes in (
        (_CONTRACT, ProviderStatus.EXISTING),
        (_IS_EXISTING, ProviderStatus.EXISTING),
        (_IS_NEW, ProviderStatus.NEW),
    ):
        for answer in answers_to(question, choices):
            yield Found(if_yes if answer.value else _other(if_yes), answer.evidence)


def _filled_in(paper: Paper) -> Iterator[Found[ProviderStatus]]:
    for item in first_labelled(paper, _LABELS):
        if (status := _status(plain(item.value))) is not None:
            yield Found(status, item.evidence)
    for label, if_yes in (
        ("nieuwe aanbieder", ProviderStatus.NEW),
        ("bestaande aanbieder", ProviderStatus.EXISTING),
    ):
        for item in labelled(paper, label, below=False):
            if says_yes(item.value) or says_none(item.value):
                yield Found(if_yes if says_yes(item.value) else _other(if_yes), item.evidence)


def _in_sentences(paper: Paper) -> Iterator[Found[ProviderStatus]]:
    text = paper.flowing.lower()
    for pattern, status in _IN_SENTENCE:
        for match in pattern.finditer(text):
            yield Found(status, paper.line_at(match.start()).cited())


def _status(words: str) -> ProviderStatus | None:
    """Return what words say; None where they say neither or both."""
    if _NOT_BOTH.search(words):
        words = words.replace("niet ", "geen ")
        is_new = "geen bestaand" in words
        return ProviderStatus.NEW if is_new else ProviderStatus.EXISTING
    is_new, is_existing = bool(_NEW.search(words)), bool(_EXISTING.search(words))
    if is_new == is_existing:
        return None
    return ProviderStatus.NEW if is_new else ProviderStatus.EXISTING


def _other(status: ProviderStatus) -> ProviderStatus:
    is_new = status is ProviderStatus.NEW
    return ProviderStatus.EXISTING if is_new else ProviderStatus.NEW
