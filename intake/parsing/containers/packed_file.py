"""One file packed with gzip (RFC 1952), bzip2 or xz: the stream that is in it.

The stream gives all that can be unpacked before it says what is wrong: the library that
reads archives loses up to 64 KiB where a packed file was cut off.
"""

import bz2
import io
import lzma
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.member import BrokenMemberError
from intake.parsing.containers.unpacking import FED, Decoder, Inflater, unpacked

GZIP_START: Final = b"\x1f\x8b"
BZIP2_START: Final = b"BZh"
XZ_START: Final = b"\xfd7zXZ\0"
_MEMORY: Final = 268_435_456
_GZIP_EXTRA, _GZIP_NAME, _GZIP_COMMENT, _GZIP_CRC = 4, 8, 16, 2
_GZIP_FIXED: Final = 10
_GZIP_TRAILER: Final = 8
_LONGEST_NAME: Final = 65_536

_TRUNCATED: Final = Problem(ProblemCode.TRUNCATED)
_DAMAGED: Final = Problem(ProblemCode.DAMAGED)


def is_packed(head: bytes) -> bool:
    """Whether a file that starts so is packed in a way that is read here."""
    return head.startswith((GZIP_START, BZIP2_START, XZ_START))


def name_of(file: BinaryIO) -> str | None:
    """Return the name that a gzip header holds, None without one."""
    file.seek(0)
    feed = _Feed(file)
    if feed.take(2) != GZIP_START:
        return None
    try:
        raw = _gzip_header(feed)
    except BrokenMemberError:
        return None
    try:
        return raw.decode() or None
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def packed_pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield what is in a packed file, all streams in it one after the other.

    Raises:
        BrokenMemberError: It is damaged, or ends too early.
    """
    file.seek(0)
    feed = _Feed(file)
    first = True
    while True:
        start = feed.peek(len(XZ_START))
        if not first and not is_packed(start):
            # What follows the last stream is padding, or does not belong to it.
            return
        first = False
        yield from _stream(feed, start)
        feed.skip_zeros()


def _stream(feed: "_Feed", start: bytes) -> Iterator[bytes]:
    try:
        if start.startswith(GZIP_START):
            feed.take(len(GZIP_START))
            yield from _gzip_stream(feed)
        elif start.startswith(BZIP2_START):
            yield from _decoded(feed, bz2.BZ2Decompressor())
        else:
            yield from _decoded(feed, lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY))
    except (zlib.error, OSError, lzma.LZMAError) as exc:
        raise BrokenMemberError(_DAMAGED) from exc


def _decoded(feed: "_Feed", decoder: Decoder) -> Iterator[bytes]:
    yield from unpacked(decoder, iter(feed))
    if not decoder.eof:
        raise BrokenMemberError(_TRUNCATED)
    feed.give_back(decoder.unused_data)


def _gzip_stream(feed: "_Feed") -> Iterator[bytes]:
    _gzip_header(feed)
    crc = size = 0
    for piece in _decoded(feed, Inflater()):
        crc = zlib.crc32(piece, crc)
        size += len(piece)
        yield piece
    trailer = feed.take(_GZIP_TRAILER)
    if len(trailer) < _GZIP_TRAILER:
        raise BrokenMemberError(_TRUNCATED)
    if trailer != crc.to_bytes(4, "little") + (size & 0xFFFF_FFFF).to_bytes(4, "little"):
        raise BrokenMemberError(_DAMAGED)


def _gzip_header(feed: "_Feed") -> bytes:
    """Go past what follows the first two bytes of a header, and return the name in it."""
    fixed = feed.take(_GZIP_FIXED - len(GZIP_START))
    flags = fixed[1] if len(fixed) > 1 else 0
    name = b""
    if flags & _GZIP_EXTRA:
        feed.take(int.from_bytes(feed.take(2), "little"))
    if flags & _GZIP_NAME:
        name = feed.take_text()
    if flags & _GZIP_COMMENT:
        feed.take_text()
    if flags & _GZIP_CRC:
        feed.take(2)
    if not feed.peek(1):
        raise BrokenMemberError(_TRUNCATED)
    return name


class _Feed:
    """A file read in small pieces, of which some can be given back."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._back = b""

    def __iter__(self) -> Iterator[bytes]:
        while data := self._back or self._file.read(FED):
            self._back = b""
            yield data

    def give_back(self, data: bytes) -> None:
        self._back = data + self._back

    def peek(self, count: int) -> bytes:
        if len(self._back) < count:
            self._back += self._file.read(count - len(self._back))
        return self._back[:count]

    def take(self, count: int) -> bytes:
        data = self.peek(count)
        self._back = self._back[len(data) :]
        return data

    def take_text(self) -> bytes:
        """Take what stands before the next zero byte, and that byte."""
        text, zero, rest = self.peek(_LONGEST_NAME).partition(b"\0")
        if not zero:
            raise BrokenMemberError(_DAMAGED if self.peek(_LONGEST_NAME) == text else _TRUNCATED)
        self._back = rest + self._back[_LONGEST_NAME:]
        return text

    def skip_zeros(self) -> None:
        for data in self:
            if rest := data.lstrip(b"\0"):
                self.give_back(rest)
                return


class PackedStream(io.RawIOBase):
    """What is in a packed file, to be read from its start to its end.

    Attributes:
        problem: What was wrong with it, once it ended too early.
    """

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._pieces = packed_pieces(file)
        self._rest = b""
        self.problem: Problem | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        if not self._rest:
            try:
                self._rest = next(self._pieces, b"")
            except BrokenMemberError as exc:
                self.problem = exc.problem
        view = memoryview(buffer).cast("B")
        length = min(len(view), len(self._rest))
        view[:length] = self._rest[:length]
        self._rest = self._rest[length:]
        return length
