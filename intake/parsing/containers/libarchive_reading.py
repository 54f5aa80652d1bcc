"""libarchive as it is used here: entries in their order, content in pieces, errors as values.

Only readers within the library are switched on: `all` would also bring those that start
programs (lrzip, lzop, grzip), and formats nobody mails documents in.
"""

import ctypes
import locale
import logging
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Protocol

# Otherwise the binding asks ldconfig or a compiler, which a child may not start.
os.environ.setdefault("LIBARCHIVE", "libarchive.so.13")

from libarchive import ffi
from libarchive.exception import ArchiveError

from intake.parsing.containers.member import PIECE

# The library's warnings name files; what they mean is told by the caller.
logging.getLogger("libarchive").disabled = True

FORMATS: Final = ("7zip", "rar", "rar5", "tar", "cab", "lha", "cpio", "raw")
FILTERS: Final = ("lzma", "lzip", "compress", "zstd", "lz4")
"""Gzip, bzip2 and xz are unpacked before, so that of what was cut off nothing is lost."""
_FATAL: Final = -30
_BAD_HEADERS_PASSED: Final = 2_000

_WARNINGS_PASSED: Final = 1_000
_READ: Final = 65_536
_POINTER: Final = ctypes.c_void_p
for _function in (
    "entry_is_encrypted",
    "entry_sparse_reset",
    "read_has_encrypted_entries",
):
    # The binding leaves these out.
    ffi.ffi(_function, [_POINTER], ctypes.c_int)
ffi.ffi(
    "entry_sparse_next",
    [_POINTER, ctypes.POINTER(ctypes.c_int64), ctypes.POINTER(ctypes.c_int64)],
    ctypes.c_int,
)


class Source(Protocol):
    """What libarchive reads from: a file, or something that acts as one."""

    def readinto(self, buffer: Any, /) -> int | None:
        """Fill the buffer from its start; 0 at the end."""
        ...

    def seekable(self) -> bool:
        """Whether `seek` works."""
        ...

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go there and return where that is. Raises OSError where it cannot."""
        ...


class ArchiveFailedError(Exception):
    """No more comes of it. What libarchive said is for developers: it may name files."""

    def __init__(self, said: str, *, again: bool = False, locked: bool = False) -> None:
        super().__init__(said)
        self.again = again
        self.locked = locked or "ncrypt" in said
        self.truncated = "runcated" in said
        self.unsupported = "nsupported" in said or "unavailable" in said


@dataclass(frozen=True)
class Entry:
    """What is said of a file before its content.

    Attributes:
        name: Decoded as far as possible; None without one.
        kind: `stat.S_IFREG` and the like; 0 when it is not said.
        hard_link: It is another name of a file that came before.
        locked: Its content is encrypted.
        hole: Bytes of it that are zero and stand nowhere.
    """

    name: str | None
    kind: int
    hard_link: bool
    locked: bool
    hole: int


class Archive:
    """An archive while it is open.

    Attributes:
        damaged: Headers were passed over that could not be read.
    """

    def __init__(self, pointer: int) -> None:
        self._pointer = pointer
        self.is_open = False
        self.damaged = False

    def entries(self) -> Iterator[Entry]:
        """Yield each; the content of one can be read until the next is asked for.

        Raises:
            ArchiveFailedError: No more can be found.
        """
        entry = _POINTER()
        passed = 0
        while True:
            try:
                result = self.call(ffi.read_next_header, ctypes.byref(entry))
            except ArchiveFailedError as exc:
                # A tar goes on with the next header that is whole.
                passed += 1
                if not exc.again or passed > _BAD_HEADERS_PASSED:
                    raise
                self.damaged = True
                continue
            if result == ffi.ARCHIVE_EOF:
                return
            yield _described(entry)

    def blocks(self) -> Iterator[tuple[int, bytes]]:
        """Yield pieces of content with their offsets, the end as an empty piece.

        Raises:
            ArchiveFailedError: The content is damaged.
        """
        data, size, offset = _POINTER(), ctypes.c_size_t(), ctypes.c_longlong()
        where = (ctypes.byref(data), ctypes.byref(size), ctypes.byref(offset))
        warnings = 0
        while (result := self.call(ffi.read_data_block, *where)) != ffi.ARCHIVE_EOF:
            for start in range(0, size.value, PIECE):
                length = min(PIECE, size.value - start)
                yield offset.value + start, ctypes.string_at((data.value or 0) + start, length)
            size.value = 0
            warnings += result < ffi.ARCHIVE_OK
            if warnings > _WARNINGS_PASSED:
                break
        yield offset.value, b""
        if warnings:
            raise ArchiveFailedError("What came out is not what went in.")

    def call(self, function: Callable[..., int], *arguments: object) -> int:
        """Call a function of the library on this archive.

        Raises:
            ArchiveFailedError: It says that it cannot.
        """
        try:
            return function(self._pointer, *arguments)
        except ArchiveError as exc:
            # Before it is open, this question ends the process.
            locked = self.is_open and int(ffi.read_has_encrypted_entries(self._pointer)) > 0
            again = exc.retcode == ffi.ARCHIVE_RETRY
            raise ArchiveFailedError(str(exc.msg), again=again, locked=locked) from exc

    @property
    def format_name(self) -> str:
        """As libarchive calls it, once the first entry was asked for."""
        return (ffi.format_name(self._pointer) or b"").decode("ascii", "replace")

    @property
    def packings(self) -> int:
        """How many times it was packed as a whole: 1 for tar.zst."""
        return max(0, int(ffi.filter_count(self._pointer)) - 1)


@contextmanager
def opened(
    source: Source, formats: tuple[str, ...] = FORMATS, filters: tuple[str, ...] = FILTERS
) -> Iterator[Archive]:
    """Open an archive.

    Raises:
        ArchiveFailedError: It is none, or damaged or locked from the start.
    """
    _speak_utf8()
    pointer = ffi.read_new()
    # The library keeps no reference to what it calls, so these live as long as it does.
    buffer = ctypes.create_string_buffer(_READ)
    read = ffi.READ_CALLBACK(_reading(source, buffer))
    seek = ffi.SEEK_CALLBACK(_seeking(source))
    archive = Archive(pointer)
    try:
        for name in filters:
            archive.call(ffi.get_read_filter_function(name))
        for name in formats:
            archive.call(ffi.get_read_format_function(name))
        if source.seekable():
            archive.call(ffi.read_set_seek_callback, seek)
        archive.call(ffi.read_open, None, ffi.NO_OPEN_CB, read, ffi.NO_CLOSE_CB)
        archive.is_open = True
        yield archive
    finally:
        ffi.read_free(pointer)


def _reading(source: Source, buffer: Any) -> Callable[..., int]:
    address = ctypes.cast(buffer, _POINTER)

    def read(_archive: int, _data: int, target: int) -> int:
        try:
            length = source.readinto(buffer) or 0
        except OSError:
            return _FATAL
        ctypes.cast(target, ctypes.POINTER(_POINTER))[0] = address
        return length

    return read


def _seeking(source: Source) -> Callable[..., int]:
    def seek(_archive: int, _data: int, offset: int, whence: int) -> int:
        try:
            return source.seek(offset, whence)
        except (OSError, ValueError):
            return _FATAL

    return seek


def _speak_utf8() -> None:
    """Let libarchive turn names into the characters of Unicode: it asks the locale."""
    if locale.nl_langinfo(locale.CODESET) != "UTF-8":
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")


def _described(entry: ctypes.c_void_p) -> Entry:
    return Entry(
        name=_name(entry),
        kind=stat.S_IFMT(ffi.entry_filetype(entry)),
        hard_link=bool(ffi.entry_hardlink(entry)),
        locked=bool(ffi.entry_is_encrypted(entry)),
        hole=_hole(entry),
    )


def _name(entry: ctypes.c_void_p) -> str | None:
    try:
        name = ffi.entry_pathname_w(entry)
    except ValueError:
        # A character beyond Unicode.
        name = None
    if name:
        # Half a pair of UTF-16 cannot be stored.
        return str(name).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    raw = bytes(ffi.entry_pathname(entry) or b"")
    return raw.decode("cp1252", "replace") or None


def _hole(entry: ctypes.c_void_p) -> int:
    if not ffi.entry_sparse_reset(entry):
        return 0
    offset, length = ctypes.c_int64(), ctypes.c_int64()
    stored = 0
    while (
        ffi.entry_sparse_next(entry, ctypes.byref(offset), ctypes.byref(length)) == ffi.ARCHIVE_OK
    ):
        stored += max(0, length.value)
    return max(0, int(ffi.entry_size(entry)) - stored)
