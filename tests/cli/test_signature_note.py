"""Old signatures of a virus scanner are a finding, and recent ones are none."""

from datetime import UTC, datetime, timedelta

import pytest

from intake.cli.signature_note import signature_note
from intake.domain.virus_scan import ScannerVersion

NOW = datetime(2023, 8, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(hours=-3), "ClamAV 1.4.6"),  # made in a zone ahead of ours
        (timedelta(days=6, hours=20), "ClamAV 1.4.6"),
        (timedelta(days=8), "NOTE ClamAV 1.4.6: its signatures are 8 days old"),
        (None, "NOTE ClamAV 1.4.6: it does not say how old its signatures are"),
    ],
)
def test_the_age_of_signatures_is_told(age: timedelta | None, words: str) -> None:
    made_at = None if age is None else (NOW - age).astimezone().replace(tzinfo=None)
    told = signature_note(ScannerVersion("ClamAV 1.4.6", made_at), NOW)
    assert told.startswith(words)
    assert told.startswith("NOTE") is (age is None or age > timedelta(days=7))


def test_what_a_scanner_says_stays_on_one_line() -> None:
    assert "\n" not in signature_note(ScannerVersion("Clam\nok    smtp: AV", None), NOW)
