"""A compound file (MS-CFB version 3): the file system within a file of Outlook's .msg."""

import struct
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Storage: TypeAlias = "dict[str, bytes | Storage]"

SECTOR: Final = 512
MINI_SECTOR: Final = 64
MINI_CUTOFF: Final = 4_096
FREE, END, FAT_SECTOR, DIFAT_SECTOR, NO_ENTRY = (
    0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF,
)  # fmt: skip
_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_PER_SECTOR = SECTOR // 4
_IN_HEADER = 109
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
OUTLOOK_CLSID: Final = bytes.fromhex("0b0d020000000000c000000000000046")


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    left: int = NO_ENTRY
    right: int = NO_ENTRY
    child: int = NO_ENTRY
    colour: int = _BLACK
    start: int = END
    size: int = 0
    clsid: bytes = bytes(16)

    def packed(self) -> bytes:
        name = (self.name + "\0").encode("utf-16-le")
        head = struct.pack("<64sHBB", name, len(name), self.kind, self.colour)
        tree = struct.pack("<III", self.left, self.right, self.child)
        return head + tree + self.clsid + bytes(20) + struct.pack("<IQ", self.start, self.size)


@dataclass
class _Sectors:
    """Sectors in the order of the file, and the table that chains them."""

    data: list[bytes] = field(default_factory=list)
    fat: list[int] = field(default_factory=list)

    def add(self, content: bytes, size: int) -> int:
        """Add a chain of sectors of `size` bytes and return its first."""
        if not content:
            return END
        start = len(self.fat)
        count = -(-len(content) // size)
        self.data.append(content + bytes(count * size - len(content)))
        self.fat += [*range(start + 1, start + count), END]
        return start


def compound_file(root: Storage, *, clsid: bytes = OUTLOOK_CLSID) -> bytes:
    """Return the bytes of a compound file with these streams and storages."""
    entries = [_Entry("Root Entry", _ROOT, clsid=clsid)]
    _add_children(entries, 0, root)
    big, mini = _Sectors(), _Sectors()
    for entry in entries[1:]:
        entry.size = len(entry.data)
        if entry.size >= MINI_CUTOFF:
            entry.start = big.add(entry.data, SECTOR)
        elif entry.kind == _STREAM:
            entry.start = mini.add(entry.data, MINI_SECTOR)
    mini_stream = b"".join(mini.data)
    entries[0].start, entries[0].size = big.add(mini_stream, SECTOR), len(mini_stream)
    mini_fat = struct.pack(f"<{len(mini.fat)}I", *mini.fat)
    first_mini_fat = big.add(_filled(mini_fat), SECTOR)
    directory = b"".join(entry.packed() for entry in entries)
    unused = _Entry("", 0, start=0).packed()[2:] if len(entries) % 4 else b""
    directory += (bytes(2) + unused) * (-len(entries) % 4)
    first_directory = big.add(directory, SECTOR)
    return _written(big, first_directory, first_mini_fat, -(-len(mini_fat) // SECTOR))


def _add_children(entries: list[_Entry], parent: int, storage: Storage) -> None:
    start = len(entries)
    # The order of names in a directory: the shorter first, then without regard to case.
    names = sorted(storage, key=lambda name: (len(name), name.upper()))
    for name in names:
        content = storage[name]
        kind, data = (_STORAGE, b"") if isinstance(content, dict) else (_STREAM, content)
        entries.append(_Entry(name, kind, data))
    entries[parent].child = _balanced(entries, start, start + len(names), len(names).bit_length())
    for number, name in enumerate(names, start):
        content = storage[name]
        if isinstance(content, dict):
            _add_children(entries, number, content)


def _balanced(entries: list[_Entry], start: int, end: int, levels: int) -> int:
    """Make a red-black tree of sorted entries: only its lowest level is red."""
    if start == end:
        return NO_ENTRY
    middle = (start + end) // 2
    entry = entries[middle]
    entry.left = _balanced(entries, start, middle, levels - 1)
    entry.right = _balanced(entries, middle + 1, end, levels - 1)
    entry.colour = _RED if levels == 1 and end - start == 1 else _BLACK
    return middle


def _written(sectors: _Sectors, directory: int, mini_fat: int, mini_fat_sectors: int) -> bytes:
    fat_sectors = difat_sectors = 0
    while fat_sectors * _PER_SECTOR < len(sectors.fat) + fat_sectors + difat_sectors:
        fat_sectors += 1
        difat_sectors = -(-max(0, fat_sectors - _IN_HEADER) // (_PER_SECTOR - 1))
    first_fat = len(sectors.fat)
    first_difat = first_fat + fat_sectors
    fat = [*sectors.fat, *[FAT_SECTOR] * fat_sectors, *[DIFAT_SECTOR] * difat_sectors]
    places = list(range(first_fat, first_difat))
    header = _SIGNATURE + bytes(16) + struct.pack(
        "<HHHHH6xIIIIIIIIII",
        0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, directory, 0, MINI_CUTOFF,
        mini_fat, mini_fat_sectors, first_difat if difat_sectors else END, difat_sectors,
        places[0],
    )  # fmt: skip
    header += struct.pack(f"<{len(places[1:_IN_HEADER])}I", *places[1:_IN_HEADER])
    return b"".join(
        [
            header + b"\xff" * (SECTOR - len(header)),
            *sectors.data,
            _filled(struct.pack(f"<{len(fat)}I", *fat)),
            *_difat(places[_IN_HEADER:], first_difat),
        ]
    )


def _difat(places: list[int], first: int) -> list[bytes]:
    step = _PER_SECTOR - 1
    groups = [places[at : at + step] for at in range(0, len(places), step)]
    return [
        _filled(struct.pack(f"<{len(group)}I", *group))[: SECTOR - 4].ljust(SECTOR - 4, b"\xff")
        + struct.pack("<I", END if number == len(groups) else first + number)
        for number, group in enumerate(groups, 1)
    ]


def _filled(table: bytes) -> bytes:
    """Fill the last sector of a table with entries that are free."""
    return table + b"\xff" * (-len(table) % SECTOR)
