"""The moment in a `Received:` or `Date:` field, and what is wrong with it.

Only a number or one of the names of UTC says which zone a clock time is in. Other
names (`CEST`, `MEZ`, `EST`) are no zones by themselves: RFC 5322 section 4.3 has most of
them mean "unknown", and `CST` is the time of Chicago as well as of Shanghai. A clock time
in an unknown zone proves nothing to the hour, so no moment is made of it.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

from intake.domain.mail import TimeFlaw

_FIRST_YEAR, _LAST_YEAR = 1980, 2999
_CENTURY, _FOUR_DIGITS, _THREE_DIGITS, _TWO_DIGITS = 1900, 4, 3, 2
_FIRST_OF_LAST_CENTURY = 50
_MOST_HOURS, _MINUTES = 14, 60
_LEAP_SECOND, _LAST_SECOND, _ALMOST_A_SECOND = 60, 59, 999_999
_READ = 500
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DATE = re.compile(
    r"(?:(?P<weekday>[A-Za-z]{2,9})\.?(?: ,|,)? ?)?"
    r"(?P<day>[0-9]{1,2})[ -](?P<month>[A-Za-z]{3})[a-z]{0,6}\.?[ -](?P<year>[0-9]{2,4})"
    r" (?P<hour>[0-9]{1,2}) ?: ?(?P<minute>[0-9]{2})(?: ?: ?(?P<second>[0-9]{2}))?"
    # Fractions are dropped: all other evidence is in whole seconds.
    r"(?:[.,][0-9]{1,9})?(?: ?(?P<zone>[+-]\S*|[A-Za-z]\S*))?"
)
_OFFSET = re.compile(r"[+-][0-9]{4}")
_ZONES_OF_UTC = frozenset({"GMT", "UT", "UTC", "Z"})


def read_time(text: str) -> tuple[datetime | None, TimeFlaw | None]:
    """Return the moment a text names, aware, and what is wrong with it.

    With a flaw the moment is None, unless the flaw leaves no doubt about it: a year of two
    digits, a leap second, a wrong weekday. A leap second is read as the last microsecond
    before the next second, which keeps it after :59 and before :00.

    Args:
        text: The date alone, on one line, without comments.
    """
    words = " ".join(text[:_READ].split())
    matched = _DATE.match(words)
    if not matched:
        return None, TimeFlaw.UNPARSABLE if words else TimeFlaw.MISSING
    parts = matched.groupdict(default="")
    zone, flaw = _zone(parts["zone"])
    return (None, flaw) if zone is None else _moment(parts, zone)


def _zone(name: str) -> tuple[timezone | None, TimeFlaw | None]:
    if name.upper() in _ZONES_OF_UTC:
        return UTC, None
    if name.isalpha():
        return None, TimeFlaw.ZONE_NAMED
    if not _OFFSET.fullmatch(name):
        return None, TimeFlaw.UNPARSABLE if name else TimeFlaw.ZONELESS
    if name == "-0000":
        # The zone is unknown, says RFC 5322 section 3.3.
        return None, TimeFlaw.ZONE_UNKNOWN
    hours, minutes = int(name[1:3]), int(name[3:])
    if hours > _MOST_HOURS or minutes >= _MINUTES:
        return None, TimeFlaw.OUT_OF_RANGE
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if name[0] == "-" else offset), None


def _moment(parts: dict[str, str], zone: timezone) -> tuple[datetime | None, TimeFlaw | None]:
    second = int(parts["second"] or 0)
    leaps = second == _LEAP_SECOND
    try:
        moment = datetime(
            _year(parts["year"]),
            _MONTHS.index(parts["month"].lower()) + 1,
            int(parts["day"]),
            int(parts["hour"]),
            int(parts["minute"]),
            _LAST_SECOND if leaps else second,
            _ALMOST_A_SECOND if leaps else 0,
            tzinfo=zone,
        )
    except ValueError:
        return None, TimeFlaw.OUT_OF_RANGE
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR or (leaps and not _may_leap(moment)):
        return None, TimeFlaw.OUT_OF_RANGE
    return moment, _harmless(parts, moment, leaps=leaps)


def _year(digits: str) -> int:
    """Return the year that RFC 5322 section 4.3 has two or three digits mean."""
    year = int(digits)
    if len(digits) == _THREE_DIGITS:
        return year + _CENTURY
    if len(digits) == _TWO_DIGITS:
        return year + _CENTURY + (100 if year < _FIRST_OF_LAST_CENTURY else 0)
    return year


def _may_leap(moment: datetime) -> bool:
    """Tell whether a second :60 can be: they are added at the end of a UTC day of these months."""
    utc = moment.astimezone(UTC)
    return (utc.month, utc.day, utc.hour, utc.minute) in ((6, 30, 23, 59), (12, 31, 23, 59))


def _harmless(parts: dict[str, str], moment: datetime, *, leaps: bool) -> TimeFlaw | None:
    if leaps:
        return TimeFlaw.LEAP_SECOND
    if len(parts["year"]) < _FOUR_DIGITS:
        return TimeFlaw.SHORT_YEAR
    weekday = parts["weekday"][:3].lower()
    if weekday in _WEEKDAYS and _WEEKDAYS.index(weekday) != moment.weekday():
        return TimeFlaw.WEEKDAY_WRONG
    return None
