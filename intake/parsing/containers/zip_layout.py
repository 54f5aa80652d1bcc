"""Where in a zip its files stand, and whether they stand there side by side."""

from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO, Final

from intake.domain.problems import Problem
from intake.parsing.containers import archive_words as words
from intake.parsing.containers.member import UnopenedError
from intake.parsing.containers.zip_content import Content, Searches
from intake.parsing.containers.zip_directory import Directory
from intake.parsing.containers.zip_headers import (
    LOCAL_SIZE,
    LOCAL_START,
    NAMES_MASKED,
    ZipEntry,
    find_all,
    read_local,
)

_MOST_OVERLAPS: Final = 1
"""One is a size that is not true; a bomb needs as many as it has files."""


def belongs_to_content(file: BinaryIO, directory: Directory) -> bool:
    """Whether the directory is that of a zip within, since that of the file itself is cut off."""
    position = 0
    for _ in range(words.MOST_MEMBERS if directory.before else 0):
        local = read_local(file, position)
        if local is None or not local.sized:
            return False
        position = local.start + local.packed
        if position > directory.start:
            return True
    return False


def place(file: BinaryIO, directory: Directory) -> list[ZipEntry]:
    """Find the listed files, and return those that are where they should be, in that order.

    Raises:
        UnopenedError: They stand within each other.
    """
    placed = [entry for entry in directory.entries if _found(file, entry, directory)]
    placed.sort(key=lambda entry: entry.position)
    overlaps = 0
    for entry, following in pairwise(placed):
        overlaps += entry.start + entry.packed > following.position
        if overlaps > _MOST_OVERLAPS or entry.position == following.position:
            raise UnopenedError(words.OVERLAPPING)
    return placed


def _found(file: BinaryIO, entry: ZipEntry, directory: Directory) -> bool:
    for position in (entry.position + directory.before, entry.position):
        if position >= directory.start:
            continue
        local = read_local(file, position)
        if local is not None and _same(entry, local):
            entry.position, entry.start = position, local.start
            return True
    return False


def _same(listed: ZipEntry, local: ZipEntry) -> bool:
    """Whether both headers are of one file: names are spelled differently by some writers."""
    if local.flags & NAMES_MASKED or local.name == listed.name:
        return True
    return local.sized and (local.crc, local.size) == (listed.crc, listed.size)


def contents(
    file: BinaryIO, placed: list[ZipEntry], directory: Directory
) -> Iterator[tuple[ZipEntry, Content]]:
    """Yield each file with its content, which ends where the next begins at the latest."""
    ceilings = [*(entry.position for entry in placed[1:]), directory.start]
    for entry, ceiling in zip(placed, ceilings, strict=False):
        yield entry, Content(file, entry, ceiling)


def gaps(placed: list[ZipEntry], directory: Directory, length: int) -> Iterator[tuple[int, int]]:
    """Yield what no listed file takes, where a file might be that is not listed."""
    reached = 0
    for entry in placed:
        if entry.position - reached >= LOCAL_SIZE:
            yield reached, entry.position
        reached = max(reached, entry.start + entry.packed)
    for start, stop in ((reached, directory.start), (directory.stop, length)):
        if stop - start >= LOCAL_SIZE:
            yield start, stop


def standing(
    file: BinaryIO, start: int, stop: int, at_end: Problem
) -> Iterator[tuple[ZipEntry, Content]]:
    """Yield the files between `start` and `stop` by their local headers, in one pass.

    Args:
        file: The zip.
        start: Where to begin.
        stop: Where the last content ends.
        at_end: What it means when a content does not end before `stop`.
    """
    reached, searches = start, Searches()
    for position in find_all(file, LOCAL_START, start, stop):
        if position < reached:
            continue
        entry = read_local(file, position)
        if entry is None or entry.start > stop:
            continue
        content = Content(file, entry, stop, at_ceiling=at_end, searches=searches)
        yield entry, content
        reached = _end(entry, content, stop)


def _end(entry: ZipEntry, content: Content, stop: int) -> int:
    if content.end is not None:
        return content.end
    told = entry.start + entry.packed
    return told if entry.sized and told <= stop else entry.start
