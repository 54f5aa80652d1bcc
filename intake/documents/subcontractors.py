"""Which subcontractors a paper names, with the share of each, and whether there are any."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from intake.documents.answers import answers_to, says_none, says_yes
from intake.documents.choices import Choice
from intake.documents.found import Agreed, Found, agreed
from intake.documents.labelled import first_labelled, labelled
from intake.documents.nearest_name import letters_of
from intake.documents.organisation_words import organisations_in
from intake.documents.own_statements import own_statements
from intake.documents.paper_lines import Paper
from intake.documents.plain_words import plain
from intake.documents.regions_of_round import RegionsOfRound
from intake.domain.findings import Subcontractor

_LABELS: Final = (
    "onderaannemers met aandeel",
    "onderaannemers en aandeel",
    "namen onderaannemers",
    "naam onderaannemer",
    "inzet van onderaannemers",
    "onderaannemer(s)",
    "onderaannemers",
)
_QUESTION: Final = re.compile(r"onderaannemer", re.IGNORECASE)
_NONE_IN_SENTENCE: Final = re.compile(
    r"(?<!\w)(?:geen|zonder|niet met|niet werken met) (?:inzet van )?onderaannemers?(?!\w)"
)
_SOME_IN_SENTENCE: Final = re.compile(
    r"(?<!\w)(?:met|inzet van) (?:deze|de volgende|onderstaande) onderaannemers?(?!\w)"
)
_AS_SUBCONTRACTOR: Final = re.compile(r"(?<!\w)als onderaannemer(?!\w)", re.IGNORECASE)
_DENIAL: Final = re.compile(r"(?<!\w)(?:niet|geen)(?!\w)", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"(?<=\w\w\w)[.!?]\s|\n")
_SENTENCE: Final = 250
_NAMELY: Final = re.compile(r"ja,? (?:namelijk|te weten|met):? ", re.IGNORECASE)
_SHARE: Final = re.compile(
    r"(?<![\d.,])(?P<figure>\d{1,3}(?:[.,]\d{1,2})?) ?(?:%|procent(?!\w)|pct)"
)
_HEADING: Final = re.compile(
    r"onderaannemer.{0,60}(?:aandeel|percentage|%|procent)|onderaannemers:$", re.IGNORECASE
)
_VERB: Final = re.compile(
    r"\s(?:voert|voeren|verzorgt|neemt|doet|krijgt|levert|werkt|heeft|met een|voor|aandeel"
    r"|in de regio|regio)(?!\w)",
    re.IGNORECASE,
)
_NO_SUBCONTRACTOR: Final = re.compile(
    r"(?:sub)?totaal|samen|eigen|zelf|hoofdaannemer|aanbieder|naam|regio|percentage", re.IGNORECASE
)
_MARK: Final = re.compile(r"^(?:[-\u2022\u00b7*\u2013o]|\d{1,2}[.)])\s+")
_LEADING_WORD: Final = re.compile(r"^(?:door|aan|en|van) ", re.IGNORECASE)
_WHOLE: Final = 100
_NAME_LIMIT: Final = 120
_LINES_OF_A_ROW: Final = 3
_MOST: Final = 100


@dataclass(frozen=True)
class Subcontracted:
    """Whether there are subcontractors, and those that are named."""

    any: Agreed[bool]
    named: tuple[Subcontractor, ...] = ()
    evidence: tuple[str, ...] = ()


def subcontracted_in(
    paper: Paper, choices: Sequence[Choice], known: RegionsOfRound
) -> Subcontracted:
    """Return what a paper says; of an empty form, nothing.

    Args:
        paper: To read.
        choices: Of that paper.
        known: Regions of the round; a share may be of one of them.
    """
    named = list(
        islice(
            chain(
                _in_values(paper, known),
                _in_answers(choices, known),
                _in_rows(paper, known),
                _by_role(paper),
            ),
            _MOST,
        )
    )
    said = [*answers_to(_QUESTION, choices), *_filled_in(paper), *_in_sentences(paper)]
    said += [Found(True, item.evidence) for item in named[:1]]
    is_any = agreed(said)
    if is_any.value is not True:
        return Subcontracted(is_any)
    first = {(letters_of(item.value.name), item.value.region): item for item in reversed(named)}
    kept = [item for item in named if first[letters_of(item.value.name), item.value.region] is item]
    return Subcontracted(
        is_any,
        tuple(item.value for item in kept),
        tuple(dict.fromkeys(item.evidence for item in kept)),
    )


def _filled_in(paper: Paper) -> Iterator[Found[bool]]:
    for item in labelled(paper, "geen onderaannemers"):
        if says_yes(item.value):
            yield Found(False, item.evidence)
    for item in first_labelled(paper, _LABELS):
        if says_none(item.value):
            yield Found(False, item.evidence)
        elif says_yes(item.value):
            yield Found(True, item.evidence)


def _in_sentences(paper: Paper) -> Iterator[Found[bool]]:
    for pattern, value in ((_NONE_IN_SENTENCE, False), (_SOME_IN_SENTENCE, True)):
        for said in own_statements(pattern, paper):
            yield Found(value, said.evidence)


def _in_values(paper: Paper, known: RegionsOfRound) -> Iterator[Found[Subcontractor]]:
    for item in first_labelled(paper, _LABELS):
        for part in _with_shares(item.value, known):
            yield Found(part, item.evidence)
        if not _SHARE.search(item.value):
            for name, _ in organisations_in(item.value):
                yield Found(Subcontractor(name), item.evidence)


def _in_answers(choices: Sequence[Choice], known: RegionsOfRound) -> Iterator[Found[Subcontractor]]:
    """Yield whom "ja, namelijk: De Brug (20%)" names."""
    for choice in choices:
        named = _NAMELY.match(choice.text)
        if choice.on and named and _QUESTION.search(choice.above):
            for part in _with_shares(choice.text[named.end() :], known):
                yield Found(part, choice.evidence)


def _by_role(paper: Paper) -> Iterator[Found[Subcontractor]]:
    """Yield whom a sentence calls a subcontractor: "… zet Hulp B.V. in als onderaannemer"."""
    text = paper.flowing
    for match in islice(_AS_SUBCONTRACTOR.finditer(text), _MOST):
        before = text[max(0, match.start() - _SENTENCE) : match.start()]
        sentence = _SENTENCE_END.split(before)[-1]
        names = organisations_in(sentence)
        if names and not _DENIAL.search(sentence):
            yield Found(Subcontractor(names[-1][0]), paper.line_at(match.start()).cited())


def _in_rows(paper: Paper, known: RegionsOfRound) -> Iterator[Found[Subcontractor]]:
    """Yield the rows of a table, or items of a list, below a heading that announces them."""
    left, row = 0, ""
    for line in paper.lines:
        if _HEADING.search(line.text):
            left, row = _LINES_OF_A_ROW, ""
            continue
        if not left:
            continue
        row = f"{row} {line.text}".strip()
        parts = list(_with_shares(row, known))
        for part in parts:
            yield Found(part, line.cited(row))
        left, row = (_LINES_OF_A_ROW, "") if parts else (left - 1, row)


def _with_shares(text: str, known: RegionsOfRound) -> Iterator[Subcontractor]:
    shares = list(_SHARE.finditer(text))
    # "20% De Brug, 15% Hulp B.V.": where a share comes first, each name follows its own.
    is_before = bool(shares) and bool(plain(text[: shares[0].start()]))
    for number, match in enumerate(shares):
        begin = shares[number - 1].end() if number else 0
        until = shares[number + 1].start() if number + 1 < len(shares) else len(text)
        beside = text[begin : match.start()] if is_before else text[match.end() : until]
        name, region = _name_and_region(beside, known)
        if is_before and region is None and len(shares) == 1:
            _, region = _name_and_region(f"- {text[match.end() :]}", known)
        percent = float(match["figure"].replace(",", "."))
        if name and percent <= _WHOLE and not _NO_SUBCONTRACTOR.match(name):
            yield Subcontractor(name, percent, region)


def _name_and_region(text: str, known: RegionsOfRound) -> tuple[str, str | None]:
    """Return a name without what follows it, and the region, where there is just one."""
    whole = _LEADING_WORD.sub("", _MARK.sub("", text.strip(" ;,\n\t").lstrip(".")))
    places = known.names.places(whole)
    cut = min([start for start, _, _ in places if start] + [len(whole)])
    if (verb := _VERB.search(whole)) is not None:
        cut = min(cut, verb.start())
    organisations = organisations_in(whole[:cut])
    name = organisations[0][0] if organisations else whole[:cut].strip(" ;:,.(|\t-\u2013")
    if len(name) > _NAME_LIMIT or not plain(name) or name[:1].islower():
        return "", None
    found = {owner for _, _, owner in places}
    return name, known.regions[found.pop()].name if len(found) == 1 else None
