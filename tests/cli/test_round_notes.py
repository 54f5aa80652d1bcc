"""What `intake check` says of a round."""

from datetime import datetime

import pytest

from config.round_file import find_round
from intake.cli.round_notes import round_note
from intake.domain.moments import AMSTERDAM

OPEN = datetime(2021, 7, 31, 23, 59, 59, tzinfo=AMSTERDAM)
CLOSED = datetime(2021, 8, 1, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (OPEN, "2022, registration is open (uiterlijk op zaterdag 31 juli 2021, vóór 24.00 uur); "),
        (CLOSED, "2022, NOTE registration closed (uiterlijk op zaterdag 31 juli 2021, vóór 24.00 "),
    ],
)
def test_it_tells_by_when_to_register_and_that_this_is_over(now: datetime, told: str) -> None:
    round_ = find_round("2022", None)
    assert round_note(round_, round_.zorgkantoren, now).startswith(told)


def test_the_very_moment_decides_as_the_round_says() -> None:
    at_five = datetime(2023, 8, 1, 17, tzinfo=AMSTERDAM)
    assert "open (uiterlijk op" in round_note(find_round("2024-2025", None), (), at_five)
    at_five = datetime(2026, 7, 31, 17, tzinfo=AMSTERDAM)
    assert "closed (vóór vrijdag" in round_note(find_round("2027-2028", None), (), at_five)


def test_each_gap_is_a_note() -> None:
    round_ = find_round("2022", None)
    note = round_note(round_, round_.zorgkantoren, OPEN)
    assert note.count("NOTE no ") == 4
    assert "NOTE no regions are known of vgz" in note
    assert "NOTE no required documents are known" in note


def test_a_round_without_gaps_has_no_notes() -> None:
    round_ = find_round("2024-2025", None)
    before = datetime(2023, 7, 1, tzinfo=AMSTERDAM)
    assert "NOTE" not in round_note(round_, round_.zorgkantoren, before)
