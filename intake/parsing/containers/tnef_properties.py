"""The properties within an attribute of TNEF (MS-OXTNEF 2.1.3.4), read where they lie."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers import mapi
from intake.parsing.containers.mapi import Properties, Stored
from intake.parsing.containers.member import BrokenMemberError
from intake.parsing.containers.window import Window

_MOST = 50_000
"""More values are not read; Outlook writes some hundreds."""

_FIXED = {
    # Bytes of each type, with what fills them up to four.
    0x1: 0, 0x2: 4, 0x3: 4, 0x4: 4, 0x5: 8, 0x6: 8, 0x7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8,
    0x48: 16,
}  # fmt: skip
_VARIABLE = frozenset({mapi.TEXT_8BIT, mapi.UNICODE, mapi.BINARY, mapi.OBJECT, 0x0})
_CUT_OFF = Problem(ProblemCode.TRUNCATED, "het einde van het bestand ontbreekt")


def read_properties(window: Window) -> Properties:
    """Return the properties as far as they can be read; of several values the first."""
    found: dict[int, Stored] = {}
    with window.path.open("rb") as file:
        file.seek(window.start)
        count = min(_number(file), _MOST)
        for identifier, stored in _properties(file, window, count):
            if identifier < mapi.FIRST_NAMED:
                found.setdefault(identifier, stored)
    return found


def placed(kind: int, window: Window, size: int) -> Stored:
    """Return a value of `size` bytes of which those of the window are there."""

    def pieces() -> Iterator[bytes]:
        yield from window.pieces()
        if window.size < size:
            raise BrokenMemberError(_CUT_OFF)

    return Stored(kind, size, pieces, window=window)


def _properties(file: BinaryIO, window: Window, count: int) -> Iterator[tuple[int, Stored]]:
    end = window.start + window.size
    left = _MOST
    for _ in range(count):
        tag = file.read(4)
        if len(tag) < 4 or file.tell() > end:  # noqa: PLR2004 - the bytes of a tag
            return
        kind, identifier = struct.unpack("<HH", tag)
        if identifier >= mapi.FIRST_NAMED:
            _skip_name(file)
        several, kind = kind & mapi.SEVERAL, kind & ~mapi.SEVERAL
        if kind not in _FIXED and kind not in _VARIABLE:
            return
        values = _number(file) if several or kind in _VARIABLE else 1
        if several and not _FIXED.get(kind, 1):
            # Thousands of values without a byte would cost time for nothing.
            continue
        for _ in range(min(values, left)):
            left -= 1
            stored = _value(file, window, kind)
            yield identifier, stored
            if file.tell() >= end:
                return


def _value(file: BinaryIO, window: Window, kind: int) -> Stored:
    if kind in _FIXED:
        data = file.read(_FIXED[kind])
        return Stored(kind, len(data), number=int.from_bytes(data[:8], "little"))
    size = _number(file)
    stored = placed(kind, window.part(file.tell() - window.start, size), size)
    file.seek(size + -size % 4, 1)
    return stored


def _skip_name(file: BinaryIO) -> None:
    """Go past the set and the name, or the number, of a property of another program."""
    file.seek(16, 1)
    if _number(file):
        size = _number(file)
        file.seek(size + -size % 4, 1)
    else:
        file.seek(4, 1)


def _number(file: BinaryIO) -> int:
    return int.from_bytes(file.read(4), "little")
