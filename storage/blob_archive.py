"""The archive in files: content-addressed, durable, never changed. See `Archive`.

`<directory>/ab/cd/<sha256>` holds the bytes; `<directory>/tmp` what is on its way.
A name appears only when all of its bytes are on the disk: they are written and
synced under another name, renamed, and then the folders are synced.
"""

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from intake.domain.errors import PermanentError, StorageFullError
from intake.ports import Blob
from storage.blob_places import BlobPlaces, hash_of
from storage.durable_files import disk_errors, sync_folder, write_fully
from storage.workspace import make_workspace

_FOLDER_MODE = 0o750
_BLOB_MODE = 0o440
_WORKSPACES = "tmp"
_STAGED = "staged"


class FileArchive:
    """See `Archive`. Several threads and processes may use one directory.

    Args:
        directory: Made when it is not there.
        reserve_bytes: `receive` refuses when less than this is free, so that the
            database beside it can still be written.

    Raises:
        StorageFullError: There is no room at all.
        TemporaryError: The directory cannot be used now.
    """

    def __init__(self, directory: Path, reserve_bytes: int) -> None:
        self._directory = directory
        self._places = BlobPlaces(directory)
        self._reserve = reserve_bytes
        with disk_errors(directory):
            if not directory.exists():
                directory.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
                sync_folder(directory.parent)
        self._workspace = make_workspace(directory / _WORKSPACES, self)
        # Apart from what is being received, which no child may touch.
        self._staged = self._workspace / _STAGED
        with disk_errors(directory):
            self._staged.mkdir(mode=_FOLDER_MODE)
        # Folders whose own name is known to be durable. One that is merely there may
        # have been made a moment ago by somebody who has not synced it yet.
        self._durable = {directory}

    @contextmanager
    def receive(self) -> Iterator["BlobWriter"]:
        """See `Archive`."""
        with disk_errors(self._directory):
            free = shutil.disk_usage(self._directory).free
            if free < self._reserve:
                raise StorageFullError(
                    f"{free} bytes are free for the archive {self._directory} and "
                    f"{self._reserve} are to stay free; make room on its disk"
                )
            descriptor, name = tempfile.mkstemp(dir=self._workspace)
        try:
            yield BlobWriter(self, descriptor, Path(name))
        finally:
            os.close(descriptor)
            Path(name).unlink(missing_ok=True)

    def adopt(self, files: Sequence[Path], sha256s: Sequence[str]) -> None:
        """See `Archive`; raises PermanentError for what is no plain file of our own."""
        targets = [self._places.of(sha256) for sha256 in sha256s]
        with disk_errors(self._directory):
            moves = list(zip(files, targets, strict=True))
            for file, place in moves:
                _sync_plain_file(file, place.name)
            self._put(moves)

    @property
    def staged(self) -> Path:
        """The folder of this process under which `staging` makes all of its own."""
        return self._staged

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """See `Archive`."""
        with disk_errors(self._directory):
            folder = Path(tempfile.mkdtemp(dir=self._staged))
        try:
            yield folder
        finally:
            # What cannot be removed now is removed at the next start.
            shutil.rmtree(folder, ignore_errors=True)

    def reachable(self) -> bool:
        """See `Archive`."""
        return os.access(self._directory, os.R_OK | os.W_OK | os.X_OK)

    def path(self, sha256: str) -> Path:
        """See `Archive`."""
        place = self._places.of(sha256)
        with disk_errors(self._directory):
            found = hash_of(place)
        if found != sha256:
            fault = "lacks" if found is None else "holds other bytes under"
            raise PermanentError(
                f"the archive {self._directory} {fault} {sha256}; restore it from the backup"
            )
        return place

    def keep(self, file: Path, descriptor: int, blob: Blob) -> None:
        """Make one written file durable under its hash; for `BlobWriter`."""
        with disk_errors(self._directory):
            os.fchmod(descriptor, _BLOB_MODE)
            os.fsync(descriptor)
            self._put([(file, self._places.of(blob.sha256))])

    def _put(self, moves: Sequence[tuple[Path, Path]]) -> None:
        """Rename synced files to their places and make the names durable."""
        for file, place in moves:
            for folder in (place.parent.parent, place.parent):
                folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
            # A file with other bytes was damaged, and these mend it.
            if hash_of(place) == place.name:
                file.unlink()
            else:
                file.rename(place)
        # Also where the bytes were there before: who put them may not have come to this yet.
        self._sync({place.parent for _, place in moves})

    def _sync(self, folders: Iterable[Path]) -> None:
        above: dict[Path, None] = {}
        made: list[Path] = []
        for folder in folders:
            sync_folder(folder)
            for level in (folder, folder.parent):
                if level not in self._durable:
                    above[level.parent] = None
                    made.append(level)
        for parent in above:
            sync_folder(parent)
        self._durable.update(made)


class BlobWriter:
    """See `ArchiveWriter`."""

    def __init__(self, archive: FileArchive, descriptor: int, file: Path) -> None:
        self._archive = archive
        self._descriptor = descriptor
        self._file = file
        self._hash = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes, /) -> int:
        """See `ArchiveWriter`."""
        with disk_errors(self._file.parent):
            write_fully(self._descriptor, data)
        self._hash.update(data)
        self._size += len(data)
        return len(data)

    def keep(self) -> Blob:
        """See `ArchiveWriter`."""
        blob = Blob(self._hash.hexdigest(), self._size)
        self._archive.keep(self._file, self._descriptor, blob)
        return blob


def _sync_plain_file(file: Path, sha256: str) -> None:
    """Make the bytes of a file durable, which are to have the given hash."""
    # The folder was writable for a child process that read untrusted bytes: a link in it
    # could name any file of ours, which would then be passed on as an attachment.
    facts = file.lstat() if file.is_symlink() or file.exists() else None
    if facts is None or not stat.S_ISREG(facts.st_mode) or facts.st_nlink != 1:
        raise PermanentError(f"{file.name} is no plain file of its own; look into this mail")
    descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with open(descriptor, "rb") as stream:  # noqa: PTH123 - a path cannot refuse links
        # The hash comes from that child too, and a receipt will vouch for it.
        if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
            raise PermanentError(
                f"attachment {file.name} has another hash than was told; look into this mail"
            )
        os.fchmod(stream.fileno(), _BLOB_MODE)
        os.fsync(stream.fileno())
