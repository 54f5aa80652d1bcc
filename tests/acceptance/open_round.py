"""The round 2024-2025 with a deadline of tomorrow, so that what is mailed now is in time."""

from datetime import datetime, timedelta
from pathlib import Path

from intake.domain.moments import AMSTERDAM

_ROUND = """\
id = "proef"
based_on = "2024-2025"

[[deadline]]
stream = "registration"
at = {at}
words = "tot en met morgen"
source = "[P24 ch.6]"
"""


def write_round(directory: Path) -> None:
    """Write a round `proef` that is 2024-2025, open until tomorrow."""
    tomorrow = (datetime.now(AMSTERDAM) + timedelta(days=1)).replace(microsecond=0, tzinfo=None)
    directory.mkdir(exist_ok=True)
    (directory / "proef.toml").write_text(_ROUND.format(at=tomorrow.isoformat()), "utf-8")
