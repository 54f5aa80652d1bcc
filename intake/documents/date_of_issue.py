"""The day on which a paper was issued or signed, among all days that stand on it.

Words decide: the label before a day, by kind, the surer first. A paper that asks for a
signature has its day by the signature. Without a label, "Nijmegen, 12 mei 2023" on a line of
its own is the day of a letter, and so is a day alone near the top, if it is the only one.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Final

from intake.documents.dates import FoundDate, dates_in
from intake.documents.found import Agreed, Found, agreed
from intake.documents.paper_lines import Entry, Line, Paper
from intake.documents.plain_words import phrase, plain
from intake.domain.round import DocumentKind

_OPEN_ENDED: Final = "…"
_PARTING: Final = (":", "|", ";", ",")
_FILLER: Final = 60
_NOTHING_BETWEEN: Final = re.compile(r"[\W_]*")
_LIST_MARK: Final = re.compile(r"(?:\W*|\W*\d{1,2}[.)]\W*)")
_OF_SOMETHING_ELSE: Final = re.compile(
    r"(?<!\w)(?:geb(?:oren|oorte\w*)|opricht\w*|statuten\w*|in ?functie\w*|ingang\w*|inschrijv\w*"
    r"|vestiging|geldig|verval\w*|verlo\w*|uiterlijk\w*|uiterste|sluiting\w*|einde?|eind\w*|looptijd"
    r"|boekjaar|balans\w*|t/m|tot|birth|valid|incorporation|aanvraag|ontvangst|registratie\w*)(?!\w)",
    re.IGNORECASE,
)
_PLACE_BEFORE: Final = re.compile(
    r"(?:te )?[^\W\d_][^\d,;:|]{1,40}, ?(?:d\.?d\.? ?|op )?", re.IGNORECASE
)
_DATED_BEFORE: Final = re.compile(r"(?:d\.?d\.?:? ?)?", re.IGNORECASE)
_CLOCK_AFTER: Final = re.compile(r",? ?(?:om )?\d{1,2}[:.]\d\d(?!\d)")
_SIGNING: Final = re.compile(
    r"(?<!\w)(?:handtekening\w*|ondertekening|(?:aldus|getekend)|paraaf)(?!\w)"
)
_RECEIVED: Final = re.compile(r"ingekomen|ontvangen|received|akkoord|gezien", re.IGNORECASE)
_NEAR_SIGNING: Final = 12
_TOP_LINES: Final = 15
_PERSONAL: Final = 3


def date_of_issue(paper: Paper, kind: DocumentKind | None) -> Agreed[date]:
    """Return the day of a paper; None where nothing says so, or two places disagree."""
    labels = kind.date_labels if kind else ()
    for found in (_in_fields(paper, labels), *_labelled(paper, labels, near_signing=_signed(kind))):
        if found:
            return agreed(found)
    if kind is None:
        return Agreed()
    letter = list(_letter_dates(paper))
    if letter:
        return agreed(letter)
    # What stands alone on a paper to sign is as likely the stamp of whoever received it.
    return Agreed() if kind.signed else _only_one(paper)


def _signed(kind: DocumentKind | None) -> bool:
    return kind is not None and kind.signed


def _in_fields(paper: Paper, labels: tuple[str, ...]) -> list[Found[date]]:
    """Return the days in the fields of the surest label that has any."""
    for label in labels:
        words = phrase(label)
        found = [
            Found(days[0].day, entry.cited())
            for entry in paper.entries
            if words.places(entry.words)
            and not _OF_SOMETHING_ELSE.search(entry.words)
            and len(days := _days_of(entry)) == 1
        ]
        if found:
            return found
    return []


def _days_of(entry: Entry) -> tuple[FoundDate, ...]:
    return dates_in(entry.value)


def _labelled(
    paper: Paper, labels: tuple[str, ...], *, near_signing: bool
) -> Iterator[list[Found[date]]]:
    """Yield what each label finds; by a signature first, where the paper has one."""
    found = [(label, list(_behind(label, paper))) for label in labels]
    if near_signing:
        near = _lines_near_signing(paper)
        close = [item for _, items in found for number, item in items if number in near]
        close += [item for number, item in _numbered_letter_dates(paper) if number in near]
        if close:
            yield close
    yield from ([item for _, item in items] for _, items in found)


def _lines_near_signing(paper: Paper) -> set[int]:
    return {
        near
        for number, line in enumerate(paper.lines)
        if _SIGNING.search(line.words)
        for near in range(number - _NEAR_SIGNING, number + _NEAR_SIGNING + 1)
    }


def _behind(label: str, paper: Paper) -> Iterator[tuple[int, Found[date]]]:
    """Yield the days that stand behind a label, on its line or the one below, with its line."""
    is_open = label.endswith(_OPEN_ENDED)
    pattern = _pattern(label)
    for number, line in enumerate(paper.lines):
        for match in pattern.finditer(line.text):
            before, rest = line.text[: match.start()], line.text[match.end() :]
            if _is_of_something_else(label, before):
                continue
            day = _first_day(rest, line, is_open=is_open)
            below = paper.following(number)
            if day is None and not plain(rest) and below is not None:
                day = _first_day(below.text, below, is_open=is_open)
                if day is not None:
                    yield number, Found(day, line.cited(f"{line.text} {below.text}"))
            elif day is not None:
                yield number, Found(day, line.cited())


def _pattern(label: str) -> re.Pattern[str]:
    words = r"[^\w\n]{1,3}".join(map(re.escape, plain(label).split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _is_of_something_else(label: str, before: str) -> bool:
    """Tell whether the words before a label make it one of another day."""
    is_one_word = len(plain(label).split()) == 1
    if is_one_word and not (_LIST_MARK.fullmatch(before) or before.rstrip().endswith(_PARTING)):
        # "Datum" behind other words is the end of a longer label.
        return True
    return _OF_SOMETHING_ELSE.search(before[-_FILLER:]) is not None


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
    return None if _OF_SOMETHING_ELSE.search(between) else days[0].day


def _numbered_letter_dates(paper: Paper) -> Iterator[tuple[int, Found[date]]]:
    """Yield what stands as "Nijmegen, 12 mei 2023" on a line of its own, with its line."""
    for number, line in enumerate(paper.lines):
        days = dates_in(line.text, ocr=line.ocr)
        if len(days) != 1 or plain(line.text[days[0].end :]):
            continue
        before = line.text[: days[0].start]
        if _PLACE_BEFORE.fullmatch(before) and not _OF_SOMETHING_ELSE.search(before):
            yield number, Found(days[0].day, line.cited())


def _letter_dates(paper: Paper) -> Iterator[Found[date]]:
    for _, found in _numbered_letter_dates(paper):
        yield found


def _only_one(paper: Paper) -> Agreed[date]:
    """Return the day that stands alone on a line near the top, if no line there has another.

    A browser prints the day and the time above a page: that will do where no other day is.
    """
    if not paper.lines:
        return Agreed()
    first_page = next(groupby(paper.lines, key=lambda line: line.page))[0]
    top = [line for line in paper.lines if line.page == first_page][:_TOP_LINES]
    alone = [
        found
        for above, line in zip([None, *top], top, strict=False)
        if not (above and _RECEIVED.search(above.text)) and (found := _alone(line)) is not None
    ]
    everywhere = {day.day for line in paper.lines for day in dates_in(line.text, ocr=line.ocr)}
    if alone and len({found.value for found in alone}) == 1:
        return agreed(alone)
    stamps = [found for line in top[:_PERSONAL] if (found := _stamp(line)) is not None]
    if len(everywhere) == 1:
        return agreed(stamps)
    return Agreed()


def _alone(line: Line) -> Found[date] | None:
    days = dates_in(line.text, ocr=line.ocr)
    if len(days) != 1 or plain(line.text[days[0].end :]):
        return None
    if not _DATED_BEFORE.fullmatch(line.text[: days[0].start]):
        return None
    return Found(days[0].day, line.cited())


def _stamp(line: Line) -> Found[date] | None:
    days = dates_in(line.text, ocr=line.ocr)
    if len(days) != 1 or days[0].start or not _CLOCK_AFTER.match(line.text[days[0].end :]):
        return None
    return Found(days[0].day, line.cited())
