"""Writes what comes out of a mail into new files, and counts every byte while it does.

What a container says of sizes is never believed. A meter belongs to a container and counts
all that comes out of it and of what is in it, so that nested ones cannot hide what they
unpack to; the spool itself counts for the whole mail.
"""

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from intake.domain.problems import Problem
from intake.parsing.containers.member import BrokenMemberError

_PRIVATE_FILE = 0o600
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(slots=True)
class Meter:
    """How many bytes may come out of something, and how many did."""

    most: int
    used: int = 0

    @property
    def is_over(self) -> bool:
        """Whether it gave more than it may."""
        return self.used > self.most


class BurstError(Exception):
    """More came out than may; `meter` is the outermost of those that are over."""

    def __init__(self, meter: Meter) -> None:
        super().__init__("more bytes than allowed")
        self.meter = meter


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the spool.

    Attributes:
        broken: Why no more bytes came; None when all did.
    """

    path: Path
    size: int
    sha256: str
    broken: Problem | None = None


@dataclass(slots=True)
class Spool:
    """Files in a folder that is empty at first; only this user may read them.

    Attributes:
        meter: Of all that is written, the mail over.
    """

    folder: Path
    meter: Meter
    _count: int = field(default=0, init=False)

    def write(self, pieces: Iterable[bytes], meters: Sequence[Meter] = ()) -> Written:
        """Write a new file and charge its bytes to the meters, outermost first.

        Raises:
            BurstError: A meter is over; the file is gone and its bytes are given back.
            OSError: The disk; EFBIG where there are no meters to be over.
        """
        self._count += 1
        path = self.folder / f"leaf-{self._count}"
        charged = (self.meter, *meters)
        digest = hashlib.sha256()
        size = 0
        broken: Problem | None = None
        try:
            with open(os.open(path, _NEW_FILE, _PRIVATE_FILE), "wb") as file:  # noqa: PTH123 - a descriptor has no path
                try:
                    for piece in pieces:
                        size += len(piece)
                        _charge(charged, len(piece))
                        digest.update(piece)
                        file.write(piece)
                except BrokenMemberError as error:
                    broken = error.problem
        except BaseException:
            self.discard(path, size, meters)
            raise
        return Written(path, size, digest.hexdigest(), broken)

    def discard(self, path: Path, size: int, meters: Sequence[Meter]) -> None:
        """Remove a file as if it had never been written."""
        path.unlink(missing_ok=True)
        for meter in (self.meter, *meters):
            meter.used -= size

    def number(self, paths: Sequence[Path]) -> None:
        """Give the files their final names: 1, 2, … in the order given."""
        for ordinal, path in enumerate(paths, start=1):
            path.rename(self.folder / str(ordinal))


def _charge(meters: Sequence[Meter], size: int) -> None:
    for meter in meters:
        meter.used += size
    # Without a container nobody is to blame but the mail, and nothing of it can be left out.
    if len(meters) == 1 and meters[0].is_over:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    for meter in meters:
        if meter.is_over:
            raise BurstError(meter)


def in_pieces(data: bytes, size: int) -> Iterator[bytes]:
    """Yield bytes in pieces of at most that size; one piece when there are fewer."""
    view = memoryview(data)
    for start in range(0, len(view), size):
        yield bytes(view[start : start + size]) if len(view) > size else data
