"""Whether a provider registers in a samenwerkingsverband, and with whom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from intake.documents.answers import answers_to, says_none, says_yes
from intake.documents.choices import Choice
from intake.documents.found import Agreed, Found, agreed
from intake.documents.labelled import first_labelled
from intake.documents.nearest_name import letters_of
from intake.documents.organisation_words import organisations_in
from intake.documents.own_statements import own_statements
from intake.documents.paper_lines import Paper
from intake.documents.plain_words import plain

_LABELS: Final = (
    "deelnemers samenwerkingsverband",
    "deelnemers aan het samenwerkingsverband",
    "leden samenwerkingsverband",
    "leden van het samenwerkingsverband",
    "overige deelnemers",
    "samenwerkingsverband met",
    "deelnemers",
    "samenwerkingsverband",
)
_TOGETHER: Final = re.compile(r"samenwerkingsverband|combinatie(?!\w)", re.IGNORECASE)
_ALONE: Final = re.compile(r"(?<!\w)(?:zelfstandige?|individueel|alleen)(?!\w)(?! bevoegd| zonder)")
_ALONE_IN_SENTENCE: Final = re.compile(
    r"(?:schrijven ons|schrijft zich|schrijven wij ons) (?:zelfstandig|individueel) in"
    r"|(?<!\w)geen (?:onderdeel van een |deel van een |deelnemer aan een )?samenwerkingsverband"
    r"|(?<!\w)niet (?:als|in|namens|met)(?: een)? samenwerkingsverband"
)
_TOGETHER_IN_SENTENCE: Final = re.compile(
    r"(?:vormen|vormt)(?: samen)? (?:met \w{1,20} )?"
    r"(?:een samenwerkingsverband|(?:één|een) inschrijver)"
    r"|(?:schrijft zich|schrijven wij ons|schrijven ons)"
    r" (?:samen met|in als samenwerkingsverband|als samenwerkingsverband)"
    r"|(?:leden|deelnemers) van het samenwerkingsverband (?:voor|verklaren|aanvaarden)"
)
_WITH: Final = re.compile(
    r"(?:samenwerkingsverband|samen) (?:met|bestaande uit):? ?", re.IGNORECASE
)
_REGISTERED: Final = re.compile(r"[, (]{1,3}k\.?v\.?k", re.IGNORECASE)
_VALUE_READ: Final = 300
_MOST_MEMBERS: Final = 30


@dataclass(frozen=True)
class Consortium:
    """Whether it is one, and the members beside the one that registers."""

    is_one: Agreed[bool]
    members: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def consortium_of(paper: Paper, choices: Sequence[Choice], organisation: str | None) -> Consortium:
    """Return what a paper says of it; of an empty form, nothing.

    Args:
        paper: To read.
        choices: Of that paper.
        organisation: The one that registers, where its name was read; no member of its own.
    """
    is_one: Agreed[bool] = Agreed()
    for found in (
        _ticked(choices),
        _filled_in(paper),
        _in_sentences(paper),
        _left_open(paper, choices),
    ):
        if items := list(found):
            is_one = agreed(items)
            break
    if not is_one.value:
        return Consortium(is_one)
    members = list(_members(paper, choices, organisation))
    names = {letters_of(item.value): item.value for item in reversed(members)}
    ordered = tuple(dict.fromkeys(names[letters_of(item.value)] for item in members))
    evidence = tuple(dict.fromkeys(item.evidence for item in members))
    return Consortium(is_one, ordered[:_MOST_MEMBERS], evidence)


def _ticked(choices: Sequence[Choice]) -> Iterator[Found[bool]]:
    yield from answers_to(_TOGETHER, choices)
    for choice in choices:
        if choice.on and _TOGETHER.search(choice.text):
            yield Found(True, choice.evidence)
        elif choice.on and _ALONE.match(choice.words):
            yield Found(False, choice.evidence)


def _filled_in(paper: Paper) -> Iterator[Found[bool]]:
    for item in first_labelled(paper, _LABELS):
        if says_none(item.value):
            yield Found(False, item.evidence)
        elif says_yes(item.value) or organisations_in(item.value):
            yield Found(True, item.evidence)


def _in_sentences(paper: Paper) -> Iterator[Found[bool]]:
    for pattern, value in ((_ALONE_IN_SENTENCE, False), (_TOGETHER_IN_SENTENCE, True)):
        for said in own_statements(pattern, paper):
            yield Found(value, said.evidence)


def _left_open(paper: Paper, choices: Sequence[Choice]) -> Iterator[Found[bool]]:
    """Yield that a box was left empty, on a form of which other boxes or fields are not."""
    if not any(choice.on for choice in choices) and not any(item.value for item in paper.entries):
        return
    for choice in choices:
        asked = choice.above if choice.words == "ja" else choice.text
        if choice.on is False and choice.words != "nee" and _TOGETHER.search(asked):
            yield Found(False, f"{choice.evidence}, not ticked")


def _members(
    paper: Paper, choices: Sequence[Choice], organisation: str | None
) -> Iterator[Found[str]]:
    """Yield the names behind the words that announce them, without that of the provider."""
    values = [(item.value, item.evidence) for item in first_labelled(paper, _LABELS)]
    values += [
        (choice.text, choice.evidence)
        for choice in choices
        if choice.on and _WITH.search(choice.text)
    ]
    text = paper.flowing
    for match in islice(_WITH.finditer(text), _MOST_MEMBERS):
        line = paper.line_at(match.start())
        values.append(
            (text[match.end() : match.end() + _VALUE_READ].partition("\n")[0], line.cited())
        )
    own = letters_of(organisation or "")
    for value, evidence in values:
        for name in _names_in_a_row(value):
            if letters_of(name) != own:
                yield Found(name, evidence)
    if organisation is None or not _TOGETHER_IN_SENTENCE.search(text.lower()):
        return
    for line in paper.lines:
        for name, start in organisations_in(line.text):
            if _REGISTERED.match(line.text[start + len(name) :]) and letters_of(name) != own:
                yield Found(name, line.cited())


def _names_in_a_row(value: str) -> Iterator[str]:
    """Yield the names at the beginning of a text that commas and "en" alone part."""
    end = 0
    for name, start in organisations_in(
        _WITH.sub("", value, count=1) if _WITH.match(value) else value
    ):
        if plain(value[end:start]) not in ("", "en", "en met") and end:
            return
        end = start + len(name)
        yield name
