"""7z, RAR, tar, cab and lha archives, and single files packed with gzip, bzip2, xz and others.

Packed tars give the members of the tar. A single packed file is one member, with the name
that a gzip header holds, or none.
"""

import stat
import zlib
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers import archive_words as words
from intake.parsing.containers.libarchive_reading import (
    FILTERS,
    FORMATS,
    Archive,
    ArchiveFailedError,
    Entry,
    Source,
    opened,
)
from intake.parsing.containers.member import PIECE, BrokenMemberError, Member, UnopenedError
from intake.parsing.containers.packed_file import PackedStream, is_packed, name_of, packed_pieces
from intake.parsing.containers.rar_headers import RarFacts, rar_facts

LARGEST_HOLE: Final = 16_777_216
"""Bytes of a file that stand nowhere in its archive and are zero; above it is a bomb."""

_MOST_PACKINGS: Final = 2
_DRAINED: Final = 64
_HEAD: Final = 64
_SEVEN_ZIP_START: Final = b"7z\xbc\xaf\x27\x1c"
_SEVEN_ZIP_HEAD: Final = 32
_NO_FORMATS: Final = frozenset({"raw", ""})


def archive_members(path: Path) -> Iterator[Member]:
    """Give what is in the archive. See `Reader`."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if is_packed(head):
            yield from _packed_members(file)
            return
        facts = rar_facts(file)
        if facts.headers_locked:
            raise UnopenedError(words.NAMES_LOCKED)
        if facts.is_part:
            raise UnopenedError(words.PART_MISSING)
        if _lacks_its_end(head, file):
            raise UnopenedError(words.END_MISSING)
        file.seek(0)
        yield from _members(file, facts)


def _lacks_its_end(head: bytes, file: BinaryIO) -> bool:
    """Tell a 7z whose directory, which its end is, lies beyond the end of the file."""
    if not head.startswith(_SEVEN_ZIP_START) or len(head) < _SEVEN_ZIP_HEAD:
        return False
    start = int.from_bytes(head[12:20], "little")
    size = int.from_bytes(head[20:28], "little")
    return _SEVEN_ZIP_HEAD + start + size > file.seek(0, 2)


def _packed_members(file: BinaryIO) -> Iterator[Member]:
    if not _holds_tar(file):
        yield Member(name_of(file), partial(packed_pieces, file))
        return
    stream = PackedStream(file)
    try:
        yield from _members(stream, RarFacts(), ("tar",), ())
    except UnopenedError as exc:
        raise UnopenedError(_of_the_rest(stream.problem) or exc.problem) from exc
    for _ in islice(iter(partial(stream.read, PIECE), b""), _DRAINED):
        # The check sum stands behind what fills up the last block of a tar.
        pass
    if problem := _of_the_rest(stream.problem):
        raise UnopenedError(problem)


def _holds_tar(file: BinaryIO) -> bool:
    try:
        with opened(PackedStream(file), ("tar", "raw"), ()) as archive:
            # A block of zeros is an empty tar to the library, and any file of zeros begins so.
            found = next(archive.entries(), None) is not None
            return found and archive.format_name not in _NO_FORMATS
    except ArchiveFailedError:
        return False


def _of_the_rest(problem: Problem | None) -> Problem | None:
    if problem is None:
        return None
    return words.REST_MISSING if problem.code == ProblemCode.TRUNCATED else words.REST_DAMAGED


def _members(
    source: Source,
    facts: RarFacts,
    formats: tuple[str, ...] = FORMATS,
    filters: tuple[str, ...] = FILTERS,
) -> Iterator[Member]:
    count = 0
    try:
        with opened(source, formats, filters) as archive:
            for number, entry in enumerate(archive.entries()):
                count = number + 1
                _check_archive(archive, count)
                if not stat.S_ISDIR(entry.kind):
                    yield _member(archive, entry, number, facts)
            if archive.damaged:
                raise UnopenedError(words.REST_DAMAGED)
            if not count and archive.format_name in _NO_FORMATS:
                raise UnopenedError(words.DAMAGED)
    except ArchiveFailedError as exc:
        raise UnopenedError(_of_failure(exc, after=count)) from exc


def _check_archive(archive: Archive, count: int) -> None:
    if count > words.MOST_MEMBERS:
        raise UnopenedError(words.CROWDED)
    if archive.packings > _MOST_PACKINGS:
        raise UnopenedError(words.PACKED_TOO_OFTEN)
    if archive.format_name in _NO_FORMATS and not archive.packings:
        raise UnopenedError(words.DAMAGED)


def _of_failure(failure: ArchiveFailedError, *, after: int) -> Problem:
    if failure.locked and not after:
        return words.NAMES_LOCKED
    if failure.unsupported:
        return words.REST_UNSUPPORTED
    if failure.truncated:
        return words.REST_MISSING
    return words.REST_DAMAGED if after else words.DAMAGED


def _member(archive: Archive, entry: Entry, number: int, facts: RarFacts) -> Member:
    name = None if archive.format_name in _NO_FORMATS else entry.name
    is_copy = entry.hard_link or number in facts.copies
    refused = words.HARD_LINK if is_copy else words.not_a_file(entry.kind)
    if refused is None and (entry.locked or number in facts.locked_files):
        refused = words.LOCKED
    if refused is None and entry.hole > LARGEST_HOLE:
        refused = words.MOSTLY_HOLE
    if refused is not None:
        return Member(name, refused=refused)
    if number in facts.crcs:
        return Member(name, partial(_summed, archive, facts.crcs[number]))
    return Member(name, partial(_pieces, archive))


def _summed(archive: Archive, expected: int) -> Iterator[bytes]:
    crc = 0
    for piece in _pieces(archive):
        crc = zlib.crc32(piece, crc)
        yield piece
    if crc != expected:
        raise BrokenMemberError(words.DAMAGED)


def _pieces(archive: Archive) -> Iterator[bytes]:
    position = 0
    try:
        for offset, data in archive.blocks():
            yield from _zeros(offset - position)
            yield data
            position = max(position, offset) + len(data)
    except ArchiveFailedError as exc:
        if exc.locked:
            raise BrokenMemberError(words.LOCKED) from exc
        if exc.unsupported:
            raise BrokenMemberError(words.METHOD_UNKNOWN) from exc
        raise BrokenMemberError(words.TRUNCATED if exc.truncated else words.DAMAGED) from exc


def _zeros(count: int) -> Iterator[bytes]:
    if count > LARGEST_HOLE:
        raise BrokenMemberError(words.MOSTLY_HOLE)
    for start in range(0, count, PIECE):
        yield bytes(min(PIECE, count - start))
