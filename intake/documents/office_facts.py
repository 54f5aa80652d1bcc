"""The facts of office files: zip archives whose text is XML, and the older binary ones."""

from pathlib import Path
from typing import Final
from xml.parsers import expat

from intake.documents import sheet_text, word_text
from intake.documents.office_archive import (
    BrokenArchiveError,
    LockedPartError,
    OfficeArchive,
    TooManyPartsError,
    opened_archive,
)
from intake.documents.office_xml import ForbiddenXmlError, OfficeBombError
from intake.documents.open_document import CONTENT, read_open_document
from intake.documents.slide_pages import facts_of_slides, slides_of
from intake.documents.unread import unread
from intake.documents.whole_document import WholeDocument
from intake.domain.documents import DocumentFacts
from intake.domain.problems import ProblemCode

_OPENXML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
WORD: Final = f"{_OPENXML}.wordprocessingml.document"
EXCEL: Final = f"{_OPENXML}.spreadsheetml.sheet"
POWERPOINT: Final = f"{_OPENXML}.presentationml.presentation"
OPEN_TEXT: Final = f"{_OPEN_DOCUMENT}.text"
OPEN_SHEET: Final = f"{_OPEN_DOCUMENT}.spreadsheet"
OPEN_SLIDES: Final = f"{_OPEN_DOCUMENT}.presentation"

PART_WITH_TEXT: Final = {
    WORD: word_text.USUAL_PART,
    EXCEL: sheet_text.SHARED_STRINGS,
    POWERPOINT: "ppt/slides/slide1.xml",
    OPEN_TEXT: CONTENT,
    f"{OPEN_TEXT}-template": CONTENT,
    OPEN_SHEET: CONTENT,
    OPEN_SLIDES: CONTENT,
}
"""Where each format keeps the words of its body."""

_CHUNK = 65_536
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
_NO_TEXT = "de tekst ontbreekt in het bestand"
_TOLD_AS: Final[dict[type[Exception], tuple[ProblemCode, str]]] = {
    BrokenArchiveError: (ProblemCode.DAMAGED, "het bestand is geen heel Office-bestand"),
    expat.ExpatError: (ProblemCode.DAMAGED, "de tekst in het bestand is niet te lezen"),
    TooManyPartsError: (ProblemCode.TOO_LARGE, "het bestand bevat te veel onderdelen"),
    LockedPartError: (ProblemCode.LOCKED, ""),
    ForbiddenXmlError: (ProblemCode.NOT_EXAMINED, ""),
    OfficeBombError: (ProblemCode.BOMB, ""),
}
"""Where no words stand, the error has them."""


def office_facts(path: Path, media_type: str) -> DocumentFacts:
    """Read an office file of one of the types in `PART_WITH_TEXT`.

    Raises:
        OSError: The file itself cannot be read.
    """
    try:
        with opened_archive(path) as archive:
            return _read(archive, media_type) or unread(ProblemCode.DAMAGED, _NO_TEXT)
    except tuple(_TOLD_AS) as error:
        code, words = next(told for kind, told in _TOLD_AS.items() if isinstance(error, kind))
        return unread(code, words or str(error))


def compound_facts(path: Path) -> DocumentFacts:
    """Tell of an older binary office file, which nobody here reads, whether it is locked.

    A modern office file with a password is such a file around an encrypted package.
    """
    with path.open("rb") as file:
        tail = b""
        while chunk := file.read(_CHUNK):
            if _LOCKED_STREAM in tail + chunk:
                return unread(ProblemCode.LOCKED)
            tail = chunk[-len(_LOCKED_STREAM) :]
    return unread(ProblemCode.NOT_EXAMINED)


def _read(archive: OfficeArchive, media_type: str) -> DocumentFacts | None:
    """Return the facts; None when the part with the text is missing."""
    if media_type == WORD:
        return _facts(word_text.read_word(archive))
    if media_type == EXCEL:
        return _facts(sheet_text.read_workbook(archive))
    if media_type == POWERPOINT:
        return slides_of(archive)
    return _facts_of_open_document(archive)


def _facts_of_open_document(archive: OfficeArchive) -> DocumentFacts | None:
    read = read_open_document(archive)
    if read is None:
        return None
    document, slides = read
    if not slides:
        return document.facts()
    return facts_of_slides(
        slides, title=document.title, embedded=document.embedded, active=document.active
    )


def _facts(document: WholeDocument | None) -> DocumentFacts | None:
    return None if document is None else document.facts()
