"""Whom a paper gives authority to sign: an extract of the register, or a bewijs van machtiging."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from intake.documents.found import Found
from intake.documents.named_people import NAME_LABEL, each_once
from intake.documents.paper_lines import Line, Paper
from intake.documents.person_names import name_at_start

_GIVES: Final = re.compile(
    r"(?<!\w)(?:machtigt(?:\s+hierbij)?|volmacht\s+aan|gemachtigde:?|gevolmachtigde:?|bevestigt dat"
    r"|machtiging aan|worden gemachtigd:?|wordt gemachtigd:?)\s(?=\S)",
    re.IGNORECASE,
)
_DECIDED: Final = re.compile(
    r"(?<!\w)besloten (?:om )?(?P<who>[^\n,;]{3,60}?) te machtigen", re.IGNORECASE
)
_IS_GIVEN: Final = re.compile(
    r"(?<!\w)(?:is|wordt) (?:hierbij )?(?:gemachtigd|gevolmachtigd|bevoegd)(?! door)(?!\w)",
    re.IGNORECASE,
)
_WHO_IS_GIVEN: Final = re.compile(
    r"wordt gemachtigd|gegevens (?:van de )?gemachtigde|gevolmachtigden?$", re.IGNORECASE
)
_POWER: Final = re.compile(
    r"(?<!\w)(?:alleen|zelfstandig|gezamenlijk|beperkt|volledig\w*|onbeperkt)(?:/\w+)? bevoegd"
    r"|(?<!\w)(?:solely|jointly|independently|fully)(?:/\w+)? authorised"
    r"|(?<!\w)(?:volledige|algehele) volmacht",
    re.IGNORECASE,
)
_OFFICER: Final = re.compile(
    r"(?:functionaris|bestuurder|gevolmachtigde|official)\s?:?\s", re.IGNORECASE
)
_LINES_ABOVE: Final = 7
_LINES_BELOW: Final = 4
_SENTENCE: Final = 250
_MOST: Final = 40


def authorised_by_register(paper: Paper) -> tuple[Found[str], ...]:
    """Return the people whom an extract of the register calls authorised, with their power."""
    return each_once(list(_with_power(paper)))


def authorised_by_letter(paper: Paper) -> tuple[Found[str], ...]:
    """Return the people to whom a bewijs van machtiging gives authority."""
    return each_once([*_given(paper), *_named_below(paper)])


def _with_power(paper: Paper) -> Iterator[Found[str]]:
    for number, line in enumerate(paper.lines):
        below = paper.following(number)
        # A line may end in the middle of such words: "alleen/zelfstandig" and "bevoegd".
        ending = below.text.partition(" ")[0] if below else ""
        if not _POWER.search(f"{line.text} {ending}"):
            continue
        above_it = paper.preceding(number)
        beside = [
            Found(name, item.cited())
            for item in (line, above_it)
            if item and (officer := _OFFICER.match(item.text))
            if (name := name_at_start(item.text[officer.end() :]))
        ]
        if beside:
            yield beside[0]
            continue
        for above in reversed(paper.lines[max(0, number - _LINES_ABOVE) : number]):
            label = NAME_LABEL.match(above.text)
            if label is None:
                continue
            if name := name_at_start(above.text[label.end() :], initials=False):
                yield Found(name, f"{above.cited()}, {line.cited()}")
            break


def _given(paper: Paper) -> Iterator[Found[str]]:
    text = paper.text
    for match in islice(_DECIDED.finditer(paper.flowing), _MOST):
        if (name := name_at_start(match["who"])) and len(name) == len(match["who"]):
            yield Found(name, _around(paper, match))
    flowing = paper.flowing
    for match in islice(_IS_GIVEN.finditer(flowing), _MOST):
        window = flowing[max(0, match.start() - _SENTENCE) : match.start()]
        start = max(0, match.start() - _SENTENCE) + _beginning(window)
        if name := name_at_start(flowing[start : match.start()]):
            yield Found(name, paper.line_at(start).cited())
    for match in islice(_GIVES.finditer(text), _MOST):
        name = name_at_start(text[match.end() : match.end() + 100])
        if name:
            yield Found(name, _around(paper, match))


def _beginning(window: str) -> int:
    """Return where the last sentence of a text begins, or what follows its last "dat"."""
    return max(
        window.rfind("\n") + 1, 0 if " dat " not in window else window.rfind(" dat ") + len(" dat ")
    )


def _named_below(paper: Paper) -> Iterator[Found[str]]:
    for number, line in enumerate(paper.lines):
        if not _WHO_IS_GIVEN.search(line.text.rstrip("?: ")):
            continue
        for below in paper.lines[number + 1 : number + 1 + _LINES_BELOW]:
            label = NAME_LABEL.match(below.text)
            if label and (name := name_at_start(below.text[label.end() :], initials=False)):
                yield Found(name, below.cited(f"{line.text} {below.text}"))
                break


def _around(paper: Paper, match: re.Match[str]) -> str:
    first: Line = paper.line_at(match.start())
    last = paper.line_at(match.end())
    return first.cited(first.text if first is last else f"{first.text} {last.text}")
