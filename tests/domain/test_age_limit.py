from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.age_limit import earliest_date

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("registered", "months", "earliest"),
    [
        (date(2023, 8, 1), 6, date(2023, 2, 1)),
        (date(2023, 8, 31), 6, date(2023, 2, 28)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 8, 29), 6, date(2024, 2, 29)),
        (date(2023, 8, 29), 6, date(2023, 2, 28)),
        (date(2023, 12, 31), 6, date(2023, 6, 30)),
        (date(2023, 7, 31), 1, date(2023, 6, 30)),
        (date(2023, 3, 31), 6, date(2022, 9, 30)),
        (date(2023, 1, 15), 1, date(2022, 12, 15)),
        (date(2023, 1, 31), 12, date(2022, 1, 31)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2024, 2, 29), 0, date(2024, 2, 29)),
    ],
)
def test_the_age_is_counted_back_in_calendar_months(
    registered: date, months: int, earliest: date
) -> None:
    assert earliest_date(registered, months) == earliest


@given(DAYS, st.integers(0, 600))
def test_the_day_of_the_month_is_kept_or_the_last_of_a_shorter_month(
    registered: date, months: int
) -> None:
    earliest = earliest_date(registered, months)
    assert (registered.year - earliest.year) * 12 + registered.month - earliest.month == months
    assert earliest.day <= registered.day


@given(DAYS, DAYS, st.integers(0, 600))
def test_registering_later_never_allows_an_older_document(
    one: date, other: date, months: int
) -> None:
    first, second = sorted((one, other))
    assert earliest_date(first, months) <= earliest_date(second, months)


@pytest.mark.parametrize("months", [-1, 12 * 2100])
def test_a_senseless_limit_is_refused(months: int) -> None:
    with pytest.raises(ValueError, match="age limit"):
        earliest_date(date(2023, 8, 1), months)
