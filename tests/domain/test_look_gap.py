"""Of a span, what lies outside the times in which the service stood still."""

from datetime import timedelta
from itertools import pairwise

import hypothesis.strategies as st
from hypothesis import given

from intake.domain.look_gap import LookGap, Standstill, outside
from tests.domain.test_visibility import at, seen

_SECOND = timedelta(seconds=1)


def still(since: int, until: int) -> Standstill:
    return Standstill(at(since), at(until))


def test_the_service_was_at_work_when_it_did_not_stand_still() -> None:
    gap = LookGap(100 * _SECOND, timedelta(0), (still(10, 30), still(50, 55)))
    assert (gap.still, gap.at_work) == (25 * _SECOND, 75 * _SECOND)


def test_a_standstill_parts_a_span() -> None:
    found = list(outside(seen(0, 100), [still(-20, -10), still(40, 60), still(120, 130)]))
    assert found == [seen(0, 40), seen(60, 100)]


def test_the_look_that_ends_a_standstill_is_a_part_without_length() -> None:
    assert list(outside(seen(0, 100), [still(40, 100)])) == [seen(0, 40), seen(100, 100)]
    assert list(outside(seen(0, 100), [still(-5, 105)])) == [seen(100, 100)]


_BORDERS = st.lists(st.integers(-20, 120), max_size=8, unique=True).map(sorted)


@given(borders=_BORDERS, since=st.integers(0, 50), length=st.integers(0, 60))
def test_every_second_is_at_work_or_still_and_never_both(
    borders: list[int], since: int, length: int
) -> None:
    stills = [still(*pair) for pair in zip(borders[::2], borders[1::2], strict=False)]
    span = seen(since, since + length)
    parts = list(outside(span, stills))
    assert parts[-1].until == span.until
    assert all(before.until < after.since for before, after in pairwise(parts))
    for second in range(since, since + length):
        moment = at(second) + _SECOND / 2
        is_still = any(item.since < moment < item.until for item in stills)
        assert is_still != any(item.since < moment < item.until for item in parts)
