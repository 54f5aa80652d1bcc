"""Which leaves are containers, and who reads them.

Content decides; name and declared type only where content tells nothing. A file that a
program of its own opens (an office file, an electronic book) is a document although it is
a zip.
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.member import Member, Reader, UnopenedError
from intake.parsing.file_names import extension_of
from intake.parsing.leaf import Leaf
from intake.parsing.media_type import UNKNOWN


class Container(StrEnum):
    """A kind of container."""

    MAIL = "mail"
    OUTLOOK = "outlook"
    TNEF = "tnef"
    SMIME = "smime"
    ZIP = "zip"
    ARCHIVE = "archive"
    PDF = "pdf"
    APPLE = "apple"


_UNTOLD = frozenset({UNKNOWN, "text/plain", "text/html", "message/rfc822"})
_BY_CONTENT: Final = {
    "application/vnd.ms-outlook": Container.OUTLOOK,
    "application/vnd.ms-tnef": Container.TNEF,
    "application/ms-tnef": Container.TNEF,
    "application/pkcs7-mime": Container.SMIME,
    "application/x-pkcs7-mime": Container.SMIME,
    "application/zip": Container.ZIP,
    "application/x-zip-compressed": Container.ZIP,
    "application/java-archive": Container.ZIP,
    "application/x-rar": Container.ARCHIVE,
    "application/x-rar-compressed": Container.ARCHIVE,
    "application/vnd.rar": Container.ARCHIVE,
    "application/x-7z-compressed": Container.ARCHIVE,
    "application/gzip": Container.ARCHIVE,
    "application/x-gzip": Container.ARCHIVE,
    "application/x-bzip2": Container.ARCHIVE,
    "application/x-xz": Container.ARCHIVE,
    "application/zstd": Container.ARCHIVE,
    "application/x-tar": Container.ARCHIVE,
    "application/vnd.ms-cab-compressed": Container.ARCHIVE,
    "application/pdf": Container.PDF,
    "message/rfc822": Container.MAIL,
    "message/global": Container.MAIL,
    "message/news": Container.MAIL,
    "application/applefile": Container.APPLE,
}
_BY_EXTENSION: Final = {
    ".eml": Container.MAIL,
    ".p7m": Container.SMIME,
    ".zip": Container.ZIP,
    ".7z": Container.ARCHIVE,
    ".rar": Container.ARCHIVE,
    ".tar": Container.ARCHIVE,
    ".tgz": Container.ARCHIVE,
    ".gz": Container.ARCHIVE,
}
_BY_NAME: Final = {"winmail.dat": Container.TNEF, "win.dat": Container.TNEF}
_DOCUMENT_ZIPS: Final = frozenset(
    {".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".odp", ".epub", ".pages"}
)

EXPANDABLE: Final = frozenset(set(Container) - {Container.PDF})
"""Nothing is left of these beside what was in them; a PDF stays a document."""


def container_of(leaf: Leaf) -> Container | None:
    """Return what kind of container a leaf with bytes is; None when it is none."""
    if leaf.is_mail:
        return Container.MAIL
    if leaf.is_whole or leaf.path is None or not leaf.size:
        return None
    name = (leaf.original_name or "").strip().lower()
    extension = extension_of(name)
    found = _BY_CONTENT.get(leaf.media_type)
    if found is not None:
        is_document = found is Container.ZIP and extension in _DOCUMENT_ZIPS
        return None if is_document else found
    if leaf.media_type not in _UNTOLD:
        return None
    declared = _BY_CONTENT.get(leaf.declared_type.lower())
    if declared is Container.PDF:
        declared = None
    return declared or _BY_NAME.get(name) or _BY_EXTENSION.get(extension)


def reader_of(container: Container) -> Reader:
    """Return who reads such a container; a mail is read by `mail_entity`."""
    return _READERS.get(container, _unread)


def _unread(_path: Path) -> Iterator[Member]:
    raise UnopenedError(Problem(ProblemCode.NOT_EXPANDED))


_READERS: Final[dict[Container, Reader]] = {Container.PDF: lambda _path: iter(())}
