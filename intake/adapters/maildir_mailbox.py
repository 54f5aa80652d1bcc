"""A mailbox in a folder of files, as Dovecot, Postfix and others keep it. See `Mailbox`.

INBOX is the directory itself, another folder `Name` is its subdirectory `.Name`.
"""

import errno
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from intake.adapters.after_archiving import Flag, Leave, Move
from intake.adapters.maildir_folder import (
    LEVELS,
    MaildirFile,
    MaildirFolder,
    flagged_name,
    folder_in,
    folder_names,
)
from intake.domain.errors import (
    ConfigurationError,
    MailUnavailableError,
    ServerUnreachableError,
)
from intake.domain.folders import INBOX, MailFolder, use_by_name
from intake.domain.records import ServerCopy
from intake.ports import FolderListing, MailDescription, Sink

_Result = TypeVar("_Result")

# Base names are never used twice, so UIDs made of them mean the same for ever.
_UIDVALIDITY = 1
_PIECE = 1024 * 1024
_LOOK_AGAIN = 0.2
# A directory whose time is younger than this may change once more without a newer time.
_TOO_FRESH_NS = 1_000_000_000


class MaildirMailbox:
    """See `Mailbox`. UIDs are hashes of file names, in the order of the files' times.

    Raises:
        ConfigurationError: At construction, for keywords, which a Maildir does not have.
    """

    def __init__(self, directory: Path, after_archiving: Leave | Flag | Move) -> None:
        if isinstance(after_archiving, Flag):
            raise ConfigurationError(
                f"mailbox {directory} is a Maildir, which has no keywords; "
                "set after_archiving to leave or move"
            )
        self._directory = directory
        self._after_archiving = after_archiving
        self._is_open = False
        self._found: dict[str, dict[int, MaildirFile]] = {}
        self._listed: dict[str, frozenset[int]] = {}
        self._interrupted = threading.Event()

    def open(self) -> None:
        """See `Mailbox`; a directory that is not there may be a disk not yet mounted."""
        self._require_directory()
        self._is_open = True

    def close(self) -> None:
        self._is_open = False

    def folders(self) -> tuple[MailFolder, ...]:
        with self._reading(INBOX):
            names = folder_names(self._directory)
        return tuple(
            MailFolder(name, use_by_name(name, LEVELS), delimiter=LEVELS) for name in names
        )

    def listing(self, folder: str) -> FolderListing:
        with self._reading(folder) as place:
            files = self._look(folder, place)
        self._listed[folder] = frozenset(files)
        return FolderListing(_UIDVALIDITY, tuple(files))

    def describe(self, folder: str, uids: Sequence[int]) -> dict[int, MailDescription]:
        with self._reading(folder) as place:
            files = self._look(folder, place)
        return {
            uid: MailDescription(uid, file.size, internaldate=file.arrived_at, savedate=None)
            for uid in uids
            if (file := files.get(uid)) is not None
        }

    def download(self, folder: str, uid: int, size: int | None, sink: Sink) -> int:
        del size  # the file has its own
        with self._reading(folder) as place:
            file = self._file(folder, place, uid)
        written = 0
        with file:
            while piece := _read(file, uid):
                sink.write(piece)
                written += len(piece)
        return written

    def settle(self, folder: str, uid: int) -> ServerCopy:
        after = self._after_archiving
        if not isinstance(after, Move) or after.folder == folder:
            return ServerCopy.SETTLED
        with self._reading(folder) as place:
            target = folder_in(self._directory, after.folder)
            if not target.exists():
                target.create()

            def move(path: Path) -> None:
                path.rename(target.directory / "cur" / flagged_name(path.name))

            try:
                self._with_path(folder, place, uid, move)
            except FileNotFoundError:
                return ServerCopy.GONE
        return ServerCopy.SETTLED

    def wait(self, folder: str, seconds: float) -> bool:
        limit = time.monotonic() + seconds
        stamp: tuple[int, ...] | None = None
        with self._reading(folder) as place:
            listed = self._listed.get(folder)
            if listed is None:
                listed = frozenset(place.files())
            while True:
                before, stamp = stamp, place.stamp()
                if (stamp != before or _is_fresh(stamp)) and not place.files().keys() <= listed:
                    return True
                left = limit - time.monotonic()
                if left <= 0:
                    return False
                if self._interrupted.wait(min(left, _LOOK_AGAIN)):
                    self._interrupted.clear()
                    return False

    def interrupt(self) -> None:
        """See `Mailbox`; when nobody waits, the next `wait` ends at once."""
        self._interrupted.set()

    @contextmanager
    def _reading(self, folder: str) -> Iterator[MaildirFolder]:
        """Lend the folder; whatever the file system refuses is a server out of reach."""
        if not self._is_open:
            raise ServerUnreachableError(f"mailbox {self._directory} is not open; open it first")
        try:
            self._require_directory()
            place = folder_in(self._directory, folder)
            if not place.exists():
                raise ConfigurationError(
                    f"folder {folder!r} of mailbox {self._directory} does not exist; "
                    "correct `folders` of this mailbox"
                )
            yield place
        except OSError as exc:
            raise ServerUnreachableError(
                f"mailbox {self._directory}, folder {folder!r}: {exc.strerror}; "
                "look at the disk and at the rights"
            ) from exc

    def _require_directory(self) -> None:
        if not self._directory.is_dir():
            raise ServerUnreachableError(
                f"mailbox {self._directory} is not there; mount it, or correct its path"
            )

    def _look(self, folder: str, place: MaildirFolder) -> dict[int, MaildirFile]:
        self._found[folder] = place.files()
        return self._found[folder]

    def _file(self, folder: str, place: MaildirFolder, uid: int) -> BinaryIO:
        try:
            return self._with_path(folder, place, uid, lambda path: path.open("rb"))
        except OSError as exc:
            raise _unavailable(uid, exc) from exc

    def _with_path(
        self, folder: str, place: MaildirFolder, uid: int, use: Callable[[Path], _Result]
    ) -> _Result:
        """Use the file of a mail, also when somebody just renamed it.

        Raises:
            FileNotFoundError: It is gone.
        """
        known = self._found.get(folder, {}).get(uid)
        if known is not None:
            with suppress(FileNotFoundError):
                return use(known.path)
        known = self._look(folder, place).get(uid)
        if known is None:
            raise FileNotFoundError(errno.ENOENT, "no such mail")
        return use(known.path)


def _is_fresh(stamp: tuple[int, ...]) -> bool:
    return time.time_ns() - max(stamp) < _TOO_FRESH_NS


def _read(file: BinaryIO, uid: int) -> bytes:
    try:
        return file.read(_PIECE)
    except OSError as exc:
        raise _unavailable(uid, exc) from exc


def _unavailable(uid: int, exc: OSError) -> MailUnavailableError:
    return MailUnavailableError(
        f"mail {uid} is not delivered: {exc.strerror}; it is tried again, else look at its file"
    )
