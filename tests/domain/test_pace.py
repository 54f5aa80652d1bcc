"""Who looks how often: calmly, and every few seconds around a deadline."""

from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from intake.domain.moments import AMSTERDAM
from intake.domain.pace import DeadlineMode, Pace, pace_at

MODE = DeadlineMode(timedelta(hours=1), timedelta(minutes=30), seconds=3.0, longest_pause=2.0)
DEADLINE = datetime(2026, 7, 31, 17, 0, tzinfo=AMSTERDAM)
ORDINARY = 60.0


def pace(now: datetime, *boundaries: datetime, mode: DeadlineMode = MODE) -> Pace:
    return pace_at(now, boundaries, mode, ordinary=ORDINARY, longest_pause=60.0)


@pytest.mark.parametrize(
    ("now", "hurried", "seconds"),
    [
        ("15:00:00", False, 60.0),
        ("15:59:00", False, 60.0),
        ("15:59:20", False, 40.0),
        ("15:59:59.5", False, 0.5),
        ("16:00:00", True, 3.0),
        ("16:59:59", True, 3.0),
        ("17:00:00", True, 3.0),
        ("17:29:59", True, 3.0),
        ("17:30:00", False, 60.0),
    ],
)
def test_a_window_begins_before_the_boundary_and_ends_after_it(
    now: str, hurried: bool, seconds: float
) -> None:
    moment = datetime.fromisoformat(f"2026-07-31T{now}").replace(tzinfo=AMSTERDAM)
    found = pace(moment, DEADLINE)
    assert (found.hurried, found.seconds) == (hurried, seconds)


@pytest.mark.parametrize(
    ("hour", "changes_at"),
    [(15, "2026-07-31T14:00+00:00"), (16, "2026-07-31T15:30+00:00"), (18, None)],
)
def test_the_next_begin_or_end_is_known(hour: int, changes_at: str | None) -> None:
    found = pace(DEADLINE.replace(hour=hour), DEADLINE)
    assert found.changes_at == (datetime.fromisoformat(changes_at) if changes_at else None)


def test_without_deadlines_nobody_hurries() -> None:
    assert pace(DEADLINE) == Pace(False, ORDINARY, None, ORDINARY, 60.0)


def test_windows_that_touch_are_one() -> None:
    second = DEADLINE + timedelta(minutes=90)
    assert pace(DEADLINE, second, DEADLINE).changes_at == second + MODE.after


def test_a_mailbox_that_is_always_looked_into_more_often_keeps_its_pace() -> None:
    found = pace_at(DEADLINE, [DEADLINE], MODE, ordinary=1.0, longest_pause=60.0)
    assert found.seconds == 1.0


@pytest.mark.parametrize(
    ("boundary", "begin"),
    [
        # 03:30 summer time: an hour before it is 01:30 winter time, and no 02:30 exists.
        ("2026-03-29T03:30", "2026-03-29T00:30+00:00"),
        # 02:30 comes twice: an hour before the second is the first.
        ("2026-10-25T02:30", "2026-10-24T23:30+00:00"),
        ("2026-10-25T03:00", "2026-10-25T01:00+00:00"),
    ],
)
def test_an_hour_before_a_boundary_is_an_hour_that_passes(boundary: str, begin: str) -> None:
    local = datetime.fromisoformat(boundary).replace(tzinfo=AMSTERDAM)
    begins = datetime.fromisoformat(begin)
    assert not pace(begins - timedelta(microseconds=1), local).hurried
    assert pace(begins, local).hurried


def test_the_second_half_past_two_of_that_night_is_another_boundary_than_the_first() -> None:
    second = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=AMSTERDAM)
    assert not pace(datetime(2026, 10, 25, 0, 29, tzinfo=UTC), second).hurried
    assert pace(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), second).hurried


@pytest.mark.parametrize(
    ("now", "suggested", "refused", "seconds"),
    [
        ("12:00", 40.0, False, 40.0),
        ("12:00", 90.0, False, 60.0),
        ("15:59:50", 40.0, False, 10.0),
        ("16:30", 40.0, False, 2.0),
        ("16:30", 0.5, False, 0.5),
        # A refused login is not tried faster for a deadline, and not slower than each minute.
        ("12:00", 1.0, True, 60.0),
        ("16:30", 1.0, True, 60.0),
    ],
)
def test_a_failing_server_is_tried_again_soon_and_a_refused_login_is_not(
    now: str, suggested: float, refused: bool, seconds: float
) -> None:
    moment = datetime.fromisoformat(f"2026-07-31T{now}").replace(tzinfo=AMSTERDAM)
    assert pace(moment, DEADLINE).pause(suggested, refused=refused) == seconds


def test_a_login_that_was_refused_does_not_sleep_for_an_hour_through_a_deadline() -> None:
    found = pace_at(
        DEADLINE - timedelta(minutes=70), [DEADLINE], MODE, ordinary=3600.0, longest_pause=60.0
    )
    assert found.pause(1.0, refused=True) == 600.0
    found = pace_at(DEADLINE, [DEADLINE], MODE, ordinary=3600.0, longest_pause=60.0)
    assert found.pause(1.0, refused=True) == 60.0


_MOMENTS = st.integers(0, 2 * 24 * 3600).map(
    lambda second: datetime(2026, 3, 28, tzinfo=UTC) + timedelta(seconds=second)
)
_MODES = st.builds(
    DeadlineMode,
    before=st.integers(0, 300).map(lambda minutes: timedelta(minutes=minutes)),
    after=st.integers(0, 300).map(lambda minutes: timedelta(minutes=minutes)),
    seconds=st.floats(0.1, 10),
    longest_pause=st.floats(0.1, 10),
)


@given(now=_MOMENTS, boundaries=st.lists(_MOMENTS, max_size=5), mode=_MODES)
def test_nobody_sleeps_across_the_beginning_of_a_window(
    now: datetime, boundaries: list[datetime], mode: DeadlineMode
) -> None:
    local = [moment.astimezone(AMSTERDAM) for moment in boundaries]
    found = pace(now, *local, mode=mode)
    wakes = now + timedelta(seconds=found.seconds)
    tries = now + timedelta(seconds=found.pause(1e9, refused=False))
    begins = [moment - mode.before for moment in boundaries]
    assert found.seconds > 0
    assert found.hurried == any(begin <= now < begin + mode.before + mode.after for begin in begins)
    if found.hurried:
        assert found.seconds <= mode.seconds
        assert tries - now <= timedelta(seconds=mode.longest_pause)
        return
    slack = timedelta(seconds=0.002)
    for begin in begins:
        if begin > now and mode.before + mode.after:
            assert wakes <= begin + slack
            assert tries <= begin + slack


@given(now=_MOMENTS, boundaries=st.lists(_MOMENTS, min_size=1, max_size=5), mode=_MODES)
def test_between_now_and_the_next_change_nothing_changes(
    now: datetime, boundaries: list[datetime], mode: DeadlineMode
) -> None:
    found = pace(now, *boundaries, mode=mode)
    if found.changes_at is None:
        return
    assert found.changes_at > now
    just_before = max(now, found.changes_at - timedelta(microseconds=1))
    assert pace(just_before, *boundaries, mode=mode).hurried == found.hurried
    if mode.before + mode.after:
        assert pace(found.changes_at, *boundaries, mode=mode).hurried != found.hurried
