"""How moments are written for Dutch readers."""

from datetime import UTC, datetime

import pytest

from intake.domain.moments import in_dutch, require_aware, to_utc


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2023, 8, 1, 14, 58, 7, tzinfo=UTC), "dinsdag 1 augustus 2023 om 16.58.07 uur"),
        (datetime(2023, 1, 5, 8, 0, tzinfo=UTC), "donderdag 5 januari 2023 om 09.00.00 uur"),
        # The hour that happens twice when summer time ends.
        (
            datetime(2023, 10, 29, 0, 30, tzinfo=UTC),
            "zondag 29 oktober 2023 om 02.30.00 uur (zomertijd)",
        ),
        (
            datetime(2023, 10, 29, 1, 30, tzinfo=UTC),
            "zondag 29 oktober 2023 om 02.30.00 uur (wintertijd)",
        ),
        (datetime(2023, 10, 29, 2, 0, tzinfo=UTC), "zondag 29 oktober 2023 om 03.00.00 uur"),
        # The hour that does not happen when it begins.
        (datetime(2023, 3, 26, 1, 30, tzinfo=UTC), "zondag 26 maart 2023 om 03.30.00 uur"),
    ],
)
def test_moments_are_written_in_dutch_time(at: datetime, written: str) -> None:
    assert in_dutch(at) == written


def test_seconds_can_be_left_out() -> None:
    assert in_dutch(datetime(2023, 8, 1, 15, tzinfo=UTC), seconds=False).endswith("17.00 uur")


def test_a_naive_moment_is_refused() -> None:
    naive = datetime(2023, 8, 1)  # noqa: DTZ001 - the case itself
    with pytest.raises(ValueError, match="without a zone"):
        require_aware(naive)
    with pytest.raises(ValueError, match="without a zone"):
        to_utc(naive)
