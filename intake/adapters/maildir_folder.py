"""One folder of a Maildir: files in new/ and cur/, known by their unique base names.

A reader that looks at a mail moves it from new/ to cur/, and renames it when its
flags change (`name:2,FS`). So a mail is found by what stands before the `:2,`.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from intake.domain.errors import ConfigurationError
from intake.domain.folders import INBOX

LEVELS = "."
"""What separates the levels of a folder's name."""

_INFO = ":2,"
_READ_WRITE = 0o666
_EXECUTE = 0o111
_UID_BITS = 63  # fits the signed integers of every database


@dataclass(frozen=True)
class MaildirFile:
    """A mail as it was found; `path` may be outdated at any time."""

    uid: int
    path: Path
    size: int
    mtime_ns: int

    @property
    def base(self) -> str:
        """The unique part of the name."""
        return base_name(self.path.name)

    @property
    def arrived_at(self) -> datetime | None:
        """The time of the file in UTC; None for one that no calendar has."""
        seconds, rest = divmod(self.mtime_ns, 10**9)
        try:
            return datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=rest // 1000)
        except (OverflowError, ValueError, OSError):
            return None


def base_name(name: str) -> str:
    """Return a file name without flags."""
    return name.partition(_INFO)[0]


def uid_of(name: str) -> int:
    """Return the number a file name stands for: the same for ever, whatever its flags."""
    digest = hashlib.sha256(os.fsencode(base_name(name))).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - _UID_BITS)


def flagged_name(name: str) -> str:
    """Return the name a file has in cur/, where flags are obligatory, if none of them."""
    return name if _INFO in name else f"{name}{_INFO}"


@dataclass(frozen=True)
class MaildirFolder:
    """A directory with new/, cur/ and tmp/. All methods may raise OSError."""

    directory: Path

    def exists(self) -> bool:
        return all((self.directory / part).is_dir() for part in ("new", "cur"))

    def create(self) -> None:
        """Make the folder, as a subfolder in the sense of Maildir++.

        It gets the mode and, as far as we may, the owner of the Maildir it is in, so
        that the mail server can go on reading what is moved there.
        """
        model = self.directory.parent.stat()
        self.directory.mkdir(exist_ok=True)
        for part in ("tmp", "new", "cur"):
            (self.directory / part).mkdir(exist_ok=True)
        (self.directory / "maildirfolder").touch()
        for made in (self.directory, *self.directory.iterdir()):
            execution = _EXECUTE if made.is_dir() else 0
            made.chmod(model.st_mode & (_READ_WRITE | execution))
            with suppress(PermissionError):
                os.chown(made, model.st_uid, model.st_gid)

    def files(self) -> dict[int, MaildirFile]:
        """Return all mails by UID, in order of arrival."""
        # new/ first: a mail that moves meanwhile is then seen twice rather than never.
        found = {file.uid: file for part in ("new", "cur") for file in self._files(part)}
        ordered = sorted(found.values(), key=lambda file: (file.mtime_ns, file.base))
        return {file.uid: file for file in ordered}

    def stamp(self) -> tuple[int, ...]:
        """Return what changes when mails come, go or are renamed, in steps of the clock."""
        return tuple((self.directory / part).stat().st_mtime_ns for part in ("new", "cur"))

    def _files(self, part: str) -> Iterator[MaildirFile]:
        with os.scandir(self.directory / part) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                # Whoever renames or removes it now is found, or missed, the next time.
                with suppress(FileNotFoundError):
                    if entry.is_file(follow_symlinks=False):
                        status = entry.stat(follow_symlinks=False)
                        yield MaildirFile(
                            uid_of(entry.name),
                            Path(entry.path),
                            status.st_size,
                            status.st_mtime_ns,
                        )


def folder_in(directory: Path, name: str) -> MaildirFolder:
    """Return the folder a name stands for, whether it exists or not.

    Raises:
        ConfigurationError: The name would lead out of the Maildir.
    """
    if name == INBOX:
        return MaildirFolder(directory)
    if not name or "/" in name or name.startswith(".") or ".." in name:
        raise ConfigurationError(
            f"{name!r} is no Maildir folder; write parent.child without slashes"
        )
    return MaildirFolder(directory / f".{name}")


def _is_text(name: str) -> bool:
    return name.isprintable() and len(name) > 1


def folder_names(directory: Path) -> list[str]:
    """Return the names of all folders of a Maildir, as its file system has them, in order.

    Raises:
        OSError: The directory cannot be read.
    """
    found = [
        entry.name.removeprefix(LEVELS)
        for entry in directory.iterdir()
        # What is not in UTF-8 has no name that could be kept or printed.
        if entry.name.startswith(LEVELS) and ".." not in entry.name and _is_text(entry.name)
    ]
    return sorted([INBOX, *(name for name in found if folder_in(directory, name).exists())])
