"""What an attachment is by its content and by what the mail says of it."""

from intake.parsing.encoded_words import header_text
from intake.parsing.leaves import SortedLeaves
from intake.parsing.media_type import UNKNOWN, media_type
from intake.parsing.structure import Part

_ID_CAP = 300
_UNTOLD_MAIL = frozenset({UNKNOWN, "text/plain", "text/html", "message/rfc822"})


def type_by_content(data: bytes, part: Part, extension: str) -> str:
    """Return the media type of a part, of its bytes, its declaration and its extension."""
    found = media_type(data, extension)
    is_header_text = part.media_type == "text/rfc822-headers"
    if (part.media_type.startswith("message/") or is_header_text) and found in _UNTOLD_MAIL:
        # A mail within a mail is text, and libmagic often sees no more in it.
        return part.media_type
    return found


def is_inline(part: Part, found: str, original: str | None, leaves: SortedLeaves) -> bool:
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
