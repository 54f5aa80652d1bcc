"""Which leaves are containers, and who reads them.

Content decides; name and declared type only where content tells nothing. A file that a
program of its own opens (an office file, an electronic book) is a document although it is
a zip.
"""

from enum import StrEnum
from typing import Final

from intake.parsing.armour import armour_label
from intake.parsing.cms import is_cms
from intake.parsing.containers.mac_file import HEAD as MAC_HEAD
from intake.parsing.containers.mac_file import is_apple_single, is_mac_binary, mac_members
from intake.parsing.containers.member import Reader
from intake.parsing.containers.other_archives import archive_members
from intake.parsing.containers.outlook_message import msg_members
from intake.parsing.containers.pdf_inlays import pdf_members
from intake.parsing.containers.pgp_encrypted import PgpKind, pgp_kind
from intake.parsing.containers.pgp_message import pgp_members
from intake.parsing.containers.smime_message import p7m_members
from intake.parsing.containers.tnef_file import tnef_members
from intake.parsing.containers.zip_archive import zip_members
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
    PGP = "pgp"
    APPLE = "apple"


_UNTOLD = frozenset({UNKNOWN, "text/plain", "text/html", "message/rfc822"})
_BY_CONTENT: Final = {
    "application/vnd.ms-outlook": Container.OUTLOOK,
    "application/vnd.ms-tnef": Container.TNEF,
    "application/ms-tnef": Container.TNEF,
    "application/pkcs7-mime": Container.SMIME,
    "application/pkcs7-signature": Container.SMIME,
    "application/x-pkcs7-mime": Container.SMIME,
    "application/x-pkcs7-signature": Container.SMIME,
    # Outlook keeps a signed mail within its own format so.
    "multipart/signed": Container.SMIME,
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
    "application/x-compress": Container.ARCHIVE,
    "application/x-cpio": Container.ARCHIVE,
    "application/x-lz4": Container.ARCHIVE,
    "application/x-lzh-compressed": Container.ARCHIVE,
    "application/x-lzip": Container.ARCHIVE,
    "application/x-lzma": Container.ARCHIVE,
    "application/x-xz": Container.ARCHIVE,
    "application/zstd": Container.ARCHIVE,
    "application/x-tar": Container.ARCHIVE,
    "application/vnd.ms-cab-compressed": Container.ARCHIVE,
    "application/pdf": Container.PDF,
    "message/rfc822": Container.MAIL,
    "message/global": Container.MAIL,
    "message/news": Container.MAIL,
}
_BY_EXTENSION: Final = {
    ".eml": Container.MAIL,
    ".p7c": Container.SMIME,
    ".p7m": Container.SMIME,
    ".p7s": Container.SMIME,
    ".p7z": Container.SMIME,
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
_DOCUMENT_MARKS: Final = (
    b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/", b"mimetype",
    b"META-INF/", b"Index/", b"Metadata/",
)  # fmt: skip
"""Names at the beginning of a document that is a zip, also of one whose end is lost."""

_HEAD = 8_192
_CMS_LABELS = frozenset({"PKCS7", "CMS", "PKCS #7 SIGNED DATA"})
_PGP_TYPES = frozenset({"text/pgp", "text/PGP", "application/pgp-encrypted"})
_PGP_EXTENSIONS = frozenset({".asc", ".pgp", ".gpg", ".sig"})

EXPANDABLE: Final = frozenset(set(Container) - {Container.PDF})
"""Nothing is left of these beside what was in them; a PDF stays a document."""


def container_of(leaf: Leaf) -> Container | None:
    """Return what kind of container a leaf with bytes is; None when it is none."""
    if leaf.is_mail:
        return Container.MAIL
    if leaf.is_whole or leaf.path is None or not leaf.size:
        return None
    told = _by_first_bytes(leaf)
    if told is not None:
        return told
    name = (leaf.original_name or "").strip().lower()
    extension = extension_of(name)
    found = _BY_CONTENT.get(leaf.media_type)
    if found is not None:
        is_document = found is Container.ZIP and extension in _DOCUMENT_ZIPS
        return None if is_document and _is_document_zip(leaf) else found
    if leaf.media_type not in _UNTOLD:
        return None
    declared = _BY_CONTENT.get(leaf.declared_type.lower())
    if declared is Container.PDF:
        declared = None
    return declared or _BY_NAME.get(name) or _BY_EXTENSION.get(extension)


def _is_document_zip(leaf: Leaf) -> bool:
    """Tell whether a zip by the name of a document begins as one, or else is merely called so."""
    with leaf.file.open("rb") as file:
        head = file.read(_HEAD)
    return any(mark in head for mark in _DOCUMENT_MARKS)


def reader_of(container: Container) -> Reader:
    """Return who reads such a container; a mail is read by `mail_entity`."""
    return _READERS[container]


def _by_first_bytes(leaf: Leaf) -> Container | None:
    """Return what libmagic does not tell; None when the first bytes are of nothing of ours."""
    with leaf.file.open("rb") as file:
        head = file.read(_HEAD)
    if is_apple_single(head) or is_mac_binary(head[:MAC_HEAD], leaf.size or 0):
        return Container.APPLE
    label = armour_label(head)
    if is_cms(head) or label in _CMS_LABELS:
        return Container.SMIME
    says_pgp = (
        label.startswith("PGP")
        or leaf.media_type in _PGP_TYPES
        or leaf.declared_type.lower().startswith("application/pgp-")
        or extension_of(leaf.original_name) in _PGP_EXTENSIONS
    )
    if says_pgp and pgp_kind(head) is not PgpKind.NONE:
        return Container.PGP
    return None


_READERS: Final[dict[Container, Reader]] = {
    Container.APPLE: mac_members,
    Container.ARCHIVE: archive_members,
    Container.OUTLOOK: msg_members,
    Container.PDF: pdf_members,
    Container.PGP: pgp_members,
    Container.SMIME: p7m_members,
    Container.TNEF: tnef_members,
    Container.ZIP: zip_members,
}
