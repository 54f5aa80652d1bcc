"""UIDs as ranges: the same as sets of numbers, and never as long as them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.uid_ranges import UidRange, count, ranges_of, united, without

UIDS = st.sets(st.integers(1, 60))


def numbers(ranges: tuple[UidRange, ...]) -> set[int]:
    return {uid for item in ranges for uid in range(item.first, item.last + 1)}


@given(UIDS)
def test_ranges_hold_exactly_the_uids_in_order_and_apart(uids: set[int]) -> None:
    ranges = ranges_of(uids)
    assert numbers(ranges) == uids
    assert count(ranges) == len(uids)
    assert all(one.last + 1 < other.first for one, other in pairwise(ranges))


@given(UIDS, UIDS)
def test_what_is_taken_away_is_the_difference_of_the_sets(uids: set[int], taken: set[int]) -> None:
    assert numbers(without(ranges_of(uids), ranges_of(taken))) == uids - taken


@given(UIDS, UIDS)
def test_united_ranges_are_the_union_of_the_sets(one: set[int], other: set[int]) -> None:
    assert united((*ranges_of(one), *ranges_of(other))) == ranges_of(one | other)


def test_all_numbers_there_are_take_one_range() -> None:
    everything = UidRange(1, 2**32 - 1)
    left = without((everything,), (UidRange(5, 7),))
    assert left == (UidRange(1, 4), UidRange(8, 2**32 - 1))
    assert count((everything,)) == 2**32 - 1


def test_a_range_is_written_as_people_do() -> None:
    assert [str(item) for item in ranges_of({3, 7, 8, 9})] == ["3", "7-9"]


def test_a_range_without_any_uid_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        UidRange(2, 1)
