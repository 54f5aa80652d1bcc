"""Making bytes and names of files survive a power cut."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intake.domain.errors import StorageFullError, TemporaryError

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def disk_errors(place: Path) -> Iterator[None]:
    """Turn what the disk says into StorageFullError or TemporaryError that name the place."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StorageFullError(
                f"no room left in the archive {place}; make room on its disk"
            ) from error
        word = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise TemporaryError(
            f"the archive {place} cannot be used ({word}); "
            "see that it is mounted and belongs to the service"
        ) from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_fully(descriptor: int, data: bytes) -> None:
    """Write all of it; one call of the system may write a part."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
