"""The content of one file in a zip, unpacked in pieces and checked at its end."""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from intake.domain.problems import Problem
from intake.parsing.containers import archive_words as words
from intake.parsing.containers.libarchive_reading import ArchiveFailedError, opened
from intake.parsing.containers.member import PIECE, BrokenMemberError
from intake.parsing.containers.unpacking import FED, Inflater, unpacked
from intake.parsing.containers.zip_headers import (
    AFTER_START,
    DEFLATED,
    LISTED_START,
    LOCAL_START,
    STORED,
    ZipEntry,
    find_all,
)

UNPACKED_BY_LIBARCHIVE: Final = frozenset({12, 14, 93, 95, 98})
"""bzip2, LZMA, Zstandard, XZ and PPMd."""

METHODS: Final = UNPACKED_BY_LIBARCHIVE | {STORED, DEFLATED}
_MOST_SEARCHES: Final = 20
_LONG: Final = 0xFFFF_FFFF
_LZMA_MARKED_END: Final = 0x0002
_AFTER: Final = struct.Struct("<III")


class Searches:
    """Counts how often the rest of a file was searched, so that its time stays linear."""

    def __init__(self) -> None:
        self._left = _MOST_SEARCHES

    def allowed(self) -> bool:
        self._left -= 1
        return self._left >= 0


class Content:
    """The content of an entry, which begins at its `start` and ends at `ceiling` at the latest.

    What the headers say of sizes is not believed: all there is comes out, and what does not
    fit the headers is named afterwards.

    Attributes:
        end: Where it ended in the file, once it was read; None before.
    """

    def __init__(
        self,
        file: BinaryIO,
        entry: ZipEntry,
        ceiling: int,
        *,
        at_ceiling: Problem = words.DAMAGED,
        searches: Searches | None = None,
    ) -> None:
        self._file = file
        self._entry = entry
        self._ceiling = max(entry.start, ceiling)
        self._at_ceiling = at_ceiling
        self._searches = searches or Searches()
        self._reached = entry.start
        self.end: int | None = None

    def pieces(self) -> Iterator[bytes]:
        """Yield the content.

        Raises:
            BrokenMemberError: It is damaged, or not all there.
        """
        crc = size = 0
        for piece in self._unpacked():
            crc = zlib.crc32(piece, crc)
            size += len(piece)
            yield piece
        if not self._fits(crc, size):
            raise BrokenMemberError(words.DAMAGED)

    def _unpacked(self) -> Iterator[bytes]:
        if self._entry.method == STORED:
            return self._stored()
        if self._entry.method == DEFLATED:
            return self._inflated()
        return self._by_libarchive()

    def _fits(self, crc: int, size: int) -> bool:
        if self._entry.sized:
            return (crc, size) == (self._entry.crc, self._entry.size)
        self._file.seek(self.end or 0)
        after = self._file.read(len(AFTER_START) + _AFTER.size).removeprefix(AFTER_START)
        return after[:4] == crc.to_bytes(4, "little")

    def _read(self, stop: int, most: int) -> Iterator[bytes]:
        place = self._entry.start
        while place < stop:
            self._file.seek(place)
            data = self._file.read(min(most, stop - place))
            if not data:
                return
            place += len(data)
            self._reached = place
            yield data

    def _stored(self) -> Iterator[bytes]:
        entry = self._entry
        stop = entry.start + max(entry.packed, entry.size) if entry.sized else self._stored_end()
        yield from self._read(min(stop, self._ceiling), PIECE)
        self.end = min(stop, self._ceiling)
        if entry.start + entry.packed > self._ceiling:
            raise BrokenMemberError(self._at_ceiling)

    def _stored_end(self) -> int:
        """Find what must come next: the sizes of this file, another file, or the directory."""
        start, stop = self._entry.start, self._ceiling
        found = find_all(self._file, AFTER_START, start, stop) if self._searches.allowed() else ()
        for place in found:
            self._file.seek(place + len(AFTER_START))
            data = self._file.read(_AFTER.size)
            if len(data) == _AFTER.size and _AFTER.unpack(data)[1] == place - start:
                return place
        followers = (LOCAL_START, LISTED_START)
        return min(next(find_all(self._file, wanted, start, stop), stop) for wanted in followers)

    def _inflated(self) -> Iterator[bytes]:
        inflater = Inflater()
        try:
            yield from unpacked(inflater, self._read(self._ceiling, FED))
        except zlib.error as exc:
            # What was used up before is not looked at again, but the next file may be near.
            self.end = max(self._entry.start, self._reached - FED)
            raise BrokenMemberError(words.DAMAGED) from exc
        if not inflater.eof:
            self.end = self._ceiling
            raise BrokenMemberError(self._at_ceiling)
        self.end = self._reached - len(inflater.unused_data)

    def _by_libarchive(self) -> Iterator[bytes]:
        entry = self._entry
        stop = entry.start + entry.packed
        if not entry.sized or max(entry.packed, entry.size) >= _LONG:
            raise BrokenMemberError(words.METHOD_UNKNOWN)
        source = _ZipOfOne(entry, self._read(min(stop, self._ceiling), PIECE))
        try:
            with opened(source, ("zip_streamable",), ()) as archive:
                next(archive.entries(), None)
                yield from (data for _, data in archive.blocks())
        except ArchiveFailedError as exc:
            if stop > self._ceiling:
                raise BrokenMemberError(self._at_ceiling) from exc
            problem = words.METHOD_UNKNOWN if exc.unsupported else words.DAMAGED
            raise BrokenMemberError(problem) from exc
        self.end = stop


class _ZipOfOne(io.RawIOBase):
    """A zip with nothing but this file, so that libarchive need not look for it."""

    def __init__(self, entry: ZipEntry, packed: Iterator[bytes]) -> None:
        super().__init__()
        self._rest = struct.pack(
            "<4sHHHIIIIHH", LOCAL_START, 63, entry.flags & _LZMA_MARKED_END, entry.method, 0,
            entry.crc, entry.packed, entry.size, 1, 0,
        ) + b"x"  # fmt: skip
        self._packed = packed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._rest = self._rest or next(self._packed, b"")
        view = memoryview(buffer).cast("B")
        length = min(len(view), len(self._rest))
        view[:length] = self._rest[:length]
        self._rest = self._rest[length:]
        return length
