"""Whether the extension of a name fits the content. Content decides what a file is; this is told.

Only where both are known for sure: a file whose content is not recognised contradicts no name.
"""

from typing import Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.file_names import extension_of

_OPENXML: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"
_OLD_OFFICE: Final = frozenset(
    {"application/CDFV2", "application/encrypted", "application/x-ole-storage",
     "application/vnd.ms-office"}
)  # fmt: skip
_WORD: Final = _OLD_OFFICE | {
    "application/msword", f"{_OPENXML}.wordprocessingml.document", "text/rtf", "application/rtf",
    "text/html",
}  # fmt: skip
_SHEET: Final = _OLD_OFFICE | {
    "application/vnd.ms-excel", f"{_OPENXML}.spreadsheetml.sheet", "text/html", "text/csv",
    "text/plain",
}  # fmt: skip
_ZIP: Final = frozenset({"application/zip", "application/x-zip-compressed"})

_FITTING: Final[dict[str, frozenset[str]]] = {
    ".pdf": frozenset({"application/pdf"}),
    ".doc": _WORD,
    ".docx": _WORD | _ZIP,
    ".xls": _SHEET,
    ".xlsx": _SHEET | _ZIP,
    ".odt": _ZIP | {f"{_OPEN}.text"},
    ".ods": _ZIP | {f"{_OPEN}.spreadsheet"},
    ".rtf": frozenset({"text/rtf", "application/rtf", "application/msword"}),
    ".jpg": frozenset({"image/jpeg"}),
    ".jpeg": frozenset({"image/jpeg"}),
    ".png": frozenset({"image/png"}),
    ".tif": frozenset({"image/tiff"}),
    ".tiff": frozenset({"image/tiff"}),
    ".heic": frozenset({"image/heic", "image/heif"}),
    ".zip": _ZIP | {"application/java-archive"},
    ".msg": _OLD_OFFICE | {"application/vnd.ms-outlook"},
}
"""Lenient where programs are: Word opens a `.doc` that is RTF or HTML, and people send those."""

_KNOWN: Final = frozenset().union(*_FITTING.values()) | {
    "application/gzip",
    "application/vnd.rar",
    "application/x-7z-compressed",
    "application/x-dosexec",
    "application/x-executable",
    "application/x-rar",
    "image/gif",
}


def name_contradicts(name: str | None, found: str) -> Problem | None:
    """Return that the extension promises something else than the content is; None otherwise.

    Args:
        name: As mailed.
        found: Media type by content.
    """
    fitting = _FITTING.get(extension_of(name))
    if fitting is None or found in fitting or found not in _KNOWN:
        return None
    return Problem(ProblemCode.WRONG_TYPE)
