"""One attachment of a mail: its bytes, its name, and what is wrong with it on arrival."""

import hashlib
from collections.abc import Callable

from intake.domain.mail import Attachment
from intake.domain.problems import Problem, ProblemCode
from intake.parsing.encoded_words import header_text
from intake.parsing.file_names import extension_of, original_name, safe_name
from intake.parsing.leaves import SortedLeaves, transfer_encoding
from intake.parsing.media_type import UNKNOWN, media_type
from intake.parsing.structure import Part
from intake.parsing.transfer import decode_transfer

_ID_CAP = 300

_CONTAINER_TYPES = frozenset(
    {
        "application/zip",
        "application/x-zip-compressed",
        "application/x-rar",
        "application/x-rar-compressed",
        "application/vnd.rar",
        "application/x-7z-compressed",
        "application/gzip",
        "application/x-tar",
        "application/ms-tnef",
        "application/vnd.ms-tnef",
        "application/pkcs7-mime",
        "application/x-pkcs7-mime",
        "application/vnd.ms-outlook",
    }
)
_CONTAINER_EXTENSIONS = frozenset({".zip", ".rar", ".7z", ".tgz", ".p7m", ".msg", ".eml"})
_CONTAINER_NAMES = frozenset({"winmail.dat", "win.dat"})
_UNTOLD = frozenset({UNKNOWN, "text/plain", "message/rfc822", "application/x-ole-storage"})
"""What content alone tells so little of that name or declaration may add to it."""

_UNTOLD_MAIL = frozenset({UNKNOWN, "text/plain", "text/html", "message/rfc822"})
_NO_CONTAINERS = frozenset(
    {"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"}
)
_NOT_EXPANDED = Problem(ProblemCode.NOT_EXPANDED)


def read_attachment(
    raw: bytes,
    part: Part,
    ordinal: int,
    leaves: SortedLeaves,
    keep: Callable[[int, bytes], None],
) -> Attachment:
    """Decode one leaf, give its bytes to `keep`, and return what is known of it."""
    encoding = "" if part.verbatim else transfer_encoding(part)
    whole = part.whole or part.verbatim
    decoded = decode_transfer(raw, part.start, part.end, encoding, whole=whole)
    original = original_name(part.disposition, part.content_type)
    found = _found_type(decoded.data, part, extension_of(original))
    keep(ordinal, decoded.data)
    problems = [*part.problems, *decoded.problems]
    if not decoded.data:
        problems.append(Problem(ProblemCode.EMPTY))
    elif not part.verbatim and _is_container(found, part, original):
        problems.append(_NOT_EXPANDED)
    return Attachment(
        ordinal=ordinal,
        name=safe_name(original, ordinal, found, part.media_type),
        original_name=original,
        size=len(decoded.data),
        sha256=hashlib.sha256(decoded.data).hexdigest(),
        media_type=found,
        declared_type=part.declared,
        origin=part.origin,
        inline=_is_inline(part, found, original, leaves),
        problems=tuple(dict.fromkeys(problems)),
    )


def _found_type(data: bytes, part: Part, extension: str) -> str:
    found = media_type(data, extension)
    is_header_text = part.media_type == "text/rfc822-headers"
    if (part.media_type.startswith("message/") or is_header_text) and found in _UNTOLD_MAIL:
        # A mail within a mail is text, and libmagic often sees no more in it.
        return part.media_type
    return found


def _is_container(found: str, part: Part, original: str | None) -> bool:
    if found in _CONTAINER_TYPES:
        return True
    untold = found in _UNTOLD or found.startswith("message/")
    if not untold or part.media_type in _NO_CONTAINERS:
        return False
    name = (original or "").strip().lower()
    return (
        part.media_type.startswith("message/")
        or found == "message/rfc822"
        or part.media_type in _CONTAINER_TYPES
        or extension_of(name) in _CONTAINER_EXTENSIONS
        or name in _CONTAINER_NAMES
    )


def _is_inline(part: Part, found: str, original: str | None, leaves: SortedLeaves) -> bool:
    """Tell what stands in the text. Phones call a photographed document `inline` as well.

    So a picture has to be shown by the HTML text, or to be nameless beside it.
    """
    if _names(part) & leaves.references:
        return True
    if not found.startswith("image/"):
        return part.disposition.value == "inline"
    is_nameless = not (original or "").strip() and part.disposition.value != "attachment"
    return is_nameless and part.start in leaves.related


def _names(part: Part) -> set[str]:
    """Return how an HTML text may refer to a part: by its identifier and its place."""
    content_id = header_text(part.fields.first("content-id") or b"", _ID_CAP).strip("<> ")
    location = header_text(part.fields.first("content-location") or b"", _ID_CAP)
    return {name for name in (content_id and f"cid:{content_id}", location) if name}
