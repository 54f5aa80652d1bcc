"""The calendar of a round as a picture: months as blocks, and below them what is marked.

Every mark is a sign as well as a colour, so that nothing is lost where there are no colours.
"""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from intake.cli.round_marks import MEANINGS, STYLES, WITHIN, Mark
from intake.cli.terminal_table import wrapped

_CELL: Final = 3  # a sign and two digits
_BLOCK: Final = 7 * _CELL
_GAP: Final = 3
_MARGIN: Final = 1
_ROWS: Final = 6  # weeks a month may touch
_TODAY_SIGN: Final = "▸"
_TODAY_STYLE: Final = "reverse"
_WEEKDAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_SATURDAY: Final = 5
_MANY_DAYS: Final = 60
_MANY_MONTHS: Final = 24
_DAYS_OF_A_MONTH: Final = 30.44

Month = tuple[int, int]


def calendar_lines(marks: Sequence[Mark], today: date, width: int) -> Iterator[Text]:
    """Yield the picture in lines of at most `width` cells, as far as a month needs no more."""
    months = _months(marks, today)
    signs = _signs(marks)
    beside = max(1, (width - _MARGIN + _GAP) // (_BLOCK + _GAP))
    for start in range(0, len(months), beside):
        blocks = [_block(month, signs, today) for month in months[start : start + beside]]
        for row in zip(*blocks, strict=True):
            line = Text(" " * _MARGIN) + Text(" " * _GAP).join(row)
            line.rstrip()
            if line:
                yield line
        yield Text()
    yield from _legend(signs, width)
    yield from _agenda(marks, today, width)


def distance(day: date, today: date) -> str:
    """Return how far a day is off, e.g. `in 12 days`; nothing when that is years."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    months = round(abs(days) / _DAYS_OF_A_MONTH)
    if months > _MANY_MONTHS:
        return ""
    length = f"{abs(days)} days" if abs(days) < _MANY_DAYS else f"{months} months"
    return f"in {length}" if days > 0 else f"{length} ago"


def _months(marks: Sequence[Mark], today: date) -> list[Month]:
    """Return the months something is marked in, and those that would leave a gap of one.

    That of today belongs to them if it lies between.
    """
    found = {_month(day) for mark in marks for day in _days(mark)}
    if found and min(found) <= _month(today) <= max(found):
        found.add(_month(today))
    found |= {_next(month) for month in found if _next(_next(month)) in found}
    return sorted(found)


def _month(day: date) -> Month:
    return (day.year, day.month)


def _next(month: Month) -> Month:
    year, number = month
    return (year + number // 12, number % 12 + 1)


def _signs(marks: Sequence[Mark]) -> dict[date, str]:
    """Return the sign of each marked day; where several fall together, the weightiest."""
    weight = {sign: number for number, sign in enumerate(STYLES)}
    signs: dict[date, str] = {}
    for mark in marks:
        for day in _days(mark):
            sign = mark.sign if day in (mark.first, mark.last) else WITHIN
            signs[day] = min(sign, signs.get(day, sign), key=weight.__getitem__)
    return signs


def _days(mark: Mark) -> Iterator[date]:
    """Yield the days of a mark; none as long as it has no day."""
    if mark.first is not None and mark.last is not None:
        for number in range((mark.last - mark.first).days + 1):
            yield mark.first + timedelta(days=number)


def _block(month: Month, signs: Mapping[date, str], today: date) -> list[Text]:
    """Return a month in lines of one width: its name, the weekdays and the weeks."""
    year, number = month
    name = f"{calendar.month_name[number]} {year}"
    lines = [
        Text(name.center(_BLOCK), style="bold"),
        Text("".join(f" {day}" for day in _WEEKDAYS), style="dim"),
    ]
    weeks = calendar.Calendar().monthdatescalendar(year, number)
    for week in weeks:
        cells = (_cell(day, signs, today) if day.month == number else Text("   ") for day in week)
        lines.append(Text().join(cells))
    lines += [Text(" " * _BLOCK)] * (_ROWS - len(weeks))
    return lines


def _cell(day: date, signs: Mapping[date, str], today: date) -> Text:
    sign = signs.get(day)
    if day == today and sign in (None, WITHIN):
        return Text(f"{_TODAY_SIGN}{day.day:2}", style=_TODAY_STYLE)
    shown = Text(f"{sign or ' '}{day.day:2}")
    if sign is not None:
        shown.stylize(STYLES[sign])
    elif day.weekday() >= _SATURDAY:
        shown.stylize("dim")
    if day == today:
        shown.stylize(_TODAY_STYLE)
    return shown


def _legend(signs: Mapping[date, str], width: int) -> Iterator[Text]:
    """Yield what the signs mean, those that are there and that of today."""
    line = Text()
    for sign in (*(sign for sign in STYLES if sign in signs.values()), _TODAY_SIGN):
        item = f"{sign} {MEANINGS.get(sign, 'today')}"
        if line and cell_len(line.plain) + len(item) + len("   ") > width:
            yield line
            line = Text()
        line.append("   " if line else " ")
        line.append(item[0], STYLES.get(sign, _TODAY_STYLE)).append(item[1:])
    yield line
    yield Text()


def _agenda(marks: Sequence[Mark], today: date, width: int) -> Iterator[Text]:
    """Yield a line for each mark, with today in its place, and the words of the source below."""
    ahead = [mark for mark in marks if mark.first is None or mark.first > today]
    for mark in marks:
        if ahead and mark is ahead[0]:
            yield _today_line(today)
        yield from _entry(mark, today, width)
    if not ahead:
        yield _today_line(today)


def _today_line(today: date) -> Text:
    line = Text(f" {_TODAY_SIGN} {_day(today)}        today")
    line.stylize(_TODAY_STYLE, 1, 3 + len(_day(today)))
    return line


def _entry(mark: Mark, today: date, width: int) -> Iterator[Text]:
    place = _day(mark.first) if mark.first else "day not known"
    head = f" {mark.sign} {place:15} {mark.clock:>5}  "
    indent = cell_len(head)
    last = f", to {_day(mark.last)}" if mark.last and mark.last != mark.first else ""
    away = distance(mark.first, today) if mark.first else ""
    what = f"{mark.what}{last}{f' ({away})' if away else ''}"
    for number, part in enumerate(wrapped(f"{head}{what}", width, indent)):
        line = Text(part)
        if number == 0:
            line.stylize(STYLES[mark.sign], 1, indent)
        yield line
    for part in wrapped(f"{' ' * indent}{mark.words}", width, indent):
        yield Text(part, style="dim")


def _day(day: date) -> str:
    weekday, month = calendar.day_abbr[day.weekday()], calendar.month_abbr[day.month]
    return f"{weekday} {day.day:2} {month} {day.year}"
