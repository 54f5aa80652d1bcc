"""Zip files: what the directory lists, and what stands in the file without being listed.

Without a directory that can be read, as when the mail was cut off, all that stands in the
file is given. No byte of the file is unpacked twice, whatever the directory says, so that
files that overlap cannot multiply.
"""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from intake.domain.problems import Problem
from intake.parsing.containers import archive_words as words
from intake.parsing.containers.member import Member, UnopenedError
from intake.parsing.containers.zip_content import METHODS, Content
from intake.parsing.containers.zip_directory import Directory, read_directory
from intake.parsing.containers.zip_headers import AFTER_START, NAMES_MASKED, ZipEntry
from intake.parsing.containers.zip_layout import belongs_to_content, contents, gaps, place, standing

_UNIX: Final = frozenset({3, 19})
"""What writes the mode of a file: Unix, and macOS in its own name."""


def zip_members(path: Path) -> Iterator[Member]:
    """Give what is in the zip. See `Reader`."""
    with path.open("rb") as file:
        length = file.seek(0, 2)
        directory, ended = read_directory(file, length)
        if directory is not None and belongs_to_content(file, directory):
            directory, ended = None, False
        if directory is None:
            yield from _salvaged(file, length, ended=ended)
            return
        placed = place(file, directory)
        yield from _listed(file, directory, placed)
        yield from _unlisted(file, directory, placed, length)
        if not directory.whole:
            raise UnopenedError(words.REST_DAMAGED)


def _listed(file: BinaryIO, directory: Directory, placed: list[ZipEntry]) -> Iterator[Member]:
    found = {id(entry): content for entry, content in contents(file, placed, directory)}
    for entry in directory.entries:
        if id(entry) in found and not entry.is_folder:
            yield _member(entry, found[id(entry)])


def _unlisted(
    file: BinaryIO, directory: Directory, placed: list[ZipEntry], length: int
) -> Iterator[Member]:
    """Give what stands in no listed place: files listed in a wrong place, or not at all."""
    there = {id(entry) for entry in placed}
    lost: dict[str | None, list[ZipEntry]] = {}
    for entry in directory.entries:
        if id(entry) not in there and not entry.is_folder:
            lost.setdefault(entry.name, []).append(entry)
    count = len(directory.entries)
    for start, stop in gaps(placed, directory, length):
        for entry, content in standing(file, start, stop, words.DAMAGED):
            _check_count(count := count + 1)
            if entry.is_folder:
                continue
            namesakes = lost.get(entry.name)
            if namesakes:
                _complete(entry, namesakes.pop(0))
                yield _member(entry, content)
            else:
                yield _member(entry, content, (words.UNLISTED,))
    for namesakes in lost.values():
        for entry in namesakes:
            yield Member(entry.name, refused=_refusal(entry) or words.CONTENT_MISSING)


def _complete(entry: ZipEntry, listed: ZipEntry) -> None:
    entry.system, entry.attributes = listed.system, listed.attributes
    if not entry.sized:
        entry.crc, entry.packed, entry.size = listed.crc, listed.packed, listed.size
        entry.sized = True


def _salvaged(file: BinaryIO, length: int, *, ended: bool) -> Iterator[Member]:
    """Give what stands in a file without a directory."""
    file.seek(0)
    if not ended and file.read(len(AFTER_START)) == AFTER_START:
        # The first part of a zip in parts begins so.
        raise UnopenedError(words.PART_MISSING)
    count = 0
    for entry, content in standing(file, 0, length, words.DAMAGED if ended else words.TRUNCATED):
        if entry.flags & NAMES_MASKED:
            raise UnopenedError(words.NAMES_LOCKED)
        _check_count(count := count + 1)
        if not entry.is_folder:
            yield _member(entry, content)
    if not count:
        raise UnopenedError(words.DAMAGED)
    raise UnopenedError(words.REST_DAMAGED if ended else words.REST_MISSING)


def _check_count(count: int) -> None:
    if count > words.MOST_MEMBERS:
        raise UnopenedError(words.CROWDED)


def _member(entry: ZipEntry, content: Content, problems: tuple[Problem, ...] = ()) -> Member:
    refused = _refusal(entry)
    if refused is not None:
        return Member(entry.name, refused=refused, problems=problems)
    return Member(entry.name, content.pieces, problems=problems)


def _refusal(entry: ZipEntry) -> Problem | None:
    if entry.system in _UNIX:
        kind = stat.S_IFMT(entry.attributes >> 16)
        if refused := words.not_a_file(kind):
            return refused
    if entry.is_locked:
        return words.LOCKED
    return None if entry.method in METHODS else words.METHOD_UNKNOWN
