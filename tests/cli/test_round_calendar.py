"""The calendar of a round as a picture: right, readable at any width and without colours."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from config.round_file import find_round, list_rounds
from intake.cli.round_calendar import calendar_lines, distance
from intake.cli.round_marks import marks_of
from tests.cli.terminal import on_terminal

ROUNDS = {round_id: find_round(round_id, None) for round_id in list_rounds(None)}
TODAY = date(2022, 8, 3)
PICTURE_OF_2023 = """\
       July 2022              August 2022            September 2022          December 2023
  Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
               1  2  3     1  2▸ 3  4  5  6  7              1  2  3  4                 1  2  3
   4  5  6  7  8  9 10     8  9 10 11 12 13 14     5  6  7  8  9 10 11     4  5  6  7  8  9 10
  11 12 13 14 15 16 17    15 16 17 18 19 20 21    12 13 14●15 16 17 18    11 12 13 14 15 16 17
  18 19 20 21 22 23 24    22 23 24 25 26 27 28    19 20 21 22 23 24 25    18 19 20 21 22 23 24
  25 26 27 28◆29 30 31    29 30 31                26 27 28 29 30          25 26 27 28 29 30●31

 ◆ registrations close   ● date that binds no mail   ▸ today

 ◆ Fri 29 Jul 2022 24:00  Registrations close; 24:00 itself is too late (5 days ago)
                          tot uiterlijk 29 juli 2022 [V22]
 ▸ Wed  3 Aug 2022        today
 ● Thu 15 Sep 2022        Bekendmaking van de uitkomst (in 43 days)
                          uiterlijk maandag 15 september 2022 [V22]
 ● Sun 31 Dec 2023        Einde van de overeenkomst van een nieuwe organisatie (in 17 months)
                          tot en met 31 december 2023 [V22]
"""


def picture(round_id: str, today: date, width: int) -> list[str]:
    marks = marks_of(ROUNDS[round_id])
    return [line.plain.rstrip() for line in calendar_lines(marks, today, width)]


def test_the_picture_of_a_round() -> None:
    assert "\n".join(picture("2023", TODAY, 100)) == PICTURE_OF_2023.rstrip("\n")


@pytest.mark.parametrize(
    ("round_id", "marked"),
    [
        # The last day that is in time, not the midnight after it.
        ("2022", ["◆31", "●22", "●28", "●30"]),
        ("2023", ["◆29", "●15"]),
        ("2024-2025", ["◆ 1", "▲17", "■29", "● 2"]),
        ("2018-2020", ["◆ 1", "■29", "●16", "·17", "·30"]),
        ("2027-2028", ["▲12", "◆31", "●30"]),
    ],
)
def test_every_deadline_has_a_sign_of_its_own(round_id: str, marked: list[str]) -> None:
    months, _, _ = "\n".join(picture(round_id, TODAY, 80)).partition("registrations close")
    assert [sign for sign in marked if sign not in months] == []


@pytest.mark.parametrize("round_id", ROUNDS)
def test_everything_that_is_marked_is_told_with_the_words_of_its_source(round_id: str) -> None:
    told = " ".join(" ".join(picture(round_id, TODAY, 90)).split())
    round_ = ROUNDS[round_id]
    cited = [f"{item.words} {item.source}" for item in round_.deadlines]
    cited += [f"{item.words} {item.source}" for item in round_.calendar]
    cited += [f"{item.words} {item.source}" for item in round_.withdrawals]
    assert [words for words in cited if words not in told] == []


def test_a_window_without_a_day_comes_last_and_says_so() -> None:
    lines = picture("2027-2028", TODAY, 100)
    (number,) = [number for number, line in enumerate(lines) if "day not known" in line]
    assert "Withdrawals are open for 4 weeks" in lines[number]
    assert not any(line.startswith((" ●", " ◆", " ▸")) for line in lines[number:])


@given(
    round_id=st.sampled_from(sorted(ROUNDS)),
    today=st.dates(min_value=date(2017, 1, 1), max_value=date(2028, 12, 31)),
    width=st.integers(min_value=60, max_value=200),
)
def test_no_line_is_too_wide_and_today_is_told_once(round_id: str, today: date, width: int) -> None:
    lines = picture(round_id, today, width)
    assert max(map(cell_len, lines)) <= width
    assert [line.split()[-1] for line in lines if line.startswith(" ▸ ") and "20" in line] == [
        "today"
    ]


@given(
    today=st.dates(min_value=date(2017, 6, 1), max_value=date(2018, 1, 31)),
    width=st.integers(min_value=22, max_value=200),
)
def test_every_day_of_a_month_is_there_once(today: date, width: int) -> None:
    lines = picture("2018-2020", today, width)
    blocks = lines[: next(n for n, line in enumerate(lines) if "registrations close" in line)]
    months = len(re.findall(r"[A-Z][a-z]+ 20\d\d", "\n".join(blocks)))
    weeks = [line for line in blocks if re.fullmatch(r"[\s\d●◆▲■▼·▸]+", line)]
    days = [int(day) for line in weeks for day in re.findall(r"\d+", line)]
    assert [days.count(day) for day in range(1, 29)] == [months] * 28


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (12, "in 12 days"),
        (-59, "59 days ago"),
        (90, "in 3 months"),
        (-700, "23 months ago"),
        (-1200, ""),
        (1200, ""),
    ],
)
def test_how_far_a_day_is_off(days: int, told: str) -> None:
    assert distance(TODAY + timedelta(days=days), TODAY) == told


@pytest.mark.parametrize("columns", [80, 120])
def test_the_picture_stands_above_the_facts_on_a_terminal(columns: int) -> None:
    status, lines = on_terminal("round", "show", "2018-2020", columns=columns)
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    assert status == 0
    assert max(map(len, plain)) <= columns
    headings = [line for line in plain if "June 2017" in line or line in ("Deadlines", "Notes")]
    assert len(headings[0].split()) // 2 == {80: 3, 120: 5}[columns]
    assert headings[1:] == ["Deadlines", "Notes"]


def test_a_local_file_opens_the_window(tmp_path: Path) -> None:
    text = 'id = "2027-2028"\nbased_on = "2027-2028"\n[[withdrawal]]\nstarts_on = 2026-11-12\n'
    (tmp_path / "2027-2028.toml").write_text(text, "utf-8")
    marks = marks_of(find_round("2027-2028", tmp_path))
    lines = [line.plain for line in calendar_lines(marks, date(2026, 11, 25), 100)]
    assert any("·24▸25·26" in line for line in lines)
    assert any("▼10" in line for line in lines)
    assert any(line.startswith(" ▼ Thu 10 Dec 2026 24:00") for line in lines)


def test_colours_add_nothing_that_a_sign_does_not_tell() -> None:
    for line in calendar_lines(marks_of(ROUNDS["2024-2025"]), TODAY, 80):
        for span in line.spans:
            if "bold " in str(span.style):
                assert re.search("[◆▲■▼●]", line.plain[span.start : span.end])
