"""How old a document may be on the day of registration [P24 ch.6 nr 3-5, K18 ch.3]."""

import calendar
from datetime import date

_MONTHS_IN_A_YEAR = 12


def earliest_date(registered: date, months: int) -> date:
    """Return the earliest date a document may bear.

    Counted back in calendar months, not in days. Where the month arrived at has no
    such day, its last day counts: six months before 31 August is 28 or 29 February.

    Args:
        registered: Dutch calendar day of the registration.
        months: How old a document may be; not negative.

    Raises:
        ValueError: The limit is negative or reaches back before the year 1.
    """
    if months < 0:
        raise ValueError(f"an age limit of {months} months makes no sense; give 0 or more")
    month_number = registered.year * _MONTHS_IN_A_YEAR + registered.month - 1 - months
    year, month_index = divmod(month_number, _MONTHS_IN_A_YEAR)
    if year < date.min.year:
        raise ValueError(f"an age limit of {months} months reaches before our era; lower it")
    month = month_index + 1
    return date(year, month, min(registered.day, calendar.monthrange(year, month)[1]))
