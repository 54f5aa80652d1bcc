"""What the words of a term mean, as a table and as properties."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intake.domain.moments import AMSTERDAM
from intake.domain.term import Term, Window, begin_of, boundary_at, boundary_on

CLOSE = datetime(2023, 8, 1, 17, 0, tzinfo=AMSTERDAM)
DAY = date(2021, 8, 1)
INSTANT = timedelta(microseconds=1)
SUMMER_BEGINS = date(2027, 3, 28)
SUMMER_ENDS = date(2026, 10, 25)

days = st.dates(min_value=date(1996, 1, 1), max_value=date(2040, 12, 31))
terms = st.sampled_from(Term)


@pytest.mark.parametrize(
    ("term", "very_moment_is_in_time"),
    [
        (Term.VOOR, False),
        (Term.TOT, False),
        (Term.UITERLIJK, True),
        (Term.TOT_UITERLIJK, True),
        (Term.TOT_EN_MET, True),
    ],
)
def test_with_a_time_the_word_decides_over_that_very_moment(
    term: Term, *, very_moment_is_in_time: bool
) -> None:
    boundary = boundary_at(term, CLOSE)
    assert boundary.admits(CLOSE - INSTANT)
    assert boundary.admits(CLOSE) is very_moment_is_in_time
    assert not boundary.admits(CLOSE + INSTANT)


@pytest.mark.parametrize(
    ("term", "on", "ends"),
    [
        # [V22] "vóór 1 augustus 2021": 31 July is the last day.
        (Term.VOOR, DAY, datetime(2021, 7, 31, 22, 0, tzinfo=UTC)),
        (Term.TOT, DAY, datetime(2021, 7, 31, 22, 0, tzinfo=UTC)),
        # [V22] "uiterlijk 29 juli 2022": to the end of that day.
        (Term.UITERLIJK, date(2022, 7, 29), datetime(2022, 7, 29, 22, 0, tzinfo=UTC)),
        (Term.TOT_UITERLIJK, date(2022, 7, 29), datetime(2022, 7, 29, 22, 0, tzinfo=UTC)),
        (Term.TOT_EN_MET, date(2022, 7, 29), datetime(2022, 7, 29, 22, 0, tzinfo=UTC)),
        # In winter midnight lies an hour later in UTC.
        (Term.UITERLIJK, date(2026, 12, 31), datetime(2026, 12, 31, 23, 0, tzinfo=UTC)),
        (Term.VOOR, date(2027, 1, 1), datetime(2026, 12, 31, 23, 0, tzinfo=UTC)),
        # The days on which the clock is changed have 23 and 25 hours.
        (Term.VOOR, SUMMER_BEGINS, datetime(2027, 3, 27, 23, 0, tzinfo=UTC)),
        (Term.UITERLIJK, SUMMER_BEGINS, datetime(2027, 3, 28, 22, 0, tzinfo=UTC)),
        (Term.VOOR, SUMMER_ENDS, datetime(2026, 10, 24, 22, 0, tzinfo=UTC)),
        (Term.TOT_EN_MET, SUMMER_ENDS, datetime(2026, 10, 25, 23, 0, tzinfo=UTC)),
    ],
)
def test_with_a_day_alone_the_word_decides_over_that_day(
    term: Term, on: date, ends: datetime
) -> None:
    boundary = boundary_on(term, on, AMSTERDAM)
    assert boundary.at == ends
    assert boundary.admits(ends - INSTANT)
    assert not boundary.admits(ends)


@given(term=terms, on=days, seconds=st.integers(min_value=-200_000, max_value=200_000))
@example(term=Term.UITERLIJK, on=SUMMER_BEGINS, seconds=82_799)
@example(term=Term.UITERLIJK, on=SUMMER_ENDS, seconds=89_999)
@example(term=Term.VOOR, on=SUMMER_ENDS, seconds=-1)
def test_a_moment_is_in_time_by_the_day_a_dutch_clock_shows(
    term: Term, on: date, seconds: int
) -> None:
    moment = (begin_of(on, AMSTERDAM).astimezone(UTC) + timedelta(seconds=seconds)).astimezone(
        AMSTERDAM
    )
    within = moment.date() <= on if term.includes_its_end else moment.date() < on
    assert boundary_on(term, on, AMSTERDAM).admits(moment) is within


@given(on=days)
def test_up_to_and_including_a_day_is_before_the_next_one(on: date) -> None:
    including = boundary_on(Term.TOT_EN_MET, on, AMSTERDAM)
    assert including == boundary_on(Term.VOOR, on + timedelta(days=1), AMSTERDAM)


@given(on=days, zone=st.sampled_from(["Europe/Amsterdam", "America/Sao_Paulo", "Asia/Beirut"]))
@example(on=date(2018, 11, 4), zone="America/Sao_Paulo")  # there the clock jumped from 24 to 1
def test_no_moment_lies_between_two_days(on: date, zone: str) -> None:
    begin = begin_of(on, ZoneInfo(zone))
    assert begin.date() == on
    before = (begin.astimezone(UTC) - INSTANT).astimezone(ZoneInfo(zone))
    assert before.date() == on - timedelta(days=1)


@pytest.mark.parametrize(
    ("window", "last_day"),
    [
        (Window(weeks=4), date(2026, 10, 29)),
        (Window(days=14), date(2026, 10, 15)),
        (Window(days=1), date(2026, 10, 2)),
    ],
)
def test_a_window_does_not_count_the_day_it_begins_with(window: Window, last_day: date) -> None:
    assert window.last_day(date(2026, 10, 1)) == last_day


@given(on=days, weeks=st.integers(min_value=1, max_value=60))
def test_a_window_of_weeks_ends_on_the_same_weekday(on: date, weeks: int) -> None:
    assert Window(weeks=weeks).last_day(on).weekday() == on.weekday()
