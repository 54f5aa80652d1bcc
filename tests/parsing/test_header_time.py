"""Every way to write a time in a header field: the moment, and what is wrong with it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.mail import TimeFlaw
from intake.domain.moments import AMSTERDAM
from intake.parsing.header_time import _MONTHS, read_time

CEST = timezone(timedelta(hours=2))
AT = datetime(2023, 8, 1, 17, 0, 7, tzinfo=CEST)
CASES = {
    # Of each case the text, then the moment, then the flaw.
    "as RFC 5322 has it": ("Tue, 1 Aug 2023 17:00:07 +0200", AT, None),
    "day of two digits": ("Tue, 01 Aug 2023 17:00:07 +0200", AT, None),
    "no weekday": ("1 Aug 2023 17:00:07 +0200", AT, None),
    "spaces wherever": ("Tue ,  1  Aug  2023  17 : 00 : 07  +0200", AT, None),
    "no space after the weekday": ("Tue,1 Aug 2023 17:00:07 +0200", AT, None),
    "words after the zone": ("Tue, 1 Aug 2023 17:00:07 +0200 m=+12.5", AT, None),
    "hyphens": ("Tue, 1-Aug-2023 17:00:07 +0200", AT, None),
    "a Dutch weekday": ("Dinsdag 1 Aug 2023 17:00:07 +0200", AT, None),
    "fraction": ("Tue, 1 Aug 2023 17:00:07.999 +0200", AT, None),
    "another zone": ("Tue, 1 Aug 2023 10:00:07 -0500", AT, None),
    "half an hour": ("Tue, 1 Aug 2023 20:30:07 +0530", AT, None),
    "GMT": ("Tue, 1 Aug 2023 15:00:07 GMT", AT, None),
    "UTC in small letters": ("Tue, 1 Aug 2023 15:00:07 utc", AT, None),
    "UT": ("Tue, 1 Aug 2023 15:00:07 UT", AT, None),
    "Z": ("Tue, 1 Aug 2023 15:00:07 Z", AT, None),
    "no seconds": ("Tue, 1 Aug 2023 17:00 +0200", AT - timedelta(seconds=7), None),
    "year of two digits": ("1 Aug 23 17:00:07 +0200", AT, TimeFlaw.SHORT_YEAR),
    "year of three digits": ("1 Aug 123 17:00:07 +0200", AT, TimeFlaw.SHORT_YEAR),
    "year 49": (
        "1 Aug 49 17:00:07 +0200", AT.replace(year=2049), TimeFlaw.SHORT_YEAR,
    ),
    "year 50 is of the last century": ("1 Aug 50 17:00:07 +0200", None, TimeFlaw.OUT_OF_RANGE),
    "wrong weekday": ("Wed, 1 Aug 2023 17:00:07 +0200", AT, TimeFlaw.WEEKDAY_WRONG),
    "leap second": (
        "Sun, 1 Jan 2017 00:59:60 +0100",
        datetime(2016, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        TimeFlaw.LEAP_SECOND,
    ),
    "leap second in summer": (
        "Wed, 1 Jul 2015 01:59:60 +0200",
        datetime(2015, 6, 30, 23, 59, 59, 999_999, tzinfo=UTC),
        TimeFlaw.LEAP_SECOND,
    ),
    "a second 60 that cannot be": (
        "Tue, 1 Aug 2023 16:59:60 +0200", None, TimeFlaw.OUT_OF_RANGE,
    ),
    "second 61": ("Sun, 1 Jan 2017 00:59:61 +0100", None, TimeFlaw.OUT_OF_RANGE),
    "-0000": ("Tue, 1 Aug 2023 15:00:07 -0000", None, TimeFlaw.ZONE_UNKNOWN),
    "zoneless": ("Tue, 1 Aug 2023 15:00:07", None, TimeFlaw.ZONELESS),
    "EST": ("Tue, 1 Aug 2023 10:00:07 EST", None, TimeFlaw.ZONE_NAMED),
    "CST, of two continents": ("Tue, 1 Aug 2023 10:00:07 CST", None, TimeFlaw.ZONE_NAMED),
    "MEZ": ("Tue, 1 Aug 2023 16:00:07 MEZ", None, TimeFlaw.ZONE_NAMED),
    "MESZ": ("Tue, 1 Aug 2023 17:00:07 MESZ", None, TimeFlaw.ZONE_NAMED),
    "CEST": ("Tue, 1 Aug 2023 17:00:07 CEST", None, TimeFlaw.ZONE_NAMED),
    "a military letter": ("Tue, 1 Aug 2023 17:00:07 B", None, TimeFlaw.ZONE_NAMED),
    "zone with a colon": ("Tue, 1 Aug 2023 17:00:07 +02:00", None, TimeFlaw.UNPARSABLE),
    "name and number": ("Tue, 1 Aug 2023 17:00:07 UTC+2", None, TimeFlaw.UNPARSABLE),
    "zone of 99 hours": ("Tue, 1 Aug 2023 17:00:07 +9900", None, TimeFlaw.OUT_OF_RANGE),
    "zone of 60 minutes": ("Tue, 1 Aug 2023 17:00:07 +0160", None, TimeFlaw.OUT_OF_RANGE),
    "hour 24": ("Tue, 1 Aug 2023 24:00:00 +0200", None, TimeFlaw.OUT_OF_RANGE),
    "31 June": ("Sat, 31 Jun 2023 12:00:00 +0200", None, TimeFlaw.OUT_OF_RANGE),
    "no month": ("Tue, 1 Xxx 2023 12:00:00 +0200", None, TimeFlaw.OUT_OF_RANGE),
    "1970": ("Thu, 1 Jan 1970 00:00:00 +0000", None, TimeFlaw.OUT_OF_RANGE),
    "year 9999": ("Fri, 31 Dec 9999 23:59:59 -1200", None, TimeFlaw.OUT_OF_RANGE),
    "year of five digits": ("Tue, 1 Aug 20233 17:00:07 +0200", None, TimeFlaw.UNPARSABLE),
    "as C writes it": ("Tue Aug  1 17:00:07 2023", None, TimeFlaw.UNPARSABLE),
    "ISO 8601": ("2023-08-01T17:00:07+02:00", None, TimeFlaw.UNPARSABLE),
    "Dutch": ("gisteren", None, TimeFlaw.UNPARSABLE),
    "nothing": ("", None, TimeFlaw.MISSING),
    "spaces": ("   ", None, TimeFlaw.MISSING),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_time_is_a_moment_or_it_is_told_why_not(name: str) -> None:
    text, at, flaw = CASES[name]
    assert read_time(text) == (at, flaw)


def test_a_leap_second_lies_between_its_neighbours() -> None:
    moments = [read_time(f"1 Jan 2017 00:{clock} +0100")[0] for clock in ("59:59", "59:60")] + [
        read_time("1 Jan 2017 01:00:00 +0100")[0]
    ]
    assert None not in moments
    assert moments == sorted(moment for moment in moments if moment)
    assert len(set(moments)) == 3


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("Sun, 29 Oct 2023 02:30:00 +0200", datetime(2023, 10, 29, 0, 30, tzinfo=UTC)),
        ("Sun, 29 Oct 2023 02:30:00 +0100", datetime(2023, 10, 29, 1, 30, tzinfo=UTC)),
    ],
)
def test_the_hour_that_happens_twice_is_told_apart_by_its_offset(text: str, utc: datetime) -> None:
    at, flaw = read_time(text)
    assert (at, flaw) == (utc, None)
    assert at is not None
    assert at.astimezone(AMSTERDAM).strftime("%H:%M") == "02:30"


@given(
    st.datetimes(datetime(1980, 1, 2), datetime(2999, 12, 30)),  # noqa: DTZ001 - a clock without zone
    st.integers(-839, 839),
)
def test_whatever_is_written_by_the_book_is_read(clock: datetime, minutes: int) -> None:
    moment = clock.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    months = [name.capitalize() for name in _MONTHS]
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    text = (
        f"{moment:%a}, {moment.day} {months[moment.month - 1]} {moment:%Y %H:%M:%S} "
        f"{sign}{hours:02}{rest:02}"
    )
    assert read_time(text) == (moment, None)


@given(st.text(max_size=300))
def test_any_text_gives_a_moment_or_a_flaw(text: str) -> None:
    at, flaw = read_time(text)
    assert at is not None or flaw is not None
    assert at is None or at.utcoffset() is not None
