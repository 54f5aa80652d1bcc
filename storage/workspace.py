"""A folder of this process for files on their way, on the file system of the archive.

What a killed process left behind is removed by the next one that comes. Several
processes may share an archive, so each has a folder of its own beside a lock that
ends with the process: a folder whose lock can be taken belongs to nobody alive.
"""

import os
import shutil
import time
import weakref
from pathlib import Path
from uuid import uuid4

from intake.domain.errors import TemporaryError
from storage.durable_files import disk_errors
from storage.file_lock import try_lock, unlock

_FOLDER_MODE = 0o750
_LOCK_SUFFIX = ".lock"
_DOOR = "door"
_TRIES_AT_THE_DOOR = 100
_PAUSE_AT_THE_DOOR = 0.05


def make_workspace(parent: Path, owner: object) -> Path:
    """Return a new empty folder under `parent`, kept while `owner` lives.

    Raises:
        StorageFullError: There is no room.
        TemporaryError: The file system cannot be used now.
    """
    with disk_errors(parent):
        parent.mkdir(mode=_FOLDER_MODE, exist_ok=True)
        door = _pass_the_door(parent / f"{_DOOR}{_LOCK_SUFFIX}")
        try:
            _remove_left_over(parent)
            folder = parent / f"{os.getpid()}-{uuid4().hex}"
            lock = try_lock(_lock_of(folder))
            if lock is None:
                raise TemporaryError(f"another process took {folder}; it is tried again by itself")
            folder.mkdir(mode=_FOLDER_MODE)
        finally:
            unlock(door)
    weakref.finalize(owner, _give_up, folder, lock, os.getpid())
    return folder


def _pass_the_door(path: Path) -> int:
    # Nobody may look for what is left over while another makes its folder.
    for _ in range(_TRIES_AT_THE_DOOR):
        door = try_lock(path)
        if door is not None:
            return door
        time.sleep(_PAUSE_AT_THE_DOOR)
    raise TemporaryError(f"another process holds {path} for long; see what it does")


def _remove_left_over(parent: Path) -> None:
    # A process may have died while its lock had no folder yet, or none any more.
    names = {entry.name.removesuffix(_LOCK_SUFFIX) for entry in parent.iterdir()} - {_DOOR}
    for folder in (parent / name for name in names):
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            continue
        lock = try_lock(_lock_of(folder))
        if lock is None:
            continue
        try:
            if folder.exists():
                shutil.rmtree(folder)
            _lock_of(folder).unlink()
        finally:
            unlock(lock)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _LOCK_SUFFIX)


def _give_up(folder: Path, lock: int, maker: int) -> None:
    # A child process inherits the object, but the folder remains its parent's.
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)
        _lock_of(folder).unlink(missing_ok=True)
        unlock(lock)
