"""Zip files in which every field can lie (format: PKWARE APPNOTE 6.3.10)."""

import bz2
import struct
import zlib
from dataclasses import dataclass, field
from typing import Final

STORED: Final = 0
DEFLATED: Final = 8
DEFLATE64: Final = 9
BZIP2: Final = 12
AES: Final = 99
ENCRYPTED: Final = 0x0001
SIZES_AFTER: Final = 0x0008
HEADER_MASKED: Final = 0x2000
UTF8: Final = 0x0800
UNIX: Final = 3
MADE_IN_JULY: Final = (23 + 20) << 25 | 7 << 21 | 20 << 16
MARKER: Final = 0xFFFF_FFFF


@dataclass(frozen=True)
class Entry:
    """One file; what is None is written as it is.

    Attributes:
        declared_size: Unpacked, as both headers say.
        declared_packed: Packed, as both headers say.
        crc: As both headers say.
        offset: Of the local header, as the directory says.
        packed: Instead of what the method makes of `content`.
        local: Whether there is a local header and content at all.
        listed: Whether it is in the directory.
        disk: Number of the part it starts in.
        local_flags: As the local header says.
    """

    name: bytes
    content: bytes = b""
    method: int = DEFLATED
    flags: int = 0
    extra: bytes = b""
    system: int = 0
    mode: int = 0
    declared_size: int | None = None
    declared_packed: int | None = None
    crc: int | None = None
    offset: int | None = None
    packed: bytes | None = None
    local: bool = True
    listed: bool = True
    disk: int = 0
    zip64: bool = False

    def payload(self) -> bytes:
        if self.packed is not None:
            return self.packed
        if self.method == DEFLATED:
            packer = zlib.compressobj(9, zlib.DEFLATED, -15)
            return packer.compress(self.content) + packer.flush()
        return bz2.compress(self.content) if self.method == BZIP2 else self.content

    def figures(self) -> tuple[int, int, int]:
        """Return CRC, packed and unpacked size as the headers say them."""
        crc = zlib.crc32(self.content) if self.crc is None else self.crc
        packed = len(self.payload()) if self.declared_packed is None else self.declared_packed
        size = len(self.content) if self.declared_size is None else self.declared_size
        return crc, packed, size


@dataclass
class _Written:
    data: bytearray
    offsets: list[int] = field(default_factory=list)


def zip_file(
    *entries: Entry, before: bytes = b"", after: bytes = b"", comment: bytes = b"", disk: int = 0
) -> bytes:
    """Return the zip; offsets count from its start, `before` excluded, as self-extractors do."""
    written = _Written(bytearray())
    for entry in entries:
        written.offsets.append(len(written.data))
        if entry.local:
            written.data += local_part(entry)
    directory = b"".join(
        _listed(entry, offset)
        for entry, offset in zip(entries, written.offsets, strict=True)
        if entry.listed
    )
    count = sum(entry.listed for entry in entries)
    start = len(written.data)
    end = directory_end(count, len(directory), start, comment=comment, disk=disk)
    if any(entry.zip64 for entry in entries):
        end = _zip64_end(count, len(directory), start) + end
    return before + bytes(written.data) + directory + end + after


def local_part(entry: Entry) -> bytes:
    """Local header, content and, where the flag says so, the sizes after it."""
    crc, packed, size = entry.figures()
    told = (0, 0, 0) if entry.flags & SIZES_AFTER else (crc, packed, size)
    extra = entry.extra
    if entry.zip64 and not entry.flags & SIZES_AFTER:
        extra += struct.pack("<HHQQ", 1, 16, size, packed)
        told = (crc, MARKER, MARKER)
    head = struct.pack(
        "<4sHHHIIIIHH", b"PK\x03\x04", 45 if entry.zip64 else 20, entry.flags, entry.method,
        MADE_IN_JULY, *told, len(entry.name), len(extra),
    )  # fmt: skip
    tail = b""
    if entry.flags & SIZES_AFTER:
        tail = struct.pack("<4sIII", b"PK\x07\x08", crc, packed, size)
    return head + entry.name + extra + entry.payload() + tail


def _listed(entry: Entry, offset: int) -> bytes:
    crc, packed, size = entry.figures()
    at = offset if entry.offset is None else entry.offset
    extra = entry.extra
    if entry.zip64:
        extra += struct.pack("<HHQQQ", 1, 24, size, packed, at)
        packed = size = at = MARKER
    head = struct.pack(
        "<4sHHHHIIIIHHHHHII", b"PK\x01\x02", entry.system << 8 | 20, 20, entry.flags, entry.method,
        MADE_IN_JULY, crc, packed, size, len(entry.name), len(extra), 0, entry.disk, 0,
        entry.mode << 16, at,
    )  # fmt: skip
    return head + entry.name + extra


def directory_end(
    count: int, size: int, start: int, *, comment: bytes = b"", disk: int = 0
) -> bytes:
    """The record that closes a zip."""
    told = count & 0xFFFF
    return struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", disk, disk, told, told, size, start, len(comment)
    ) + comment  # fmt: skip


def _zip64_end(count: int, size: int, start: int) -> bytes:
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
    return record + struct.pack("<4sIQI", b"PK\x06\x07", 0, start + size, 1)


def unicode_name(raw: bytes, name: str) -> bytes:
    """The extra field 0x7075 (Info-ZIP Unicode Path) for a header with the name `raw`."""
    content = struct.pack("<BI", 1, zlib.crc32(raw)) + name.encode()
    return struct.pack("<HH", 0x7075, len(content)) + content


def overlapping_bomb(files: int = 200, kernel: int = 1_000_000) -> bytes:
    """Many names for one content, each packed within the other (David Fifield, 2019).

    Every content but the last quotes the next local header in a stored block of deflate, and
    so includes all that follows: little is stored, and `files` times `kernel` come out.
    """
    content = bytes(kernel)
    last = Entry(b"%06d" % files, content)
    parts = [local_part(last)]
    packed, size, crc = len(last.payload()), kernel, zlib.crc32(content)
    rows = [(last, packed, size, crc)]
    unpacked_head = content
    for number in range(files - 1, 0, -1):
        quoted = parts[-1][: 30 + len(rows[-1][0].name)]
        block = struct.pack("<BHH", 0, len(quoted), len(quoted) ^ 0xFFFF)
        packed += len(block) + len(quoted)
        size += len(quoted)
        unpacked_head = quoted
        crc = _joined_crc(unpacked_head, rows[-1][3], rows[-1][2])
        entry = Entry(
            b"%06d" % number, declared_packed=packed, declared_size=size, crc=crc, packed=block
        )
        parts.append(local_part(entry))
        rows.append((entry, packed, size, crc))
    data = b"".join(reversed(parts))
    offset, directory = 0, b""
    for part, (entry, *_) in zip(reversed(parts), reversed(rows), strict=True):
        directory += _listed(entry, offset)
        offset += len(part)
    return data + directory + directory_end(files, len(directory), len(data))


def _joined_crc(head: bytes, crc: int, size: int) -> int:
    """CRC of `head` and what follows, of which only CRC and size are known.

    Appending a zero byte is linear over XOR, so that `size` of them are a power of a matrix.
    """

    def times(matrix: list[int], vector: int) -> int:
        total = 0
        for row in matrix:
            if vector & 1:
                total ^= row
            vector >>= 1
        return total

    step = [0xEDB8_8320, *(1 << bit for bit in range(31))]  # one zero bit
    for _ in range(3):
        step = [times(step, row) for row in step]
    result, left = zlib.crc32(head), size
    while left:
        if left & 1:
            result = times(step, result)
        step = [times(step, row) for row in step]
        left >>= 1
    return result ^ crc


def crowded(count: int) -> bytes:
    """A directory of `count` empty files that share one local header's name."""
    first = Entry(b"a", method=STORED)
    data = local_part(first)
    directory = _listed(first, 0) * count
    return data + directory + directory_end(count, len(directory), len(data))
