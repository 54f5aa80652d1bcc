"""Who signs a paper by its own words, and whom it gives authority to sign."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from intake.documents.found import Found
from intake.documents.labelled import labelled
from intake.documents.paper_lines import Line, Paper
from intake.documents.person_names import name_at_start, whole_name
from intake.domain.document_form import DocumentSignature
from intake.domain.signer_authority import same_person

_LABELS: Final = (
    "naam ondertekenaar",
    "naam van de ondertekenaar",
    "naam tekenbevoegde",
    "tekenbevoegde persoon",
    "tekenbevoegde",
    "ondertekenaar",
    "naam en functie",
    "getekend door",
    "naam bestuurder",
    "bestuurder",
    "door",
)
_NAME_LABEL: Final = re.compile(
    r"(?:naam|name)(?: \([^()]{1,30}\))?(?:\s?[:|\t]|\s)\s?", re.IGNORECASE
)
_SIGNING: Final = re.compile(
    r"(?<!\w)(?:handtekening\w*|ondertekening|getekend|volmachtgever|hoogachtend)(?!\w)"
)
_SAID: Final = re.compile(r"(?<!\w)(?:ondergetekende[,:]?|verklaar ik,?|ik,) (?=\S)", re.IGNORECASE)
_GIVER: Final = re.compile(r"(?<!\w)(?:machtigt|verleent) hierbij(?!\w)", re.IGNORECASE)
_GIVES: Final = re.compile(
    r"(?<!\w)(?:machtigt(?:\s+hierbij)?|volmacht\s+aan|gemachtigde:?|gevolmachtigde:?|bevestigt dat"
    r"|machtiging aan|worden gemachtigd:?|wordt gemachtigd:?)\s(?=\S)",
    re.IGNORECASE,
)
_DECIDED: Final = re.compile(
    r"(?<!\w)besloten (?:om )?(?P<who>[^\n,;]{3,60}?) te machtigen", re.IGNORECASE
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
_NEAR: Final = 6
_SENTENCE: Final = 250
_MOST: Final = 40


def signers_of(
    paper: Paper, signatures: Sequence[DocumentSignature], authorised: Sequence[str]
) -> tuple[Found[str], ...]:
    """Return the names by the signature, each once; the surest source that has any.

    Args:
        paper: To read.
        signatures: Digital ones, whose certificates name somebody.
        authorised: Whom the paper gives authority: not by that who signs it.
    """
    digital = [
        Found(item.signer, f"digital signature '{item.field}'")
        for item in signatures
        if item.signer
    ]
    for found in (_filled_in(paper), _in_sentences(paper), _by_the_place(paper)):
        own = [
            item
            for item in found
            if not any(same_person(item.value, other) for other in authorised)
        ]
        if own:
            return _each_once([*own, *digital])
    return _each_once(digital)


def authorised_by_register(paper: Paper) -> tuple[Found[str], ...]:
    """Return the people whom an extract of the register calls authorised, with their power."""
    return _each_once(list(_with_power(paper)))


def authorised_by_letter(paper: Paper) -> tuple[Found[str], ...]:
    """Return the people to whom a bewijs van machtiging gives authority."""
    return _each_once([*_given(paper), *_named_below(paper)])


def _filled_in(paper: Paper) -> list[Found[str]]:
    for label in _LABELS:
        found = [
            Found(name, item.evidence)
            for item in labelled(paper, label)
            if (name := name_at_start(item.value))
        ]
        if found:
            return found
    return []


def _in_sentences(paper: Paper) -> Iterator[Found[str]]:
    text = paper.flowing
    for match in islice(_SAID.finditer(text), _MOST):
        name = name_at_start(text[match.end() : match.end() + 100])
        if name:
            yield Found(name, paper.line_at(match.end()).cited())
    for match in islice(_GIVER.finditer(text), _MOST):
        start = text.rfind("\n", max(0, match.start() - _SENTENCE), match.start()) + 1
        if start and (name := name_at_start(text[start : match.start()])):
            yield Found(name, paper.line_at(start).cited())


def _by_the_place(paper: Paper) -> Iterator[Found[str]]:
    """Yield names on lines by the place to sign on, alone or behind "Naam"."""
    near = {
        close
        for number, line in enumerate(paper.lines)
        if _SIGNING.search(line.words)
        for close in range(number - _NEAR, number + _NEAR + 1)
    }
    for number, line in enumerate(paper.lines):
        if number not in near and not _is_typed_and_printed(line, paper.following(number)):
            continue
        label = _NAME_LABEL.match(line.text)
        rest = line.text[label.end() :] if label else line.text
        name = name_at_start(rest) if label or "," in rest else whole_name(rest)
        if name:
            yield Found(name, line.cited())


def _is_typed_and_printed(line: Line, below: Line | None) -> bool:
    """Tell whether a name stands above itself, as on a line with the name printed below it."""
    name = whole_name(line.text)
    return bool(name) and below is not None and name_at_start(below.text) == name


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
            label = _NAME_LABEL.match(above.text)
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
    for match in islice(_GIVES.finditer(text), _MOST):
        name = name_at_start(text[match.end() : match.end() + 100])
        if name:
            yield Found(name, _around(paper, match))


def _named_below(paper: Paper) -> Iterator[Found[str]]:
    for number, line in enumerate(paper.lines):
        if not _WHO_IS_GIVEN.search(line.text.rstrip("?: ")):
            continue
        for below in paper.lines[number + 1 : number + 1 + _LINES_BELOW]:
            label = _NAME_LABEL.match(below.text)
            if label and (name := name_at_start(below.text[label.end() :], initials=False)):
                yield Found(name, below.cited(f"{line.text} {below.text}"))
                break


def _around(paper: Paper, match: re.Match[str]) -> str:
    first: Line = paper.line_at(match.start())
    last = paper.line_at(match.end())
    return first.cited(first.text if first is last else f"{first.text} {last.text}")


def _each_once(found: Sequence[Found[str]]) -> tuple[Found[str], ...]:
    kept: list[Found[str]] = []
    for item in found[:_MOST]:
        if not any(same_person(item.value, other.value) for other in kept):
            kept.append(item)
    return tuple(kept)
