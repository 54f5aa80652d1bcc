"""Lengths of time in Dutch."""

from datetime import timedelta

import pytest

from intake.domain.durations import distance_in_dutch, duration_in_dutch


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "0 seconde"),
        (timedelta(milliseconds=1), "0,001 seconde"),
        (timedelta(seconds=1), "1 seconde"),
        (timedelta(seconds=2), "2 seconden"),
        (timedelta(minutes=1), "1 minuut"),
        (timedelta(minutes=3, seconds=12), "3 minuten en 12 seconden"),
        (timedelta(hours=1, seconds=12), "1 uur"),
        (timedelta(hours=26, minutes=5), "1 dag en 2 uur"),
        (timedelta(days=-2), "2 dagen"),
        (timedelta(days=1211, hours=20), "1.211 dagen"),
    ],
)
def test_the_two_largest_units_are_named(length: timedelta, words: str) -> None:
    assert duration_in_dutch(length) == words


def test_the_side_of_the_boundary_is_told() -> None:
    assert distance_in_dutch(timedelta(seconds=-41)) == "41 seconden vóór de sluiting"
    assert distance_in_dutch(timedelta(seconds=41)) == "41 seconden na de sluiting"
    assert distance_in_dutch(timedelta(0)) == "precies op het moment van sluiting"
