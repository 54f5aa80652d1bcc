"""The round 2024-2025 with another deadline: that of tomorrow, or one a test chooses."""

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


def write_round(directory: Path, deadline: datetime | None = None) -> None:
    """Write a round `proef` that is 2024-2025, open until a moment; without, until tomorrow."""
    moment = deadline or datetime.now(AMSTERDAM) + timedelta(days=1)
    until = moment.astimezone(AMSTERDAM).replace(microsecond=0, tzinfo=None)
    directory.mkdir(exist_ok=True)
    (directory / "proef.toml").write_text(_ROUND.format(at=until.isoformat()), "utf-8")
