"""When a reconciliation is due: every so often, after each deadline, and once for all missed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.reconcile_moments import Cause, Due, Rhythm, due_now, next_due

DEADLINE = datetime(2023, 8, 1, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
RHYTHM = Rhythm(HOUR, (2 * MINUTE, 15 * MINUTE, HOUR))
MOMENTS = st.timedeltas(timedelta(days=-1), timedelta(days=1)).map(DEADLINE.__add__)


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (-2 * HOUR, -2 * HOUR + 59 * MINUTE, None),
        (-2 * HOUR, -HOUR, Due(DEADLINE - HOUR, Cause.HOURLY)),
        (-10 * MINUTE, MINUTE, None),
        (-10 * MINUTE, 2 * MINUTE, Due(DEADLINE + 2 * MINUTE, Cause.DEADLINE)),
        (2 * MINUTE, 14 * MINUTE, None),
        (2 * MINUTE, 15 * MINUTE, Due(DEADLINE + 15 * MINUTE, Cause.DEADLINE)),
        (15 * MINUTE, HOUR, Due(DEADLINE + HOUR, Cause.DEADLINE)),
        (HOUR, 2 * HOUR, Due(DEADLINE + 2 * HOUR, Cause.HOURLY)),
        # The daemon was down all evening: one run for three moments.
        (-3 * HOUR, 9 * HOUR, Due(DEADLINE + HOUR, Cause.DEADLINE)),
        # It ran while the deadline passed, and so may have missed what came then.
        (MINUTE, 3 * MINUTE, Due(DEADLINE + 2 * MINUTE, Cause.DEADLINE)),
        # The clock was set back by a day.
        (24 * HOUR, MINUTE, Due(DEADLINE + MINUTE, Cause.HOURLY)),
    ],
)
def test_what_is_due(last: timedelta, now: timedelta, due: Due | None) -> None:
    assert due_now(DEADLINE + last, DEADLINE + now, RHYTHM, [DEADLINE]) == due


def test_the_deadline_comes_before_the_hour() -> None:
    now = DEADLINE + 2 * MINUTE
    due = due_now(now - HOUR, now, RHYTHM, [DEADLINE])
    assert due is not None
    assert due.cause is Cause.DEADLINE


def test_a_round_without_deadlines_has_its_hours() -> None:
    assert next_due(DEADLINE, RHYTHM, ()) == Due(DEADLINE + HOUR, Cause.HOURLY)


def test_a_deadline_of_long_ago_is_never_due_again() -> None:
    later = DEADLINE + timedelta(days=300)
    assert due_now(later, later + 59 * MINUTE, RHYTHM, [DEADLINE]) is None


@given(MOMENTS, MOMENTS)
def test_something_is_due_exactly_when_its_moment_has_come(last: datetime, now: datetime) -> None:
    due = due_now(last, now, RHYTHM, [DEADLINE])
    if last <= now:
        assert (due is not None) == (next_due(last, RHYTHM, [DEADLINE]).at <= now)
    if due is not None:
        assert due.at <= now


@given(MOMENTS)
def test_between_two_there_is_never_more_than_the_interval(last: datetime) -> None:
    due = next_due(last, RHYTHM, [DEADLINE])
    assert last < due.at <= last + HOUR


@given(MOMENTS)
def test_whoever_runs_at_each_moment_misses_none_after_a_deadline(start: datetime) -> None:
    wanted = {DEADLINE + offset for offset in RHYTHM.after_deadline if start < DEADLINE + offset}
    ran, last = set(), start
    while last < DEADLINE + 2 * HOUR:
        last = next_due(last, RHYTHM, [DEADLINE]).at
        ran.add(last)
    assert wanted <= ran


def test_a_rhythm_without_an_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        Rhythm(timedelta(0), ())


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        next_due(datetime(2023, 8, 1), RHYTHM, ())  # noqa: DTZ001 - the point of the test
