"""What `intake outages` prints: tables, a line of time in which a second shows, and objects."""

from dataclasses import replace
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from intake.cli.outages_view import Watched, as_json, bar, print_heading, print_watched
from intake.domain.availability import Availability, availability
from intake.domain.outage_words import IN_DUTCH
from intake.domain.visibility import VisibleSpan
from tests.domain.test_visibility import at, seen, unseen

WEEK = 7 * 24 * 3600


def of(*known: VisibleSpan, until: int = 100, first: int = 0) -> Availability:
    return availability(known, at(0), at(until), watched_since=at(first))


def test_each_sign_is_the_worst_of_its_part() -> None:
    found = of(seen(0, 50), unseen(50, 55), seen(60, 100))
    assert bar(found, 10) == "█████░████"


def test_a_gap_is_told_apart_from_an_outage() -> None:
    assert bar(of(seen(0, 50), seen(70, 100)), 10) == "█████··███"


def test_time_that_was_not_watched_yet_has_a_sign_of_its_own() -> None:
    assert bar(of(seen(35, 100), first=35), 10) == "----██████"


@given(second=st.integers(0, WEEK - 1))
def test_a_second_of_a_week_is_not_lost(second: int) -> None:
    known = [seen(0, second), unseen(second, second + 1), seen(second + 1, WEEK)]
    line = bar(of(*known, until=WEEK), 60)
    assert len(line) == 60
    assert 1 <= line.count("░") <= 2
    assert line.count("█") == 60 - line.count("░")


def test_a_period_without_length_has_no_line() -> None:
    assert bar(of(until=0), 60) == ""


def test_the_object_for_machines_adds_up() -> None:
    found = of(seen(20, 50), unseen(50, 60), first=20)
    told = as_json(Watched("vgz", "oco@zorgkantoor.test", "", found))
    assert (told["seen_seconds"], told["unseen_seconds"]) == (30, 10)
    assert (told["not_running_seconds"], told["not_watched_seconds"]) == (40, 20)
    assert told["available_percent"] == 37.5
    assert told["deadline"] is None
    assert [(item["reason"], item["seconds"]) for item in told["outages"]] == [
        ("unreachable", 10),
        ("not_running", 40),
    ]
    assert told["outages"][0]["until"] == (at(0) + timedelta(seconds=60)).isoformat()
    assert told["not_watched"]["until"] == at(20).isoformat()
    assert told["not_watched"]["words"].startswith("Nog niet bewaakt")


def test_of_a_period_before_the_first_look_machines_get_no_percentage() -> None:
    told = as_json(Watched("vgz", "oco@zorgkantoor.test", "", of(first=100)))
    assert told["available_percent"] is None
    assert told["outages"] == []
    assert told["not_watched_seconds"] == 100
    assert as_json(Watched("vgz", "oco", "", of(seen(0, 100))))["not_watched"] is None


def printed(capsys: pytest.CaptureFixture[str], found: Availability) -> list[str]:
    print_heading()
    print_watched(Watched("vgz", "oco@zorgkantoor.test", "2024-2025, registration", found))
    return capsys.readouterr().out.splitlines()


def test_a_mailbox_that_is_not_watched_any_more_is_marked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    gone = Watched(None, "oco@zorgkantoor.test", "", of(seen(0, 50), until=50))
    told = as_json(gone)
    assert (told["zorgkantoor"], told["no_longer_watched"]) == (None, True)
    assert told["outages"] == []
    assert not as_json(replace(gone, zorgkantoor="vgz"))["no_longer_watched"]
    print_watched(gone)
    assert "no longer watched  oco@zorgkantoor.test" in capsys.readouterr().out.splitlines()


def test_off_a_terminal_rows_stand_below_headings_and_times_have_an_offset(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = printed(capsys, of(seen(20, 50), unseen(50, 60), first=20))
    assert lines[0] == "Lengths are seconds; available is a share of watched time."
    rows = [line.split("\t") for line in lines if "\t" in line]
    begin, end = at(0).isoformat(), at(100).isoformat()
    assert rows[:2] == [
        ["from", "until", "available", "seen", "not seen", "not running", "not watched"],
        [begin, end, "37.500%", "30.0", "10.0", "40.0", "20.0"],
    ]
    assert rows[2] == ["from", "until", "seconds", "reason", "in words"]
    assert rows[3][:4] == [at(50).isoformat(), at(60).isoformat(), "10.0", "unreachable"]


def test_it_speaks_one_language(capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(printed(capsys, of(seen(20, 50), unseen(50, 60), first=20)))
    assert "The mail server gave the service no answer." in text
    assert "The service was not at work." in text
    assert "Not watched yet: the service had never looked into this mailbox." in text
    assert not any(words in text for words in IN_DUTCH.values())


def test_of_a_period_before_the_first_look_people_are_told_no_percentage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = "\n".join(printed(capsys, of(first=100)))
    assert "unknown" in text
    assert "%" not in text
    assert "not at work" not in text
