"""The line of time of `intake outages`: an outage of a second shows in a week."""

from datetime import timedelta

import hypothesis.strategies as st
from hypothesis import given

from intake.cli.outages_view import Watched, as_json, bar
from intake.domain.availability import availability
from tests.domain.test_visibility import at, seen, unseen

WEEK = 7 * 24 * 3600


def test_each_sign_is_the_worst_of_its_part() -> None:
    found = availability([seen(0, 50), unseen(50, 55), seen(60, 100)], at(0), at(100))
    assert bar(found, 10) == "█████░████"


def test_a_gap_is_told_apart_from_an_outage() -> None:
    found = availability([seen(0, 50), seen(70, 100)], at(0), at(100))
    assert bar(found, 10) == "█████··███"


@given(second=st.integers(0, WEEK - 1))
def test_a_second_of_a_week_is_not_lost(second: int) -> None:
    known = [seen(0, second), unseen(second, second + 1), seen(second + 1, WEEK)]
    line = bar(availability(known, at(0), at(WEEK)), 60)
    assert len(line) == 60
    assert 1 <= line.count("░") <= 2
    assert line.count("█") == 60 - line.count("░")


def test_a_period_without_length_has_no_line() -> None:
    assert bar(availability([], at(0), at(0)), 60) == ""


def test_the_object_for_machines_adds_up() -> None:
    found = availability([seen(0, 50), unseen(50, 60)], at(0), at(100))
    told = as_json(Watched("vgz", "oco@zorgkantoor.test", "", found))
    assert (told["seen_seconds"], told["unseen_seconds"], told["not_running_seconds"]) == (
        50,
        10,
        40,
    )
    assert told["available_percent"] == 50.0
    assert told["deadline"] is None
    assert [(item["reason"], item["seconds"]) for item in told["outages"]] == [
        ("unreachable", 10),
        ("not_running", 40),
    ]
    assert told["outages"][0]["until"] == (at(0) + timedelta(seconds=60)).isoformat()
