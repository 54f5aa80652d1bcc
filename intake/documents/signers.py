"""Who signs a paper by its own words."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from intake.documents.found import Found
from intake.documents.labelled import labelled
from intake.documents.named_people import NAME_LABEL, each_once
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
    "ondertekend door",
    "vertegenwoordigd door",
    "naam vertegenwoordiger",
    "naam van de tekenbevoegde",
    "naam van de vertegenwoordiger",
    "naam bestuurder",
    "bestuurder",
    "door",
)
_SIGNING: Final = re.compile(
    r"(?<!\w)(?:handtekening\w*|ondertekening|getekend|volmachtgever|hoogachtend)(?!\w)"
)
_SAID: Final = re.compile(
    r"(?<!\w)(?:ondergetekende[,:]?|verklaar ik,?|ik,|vertegenwoordigd door:?) (?=\S)",
    re.IGNORECASE,
)
_GIVER: Final = re.compile(r"(?<!\w)(?:machtigt|verleent) hierbij(?!\w)", re.IGNORECASE)
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
            return each_once([*own, *digital])
    return each_once(digital)


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
        label = NAME_LABEL.match(line.text)
        rest = line.text[label.end() :] if label else line.text
        name = name_at_start(rest) if label or "," in rest else whole_name(rest)
        if name:
            yield Found(name, line.cited())


def _is_typed_and_printed(line: Line, below: Line | None) -> bool:
    """Tell whether a name stands above itself, as on a line with the name printed below it."""
    name = whole_name(line.text)
    return bool(name) and below is not None and name_at_start(below.text) == name
