"""The file system within a file that .msg is made of (MS-CFB), read where it lies.

olefile was weighed and is what the tests compare with. It follows a cyclic table of tables as
often as the header says and a cyclic chain as far as a stream says it is long: a file of 30 kB
took all of 20 processor seconds, another all of 1 GiB. Also it holds a stream twice in memory.
"""

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.member import PIECE, BrokenMemberError, UnopenedError
from intake.parsing.containers.window import Window

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16xHHHHH6xIIIIIIIIII")
_HEADER_SIZE = 512
_IN_HEADER = slice(76, 512)
_SHIFTS = {3: 9, 4: 12}
_MINI = 64
_MINI_CUTOFF = 4_096
_LAST_SECTOR = 0xFFFFFFFA
_NO_ENTRY = 0xFFFFFFFF
_ENTRY = struct.Struct("<64sHBBIII36xIQ")
_MOST_ENTRIES = 200_000
_SIZE_32 = 0xFFFFFFFF

_NOT_ONE = Problem(ProblemCode.DAMAGED, "de opbouw van dit bestand is niet te lezen")
_TOO_MANY = Problem(ProblemCode.BOMB, "er zitten te veel onderdelen in dit bestand")
_CUT_OFF = Problem(ProblemCode.TRUNCATED, "het einde van het bestand ontbreekt")
_BROKEN = Problem(ProblemCode.DAMAGED, "een deel van het bestand is niet te vinden")

STORAGE: Final = 1
STREAM: Final = 2


@dataclass(frozen=True)
class Entry:
    """A stream, or a storage with further entries; `number` is its place in the directory."""

    number: int
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """An opened compound file.

    Attributes:
        damage: Why something in it may be missing, None when all tables were there.

    Raises:
        UnopenedError: when it is none, or has no directory.
    """

    def __init__(self, window: Window) -> None:
        """Read the tables and the directory; streams are read when they are asked for."""
        head = window.read(0, _HEADER_SIZE)
        if len(head) < _HEADER_SIZE or not head.startswith(_SIGNATURE):
            raise UnopenedError(_NOT_ONE)
        fields = _HEADER.unpack_from(head)
        self.damage: Problem | None = None
        self._window = window
        self._wide = fields[2] != 3  # noqa: PLR2004 - the version with sizes of 32 bits
        self._sector = 1 << _SHIFTS.get(fields[2], fields[4] if fields[4] in {9, 12} else 9)
        self._sectors = max(0, -(-(window.size - self._sector) // self._sector))
        self._fat = self._read_fat(_numbers(head[_IN_HEADER])[:109], difat=fields[13])
        self._directory = self._read_directory(fields[8])
        self.root = self._entry(0)
        self._mini_fat = _numbers(self._table(fields[11]))
        self._mini_places = array("I", self._chain(self._fat, self.root.start, self.root.size))
        self._parents = {0: 0}

    def children(self, storage: Entry) -> Sequence[Entry]:
        """Return what is in a storage, in the order of the directory.

        An entry belongs to the storage that was asked first: so a tree that bites its own tail
        ends.
        """
        found: list[Entry] = []
        seen: set[int] = set()
        waiting: list[tuple[int, Entry | None]] = [(storage.child, None)]
        while waiting:
            number, entry = waiting.pop()
            if entry is not None:
                found.append(entry)
            elif number in seen or (number + 1) * _ENTRY.size > len(self._directory):
                self.damage = self.damage or (None if number == _NO_ENTRY else _BROKEN)
            elif self._parents.setdefault(number, storage.number) == storage.number:
                seen.add(number)
                entry = self._entry(number)
                waiting += [(entry.right, None), (number, entry), (entry.left, None)]
        return [entry for entry in found if entry.kind in {STORAGE, STREAM}]

    def pieces(self, stream: Entry) -> Iterator[bytes]:
        """Give the bytes of a stream.

        Raises:
            BrokenMemberError: when fewer bytes are there than it should have.
        """
        left = stream.size
        parts = self._mini_parts if stream.size < _MINI_CUTOFF else self._parts
        with self._window.path.open("rb") as file:
            for offset, wanted in parts(stream):
                data = self._window.read_from(file, offset, min(left, wanted))
                yield data
                left -= len(data)
                if len(data) < wanted and left:
                    raise BrokenMemberError(_CUT_OFF)
        if left:
            raise BrokenMemberError(_BROKEN)

    def _parts(self, stream: Entry) -> Iterator[tuple[int, int]]:
        """Give where runs of adjacent sectors lie, and how many bytes they have."""
        most = PIECE // self._sector
        run: list[int] = []
        for sector in self._chain(self._fat, stream.start, stream.size):
            if run and (sector != run[-1] + 1 or len(run) == most):
                yield (run[0] + 1) * self._sector, len(run) * self._sector
                run = []
            run.append(sector)
        if run:
            yield (run[0] + 1) * self._sector, len(run) * self._sector

    def _mini_parts(self, stream: Entry) -> Iterator[tuple[int, int]]:
        """Give where the sectors of 64 bytes lie, which are within the stream of the root."""
        per_sector = self._sector // _MINI
        for mini in self._chain(self._mini_fat, stream.start, stream.size, unit=_MINI):
            place, within = divmod(mini, per_sector)
            if place >= len(self._mini_places):
                return
            yield (self._mini_places[place] + 1) * self._sector + within * _MINI, _MINI

    def _chain(
        self, table: "array[int]", start: int, size: int | None = None, *, unit: int = 0
    ) -> Iterator[int]:
        """Give the sectors of a chain for `size` bytes, or up to its end.

        One that runs in a circle is left as soon as that shows (Brent's method).
        """
        most = len(table) if size is None else -(-size // (unit or self._sector))
        sector, mark, steps, power = start, -1, 0, 1
        while most > 0 and sector < len(table) and sector != mark:
            yield sector
            most -= 1
            steps += 1
            if steps == power:
                mark, steps, power = sector, 0, power * 2
            sector = table[sector]

    def _read(self, sector: int) -> bytes:
        return self._window.read((sector + 1) * self._sector, self._sector)

    def _read_fat(self, places: "array[int]", difat: int) -> "array[int]":
        per_sector = self._sector // 4
        most = -(-self._sectors // per_sector)
        seen: set[int] = set()
        while len(places) < most and difat < self._sectors and difat not in seen:
            seen.add(difat)
            more = _numbers(self._read(difat))
            difat = more.pop() if len(more) == per_sector else _NO_ENTRY
            places += more
        fat = array("I")
        for place in places[:most]:
            data = self._read(place) if place < self._sectors else b""
            if place < _LAST_SECTOR and len(data) < self._sector:
                self.damage = _CUT_OFF
            fat += _numbers(data.ljust(self._sector, b"\xff"))
        return fat

    def _read_directory(self, start: int) -> bytes:
        directory = self._table(start)
        if len(directory) < _ENTRY.size:
            raise UnopenedError(self.damage or _NOT_ONE)
        return directory

    def _table(self, start: int) -> bytes:
        """Return a chain of unknown length."""
        table = bytearray()
        for sector in self._chain(self._fat, start):
            data = self._read(sector)
            table += data
            if len(data) < self._sector:
                self.damage = _CUT_OFF
            if len(table) > _MOST_ENTRIES * _ENTRY.size:
                raise UnopenedError(_TOO_MANY)
        return bytes(table)

    def _entry(self, number: int) -> Entry:
        name, length, kind, _, left, right, child, start, size = _ENTRY.unpack_from(
            self._directory, number * _ENTRY.size
        )
        text = name[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        size = size if self._wide else size & _SIZE_32
        return Entry(number, text, kind, left, right, child, start, size)


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I", data[: len(data) // 4 * 4])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
