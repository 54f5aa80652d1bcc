"""A right configuration in a folder of its own, to be spoilt one key at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str], Path]

RIGHT = """\
[service]
data_dir = "data"
round = "2024-2025"

[[mailbox]]
zorgkantoor = "vgz"
address = "oco@vgz.test"
host = "imap.vgz.test"
password = "geheim-1"

[[mailbox]]
zorgkantoor = "zorg-en-zekerheid"
address = "oco@zz.test"
kind = "maildir"
directory = "Maildir"

[smtp]
host = "smtp.vgz.test"
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write an intake.toml into a folder that has what the right one needs."""
    (tmp_path / "Maildir").mkdir()

    def write_text(text: str) -> Path:
        path = tmp_path / "intake.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_text


@pytest.fixture
def right(write: Write) -> Path:
    """The right configuration itself."""
    return write(RIGHT)
