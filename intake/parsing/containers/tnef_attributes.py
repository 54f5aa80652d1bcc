"""The row of attributes that TNEF is made of, each with a checksum (MS-OXTNEF 2.1.3)."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers import mapi
from intake.parsing.containers.mapi import Stored
from intake.parsing.containers.member import PIECE, BrokenMemberError
from intake.parsing.containers.window import Window

OF_MAIL: Final = 1
OF_ATTACHMENT: Final = 2

_START = 6
_HEAD = struct.Struct("<BII")
_CHECKSUM = 2
_BLOCK = 256
_MOST_ATTRIBUTES = 50_000

_CUT_OFF = Problem(ProblemCode.TRUNCATED, "het einde van het bestand ontbreekt")
_NOISE = Problem(ProblemCode.DAMAGED, "een deel van het bestand is niet te lezen")
_TOO_MANY = Problem(ProblemCode.BOMB, "er zitten te veel onderdelen in dit bestand")


@dataclass(frozen=True)
class Attribute:
    """One attribute: `whole` when all its bytes are there, `intact` when its checksum fits."""

    level: int
    identifier: int
    content: Window
    whole: bool
    intact: bool

    def stored(self, kind: int = mapi.BINARY) -> Stored:
        """Return its content as a value."""
        return Stored(kind, self.content.size, self.pieces)

    def pieces(self) -> Iterator[bytes]:
        """Give its content; raises BrokenMemberError when the end is missing."""
        yield from self.content.pieces()
        if not self.whole:
            raise BrokenMemberError(_CUT_OFF)


class Attributes:
    """The attributes of a TNEF in their order; `ended` says why they ended, None when well."""

    def __init__(self, window: Window) -> None:
        """Read from a window that starts with the signature."""
        self._window = window
        self.ended: Problem | None = None

    def each(self) -> Iterator[Attribute]:
        """Give them one after another; the file stays open meanwhile."""
        offset = _START
        with self._window.path.open("rb") as file:
            for _ in range(_MOST_ATTRIBUTES):
                file.seek(self._window.start + offset)
                head = file.read(min(_HEAD.size, max(0, self._window.size - offset)))
                if len(head) < _HEAD.size or head[0] not in {OF_MAIL, OF_ATTACHMENT}:
                    self.ended = self._rest(offset, len(head) < _HEAD.size)
                    return
                level, identifier, size = _HEAD.unpack(head)
                content = self._window.part(offset + _HEAD.size, size)
                offset += _HEAD.size + size + _CHECKSUM
                told = offset <= self._window.size
                intact = not told or _checksum(file, size) == file.read(_CHECKSUM)
                whole = content.size == size
                yield Attribute(level, identifier & 0xFFFF, content, whole=whole, intact=intact)
                if not told:
                    self.ended = _CUT_OFF
                    return
        self.ended = _TOO_MANY

    def _rest(self, offset: int, short: bool) -> Problem | None:
        if not self._window.read(offset, PIECE).strip(b"\0\t\r\n "):
            return None
        return _CUT_OFF if short else _NOISE


def _checksum(file: BinaryIO, size: int) -> bytes:
    """Return the sum of the bytes; of a block so short the lower half of Adler-32 is just that."""
    total = 0
    for start in range(0, size, PIECE):
        piece = memoryview(file.read(min(PIECE, size - start)))
        for at in range(0, len(piece), _BLOCK):
            total += zlib.adler32(piece[at : at + _BLOCK], 0) & 0xFFFF
    return (total & 0xFFFF).to_bytes(_CHECKSUM, "little")
