"""Days without a label: "Nijmegen, 12 mei 2023", a day alone on a line, what a browser prints."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Final

from intake.documents.dates import dates_in
from intake.documents.found import Agreed, Found, agreed
from intake.documents.paper_lines import Line, Paper
from intake.documents.plain_words import plain

OF_SOMETHING_ELSE: Final = re.compile(
    r"(?<!\w)(?:geb(?:oren|oorte\w*)|opricht\w*|statuten\w*|in ?functie\w*|ingang\w*|inschrijv\w*"
    r"|vestiging|geldig|verval\w*|verlo\w*|uiterlijk\w*|uiterste|sluiting\w*|einde?|eind\w*|looptijd"
    r"|boekjaar|balans\w*|t/m|tot|birth|valid|incorporation|aanvraag|ontvangst|registratie\w*)(?!\w)",
    re.IGNORECASE,
)
_PLACE_BEFORE: Final = re.compile(
    r"(?:te )?[^\W\d_][^\d,;:|]{1,40}, ?(?:d\.?d\.? ?|op )?", re.IGNORECASE
)
_DATED_BEFORE: Final = re.compile(r"(?:d\.?d\.?:? ?)?", re.IGNORECASE)
CLOCK: Final = re.compile(r",? ?(?:om )?\d{1,2}[:.]\d\d(?!\d)")
RECEIVED: Final = re.compile(r"ingekomen|ontvangen|received|akkoord|gezien", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")
_LONGER_LABEL: Final = re.compile(r"datum \w", re.IGNORECASE)
_LABEL_LENGTH: Final = 40
_TOP_LINES: Final = 15
_LINES_OF_A_BROWSER: Final = 3


def letter_dates(paper: Paper) -> Iterator[tuple[int, Found[date]]]:
    """Yield what stands as "Nijmegen, 12 mei 2023" on a line of its own, with its line."""
    for number, line in enumerate(paper.lines):
        days = dates_in(line.text, ocr=line.ocr)
        if len(days) != 1 or plain(line.text[days[0].end :]):
            continue
        before = line.text[: days[0].start]
        if _is_below_another_label(paper.preceding(number)):
            continue
        if _PLACE_BEFORE.fullmatch(before) and not OF_SOMETHING_ELSE.search(before):
            yield number, Found(days[0].day, line.cited())


def _is_below_another_label(above: Line | None) -> bool:
    """Tell whether the line above is a label without its value, such as "Geboren te"."""
    if above is None or len(above.text) > _LABEL_LENGTH or _DIGIT.search(above.text):
        return False
    return bool(OF_SOMETHING_ELSE.search(above.text) or _LONGER_LABEL.match(above.text))


def only_one(paper: Paper) -> Agreed[date]:
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
        if not (above and RECEIVED.search(above.text))
        and not _is_below_another_label(above)
        and (found := _alone(line)) is not None
    ]
    everywhere = {day.day for line in paper.lines for day in dates_in(line.text, ocr=line.ocr)}
    if alone and len({found.value for found in alone}) == 1:
        return agreed(alone)
    stamps = [found for line in top[:_LINES_OF_A_BROWSER] if (found := _stamp(line)) is not None]
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
    if len(days) != 1 or days[0].start or not CLOCK.match(line.text[days[0].end :]):
        return None
    return Found(days[0].day, line.cited())
