"""The directory at the end of a zip: where it is, and which files it lists.

Read here and not by the standard library's zipfile, which gives up the whole file for one
name that is not the UTF-8 it is said to be, makes an object of each of a million entries
before they can be counted, and knows only the files that are listed.
"""

import struct
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from intake.parsing.containers import archive_words as words
from intake.parsing.containers.member import UnopenedError
from intake.parsing.containers.zip_headers import (
    LISTED_START,
    ZipEntry,
    find_all,
    read_listed,
)

END_START: Final = b"PK\x05\x06"
_END: Final = struct.Struct("<4sHHHHIIH")
_LONG_END: Final = struct.Struct("<4sQHHIIQQQQ")
_LOCATOR: Final = struct.Struct("<4sIQI")
_LONG_END_START, _LOCATOR_START, _SIGNATURE_START = b"PK\x06\x06", b"PK\x06\x07", b"PK\x05\x05"
_FOLLOWERS: Final = frozenset({_SIGNATURE_START, _LONG_END_START, _LOCATOR_START})
_TAIL: Final = _END.size + 65_535
_MOST_ENDS: Final = 100
_SHORT: Final = 0xFFFF


@dataclass
class Directory:
    """What is known of the directory of a zip.

    Attributes:
        start: Where it begins, and with it the contents end.
        stop: Where it ends.
        before: Bytes in front of the zip, that the offsets in it do not count.
        whole: Whether all of it could be read.
    """

    start: int
    stop: int
    before: int
    whole: bool = True
    entries: list[ZipEntry] = field(default_factory=list)


@dataclass(frozen=True)
class _End:
    position: int
    disk: int
    size: int
    offset: int
    count: int


def read_directory(file: BinaryIO, length: int) -> tuple[Directory | None, bool]:
    """Return the directory, None when it cannot be read, and whether its end is there.

    Raises:
        UnopenedError: It is a part of a zip in parts, or lists too many files.
    """
    seen = False
    for end in _ends(file, length):
        seen = True
        if 0 < end.disk < _SHORT:
            raise UnopenedError(words.PART_MISSING)
        start = _start(file, end)
        if start is not None:
            return _listed(file, start, end), True
    return None, seen


def _ends(file: BinaryIO, length: int) -> Iterator[_End]:
    """Yield what may be the end of a directory, the likeliest first."""
    tail = max(0, length - _TAIL)
    near = deque(find_all(file, END_START, tail, length), _MOST_ENDS)
    yield from filter(None, (_end(file, place) for place in reversed(near)))
    # Something long was added after the zip.
    far = deque(find_all(file, END_START, 0, tail), _MOST_ENDS)
    yield from filter(None, (_end(file, place) for place in reversed(far)))


def _end(file: BinaryIO, position: int) -> _End | None:
    file.seek(position)
    data = file.read(_END.size)
    if len(data) < _END.size:
        return None
    _, disk, _, _, count, size, offset, _ = _END.unpack(data)
    end = _End(position, disk, size, offset, count)
    return _long_end(file, end) or end


def _long_end(file: BinaryIO, end: _End) -> _End | None:
    file.seek(max(0, end.position - _LOCATOR.size))
    data = file.read(_LOCATOR.size)
    if len(data) < _LOCATOR.size or not data.startswith(_LOCATOR_START):
        return None
    position = _LOCATOR.unpack(data)[2]
    # With bytes in front of the zip, it is where it belongs and not where it is said to be.
    for place in (end.position - _LOCATOR.size - _LONG_END.size, position):
        if not 0 <= place < end.position:
            continue
        file.seek(place)
        data = file.read(_LONG_END.size)
        if len(data) == _LONG_END.size and data.startswith(_LONG_END_START):
            _, _, _, _, disk, _, _, count, size, offset = _LONG_END.unpack(data)
            return _End(place, disk, size, offset, count)
    return None


def _start(file: BinaryIO, end: _End) -> int | None:
    for place in (end.position - end.size, end.offset):
        if not 0 <= place <= end.position:
            continue
        if place == end.position and not end.count:
            return place
        file.seek(place)
        if file.read(len(LISTED_START)) == LISTED_START:
            return place
    return None


def _listed(file: BinaryIO, start: int, end: _End) -> Directory:
    directory = Directory(start, end.position, max(0, start - end.offset))
    file.seek(start)
    while (place := file.tell()) < end.position:
        entry = read_listed(file)
        if entry is None:
            file.seek(place)
            directory.whole = file.read(len(END_START)) in _FOLLOWERS
            break
        directory.entries.append(entry)
        if len(directory.entries) > words.MOST_MEMBERS:
            raise UnopenedError(words.CROWDED)
    return directory
