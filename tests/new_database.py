"""Empty tables of this version: migrated once for all tests of a process, and copied."""

import tempfile
from functools import cache
from pathlib import Path

from storage.schema import upgrade

_SQLITE = "sqlite:///"


def make_tables(url: str) -> None:
    """Do what `upgrade` does to a database that is not there yet, in a hundredth of its time.

    A test of the upgrade itself, or on a database that is there, calls `upgrade`.
    """
    path = Path(url.removeprefix(_SQLITE))
    if url.startswith(_SQLITE) and not path.exists():
        path.write_bytes(_tables())
        return
    upgrade(url)


@cache
def _tables() -> bytes:
    with tempfile.TemporaryDirectory() as directory:
        made = Path(directory, "intake.db")
        upgrade(f"{_SQLITE}{made}")
        beside = [path.name for path in made.parent.iterdir()]
        assert beside == [made.name], "a journal of the database would be left behind"
        return made.read_bytes()
