"""Which leaves of a mail are its text, and which are attachments. Every leaf is one of them.

Text is what a mail program shows as such: nameless plain text or HTML that is not
marked as an attachment, and the alternatives of that text. The disposition `inline`
alone says nothing; many programs send documents so.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from intake.parsing.charsets import decode_text
from intake.parsing.file_names import original_name
from intake.parsing.html_text import html_to_text
from intake.parsing.structure import Part
from intake.parsing.transfer import decode_transfer

BODY_CAP = 100_000
_BYTES_PER_CHARACTER = 4
_HTML_BYTES = 2_000_000
_READABLE = frozenset({"text/plain", "text/html"})
_UNREAD_FORMS = frozenset(
    {"text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext", "text/markdown"}
)
"""Other forms of a text that stands beside them as plain text or HTML."""
_FILE_STARTS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_REFERENCE = re.compile(rb"cid:([^\"'\s<>)]{1,300})", re.IGNORECASE)
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class SortedLeaves:
    """The leaves of a mail.

    Attributes:
        text: What a person reads.
        body: Leaves the text was taken from, alternatives included.
        attachments: All others, in the order of the mail.
        pictured: Content identifiers the HTML text refers to.
    """

    text: str
    body: tuple[Part, ...]
    attachments: tuple[Part, ...]
    pictured: frozenset[str]


def sort_leaves(raw: bytes, root: Part) -> SortedLeaves:
    """Return the leaves, each either as text or as attachment."""
    sources: dict[int, bytes] = {}
    _find_body(raw, root, sources, alternative=False)
    leaves = tuple(root.leaves())
    return SortedLeaves(
        text=_text(root, sources)[:BODY_CAP],
        body=tuple(leaf for leaf in leaves if leaf.start in sources),
        attachments=tuple(leaf for leaf in leaves if leaf.start not in sources),
        pictured=frozenset(
            unquote(found.decode("latin-1"))
            for leaf in leaves
            if leaf.media_type == "text/html"
            for found in _REFERENCE.findall(sources.get(leaf.start, b""))
        ),
    )


def transfer_encoding(part: Part) -> str:
    """Return the declared transfer encoding in lower case."""
    value = (part.fields.first("content-transfer-encoding") or b"")[:100].decode("latin-1")
    return value.partition(";")[0].partition("(")[0].strip("\"' \t").lower()


def _find_body(raw: bytes, part: Part, sources: dict[int, bytes], *, alternative: bool) -> None:
    """Collect the decoded bytes of the leaves that are text, by where they begin."""
    if part.is_leaf and _may_be_text(part, alternative=alternative):
        decoded = decode_transfer(
            raw, part.start, part.end, transfer_encoding(part), whole=part.whole
        )
        # A document sent as nameless text stays a document.
        if not decoded.data[:1_024].lstrip().startswith(_FILE_STARTS):
            sources[part.start] = decoded.data[:_HTML_BYTES]
    for child in part.children:
        among = alternative or part.media_type == "multipart/alternative"
        _find_body(raw, child, sources, alternative=among)


def _may_be_text(part: Part, *, alternative: bool) -> bool:
    readable = part.media_type in _READABLE or (alternative and part.media_type in _UNREAD_FORMS)
    if part.verbatim or not readable:
        return False
    named = original_name(part.disposition, part.content_type) is not None
    return not named and part.disposition.value != "attachment"


def _text(part: Part, sources: dict[int, bytes]) -> str:
    if part.is_leaf:
        return _leaf_text(part, sources.get(part.start))
    if part.media_type != "multipart/alternative":
        texts = (_text(child, sources) for child in part.children)
        return "\n\n".join(text for text in texts if text)
    plain = [child for child in part.children if child.media_type == "text/plain"]
    plain_texts = [text for child in plain if (text := _text(child, sources))]
    if plain_texts:
        return "\n\n".join(plain_texts)
    # The last alternative is the richest (RFC 2046 section 5.1.4).
    others = (_text(child, sources) for child in reversed(part.children) if child not in plain)
    return next((text for text in others if text), "")


def _leaf_text(part: Part, source: bytes | None) -> str:
    if source is None or part.media_type not in _READABLE:
        return ""
    charset = part.content_type.parameters.get("charset")
    if part.media_type == "text/html":
        return html_to_text(decode_text(source, charset), BODY_CAP)
    text = decode_text(source[: BODY_CAP * _BYTES_PER_CHARACTER], charset)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTED.sub("", lines).strip()[:BODY_CAP]
