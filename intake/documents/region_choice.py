"""The regions for which a paper registers: ticked in a form, or named in its sentences.

A form prints every region, and somebody ticks some. So where a paper has boxes by the names
of regions, the ticked ones count and nothing else; and a bare list of names of which the
boxes cannot be seen tells nothing at all.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from intake.documents.answers import says_yes
from intake.documents.choices import Choice
from intake.documents.nearest_name import letters_of
from intake.documents.paper_lines import Line, Paper
from intake.documents.plain_words import plain
from intake.documents.regions import evened, regions_named
from intake.documents.regions_of_round import CALLED_REGION, ChosenRegions, RegionsOfRound
from intake.domain.document_form import FieldKind

_REGION_FIELD: Final = re.compile(r"regio|werkgebied", re.IGNORECASE)
_YES: Final = re.compile(r"(?:ja|wel|x|yes)")
_NO: Final = re.compile(r"(?:nee|no|niet|geen|nvt)")
_BULLET: Final = re.compile(r"\s*(?:[-\u2022\u00b7\u25aa\u25cf*\u2013]|\d{1,2}[.)])\s")
_GOES_ON: Final = re.compile(r"(?:[,;+&/]|(?<!\w)en)\s*$", re.IGNORECASE)
_HEADING_OF_TABLE: Final = re.compile(
    r"(?:zorg(?:kantoor)?)?regio(?:'?s)? (?:\S+ ){0,6}(?:aantal|uren|uur|cli\S{1,2}nten|fte)(?!\w)",
    re.IGNORECASE,
)
_LETTERS_OF_A_BOX: Final = 8
_MOST_PASSAGES: Final = 200
_TOO_LONG: Final = 150


def chosen_regions(
    paper: Paper, choices: Sequence[Choice], known: RegionsOfRound, *, is_form: bool
) -> ChosenRegions:
    """Return the regions a paper registers for; none where that cannot be told.

    Args:
        paper: To read.
        choices: Of that paper, see `choices_in`.
        known: Regions of the round.
        is_form: Whether it may be a form that prints regions nobody chose.
    """
    in_fields = _in_fields(paper, known)
    if in_fields:
        return known.chosen(in_fields)
    ticks = list(_ticks(choices, known))
    boxed = {number for number, _, _ in ticks}
    ticks += [item for item in _cells(paper, known) if item[0] not in boxed]
    if ticks:
        return known.chosen(_ticked(ticks))
    if is_form:
        return known.chosen(_in_sentences(_without_bare_lists(paper, known), known))
    return known.chosen(_in_table(paper, known) | _in_sentences(paper.lines, known))


def _in_fields(paper: Paper, known: RegionsOfRound) -> dict[int, str]:
    found: dict[int, str] = {}
    for entry in paper.entries:
        if not entry.value:
            continue
        if entry.kind is FieldKind.CHECKBOX:
            number = known.bare(entry.name)
            last = known.bare(entry.name.rpartition(".")[2]) if number is None else number
            if last is not None:
                found.setdefault(last, entry.cited())
        elif entry.kind is FieldKind.CHOICE and known.bare(entry.name) is not None:
            if says_yes(entry.value):
                found.setdefault(known.bare(entry.name) or 0, entry.cited())
        elif _REGION_FIELD.search(entry.name):
            for _, _, owner in known.names.places(entry.value):
                found.setdefault(owner, entry.cited())
    return found


def _ticks(
    choices: Sequence[Choice], known: RegionsOfRound
) -> Iterator[tuple[int, bool | None, str]]:
    """Yield each region that has a box, and whether that is ticked."""
    for choice in choices:
        if (number := known.bare(choice.text)) is not None:
            yield number, choice.on, choice.evidence
        elif choice.words in ("ja", "nee") and (above := known.bare(choice.above)) is not None:
            is_yes = (
                choice.on if choice.words == "ja" else None if choice.on is None else not choice.on
            )
            yield above, is_yes, choice.evidence


def _cells(paper: Paper, known: RegionsOfRound) -> Iterator[tuple[int, bool | None, str]]:
    """Yield the regions of lines such as "Nijmegen ja" and "Utrecht nee"."""
    for line in paper.lines:
        number, rest = _region_and_rest(line, known)
        if number is None or not rest:
            continue
        has_yes, has_no = _YES.fullmatch(rest), _NO.fullmatch(rest)
        if has_yes or has_no:
            yield number, None if line.ocr and rest == "x" else bool(has_yes), line.cited()
        elif rest in ("janee", "neeja"):
            yield number, None, line.cited()


def _region_and_rest(line: Line, known: RegionsOfRound) -> tuple[int | None, str]:
    """Return the only region on a short line, and the letters beside it."""
    if len(line.text) > _TOO_LONG:
        return None, ""
    places = known.names.places(line.text)
    if len(places) != 1:
        return None, ""
    start, end, number = places[0]
    even = evened(line.text)
    before = CALLED_REGION.sub("", even[:start].lstrip())
    before = re.sub(r"(?<!\w)regio\s*$", "", before)
    return number, letters_of(before) + letters_of(even[end:])


def _ticked(ticks: Sequence[tuple[int, bool | None, str]]) -> dict[int, str]:
    """Return what is ticked; what is so in one place and not in another is left out."""
    said: dict[int, set[bool | None]] = {}
    evidence: dict[int, str] = {}
    for number, on, words in ticks:
        said.setdefault(number, set()).add(on)
        evidence.setdefault(number, words)
    return {number: evidence[number] for number, states in said.items() if states == {True}}


def _without_bare_lists(paper: Paper, known: RegionsOfRound) -> list[Line]:
    """Return the lines without lists of regions of which the boxes may be drawn, or misread."""
    kept: list[Line] = []
    run: list[Line] = []
    for line in paper.lines:
        number, rest = _region_and_rest(line, known)
        if number is not None and len(rest) <= _LETTERS_OF_A_BOX:
            run.append(line)
            continue
        kept += _kept_of_run(run)
        run = []
        kept.append(line)
    return kept + _kept_of_run(run)


def _kept_of_run(run: list[Line]) -> list[Line]:
    is_typed = all(_GOES_ON.search(line.text) for line in run[:-1]) if len(run) > 1 else True
    has_bullets = all(_BULLET.match(line.text) and not line.ocr for line in run)
    if len(run) == 1:
        return [] if run[0].ocr and not plain(run[0].text) else run
    return run if is_typed or has_bullets else []


def _in_table(paper: Paper, known: RegionsOfRound) -> dict[int, str]:
    """Return the regions with which the rows begin below a heading such as "Regio Uren"."""
    found: dict[int, str] = {}
    is_below = False
    for line in paper.lines:
        if _HEADING_OF_TABLE.match(line.text):
            is_below = True
            continue
        if not is_below or len(line.text) > _TOO_LONG:
            is_below = False
            continue
        places = known.names.places(line.text)
        is_below = bool(places) and places[0][0] == 0 and re.search(r"\d", line.text) is not None
        if is_below:
            found.setdefault(places[0][2], line.cited())
    return found


def _in_sentences(lines: Sequence[Line], known: RegionsOfRound) -> dict[int, str]:
    """Return the regions that sentences name, each with the first line that has its name."""
    texts: dict[int, list[str]] = {}
    for line in lines:
        texts.setdefault(line.page, []).append(line.text)
    pages = ["\n".join(of_page) for of_page in texts.values()]
    named = regions_named(pages, known.regions, passages=_MOST_PASSAGES)
    if not named:
        return {}
    first: dict[int, str] = {}
    for line in lines:
        for _, _, owner in known.names.places(line.text):
            first.setdefault(owner, line.cited())
    numbers = [number for number, region in enumerate(known.regions) if region.name in named]
    # A name that a line end divides, or an ending that two regions share, is on no line alone.
    return {number: first.get(number, f"page {lines[0].page}") for number in numbers}
