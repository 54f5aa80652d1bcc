"""What is told of a fault: our own words with the remedy, of foreign ones the type alone."""

import pytest
from structlog.testing import capture_logs

from intake.cli.drain_progress import LineProgress
from intake.daemon.log_progress import LogProgress
from intake.domain.errors import ConfigurationError, StorageFullError

OURS = [StorageFullError("no room; make room"), ConfigurationError("no tesseract; install it")]


@pytest.mark.parametrize("error", OURS)
def test_our_own_words_are_told_with_their_remedy(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    LineProgress().fault("reading scans", error)
    assert capsys.readouterr().err == f"intake: reading scans: {error}\n"
    with capture_logs() as lines:
        LogProgress().fault("reading scans", error)
    assert [(line["where"], line["reason"]) for line in lines] == [("reading scans", str(error))]


def test_of_foreign_words_the_type_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    error = ValueError("jan@aanbieder.test")
    LineProgress().fault("reading scans", error)
    with capture_logs() as lines:
        LogProgress().fault("reading scans", error)
    told = capsys.readouterr().err + str(lines)
    assert "ValueError" in told
    assert "jan" not in told
