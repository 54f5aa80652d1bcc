"""Every moment of a period is seen, unseen, nobody looked, or nobody had looked yet."""

from collections.abc import Sequence
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from intake.domain.availability import Availability, availability, first_of, known_until
from intake.domain.outage_words import IN_DUTCH, IN_ENGLISH
from intake.domain.visibility import LossReason, Sight, VisibleSpan
from tests.domain.test_visibility import at, seen, unseen


def of(
    *known: VisibleSpan,
    since: int = 0,
    until: int = 100,
    first: int | None = -1000,
    earlier: Sequence[VisibleSpan] = (),
) -> Availability:
    watched_since = None if first is None else at(first)
    return availability(known, at(since), at(until), watched_since=watched_since, earlier=earlier)


def told(found: Availability) -> list[tuple[float, float, str]]:
    """Begin and end in seconds, and the sight."""
    return [
        (
            (item.since - at(0)).total_seconds(),
            (item.until - at(0)).total_seconds(),
            str(item.reason or item.sight),
        )
        for item in found.stretches
    ]


def test_an_outage_between_two_spans_of_sight_is_told_with_its_reason() -> None:
    found = of(seen(0, 40), unseen(40, 60), seen(60, 100))
    assert told(found) == [(0, 40, "seen"), (40, 60, "unreachable"), (60, 100, "seen")]
    assert found.percent == 80.0
    assert [item.text for item in found.outages] == ["hung up"]


def test_a_time_that_no_span_covers_is_time_in_which_the_service_did_not_run() -> None:
    found = of(seen(10, 40), seen(60, 90))
    assert told(found) == [
        (0, 10, "not_running"),
        (10, 40, "seen"),
        (40, 60, "not_running"),
        (60, 90, "seen"),
        (90, 100, "not_running"),
    ]
    assert found.lasted(Sight.NOT_RUNNING) == timedelta(seconds=40)


def test_without_any_span_after_the_first_look_nobody_looked() -> None:
    assert told(of()) == [(0, 100, "not_running")]
    assert of().percent == 0.0


def test_time_before_the_first_look_is_no_outage_and_no_share_is_taken_of_it() -> None:
    found = of(seen(40, 70), unseen(70, 80), seen(80, 100), first=40)
    assert told(found) == [
        (0, 40, "not_watched"),
        (40, 70, "seen"),
        (70, 80, "unreachable"),
        (80, 100, "seen"),
    ]
    assert found.watched == timedelta(seconds=60)
    assert found.percent == 83.333
    assert [item.sight for item in found.outages] == [Sight.UNSEEN]
    assert found.not_watched == found.stretches[0]


@pytest.mark.parametrize("first", [None, 100, 500])
def test_a_period_before_the_first_look_has_no_percentage(first: int | None) -> None:
    found = of(first=first)
    assert told(found) == [(0, 100, "not_watched")]
    assert found.percent is None
    assert found.outages == ()


def test_a_service_that_was_killed_after_the_first_look_did_not_run() -> None:
    found = of(seen(40, 60), first=40)
    assert told(found) == [(0, 40, "not_watched"), (40, 60, "seen"), (60, 100, "not_running")]
    assert found.percent == 33.333
    # The first look may lie in a time of which nobody asks.
    assert told(of(since=60, first=40)) == [(60, 100, "not_running")]


def test_a_first_look_that_failed_is_a_look() -> None:
    found = of(unseen(40, 40), first=40)
    assert told(found) == [(0, 40, "not_watched"), (40, 100, "not_running")]


def test_what_was_seen_before_the_first_look_that_is_told_was_watched() -> None:
    assert told(of(seen(20, 30), first=50)) == [
        (0, 20, "not_watched"),
        (20, 30, "seen"),
        (30, 100, "not_running"),
    ]


def test_sights_under_an_earlier_name_count_where_no_others_do() -> None:
    found = of(seen(40, 100), first=10, earlier=[seen(10, 20), unseen(20, 30), unseen(35, 60)])
    assert told(found) == [
        (0, 10, "not_watched"),
        (10, 20, "seen"),
        (20, 30, "unreachable"),
        (30, 35, "not_running"),
        (35, 40, "unreachable"),
        (40, 100, "seen"),
    ]


def test_spans_are_cut_to_the_period() -> None:
    found = of(seen(0, 40), unseen(40, 60), seen(60, 100), since=50, until=70)
    assert told(found) == [(50, 60, "unreachable"), (60, 70, "seen")]


def test_a_period_that_lies_within_one_span_is_whole() -> None:
    assert told(of(seen(-500, 500))) == [(0, 100, "seen")]
    assert of(seen(-500, 500)).percent == 100.0


def test_a_period_without_length_misses_nothing() -> None:
    assert of(until=0) == Availability(at(0), at(0), ())
    assert of(until=0).percent is None


def test_all_but_a_moment_is_not_all() -> None:
    year = 365 * 24 * 3600
    found = of(seen(0, 5), seen(6, year), until=year)
    assert found.percent == 99.999


def test_two_processes_that_looked_at_once_are_not_counted_twice() -> None:
    found = of(seen(0, 60), unseen(30, 80), seen(50, 100))
    assert told(found) == [(0, 30, "seen"), (30, 80, "unreachable"), (80, 100, "seen")]


def test_a_sight_that_a_clock_ahead_dated_too_late_hides_no_outage() -> None:
    found = of(seen(-60, 100), unseen(20, 40), seen(40, 60))
    assert told(found) == [
        (0, 20, "seen"),
        (20, 40, "unreachable"),
        (40, 60, "seen"),
        (60, 100, "not_running"),
    ]


def test_a_sight_ahead_of_all_that_was_written_later_says_nothing() -> None:
    found = of(seen(50, 90), seen(10, 20), seen(20, 30), first=10)
    assert told(found) == [(0, 10, "not_watched"), (10, 30, "seen"), (30, 100, "not_running")]


def test_an_outage_by_a_clock_that_was_ahead_is_told_all_the_same() -> None:
    found = of(unseen(0, 60), seen(30, 100))
    assert told(found) == [(0, 60, "unreachable"), (60, 100, "seen")]


def test_spans_that_touch_are_one() -> None:
    assert told(of(seen(0, 40), seen(40, 100))) == [(0, 100, "seen")]


@pytest.mark.parametrize(
    ("last", "until", "now", "end"),
    [
        (90, 100, 100, 90),  # the next look may come yet
        (89, 100, 100, 100),  # it is overdue
        (90, 95, 100, 90),  # a period that ended a moment ago
        (90, 95, 200, 95),  # long ago: what is not known by now was not seen
        (90, 50, 95, 50),  # known beyond the period
        (None, 100, 100, 100),
    ],
)
def test_a_next_look_that_is_not_due_yet_is_no_outage(
    last: int | None, until: int, now: int, end: int
) -> None:
    known = None if last is None else at(last)
    found = known_until(known, at(until), now=at(now), grace=timedelta(seconds=10))
    assert found == at(end)


@pytest.mark.parametrize(
    ("sight", "look", "first"),
    [
        (None, None, None),
        (50, None, 50),
        (None, 20, 20),
        (50, 60, 50),
        (50, 45, 50),  # the look that became the first sight
        (50, 40, 50),
        (50, 39, 39),  # nobody kept what it saw
    ],
)
def test_a_look_that_became_the_first_sight_is_not_one_before_it(
    sight: int | None, look: int | None, first: int | None
) -> None:
    moments = [None if item is None else at(item) for item in (sight, look, first)]
    assert first_of(moments[0], moments[1], timedelta(seconds=10)) == moments[2]


def test_every_reason_has_words() -> None:
    assert set(IN_DUTCH) == set(IN_ENGLISH) == set(LossReason)


_SECONDS = st.integers(-200, 300)
_SPANS = st.builds(
    lambda since, length, sight: (
        seen(since, since + length) if sight else unseen(since, since + length)
    ),
    _SECONDS,
    st.integers(0, 120),
    st.booleans(),
)


_KNOWN = st.lists(_SPANS, max_size=12)
_FIRST = st.none() | _SECONDS


@given(known=_KNOWN, earlier=_KNOWN, first=_FIRST, since=_SECONDS, length=st.integers(0, 300))
def test_the_states_make_up_the_period(
    known: list[VisibleSpan],
    earlier: list[VisibleSpan],
    first: int | None,
    since: int,
    length: int,
) -> None:
    found = of(*known, since=since, until=since + length, first=first, earlier=earlier)
    total = sum((found.lasted(sight) for sight in Sight), timedelta(0))
    assert total == timedelta(seconds=length)
    borders = [at(since), *(item.until for item in found.stretches)]
    assert [item.since for item in found.stretches] == borders[:-1]
    assert borders[-1] == at(since + length)
    assert all(item.length > timedelta(0) for item in found.stretches)


@given(known=_KNOWN, first=_FIRST, since=_SECONDS, length=st.integers(0, 300))
def test_a_share_is_taken_of_watched_time_alone(
    known: list[VisibleSpan], first: int | None, since: int, length: int
) -> None:
    found = of(*known, since=since, until=since + length, first=first)
    begins = [span.since for span in known] + ([] if first is None else [at(first)])
    begin = min(max(min(begins, default=found.until), found.since), found.until)
    assert found.watched == found.until - begin
    if not found.watched:
        assert found.percent is None
        assert not found.outages
        return
    # The same period without what was not watched: nothing else may change.
    alone = availability(known, begin, found.until, watched_since=begin)
    assert found.percent == alone.percent
    assert found.outages == alone.outages
    assert found.percent is not None
    assert 0.0 <= found.percent <= 100.0
    assert (found.percent == 100.0) == (not found.outages)


@given(known=_KNOWN, first=_FIRST, second=st.integers(0, 99))
def test_what_is_told_of_a_moment_is_what_a_span_says(
    known: list[VisibleSpan], first: int | None, second: int
) -> None:
    moment = at(second) + timedelta(seconds=0.5)
    found = of(*known, first=first)
    (stretch,) = (item for item in found.stretches if item.since < moment < item.until)
    sights = {
        span.sight
        for number, span in enumerate(known)
        if span.since < moment < span.until
        and (
            span.sight is Sight.UNSEEN
            or not any(later.since < moment for later in known[number + 1 :])
        )
    }
    looked = any(span.since < moment for span in known) or (first is not None and first <= second)
    nobody = Sight.NOT_RUNNING if looked else Sight.NOT_WATCHED
    expected = Sight.SEEN if sights else nobody
    assert stretch.sight is (Sight.UNSEEN if Sight.UNSEEN in sights else expected)
