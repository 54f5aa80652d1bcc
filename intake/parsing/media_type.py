"""What a file is by its content; what the mail calls it decides only between kinds of text."""

import mmap
from pathlib import Path

import magic

_PDF_START = b"%PDF-"
_PDF_WITHIN = 1_024
_HEAD = 8_192
_OFFICE_HEAD = 1_048_576
_ZIP_START = b"PK\x03\x04"
_ZIP_DIRECTORY_END = b"PK\x05\x06"
_ZIP_DIRECTORY_SEARCHED = 65_536 + 22
_ZIP_NAMES_SEARCHED = 262_144
_TNEF_START = b"\x78\x9f\x3e\x22"
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPENXML = "application/vnd.openxmlformats-officedocument"
UNKNOWN = "application/octet-stream"

_OPENXML_FOLDERS = (
    (b"word/", f"{_OPENXML}.wordprocessingml.document"),
    (b"xl/", f"{_OPENXML}.spreadsheetml.sheet"),
    (b"ppt/", f"{_OPENXML}.presentationml.presentation"),
)
_OLE_STREAMS = (
    # The name of a stream that only such a file has.
    ("__nameid_version1.0", "application/vnd.ms-outlook"),
    ("EncryptedPackage", "application/encrypted"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
_OLE_GENERAL = frozenset({"application/CDFV2", "application/x-ole-storage", UNKNOWN})
_TEXT_BY_EXTENSION = {
    ".csv": "text/csv",
    ".htm": "text/html",
    ".html": "text/html",
    ".xml": "text/xml",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
    ".eml": "message/rfc822",
}
_HOLDING_OTHERS = frozenset(
    # Files that begin with a member, which may be a PDF that was not compressed.
    {
        "application/gzip",
        "application/vnd.ms-cab-compressed",
        "application/vnd.ms-tnef",
        "application/vnd.rar",
        "application/x-7z-compressed",
        "application/x-archive",
        "application/x-cpio",
        "application/x-rar",
        "application/x-tar",
        "message/rfc822",
    }
)
_PLAIN = frozenset({"text/plain", "application/csv", "text/csv", "text/x-script.python"})


def media_type_of_file(path: Path, extension: str) -> str:
    """Return the media type of a file; see `media_type`. Raises OSError."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            return UNKNOWN
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return media_type(data, extension)


def media_type(data: bytes | mmap.mmap, extension: str) -> str:
    """Return the media type of a file.

    Args:
        data: The whole file.
        extension: Of its name, in lower case with its dot; empty without one.
    """
    head = bytes(data[:_HEAD])
    if not head:
        return UNKNOWN
    if head.startswith((_ZIP_START, _ZIP_DIRECTORY_END)):
        return _zip_based(data)
    if head.startswith(_OLE_START):
        return _ole_based(data)
    found = "application/vnd.ms-tnef" if head.startswith(_TNEF_START) else _by_content(head)
    if _PDF_START in head[:_PDF_WITHIN] and found not in _HOLDING_OTHERS:
        # Readers accept bytes before the header (ISO 32000-1 Annex H, note 13).
        return "application/pdf"
    return _TEXT_BY_EXTENSION.get(extension, "text/plain") if found in _PLAIN else found


def _zip_based(data: bytes | mmap.mmap) -> str:
    """Tell office files by the folders in the directory, since libmagic goes by their order."""
    end = data.rfind(_ZIP_DIRECTORY_END, max(0, len(data) - _ZIP_DIRECTORY_SEARCHED))
    start = int.from_bytes(data[end + 16 : end + 20], "little") if end >= 0 else 0
    directory = bytes(data[start : start + _ZIP_NAMES_SEARCHED])
    if b"[Content_Types].xml" in directory:
        for folder, kind in _OPENXML_FOLDERS:
            if folder in directory:
                return kind
    found = _by_content(bytes(data[:_HEAD]))
    return found if found.startswith("application/") and found != UNKNOWN else "application/zip"


def _ole_based(data: bytes | mmap.mmap) -> str:
    found = _by_content(bytes(data[:_OFFICE_HEAD]))
    if found not in _OLE_GENERAL:
        return found
    for stream, kind in _OLE_STREAMS:
        if data.find(stream.encode("utf-16-le")) >= 0:
            return kind
    return "application/x-ole-storage"


def _by_content(head: bytes) -> str:
    try:
        found = str(magic.from_buffer(head, mime=True))
    except magic.MagicException:
        return UNKNOWN
    return found if "/" in found else UNKNOWN
