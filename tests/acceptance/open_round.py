"""The round 2024-2025 with another deadline: tomorrow, so that what is mailed now is in time."""

from datetime import datetime, timedelta
from pathlib import Path

from config.round_file import PACKAGED
from intake.domain.moments import AMSTERDAM


def write_round(directory: Path, deadline: datetime | None = None) -> None:
    """Write the round 2024-2025 again as `proef`, open until a moment; without, until tomorrow."""
    text = (PACKAGED / "2024-2025.toml").read_text("utf-8")
    moment = deadline or datetime.now(AMSTERDAM) + timedelta(days=1)
    until = moment.astimezone(AMSTERDAM).replace(microsecond=0, tzinfo=None)
    for old, new in (
        ('id = "2024-2025"', 'id = "proef"'),
        ("at = 2023-08-01T17:00:00", f"at = {until.isoformat()}"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    directory.mkdir(exist_ok=True)
    (directory / "proef.toml").write_text(text, "utf-8")
