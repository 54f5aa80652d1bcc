"""The name of the organisation that a paper is about.

A label is surest, then words such as "namens", then a name alone on a line when it is the
only one there. Names of the offices themselves never count.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Final

from intake.documents.found import Agreed, Found, agreed
from intake.documents.kvk_numbers import kvk_numbers
from intake.documents.labelled import first_labelled
from intake.documents.nearest_name import letters_of
from intake.documents.organisation_words import has_legal_form, organisations_in
from intake.documents.paper_lines import Paper
from intake.documents.plain_words import plain

_LABELS: Final = (
    "statutaire naam",
    "naam rechtspersoon",
    "naam organisatie",
    "naam van de organisatie",
    "naam aanbieder",
    "naam van de aanbieder",
    "naam inschrijver",
    "naam inschrijvende organisatie",
    "naam inschrijvende partij",
    "naam instelling",
    "naam bedrijf",
    "bedrijfsnaam",
    "naam van de rechtspersoon",
    "naam zorgaanbieder",
    "naam onderneming",
    "statutory name",
    "trade name",
    "handelsnaam",
    "hoofdaannemer",
)
_LABELS_OF_ANYBODY: Final = (
    "organisatie",
    "inschrijver",
    "inschrijvende organisatie",
    "aanbieder",
    "rechtspersoon",
    "instelling",
    "onderneming",
    "afgegeven aan",
    "volmachtgever",
    "naam",
    "name",
)
_SAID: Final = re.compile(
    r"(?<!\w)(?:namens|rechtspersoon|onderzoek naar|bestuur van"
    r"|(?:bestuurder|directeur|voorzitter|vennoot|eigenaar|directie) van(?: de)?) (?=\S)",
    re.IGNORECASE,
)
_REGISTERED: Final = re.compile(
    r"[ ,(]{1,3}(?:ingeschreven|k\.?v\.?k|gevestigd|kantoorhoudend)", re.IGNORECASE
)
_OTHERS: Final = re.compile(
    r"accountant|notari|advoca|belasting|kamer van koophandel|ministerie|bank n\.?v|verzekeraar"
    r"|zorgkantoor",
    re.IGNORECASE,
)
_OF_SEVERAL: Final = re.compile(r"samenwerkingsverband|deelnemer|hoofdelijk", re.IGNORECASE)
_PAGE_NUMBER: Final = re.compile(r"\s(?:pagina|page|blad) \d.*", re.IGNORECASE)
_OTHER_PARTY: Final = re.compile(
    r"onderaannemer|deelnemer|samenwerkingsverband|werkgever|samen met", re.IGNORECASE
)
# Verbs end in t or d: "Stichting De Brug verklaart" is a sentence that goes on in the next line.
_SMALL_WORD: Final = re.compile(
    r" (?!hier|namens|inzake|tevens|statutair)[a-z\u00e0-\u00ff][a-z\u00e0-\u00ff-]{3,}(?<![td]) *"
)
_IS_LABEL: Final = re.compile(
    r"(?:^|\W)(?:organisatie|aanbieder|naam|rechtspersoon):? *$", re.IGNORECASE
)
_NAME_LIMIT: Final = 120
_TEXT_READ: Final = 20_000
_AROUND: Final = 40
_LINES_READ: Final = 400
_LETTERHEAD: Final = 3


def organisation_of(paper: Paper, offices: Collection[str], *, told: bool = False) -> Agreed[str]:
    """Return the name; None where none is told, or two places tell different ones.

    Args:
        paper: To read.
        offices: Names of the zorgkantoren of the round.
        told: Only where words say that it is the one; where it stands is not enough.
    """
    not_it = {letters_of(name) for name in offices}

    def is_of_it(name: str) -> bool:
        letters = letters_of(name)
        return bool(letters) and letters not in not_it and not _OTHERS.search(name)

    for found in (
        _labelled(paper),
        _named_in_sentences(paper),
        *(() if told else _standing(paper)),
    ):
        own = [item for item in found if is_of_it(item.value)]
        if own:
            whole = {name: _as_headed(name, paper) for name in {item.value for item in own}}
            own = [replace(item, value=whole[item.value]) for item in own]
            return agreed(own, key=_comparable)
    return Agreed()


def _as_headed(name: str, paper: Paper) -> str:
    """Return a name as a line of its own has it, which may end in small words.

    "Maatschap Haar & Huisman cliëntondersteuners": within a sentence nobody can tell where
    such a name ends.
    """
    for line in paper.lines[:_LINES_READ]:
        before, there, rest = line.text.partition(name)
        stands = there and (not before.strip() or _IS_LABEL.search(before))
        if stands and _SMALL_WORD.fullmatch(rest):
            return f"{name}{rest}".rstrip()
    return name


def _comparable(name: str) -> str:
    return letters_of(name)


def _labelled(paper: Paper) -> list[Found[str]]:
    anything = _behind_first(paper, _LABELS, lambda value: bool(_cleaned(value)))
    return anything or _behind_first(paper, _LABELS_OF_ANYBODY, has_legal_form)


def _behind_first(
    paper: Paper, labels: tuple[str, ...], fits: Callable[[str], bool]
) -> list[Found[str]]:
    """Return the names behind the first label that has any that fit."""
    for label in labels:
        found = [
            Found(_cleaned(item.value), item.evidence)
            for item in first_labelled(paper, (label,))
            if fits(item.value) and _cleaned(item.value)
            # The label of an empty field has the next label below it, which can be any words.
            if not item.below or has_legal_form(item.value)
        ]
        if found:
            return found
    return []


def _cleaned(value: str) -> str:
    """Return a value as a name, or nothing when it can be none."""
    names = organisations_in(value)
    if names and names[0][1] == 0:
        return names[0][0]
    name = value.split("\t", maxsplit=1)[0].strip(" .,;:")
    is_name = name[:1].isupper() and len(name) <= _NAME_LIMIT and ":" not in name
    return name if is_name and len(plain(name).split()) > 1 else ""


def _named_in_sentences(paper: Paper) -> Iterator[Found[str]]:
    text = paper.flowing
    for match in _SAID.finditer(text):
        names = organisations_in(text[match.end() : match.end() + _NAME_LIMIT])
        if names and names[0][1] == 0:
            yield Found(names[0][0], paper.line_at(match.start()).cited(match[0] + names[0][0]))


def _standing(paper: Paper) -> Iterator[Iterator[Found[str]]]:
    """Yield what is told by places alone; of a paper of several parties, its letterhead."""
    of_several = _OF_SEVERAL.search(paper.text) is not None or len(kvk_numbers([paper.text])) > 1
    yield _alone_on_line(paper, _LETTERHEAD if of_several else _LINES_READ)
    if not of_several:
        yield _anywhere(paper)


def _anywhere(paper: Paper) -> Iterator[Found[str]]:
    for name, start in organisations_in(paper.flowing[:_TEXT_READ]):
        yield Found(name, paper.line_at(start).cited())


def _alone_on_line(paper: Paper, lines: int) -> Iterator[Found[str]]:
    """Yield names that stand alone on one of the first lines, or before words of the register."""
    for number, line in enumerate(paper.lines[:lines]):
        before = paper.preceding(number)
        if before is not None and _OTHER_PARTY.search(before.text):
            continue
        for name, start in organisations_in(line.text):
            rest = line.text[start + len(name) :]
            alone = not start and not plain(_PAGE_NUMBER.sub("", rest))
            if (alone or _REGISTERED.match(rest)) and not _OTHER_PARTY.search(
                line.text[:start][-_AROUND:]
            ):
                yield Found(name, line.cited())
