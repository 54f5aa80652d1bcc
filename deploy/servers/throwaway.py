"""Where the throwaway servers live: a directory that every system user may search."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SEARCH = 0o001
_EVERYONE_MAY_SEARCH = 0o755


@contextmanager
def throwaway_directory(name: str, *, keep: bool = False) -> Iterator[Path]:
    """Yield a new directory under /tmp with mode 0755; remove it with all it holds unless `keep`.

    Directly under /tmp, because the servers run as users of their own (postfix, postgres, the
    mail user) and need search rights on every folder above their data; pytest's own temporary
    folders are 0700. The path is short as well: unix sockets may not exceed 107 characters.
    """
    directory = Path(tempfile.mkdtemp(prefix=f"oco-{name}-", dir="/tmp"))
    try:
        directory.chmod(_EVERYONE_MAY_SEARCH)
        yield directory
    finally:
        if not keep:
            shutil.rmtree(directory)


def require_searchable(directory: Path) -> None:
    """Refuse a directory that the servers' own users cannot reach.

    Raises:
        ValueError: when a folder above it, or the directory itself, is closed to others.
    """
    for folder in (directory, *directory.parents):
        if not folder.stat().st_mode & _SEARCH:
            raise ValueError(
                f"{folder} is closed to the users that the servers run as; "
                "take a directory from deploy.servers.throwaway.throwaway_directory()"
            )
