"""The two headers each file in a zip has, and the name in them (PKWARE APPNOTE 6.3.10)."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from intake.parsing.containers.member import PIECE

LOCAL_START: Final = b"PK\x03\x04"
LISTED_START: Final = b"PK\x01\x02"
AFTER_START: Final = b"PK\x07\x08"
LOCAL_SIZE: Final = 30

STORED, DEFLATED, AES = 0, 8, 99
ENCRYPTED, SIZES_AFTER, NAMES_MASKED = 0x0001, 0x0008, 0x2000

_LOCAL: Final = struct.Struct("<4sHHHIIIIHH")
_LISTED: Final = struct.Struct("<4sBBHHHIIIIHHHHHII")
_ZIP64, _UNICODE_PATH = 0x0001, 0x7075
_MARKER: Final = 0xFFFF_FFFF
_NEWEST_VERSION: Final = 63
_METHODS: Final = frozenset({*range(13), 14, 16, 18, 19, 20, *range(92, 100)})


@dataclass(slots=True)
class ZipEntry:
    """One file in a zip.

    Attributes:
        raw_name: As the header has it.
        position: Of the local header in the file.
        start: Of the content in the file; 0 as long as it is not known.
        sized: Whether CRC and sizes are known before the content is read.
        system: What wrote it, as the directory says; 3 is Unix.
        attributes: As the directory says, the mode of Unix in the upper half.
    """

    name: str | None
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    position: int
    start: int = 0
    sized: bool = True
    system: int = 0
    attributes: int = 0

    @property
    def is_folder(self) -> bool:
        return bool(self.name) and str(self.name).endswith("/") and not self.size

    @property
    def is_locked(self) -> bool:
        return bool(self.flags & ENCRYPTED) or self.method == AES


def read_listed(file: BinaryIO) -> ZipEntry | None:
    """Read the next entry of the directory; None when here is none."""
    head = file.read(_LISTED.size)
    if len(head) < _LISTED.size or not head.startswith(LISTED_START):
        return None
    fields = _LISTED.unpack(head)
    _, _, system, _, flags, method, _, crc, packed, size, name_size, extra_size, comment_size = (
        fields[:13]
    )
    attributes, offset = fields[15:]
    rest = file.read(name_size + extra_size + comment_size)
    if len(rest) < name_size:
        return None
    raw, extra = rest[:name_size], rest[name_size : name_size + extra_size]
    size, packed, offset = _long(extra, size, packed, offset)
    return ZipEntry(
        _decoded(raw, extra), raw, flags, method, crc, packed, size, offset,
        system=system, attributes=attributes,
    )  # fmt: skip


def read_local(file: BinaryIO, position: int) -> ZipEntry | None:
    """Read the local header there; None when there is none that makes sense."""
    file.seek(position)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(LOCAL_START):
        return None
    _, version, flags, method, _, crc, packed, size, name_size, extra_size = _LOCAL.unpack(head)
    rest = file.read(name_size + extra_size)
    raw, extra = rest[:name_size], rest[name_size:]
    if len(raw) < name_size or version & 0xFF > _NEWEST_VERSION or method not in _METHODS:
        return None
    size, packed = _long(extra, size, packed)
    sized = not flags & SIZES_AFTER or bool(packed)
    start = position + LOCAL_SIZE + name_size + extra_size
    return ZipEntry(
        _decoded(raw, extra), raw, flags, method, crc, packed, size, position, start, sized
    )


def find_all(file: BinaryIO, wanted: bytes, start: int, stop: int) -> Iterator[int]:
    """Yield where `wanted` begins between `start` and `stop`, in one pass over the file."""
    overlap = len(wanted) - 1
    while start < stop:
        file.seek(start)
        data = file.read(min(PIECE, stop - start + overlap))
        place = data.find(wanted)
        while place >= 0:
            yield start + place
            place = data.find(wanted, place + 1)
        if len(data) <= overlap:
            return
        start += len(data) - overlap


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:  # noqa: PLR2004 - a number and a length, of two bytes each
        kind, length = struct.unpack_from("<HH", extra)
        yield kind, extra[4 : 4 + length]
        extra = extra[4 + length :]


def _long(extra: bytes, *told: int) -> tuple[int, ...]:
    """Return the numbers, those that did not fit taken from the zip64 field."""
    if _MARKER not in told:
        return told
    data = next((data for kind, data in _fields(extra) if kind == _ZIP64), b"")
    found = []
    for number in told:
        if number == _MARKER and len(data) >= 8:  # noqa: PLR2004 - bytes of a long number
            found.append(int.from_bytes(data[:8], "little"))
            data = data[8:]
        else:
            found.append(number)
    return tuple(found)


def _decoded(raw: bytes, extra: bytes) -> str | None:
    """Return the name, folders apart by slashes.

    Windows wrote names in the code page of DOS and said nothing of it; others write UTF-8
    and forget to say so. What is UTF-8 by chance is hardly ever a name in that code page.
    """
    name = _unicode_path(raw, extra)
    if name is None:
        try:
            name = raw.decode()
        except UnicodeDecodeError:
            name = raw.decode("cp437")
    return name.replace("\\", "/") or None


def _unicode_path(raw: bytes, extra: bytes) -> str | None:
    for kind, data in _fields(extra):
        if kind != _UNICODE_PATH:
            continue
        if data[1:5] != zlib.crc32(raw).to_bytes(4, "little"):
            # It belongs to a name that was changed since.
            continue
        try:
            return data[5:].decode()
        except UnicodeDecodeError:
            continue
    return None
