"""What a file of a mail is called, safe to show and to write."""

import re
import unicodedata
from functools import lru_cache

from intake.parsing.encoded_words import one_line
from intake.parsing.parameters import Parametrised

_MOST_BYTES = 200
_MOST_EXTENSION = 16
_MOST_REMEMBERED = 4_096
"""Names; those of containers are asked for again for every file in them."""

ORIGINAL_CAP = 1_000
_SEPARATORS = re.compile(r"[/\\]")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,15}$")
_UNWANTED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})

_MESSAGES = frozenset({"eml", "msg", "txt", "html"})
_EXTENSION_OF = {
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-outlook": "msg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/pkcs7-signature": "p7s",
    "application/x-pkcs7-signature": "p7s",
    "application/pkcs7-mime": "p7m",
    "application/x-pkcs7-mime": "p7m",
    "application/pgp-signature": "asc",
    "application/vnd.ms-tnef": "dat",
    "application/ms-tnef": "dat",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/tiff": "tif",
    "image/heic": "heic",
    "message/rfc822": "eml",
    "message/global": "eml",
    "message/delivery-status": "txt",
    "text/plain": "txt",
    "text/html": "html",
    "text/csv": "csv",
    "text/calendar": "ics",
    "text/vcard": "vcf",
    "text/xml": "xml",
    "application/xml": "xml",
}


def original_name(disposition: Parametrised, content_type: Parametrised) -> str | None:
    """Return the decoded name as mailed, None without one; `filename` goes before `name`."""
    for name in (disposition.parameters.get("filename"), content_type.parameters.get("name")):
        if name and name.strip():
            return name[:ORIGINAL_CAP]
    return None


def safe_name(original: str | None, ordinal: int, *types: str) -> str:
    """Return the name for people, or one made up of the ordinal when there is none.

    Args:
        original: The decoded name.
        ordinal: Number of the file within the mail.
        types: Media types, the most trusted first, for the extension of a made-up name.
    """
    parts = _SEPARATORS.split(_seen(original or ""))
    name = next((part.strip() for part in reversed(parts) if part.strip(" .")), "")
    name = name.rstrip(" .")
    return _shortened(name) if name else made_up_name(ordinal, *types)


def made_up_name(ordinal: int, *types: str) -> str:
    """Return e.g. `bijlage-3.pdf`; `.bin` where no type tells more."""
    extension = next((_EXTENSION_OF[kind] for kind in types if kind in _EXTENSION_OF), "bin")
    return f"bijlage-{ordinal}.{extension}"


def name_in_text(*types: str) -> str:
    """Return how a nameless container is called: `bericht.eml`, `bestand.zip`, `bestand`."""
    extension = next((_EXTENSION_OF[kind] for kind in types if kind in _EXTENSION_OF), "")
    if extension in _MESSAGES:
        return f"bericht.{extension}"
    return f"bestand.{extension}" if extension else "bestand"


def shown_path(original: str | None) -> str:
    """Return a name with its folders, safe to show; empty where nothing can be shown."""
    return _shortened("/".join(_steps(original)))


def folders_of(original: str | None) -> tuple[str, ...]:
    """Return the folders of a name, outermost first."""
    steps = _steps(original)[:-1]
    return (_shortened("/".join(steps)),) if steps else ()


def _steps(original: str | None) -> list[str]:
    steps = (part.strip() for part in _SEPARATORS.split(_seen(original or "")))
    return [step for step in steps if step.strip(" .")]


def extension_of(name: str | None) -> str:
    """Return the extension in lower case with its dot, empty without one."""
    matched = _EXTENSION.search((name or "").rstrip(" .\x00"))
    return matched[0].lower() if matched else ""


@lru_cache(maxsize=_MOST_REMEMBERED)
def _seen(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    spaced = re.sub(r"\s", " ", composed)
    return one_line(
        "".join(c for c in spaced if unicodedata.category(c) not in _UNWANTED_CATEGORIES)
    )


def _shortened(name: str) -> str:
    if len(name.encode()) <= _MOST_BYTES:
        return name
    matched = _EXTENSION.search(name[-_MOST_EXTENSION:])
    extension = matched[0] if matched else ""
    stem = name.removesuffix(extension).encode()[: _MOST_BYTES - len(extension)]
    return stem.decode("utf-8", "ignore").rstrip(" .") + extension
