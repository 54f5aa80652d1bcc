"""A lock on a file that ends with its process, however the process ends."""

import fcntl
import os
from pathlib import Path

from storage.own_descriptors import give_up, keep_from_children

_MODE = 0o640


def try_lock(path: Path) -> int | None:
    """Lock a file, making it when it is not there.

    Returns:
        An open descriptor that holds the lock until `unlock`; None when another holds it.

    Raises:
        OSError: The file cannot be opened or made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, _MODE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    keep_from_children(descriptor)
    return descriptor


def unlock(descriptor: int) -> None:
    """Let go of the lock; once, in the process that took it."""
    if give_up(descriptor):
        os.close(descriptor)
