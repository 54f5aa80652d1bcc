"""Files of a Macintosh on their way through other systems: AppleSingle and MacBinary.

Both keep the file (its data fork) beside a resource fork, which is nothing to other computers.
AppleDouble is that resource fork alone, as a file beside the real one, such as `._plan.pdf`.
(RFC 1740; the MacBinary II Standard of 1987.)
"""

import binascii
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.member import PIECE, BrokenMemberError, Member, UnopenedError

HEAD: Final = 128
"""Bytes that MacBinary is told by; the questions on AppleSingle take more where there are more."""

_SINGLE: Final = b"\x00\x05\x16\x00"
_DOUBLE: Final = b"\x00\x05\x16\x07"
_VERSIONS: Final = (b"\x00\x01\x00\x00", b"\x00\x02\x00\x00")
_ENTRIES_AT, _ENTRY, _MOST_ENTRIES = 24, 12, 100
_DATA_FORK, _REAL_NAME = 1, 3
_LONGEST_NAME: Final = 255
_LONGEST_BINARY_NAME: Final = 63
_BINARY_BLOCK: Final = 128
_DAMAGED: Final = Problem(ProblemCode.DAMAGED, "de verpakking van een Mac-bestand klopt niet")
_CUT_OFF: Final = Problem(ProblemCode.TRUNCATED, "het einde van het bestand ontbreekt")


def is_resource_fork(head: bytes) -> bool:
    """Tell whether a file is AppleDouble: a helper of a computer, without a document in it."""
    return _is_double(head) and _DATA_FORK not in _entries(head)


def is_apple_single(head: bytes) -> bool:
    """Tell whether a file is AppleSingle, or AppleDouble that has a document all the same."""
    if head.startswith(_SINGLE):
        return head[4:8] in _VERSIONS
    return _is_double(head) and _DATA_FORK in _entries(head)


def _is_double(head: bytes) -> bool:
    return head.startswith(_DOUBLE) and head[4:8] in _VERSIONS


def is_mac_binary(head: bytes, size: int) -> bool:
    """Tell whether a file is MacBinary II, by its checksum and by what it says of its size."""
    if len(head) < HEAD or head[0] or head[74] or head[82]:
        return False
    if not 1 <= head[1] <= _LONGEST_BINARY_NAME:
        return False
    if binascii.crc_hqx(head[:124], 0) != int.from_bytes(head[124:126], "big"):
        return False
    return any(head[83:91]) and HEAD + _number(head, 83) <= size


def mac_members(path: Path) -> Iterator[Member]:
    """Give the file within AppleSingle or MacBinary; its resource fork is left out.

    Raises:
        UnopenedError: DAMAGED.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(max(HEAD, _ENTRIES_AT + 2 + _ENTRY * _MOST_ENTRIES))
    if is_apple_single(head):
        yield _of_apple_single(path, head, size)
    elif is_mac_binary(head[:HEAD], size):
        name = head[2 : 2 + head[1]].decode("mac_roman")
        yield Member(name, partial(_pieces, path, HEAD, _number(head, 83)))
    else:
        raise UnopenedError(_DAMAGED)


def _of_apple_single(path: Path, head: bytes, size: int) -> Member:
    entries = _entries(head)
    if _DATA_FORK not in entries:
        raise UnopenedError(_DAMAGED)
    start, length = entries[_DATA_FORK]
    if start > size:
        raise UnopenedError(_DAMAGED)
    return Member(_real_name(path, entries), partial(_pieces, path, start, length))


def _entries(head: bytes) -> dict[int, tuple[int, int]]:
    """Return where each part of the file is, and its length, by what it is."""
    entries: dict[int, tuple[int, int]] = {}
    count = int.from_bytes(head[_ENTRIES_AT : _ENTRIES_AT + 2], "big")
    for index in range(min(count, _MOST_ENTRIES)):
        at = _ENTRIES_AT + 2 + index * _ENTRY
        if at + _ENTRY > len(head):
            break
        entries.setdefault(_number(head, at), (_number(head, at + 4), _number(head, at + 8)))
    return entries


def _real_name(path: Path, entries: dict[int, tuple[int, int]]) -> str | None:
    start, length = entries.get(_REAL_NAME, (0, 0))
    with path.open("rb") as file:
        file.seek(start)
        raw = file.read(min(length, _LONGEST_NAME))
    try:
        name = raw.decode()
    except ValueError:
        name = raw.decode("mac_roman")
    return name.replace("\0", "").strip() or None


def _pieces(path: Path, start: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = length
        while left:
            piece = file.read(min(PIECE, left))
            if not piece:
                raise BrokenMemberError(_CUT_OFF)
            left -= len(piece)
            yield piece


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")
