"""What is left of a process that dies now: a fingerprint of all it did to the world so far.

Between two lines with the same fingerprint nothing left the process, so that dying at
the one or at the other is the same death.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

# The header of SQLite's index of its log: it changes with every commit.
_LOG_INDEX = "intake.db-shm"
_HEADER = 48


def fingerprint(directory: Path, others: Sequence[Path] = ()) -> int:
    """Return a number that changes with every file, name or committed row of a directory.

    Args:
        directory: With the database, the archive and the mailbox.
        others: Files elsewhere that only grow.
    """
    index = directory / _LOG_INDEX
    committed = b""
    if index.exists():
        with index.open("rb") as file:
            committed = file.read(_HEADER)
    sizes = tuple(path.stat().st_size for path in others)
    return hash((committed, sizes, tuple(sorted(_entries(directory)))))


def _entries(directory: Path) -> Iterator[tuple[str, int]]:
    with os.scandir(directory) as entries:
        for entry in entries:
            # The files of the database also change where nothing is committed.
            if entry.name.startswith("intake.db"):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    yield entry.path, -1
                    yield from _entries(Path(entry.path))
                else:
                    yield entry.path, entry.stat(follow_symlinks=False).st_size
            except FileNotFoundError:
                continue  # Another thread just removed it.
