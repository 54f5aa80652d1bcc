"""The parts of an office file, unpacked piece by piece and never further than is sane.

A stranger's zip may unpack to terabytes, so sizes are counted while reading and never
believed. What unpacks too far or overlaps is told as a bomb.
"""

import errno
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Final

from intake.documents.office_xml import EnoughError, OfficeBombError, XmlWalk

MAX_ENTRIES: Final = 10_000
MAX_UNPACKED_BYTES: Final = 20_000_000
"""Of one part; twice as many of all."""

MOST_TIMES: Final = 100
"""What unpacks to more than that is a bomb when it is so many times as large as it was, too."""

# The parser begins a long name or attribute anew with each piece, so there may not be many.
_XML_CHUNK = 1_048_576
_ENCRYPTED_FLAG = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    EOFError,
    ValueError,
)
_TOO_MUCH = "de tekst wordt bij het uitpakken veel te groot"


class BrokenArchiveError(Exception):
    """It is no whole archive."""


class LockedPartError(Exception):
    """A part takes a password."""


class TooManyPartsError(Exception):
    """It has more parts than any office program writes."""


class OfficeArchive:
    """An open office file.

    Attributes:
        names: Of its parts, in the order of its directory.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES:
            raise TooManyPartsError
        if _overlap(entries):
            raise OfficeBombError("de onderdelen van het bestand overlappen")
        self._archive = archive
        self._entries = {entry.filename: entry for entry in entries}
        self._left = 2 * MAX_UNPACKED_BYTES
        self.names = tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def walk(self, name: str, *walks: XmlWalk) -> bool:
        """Lead each walk through a part; False when there is no such part.

        Raises:
            LockedPartError: It takes a password.
            OfficeBombError: It unpacks too far.
        """
        entry = self._entries.get(name)
        if entry is None:
            return False
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise LockedPartError
        for walk in walks:
            walk.through(self._unpacked(entry))
        return True

    def _unpacked(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Unpack at most so many bytes, whatever the entry says of its size."""
        if _is_too_much(entry, entry.file_size):
            raise OfficeBombError(_TOO_MUCH)
        most = left = min(MAX_UNPACKED_BYTES, self._left)
        with self._archive.open(entry) as stream:
            while left > 0 and (chunk := stream.read(_XML_CHUNK)):
                left -= len(chunk)
                self._left -= len(chunk)
                yield chunk
        if left <= 0:
            if _is_too_much(entry, most - left):
                raise OfficeBombError(_TOO_MUCH)
            raise EnoughError


@contextmanager
def opened_archive(path: Path) -> Iterator[OfficeArchive]:
    """Open an office file.

    Raises:
        BrokenArchiveError: It is no whole archive; also while its parts are read.
        OSError: The file itself cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield OfficeArchive(archive)
    except _BROKEN as error:
        raise BrokenArchiveError from error
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        # A directory that points before the beginning of the file is followed there.
        raise BrokenArchiveError from error


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Tell whether bytes are in two entries, by which a small file unpacks to a huge one."""
    in_order = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        entry.header_offset + entry.compress_size > after.header_offset
        for entry, after in pairwise(in_order)
    )


def _is_too_much(entry: zipfile.ZipInfo, unpacked: int) -> bool:
    return unpacked >= MAX_UNPACKED_BYTES and unpacked > MOST_TIMES * entry.compress_size
