"""Aware moments, and how they are written for Dutch readers.

Storage is in UTC; what people read is Dutch local time. A naive datetime is
refused at the border, because a moment without a zone proves nothing.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_EARLIEST = datetime(2, 1, 1, tzinfo=UTC)
_LATEST = datetime(9998, 1, 1, tzinfo=UTC)

_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli",
    "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def require_aware(moment: datetime) -> datetime:
    """Return the moment unchanged.

    Raises:
        ValueError: The moment carries no zone.
    """
    if moment.utcoffset() is None:
        raise ValueError("a moment without a zone proves nothing; give it an offset")
    return moment


def to_utc(moment: datetime) -> datetime:
    """Return the same moment in UTC; raises ValueError for a naive one."""
    return require_aware(moment).astimezone(UTC)


def instant(moment: datetime) -> datetime:
    """Return the same moment in UTC, fit to be compared and subtracted.

    Python compares two moments of one zone by their clock times alone, so in the hour that
    happens twice the later one may seem the earlier. What a server dates to the edge of the
    calendar is put a year inside it, where every zone has a date for it.
    """
    if require_aware(moment).year <= _EARLIEST.year:
        return _EARLIEST
    if moment.year >= _LATEST.year:
        return _LATEST
    return moment.astimezone(UTC)


def is_skipped(local: datetime) -> bool:
    """Tell whether no clock of its zone ever shows this time, since it is put forward."""
    there_and_back = local.astimezone(UTC).astimezone(local.tzinfo)
    return there_and_back.replace(tzinfo=None) != local.replace(tzinfo=None)


def happens_twice(local: datetime) -> bool:
    """Tell whether the clock of its zone shows this time twice, since it is put back.

    To be asked of a time that is not skipped.
    """
    return local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()


def iso(moment: datetime) -> str:
    """Return ISO 8601 with offset, to the microsecond where there are any."""
    return require_aware(moment).isoformat()


def in_dutch(moment: datetime, *, seconds: bool = True) -> str:
    """Return the moment as Dutch readers write it, e.g. `dinsdag 1 augustus 2023 om 16.58.07 uur`.

    In the hour that happens twice when summer time ends, the name of the time
    in force is added, since the digits alone would name two moments.
    """
    local = require_aware(moment).astimezone(AMSTERDAM)
    clock = local.strftime("%H.%M.%S" if seconds else "%H.%M")
    season = ""
    if happens_twice(local):
        season = " (zomertijd)" if local.dst() else " (wintertijd)"
    return f"{day_in_dutch(local)} om {clock} uur{season}"


def day_in_words(day: date) -> str:
    """Return a calendar day without its weekday, e.g. `1 augustus 2023`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_in_dutch(moment: datetime) -> str:
    """Return the day alone, e.g. `dinsdag 1 augustus 2023`."""
    local = require_aware(moment).astimezone(AMSTERDAM)
    return f"{_WEEKDAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"
