"""The day on which a paper was issued or signed, among all days that stand on it.

Words decide: the label before a day, by kind, the surer first. A paper that asks for a
signature has its day by the signature. Without a label, "Nijmegen, 12 mei 2023" on a line of
its own is the day of a letter, and so is a day alone near the top, if it is the only one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from intake.documents.dates import FoundDate, dates_in
from intake.documents.found import Agreed, Found, agreed
from intake.documents.paper_lines import Entry, Line, Paper
from intake.documents.plain_words import phrase, plain
from intake.documents.unlabelled_dates import (
    CLOCK,
    OF_SOMETHING_ELSE,
    RECEIVED,
    letter_dates,
    only_one,
)
from intake.domain.round import DocumentKind

_OPEN_ENDED: Final = "…"
_SENTENCE_END: Final = re.compile(r"[.;|:]\s")
_NEIGHBOUR: Final = re.compile(
    r"[\s:|]*(?:(?:ons|onze|uw|ref\w*) )?(?:kenmerk|referentie|betreft|onderwerp|bijlagen?|telefoon"
    r"|behandeld door|pagina)(?!\w)[^\d]{0,60}$",
    re.IGNORECASE,
)
_PARTING: Final = (":", "|", ";", ",")
_FILLER: Final = 60
_NOTHING_BETWEEN: Final = re.compile(r"[\W_]*")
_LIST_MARK: Final = re.compile(r"(?:\W*|\W*\d{1,2}[.)]\W*)")
# What others grant or issue, each on a day of its own.
_OF_ANOTHER: Final = re.compile(
    r"(?<!\w)(?:vergunning\w*|ontheffing\w*|subsidie\w*|aandelen|erkenning\w*|toelating\w*"
    r"|diploma\w*)(?!\w)",
    re.IGNORECASE,
)
# "Deze verklaring is afgegeven op" tells of the paper itself.
_OF_THE_PAPER: Final = re.compile(
    r"\W*(?:\w+ )?(?:dit|deze|het|this|the)? ?(?:digitale? |gewaarmerkte? )?"
    r"(?:verklaring|uittreksel|document|extract|vog|certificaat|waarmerk|formulier|volmacht"
    r"|machtiging|aldus)(?: (?:is|werd|was|rechtspersonen))*\W*",
    re.IGNORECASE,
)
_SIGNING: Final = re.compile(
    r"(?<!\w)(?:handtekening\w*|ondertekening|(?:aldus|getekend)|paraaf)(?!\w)"
)
_EMPTY_DAY: Final = re.compile(
    r"\W{0,3}(?:(?:plaats|naam)(?: en |, ?|/))?datum(?: ondertekening)?(?!\w)", re.IGNORECASE
)
_NEAR_SIGNING: Final = 12


@dataclass(frozen=True)
class _Behind:
    """A day behind a label, with the number of the line of that label."""

    label: str
    line: int
    found: Found[date]


def date_of_issue(paper: Paper, kind: DocumentKind | None) -> Agreed[date]:
    """Return the day of a paper; None where nothing says so, or two places disagree."""
    labels = kind.date_labels if kind else ()
    if in_fields := _in_fields(paper, labels):
        return agreed(in_fields)
    behind = [item for label in labels for item in _behind(label, paper)]
    if kind is not None and kind.signed:
        return _of_signing(paper, behind)
    if behind:
        surest = [item.found for item in behind if item.label == behind[0].label]
        return agreed([*surest, *_later(max(item.value for item in surest), paper)])
    if kind is None:
        return Agreed()
    letter = [found for _, found in letter_dates(paper)]
    return agreed(letter) if letter else only_one(paper)


def _of_signing(paper: Paper, behind: Sequence[_Behind]) -> Agreed[date]:
    """Return the day by the place to sign on; elsewhere only where none is left open there.

    A day alone on a line does not count: it is as likely the stamp of whoever received it.
    """
    near = _lines_near_signing(paper)
    letter = list(letter_dates(paper))
    close = [item.found for item in behind if item.line in near]
    close += [found for number, found in letter if number in near]
    if close:
        return agreed(close)
    if any(_is_left_open(paper, number) for number in near):
        # The day at the top of such a form is that of the form itself.
        return Agreed()
    return _of_surest_label(behind) if behind else agreed([found for _, found in letter])


def _of_surest_label(behind: Sequence[_Behind]) -> Agreed[date]:
    return agreed([item.found for item in behind if item.label == behind[0].label])


def _later(day: date, paper: Paper) -> Iterator[Found[date]]:
    """Yield what speaks of a day after that of its issue, which a certificate cannot do."""
    for line in paper.lines:
        if OF_SOMETHING_ELSE.search(line.text) or RECEIVED.search(line.text):
            continue
        days = dates_in(line.text, ocr=line.ocr)
        if any(found.day > day and not CLOCK.match(line.text[found.end :]) for found in days):
            yield Found(max(found.day for found in days), line.cited())


def _is_left_open(paper: Paper, number: int) -> bool:
    """Tell whether a line asks for a day and has none."""
    line = paper.lines[number]
    return bool(_EMPTY_DAY.match(line.text)) and not dates_in(line.text, ocr=line.ocr)


def _in_fields(paper: Paper, labels: tuple[str, ...]) -> list[Found[date]]:
    """Return the days in the fields of the surest label that has any."""
    for label in labels:
        words = phrase(label)
        found = [
            Found(days[0].day, entry.cited())
            for entry in paper.entries
            if words.places(entry.words)
            and not OF_SOMETHING_ELSE.search(entry.words)
            and len(days := _days_of(entry)) == 1
        ]
        if found:
            return found
    return []


def _days_of(entry: Entry) -> tuple[FoundDate, ...]:
    return dates_in(entry.value)


def _lines_near_signing(paper: Paper) -> set[int]:
    return {
        near
        for number, line in enumerate(paper.lines)
        if _SIGNING.search(line.words)
        for near in range(
            max(0, number - _NEAR_SIGNING), min(len(paper.lines), number + _NEAR_SIGNING + 1)
        )
    }


def _behind(label: str, paper: Paper) -> Iterator[_Behind]:
    """Yield the days that stand behind a label, on its line or the one below."""
    is_open = label.endswith(_OPEN_ENDED)
    pattern = _pattern(label)
    for number, line in enumerate(paper.lines):
        for match in pattern.finditer(line.text):
            before, rest = line.text[: match.start()], line.text[match.end() :]
            if _is_of_something_else(label, before):
                continue
            if _OF_ANOTHER.search(line.text):
                continue
            day = _first_day(rest, line, is_open=is_open)
            below = paper.following(number)
            if day is None and below is not None and _is_heading(rest):
                day = _first_day(below.text, below, is_open=is_open)
                if day is not None:
                    yield _Behind(
                        label, number, Found(day, line.cited(f"{line.text} {below.text}"))
                    )
            elif day is not None:
                yield _Behind(label, number, Found(day, line.cited()))


def _is_heading(rest: str) -> bool:
    """Tell whether what is behind a label leaves its value to the line below."""
    return not plain(rest) or _NEIGHBOUR.match(rest) is not None


def _pattern(label: str) -> re.Pattern[str]:
    words = r"[^\w\n]{1,3}".join(map(re.escape, plain(label).split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _is_of_something_else(label: str, before: str) -> bool:
    """Tell whether the words before a label make it one of another day."""
    sentence = _SENTENCE_END.split(before[-_FILLER:])[-1]
    if OF_SOMETHING_ELSE.search(sentence):
        return True
    # Behind other words, a label is the end of a longer one or part of what a sentence tells.
    return not (
        _LIST_MARK.fullmatch(before)
        or before.rstrip().endswith(_PARTING)
        or (len(plain(label).split()) > 1 and _OF_THE_PAPER.fullmatch(sentence))
    )


def _first_day(rest: str, line: Line, *, is_open: bool) -> date | None:
    """Return the day with which a text begins, or that follows a few words if it may."""
    days = dates_in(rest[: 2 * _FILLER], ocr=line.ocr)
    if not days:
        return None
    between = rest[: days[0].start]
    if _NOTHING_BETWEEN.fullmatch(between):
        return days[0].day
    if not is_open or len(between) > _FILLER or re.search(r"\d", between):
        return None
    return None if OF_SOMETHING_ELSE.search(between) else days[0].day
