"""How the end of a term is told: exactly, and without a midnight that belongs to two days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.deadline import Boundary
from intake.domain.limit_words import day_that_ends, limit_in_dutch
from intake.domain.moments import AMSTERDAM, day_in_dutch
from intake.domain.term import Term, begin_of, boundary_at, boundary_on

DAY = date(2021, 8, 1)
CLOSE = datetime(2026, 7, 31, 17, 0, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("boundary", "told"),
    [
        (
            boundary_at(Term.TOT_EN_MET, datetime(2023, 8, 1, 17, 0, tzinfo=AMSTERDAM)),
            "uiterlijk op dinsdag 1 augustus 2023 om 17.00 uur",
        ),
        (boundary_at(Term.VOOR, CLOSE), "vóór vrijdag 31 juli 2026 om 17.00 uur"),
        (boundary_at(Term.TOT, CLOSE), "vóór vrijdag 31 juli 2026 om 17.00 uur"),
        (
            boundary_at(Term.VOOR, datetime(2026, 7, 31, 16, 59, 59, tzinfo=AMSTERDAM)),
            "vóór vrijdag 31 juli 2026 om 16.59.59 uur",
        ),
        # The round 2022: "vóór 1 augustus 2021".
        (
            boundary_on(Term.VOOR, DAY, AMSTERDAM),
            "uiterlijk op zaterdag 31 juli 2021, vóór 24.00 uur",
        ),
        # The round 2023: "uiterlijk 29 juli 2022".
        (
            boundary_on(Term.UITERLIJK, date(2022, 7, 29), AMSTERDAM),
            "uiterlijk op vrijdag 29 juli 2022, vóór 24.00 uur",
        ),
        # Somebody writes midnight as a time.
        (
            boundary_at(Term.VOOR, datetime(2023, 8, 2, tzinfo=AMSTERDAM)),
            "uiterlijk op dinsdag 1 augustus 2023, vóór 24.00 uur",
        ),
        (
            boundary_at(Term.UITERLIJK, datetime(2023, 8, 2, tzinfo=AMSTERDAM)),
            "uiterlijk op dinsdag 1 augustus 2023 om 24.00 uur",
        ),
        # Midnight in London is no midnight here.
        (
            boundary_at(Term.VOOR, datetime(2023, 8, 1, 23, 0, tzinfo=UTC)),
            "vóór woensdag 2 augustus 2023 om 01.00 uur",
        ),
        # The year and the day on which summer time ends are over, too.
        (
            boundary_on(Term.TOT_EN_MET, date(2026, 12, 31), AMSTERDAM),
            "uiterlijk op donderdag 31 december 2026, vóór 24.00 uur",
        ),
        (
            boundary_on(Term.TOT_EN_MET, date(2026, 10, 25), AMSTERDAM),
            "uiterlijk op zondag 25 oktober 2026, vóór 24.00 uur",
        ),
    ],
)
def test_the_end_of_a_term_in_dutch(boundary: Boundary, told: str) -> None:
    assert limit_in_dutch(boundary) == told


@given(
    on=st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31)),
    term=st.sampled_from(Term),
)
def test_the_day_that_is_told_is_the_last_that_is_in_time(on: date, term: Term) -> None:
    boundary = boundary_on(term, on, AMSTERDAM)
    last = (boundary.at.astimezone(UTC) - timedelta(microseconds=1)).astimezone(AMSTERDAM)
    assert boundary.admits(last)
    assert day_in_dutch(last) in limit_in_dutch(boundary)
    assert "00.00" not in limit_in_dutch(boundary)


def test_within_a_day_no_day_ends() -> None:
    assert day_that_ends(begin_of(DAY, AMSTERDAM) + timedelta(seconds=1)) is None
