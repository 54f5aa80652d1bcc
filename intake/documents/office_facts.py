"""The facts of office files: zip archives whose text is XML, and the older binary ones.

A stranger's zip may unpack to terabytes and its XML may nest entities without end, so
sizes are counted while reading (never believed), and a file that declares a document
type or an entity, as no office program does, is not read further. What unpacks too far,
overlaps or nests too deep is told as a bomb.
"""

import errno
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final
from xml.parsers import expat

from intake.documents.page_text import PAGE_TEXT_LIMIT, single_text
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.problems import Problem, ProblemCode

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPEN_TEXT: Final = "application/vnd.oasis.opendocument.text"
OPEN_SHEET: Final = "application/vnd.oasis.opendocument.spreadsheet"

PART_WITH_TEXT: Final = {
    WORD: "word/document.xml",
    EXCEL: "xl/sharedStrings.xml",
    OPEN_TEXT: "content.xml",
    OPEN_SHEET: "content.xml",
}
"""Where each format keeps the words of its body."""

MAX_ENTRIES: Final = 10_000
MAX_UNPACKED_BYTES: Final = 20_000_000

MOST_TIMES: Final = 100
"""What unpacks to more than that is a bomb when it is so many times as large as it was, too."""

MOST_DEPTH: Final = 1_000
"""Elements within elements; office programs write some tens."""

_CHUNK = 65_536
# The parser begins a long name or attribute anew with each piece, so there may not be many.
_XML_CHUNK = 1_048_576
_ENCRYPTED_FLAG = 0x1
_TEXT_ELEMENTS = frozenset({"t", "p", "h", "span", "a"})
_SPACE_ELEMENTS = frozenset({"s", "tab"})
_BREAK_ELEMENTS = frozenset({"p", "h", "br", "si", "line-break"}) | _SPACE_ELEMENTS
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
_BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    EOFError,
    ValueError,
)
_NOT_WHOLE = "het bestand is geen heel Office-bestand"
_TOO_MUCH = "de tekst wordt bij het uitpakken veel te groot"
_REFUSED_XML = "de XML in het bestand bevat een documenttype of entiteit"


class _EnoughError(Exception):
    """The text that is kept is complete; the rest need not be read."""


class _ForbiddenError(Exception):
    """The XML declares what an office file never declares."""


class _BombError(Exception):
    """It unpacks, overlaps or nests too far; its text says which, in Dutch."""


def office_facts(path: Path, media_type: str) -> DocumentFacts:
    """Read the text of an office file of one of the types in `PART_WITH_TEXT`.

    Raises:
        OSError: The file itself cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _facts_of_archive(archive, PART_WITH_TEXT[media_type])
    except _BROKEN_ARCHIVE:
        return _unread(ProblemCode.DAMAGED, _NOT_WHOLE)
    except expat.ExpatError:
        return _unread(ProblemCode.DAMAGED, "de tekst in het bestand is niet te lezen")
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        # A directory that points before the beginning of the file is followed there.
        return _unread(ProblemCode.DAMAGED, _NOT_WHOLE)


def compound_facts(path: Path) -> DocumentFacts:
    """Tell of an older binary office file, which nobody here reads, whether it is locked.

    A modern office file with a password is such a file around an encrypted package.
    """
    with path.open("rb") as file:
        tail = b""
        while chunk := file.read(_CHUNK):
            if _LOCKED_STREAM in tail + chunk:
                return _unread(ProblemCode.LOCKED, "", Readable.LOCKED)
            tail = chunk[-len(_LOCKED_STREAM) :]
    return _unread(ProblemCode.NOT_EXAMINED, "", Readable.NO)


def _unread(code: ProblemCode, words: str, readable: Readable = Readable.DAMAGED) -> DocumentFacts:
    return DocumentFacts(readable, problems=(Problem(code, words),))


def _facts_of_archive(archive: zipfile.ZipFile, part: str) -> DocumentFacts:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        return _unread(ProblemCode.TOO_LARGE, "het bestand bevat te veel onderdelen", Readable.NO)
    if _overlap(entries):
        return _unread(ProblemCode.BOMB, "de onderdelen van het bestand overlappen", Readable.NO)
    named = {entry.filename: entry for entry in entries}
    if part not in named:
        # A sheet with numbers alone has no list of words; any other format cannot do without.
        if part == PART_WITH_TEXT[EXCEL] and "xl/workbook.xml" in named:
            return DocumentFacts(Readable.YES)
        return _unread(ProblemCode.DAMAGED, "de tekst ontbreekt in het bestand")
    if named[part].flag_bits & _ENCRYPTED_FLAG:
        return _unread(ProblemCode.LOCKED, "", Readable.LOCKED)
    return _facts_of_text(archive, named[part])


def _facts_of_text(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> DocumentFacts:
    reader = _TextReader()
    try:
        for chunk in _unpacked(archive, entry):
            reader.feed(chunk)
        reader.finish()
    except _EnoughError:
        pass
    except _ForbiddenError:
        return _unread(ProblemCode.NOT_EXAMINED, _REFUSED_XML, Readable.NO)
    except _BombError as bomb:
        return _unread(ProblemCode.BOMB, str(bomb), Readable.NO)
    return DocumentFacts(Readable.YES, page_texts=single_text(reader.pieces))


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Tell whether bytes are in two entries, by which a small file unpacks to a huge one."""
    in_order = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        entry.header_offset + entry.compress_size > after.header_offset
        for entry, after in pairwise(in_order)
    )


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack at most so many bytes, whatever the entry says of its size."""
    if _is_too_much(entry, entry.file_size):
        raise _BombError(_TOO_MUCH)
    left = MAX_UNPACKED_BYTES
    with archive.open(entry) as stream:
        while left > 0 and (chunk := stream.read(_XML_CHUNK)):
            left -= len(chunk)
            yield chunk
    if left <= 0:
        if _is_too_much(entry, MAX_UNPACKED_BYTES - left):
            raise _BombError(_TOO_MUCH)
        raise _EnoughError


def _is_too_much(entry: zipfile.ZipInfo, unpacked: int) -> bool:
    return unpacked >= MAX_UNPACKED_BYTES and unpacked > MOST_TIMES * entry.compress_size


class _TextReader:
    """Collects the words of XML fed in pieces until enough are there."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._left = PAGE_TEXT_LIMIT
        self._open: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._parser.EntityDeclHandler = self._refuse

    def feed(self, chunk: bytes) -> None:
        self._parser.Parse(chunk, False)

    def finish(self) -> None:
        self._parser.Parse(b"", True)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._open.append(local)
        if len(self._open) > MOST_DEPTH:
            raise _BombError("de XML in het bestand is te diep genest")
        if local in _BREAK_ELEMENTS and self.pieces:
            self._keep(" " if local in _SPACE_ELEMENTS else "\n")

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _words(self, words: str) -> None:
        if not self._open or self._open[-1] not in _TEXT_ELEMENTS:
            return
        self._keep(words)

    def _keep(self, words: str) -> None:
        self.pieces.append(words)
        self._left -= len(words)
        if self._left <= 0:
            raise _EnoughError

    def _refuse_document_type(
        self, _name: str, _system: str | None, _public: str | None, has_entities: int
    ) -> None:
        if has_entities:
            raise _BombError(_REFUSED_XML)
        raise _ForbiddenError

    def _refuse(self, *_declaration: object) -> None:
        raise _ForbiddenError
