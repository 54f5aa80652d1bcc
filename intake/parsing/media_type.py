"""What a file is by its content; what the mail calls it decides only between kinds of text."""

import magic

_PDF_START = b"%PDF-"
_PDF_WITHIN = 1_024
_HEAD = 8_192
_OFFICE_HEAD = 1_048_576
_ZIP_START = b"PK\x03\x04"
_ZIP_DIRECTORY_END = b"PK\x05\x06"
_ZIP_DIRECTORY_SEARCHED = 65_536 + 22
_ZIP_NAMES_SEARCHED = 262_144
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
_PLAIN = frozenset({"text/plain", "application/csv", "text/csv", "text/x-script.python"})


def media_type(data: bytes, extension: str) -> str:
    """Return the media type of a file.

    Args:
        data: The whole file.
        extension: Of its name, in lower case with its dot; empty without one.
    """
    if not data:
        return UNKNOWN
    if _PDF_START in data[:_PDF_WITHIN]:
        # Readers accept bytes before the header (ISO 32000-1 Annex H, note 13).
        return "application/pdf"
    if data.startswith(_ZIP_START):
        return _zip_based(data)
    if data.startswith(_OLE_START):
        return _ole_based(data)
    found = _by_content(data[:_HEAD])
    return _TEXT_BY_EXTENSION.get(extension, "text/plain") if found in _PLAIN else found


def _zip_based(data: bytes) -> str:
    """Tell office files by the folders in the directory, since libmagic goes by their order."""
    end = data.rfind(_ZIP_DIRECTORY_END, max(0, len(data) - _ZIP_DIRECTORY_SEARCHED))
    start = int.from_bytes(data[end + 16 : end + 20], "little") if end >= 0 else 0
    directory = data[start : start + _ZIP_NAMES_SEARCHED]
    if b"[Content_Types].xml" in directory:
        for folder, kind in _OPENXML_FOLDERS:
            if folder in directory:
                return kind
    found = _by_content(data[:_HEAD])
    return found if found.startswith("application/") and found != UNKNOWN else "application/zip"


def _ole_based(data: bytes) -> str:
    found = _by_content(data[:_OFFICE_HEAD])
    if found not in _OLE_GENERAL:
        return found
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return "application/x-ole-storage"


def _by_content(head: bytes) -> str:
    try:
        found = str(magic.from_buffer(head, mime=True))
    except magic.MagicException:
        return UNKNOWN
    return found if "/" in found else UNKNOWN
