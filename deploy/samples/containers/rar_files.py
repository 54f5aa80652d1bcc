"""RAR files of versions 4 and 5 that store their content, since the tool that packs is not free.

Formats: the technical notes that come with UnRAR, and https://www.rarlab.com/technote.htm.
"""

import struct
import zlib
from dataclasses import dataclass
from typing import Final

RAR4: Final = b"Rar!\x1a\x07\x00"
RAR5: Final = b"Rar!\x1a\x07\x01\x00"
MADE_IN_JULY: Final = (23 + 20) << 25 | 7 << 21 | 20 << 16
_IN_RAR4_FOLDER: Final = 0x00E0
_RAR5_FILE: Final = 2


@dataclass(frozen=True)
class Entry:
    """One file.

    Attributes:
        continues: The rest of it is in the next part.
        copy_of: What it is the same as, in RAR 5 only.
        solid: It needs what was unpacked before it, in RAR 4 only.
    """

    name: str
    content: bytes = b""
    locked: bool = False
    link_to: str = ""
    copy_of: str = ""
    solid: bool = False
    continues: bool = False
    folder: bool = False
    wrong_crc: bool = False

    def crc(self) -> int:
        return zlib.crc32(self.content) ^ int(self.wrong_crc)


def rar4_file(*entries: Entry, headers_locked: bool = False, part: bool = False) -> bytes:
    """A RAR of version 2.9 to 4."""
    flags = (0x0080 if headers_locked else 0) | (0x0001 if part else 0)
    main = _rar4_block(0x73, flags, bytes(6))
    if headers_locked:
        # Salt and encrypted headers follow; without the password they are noise.
        return RAR4 + main + bytes(range(8)) + bytes(reversed(range(64)))
    files = b"".join(_rar4_entry(entry) for entry in entries)
    return RAR4 + main + files + _rar4_block(0x7B, 0x4000 | (0x0001 if part else 0), b"")


def _rar4_entry(entry: Entry) -> bytes:
    flags = 0x8000 | (0x0004 if entry.locked else 0) | (0x0002 if entry.continues else 0)
    flags |= (_IN_RAR4_FOLDER if entry.folder else 0) | (0x0010 if entry.solid else 0)
    content = entry.link_to.encode() or entry.content
    crc = zlib.crc32(content) if entry.link_to else entry.crc()
    name = entry.name.encode("ascii", "replace")
    attributes = 0o120777 if entry.link_to else 0o040755 if entry.folder else 0o100644
    if not entry.name.isascii():
        flags |= 0x0200
        name += b"\0" + _rar4_unicode(entry.name)
    fields = struct.pack(
        "<IIBIIBBHI", len(content), len(content), 3, crc, MADE_IN_JULY, 29, 0x30,
        len(name), attributes,
    )  # fmt: skip
    return _rar4_block(0x74, flags, fields + name) + content


def _rar4_unicode(name: str) -> bytes:
    """Every character as UTF-16, marked so by two bits each, four to a byte."""
    data = b"\0"
    for start in range(0, len(name), 4):
        data += b"\xaa" + name[start : start + 4].encode("utf-16-le")
    return data


def _rar4_block(kind: int, flags: int, fields: bytes) -> bytes:
    rest = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest


def rar5_file(*entries: Entry, headers_locked: bool = False, part: int | None = None) -> bytes:
    """A RAR of version 5; `part` is the number of a part, from 0."""
    if headers_locked:
        lock = _number(0) + _number(0) + bytes([15]) + bytes(range(16))
        return RAR5 + _rar5_block(4, lock) + bytes(range(16)) + bytes(reversed(range(64)))
    volume = _number(0) if part is None else _number(1 | (2 if part else 0))
    main = _rar5_block(1, volume + (_number(part) if part else b""))
    files = b"".join(_rar5_entry(entry) for entry in entries)
    return RAR5 + main + files + _rar5_block(5, _number(0 if part is None else 1))


def _rar5_entry(entry: Entry) -> bytes:
    name = entry.name.encode()
    kind = 0x01 if entry.folder else 0x04
    crc = b"" if entry.folder else struct.pack("<I", entry.crc())
    mode = 0o040755 if entry.folder else 0o100644
    fields = (
        _number(kind) + _number(len(entry.content)) + _number(mode) + crc
        + _number(0) + _number(1) + _number(len(name)) + name
    )  # fmt: skip
    extra = b""
    if entry.locked:
        extra += _record(1, _number(0) + _number(0) + bytes([15]) + bytes(range(32)))
    if target := (entry.link_to or entry.copy_of).encode():
        extra += _record(
            5, _number(1 if entry.link_to else 5) + _number(0) + _number(len(target)) + target
        )
    flags = 0x10 if entry.continues else 0
    return _rar5_block(_RAR5_FILE, fields, extra, entry.content, flags)


def _rar5_block(
    kind: int, fields: bytes, extra: bytes = b"", content: bytes = b"", flags: int = 0
) -> bytes:
    # A file says the size of its content also when it is none.
    has_content = kind == _RAR5_FILE
    flags |= (1 if extra else 0) | (2 if has_content else 0)
    head = _number(kind) + _number(flags)
    head += (_number(len(extra)) if extra else b"") + (
        _number(len(content)) if has_content else b""
    )
    rest = head + fields + extra
    sized = _number(len(rest)) + rest
    return struct.pack("<I", zlib.crc32(sized)) + sized + content


def _record(kind: int, data: bytes) -> bytes:
    body = _number(kind) + data
    return _number(len(body)) + body


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first, the highest bit set in all but the last."""
    data = bytearray()
    while value > 0x7F:
        data.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(data) + bytes([value])
