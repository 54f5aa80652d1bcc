"""What the headers of a RAR say that libarchive does not tell.

It gives the encrypted bytes of a locked file in a RAR 5 as if they were its content, and
the first part of an archive in parts as if it were whole.
Formats: https://www.rarlab.com/technote.htm, and for RAR 4 the notes that come with UnRAR.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

RAR4_START: Final = b"Rar!\x1a\x07\x00"
RAR5_START: Final = b"Rar!\x1a\x07\x01\x00"
MOST_BLOCKS: Final = 100_000
_RAR4_HEAD: Final = struct.Struct("<HBHH")
_RAR4_FILE: Final = struct.Struct("<HBHHIIBI")
_RAR4_MAIN, _RAR4_FILE_KIND = 0x73, 0x74
_RAR4_VOLUME, _RAR4_HUGE, _RAR4_LONG = 0x0001, 0x0100, 0x8000
_RAR5_MAIN, _RAR5_FILE, _RAR5_LOCK, _RAR5_END = 1, 2, 4, 5
_RAR5_VOLUME: Final = 0x0001
_RAR5_TIMED, _RAR5_SUMMED = 0x0002, 0x0004
_HAS_EXTRA, _HAS_DATA = 0x0001, 0x0002
_LOCK_RECORD, _LINK_RECORD = 1, 5
_COPIES: Final = frozenset({b"\x04", b"\x05"})
"""A hard link, and a file that the packer found to be the same as one before."""
_LONGEST_NUMBER: Final = 10
_LONGEST_HEAD: Final = 2_097_152


@dataclass
class RarFacts:
    """Numbers of files count from 0, in their order.

    Attributes:
        is_part: It is one of the files of an archive in parts.
        headers_locked: Without the password not even names can be read.
        locked_files: Which files of a RAR 5 are locked.
        copies: Which files of a RAR 5 only name another one with the same content.
        crcs: The check sums of files; libarchive looks at none of what is merely stored.
    """

    is_part: bool = False
    headers_locked: bool = False
    locked_files: set[int] = field(default_factory=set)
    copies: set[int] = field(default_factory=set)
    crcs: dict[int, int] = field(default_factory=dict)


class _OddError(Exception):
    """The headers make no sense from here on."""


def rar_facts(file: BinaryIO) -> RarFacts:
    """Read the headers, as far as they can be read. Leaves the file where it is then."""
    file.seek(0)
    start = file.read(len(RAR5_START))
    if start.startswith(RAR5_START):
        return _rar5_facts(file)
    if start.startswith(RAR4_START):
        return _rar4_facts(file)
    return RarFacts()


def _rar4_facts(file: BinaryIO) -> RarFacts:
    facts = RarFacts()
    files = 0
    place, length = len(RAR4_START), file.seek(0, os.SEEK_END)
    for _ in range(MOST_BLOCKS):
        file.seek(place)
        head = file.read(_RAR4_FILE.size)
        if len(head) < _RAR4_HEAD.size:
            break
        _, kind, flags, size = _RAR4_HEAD.unpack_from(head)
        if kind == _RAR4_MAIN:
            facts.is_part = bool(flags & _RAR4_VOLUME)
        added = 0
        if flags & _RAR4_LONG and len(head) == _RAR4_FILE.size:
            added, _, _, crc = _RAR4_FILE.unpack(head)[4:]
            if kind == _RAR4_FILE_KIND and not flags & _RAR4_HUGE:
                facts.crcs[files] = crc
                files += 1
        place += size + added
        if size < _RAR4_HEAD.size or place > length or flags & _RAR4_HUGE:
            break
    return facts


def _rar5_facts(file: BinaryIO) -> RarFacts:
    facts = RarFacts()
    files = 0
    try:
        for _ in range(MOST_BLOCKS):
            kind, flags, head, extra = _rar5_block(file)
            if kind == _RAR5_MAIN:
                facts.is_part = bool(_number(head)[0] & _RAR5_VOLUME)
            elif kind == _RAR5_LOCK:
                facts.headers_locked = True
            elif kind == _RAR5_FILE:
                records = dict(_records(extra)) if flags & _HAS_EXTRA else {}
                if _LOCK_RECORD in records:
                    facts.locked_files.add(files)
                if records.get(_LINK_RECORD, b"")[:1] in _COPIES:
                    facts.copies.add(files)
                crc = _rar5_crc(head)
                if crc is not None:
                    facts.crcs[files] = crc
                files += 1
            if kind in {_RAR5_LOCK, _RAR5_END}:
                break
    except _OddError:
        pass
    return facts


def _rar5_crc(head: bytes) -> int | None:
    flags, head = _split(head)
    for _ in range(2):
        # The size, and the attributes.
        _, head = _split(head)
    if flags & _RAR5_TIMED:
        head = head[4:]
    return int.from_bytes(head[:4], "little") if flags & _RAR5_SUMMED else None


def _rar5_block(file: BinaryIO) -> tuple[int, int, bytes, bytes]:
    """Return kind, flags, fields and extra records of a block, and go to the next."""
    start = file.tell() + 4
    file.seek(start)
    size, used = _number(file.read(_LONGEST_NUMBER))
    if not 0 < size <= _LONGEST_HEAD:
        raise _OddError
    file.seek(start + used)
    head = file.read(size)
    if len(head) < size:
        raise _OddError
    kind, head = _split(head)
    flags, head = _split(head)
    extra_size, head = _split(head) if flags & _HAS_EXTRA else (0, head)
    data_size, head = _split(head) if flags & _HAS_DATA else (0, head)
    if extra_size > len(head):
        raise _OddError
    try:
        file.seek(min(start + used + size + data_size, file.seek(0, os.SEEK_END)))
    except (OSError, OverflowError) as exc:
        raise _OddError from exc
    return kind, flags, head, head[len(head) - extra_size :]


def _records(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while extra:
        size, extra = _split(extra)
        if not 0 < size <= len(extra):
            return
        yield _split(extra[:size])
        extra = extra[size:]


def _split(data: bytes) -> tuple[int, bytes]:
    value, used = _number(data)
    return value, data[used:]


def _number(data: bytes) -> tuple[int, int]:
    """Return the number that `data` starts with, and how many bytes it takes."""
    value = 0
    for place, byte in enumerate(data[:_LONGEST_NUMBER]):
        value |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            return value, place + 1
    raise _OddError
