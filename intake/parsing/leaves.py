"""Which leaves of a mail are its text, and which are attachments. Every leaf is one of them.

Text is what a mail program shows as such: nameless plain text or HTML that is not
marked as an attachment, and the alternatives of that text. The disposition `inline`
alone says nothing; many programs send documents so. And bytes that are plainly a file
are one, whatever their declared type.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from intake.domain.charsets import decode_text
from intake.domain.html_text import html_to_text
from intake.parsing.data_addresses import carries_data, text_without_data
from intake.parsing.file_names import original_name
from intake.parsing.structure import Part
from intake.parsing.transfer import decode_transfer
from intake.parsing.uuencoded import carries_files, text_without_files

BODY_CAP = 100_000
_BYTES_PER_CHARACTER = 4
_HTML_BYTES = 2_000_000
_READABLE = frozenset({"text/plain", "text/html"})
_UNREAD_FORMS = frozenset(
    {"text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext", "text/markdown"}
)
"""Other forms of a text that stands beside them as plain text or HTML."""
_FILE_STARTS = (
    b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG\r\n",
    b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"{\\rtf", b"7z\xbc\xaf", b"Rar!\x1a",
    b"\x1f\x8b", b"\x78\x9f\x3e\x22",
)  # fmt: skip
_NO_TEXT = re.compile(rb"[\x01-\x07\x0e-\x1a\x1c-\x1f]")
_MOST_STRAY_NULS = 20
_WIDE_CHARSETS = ("utf-16", "utf16", "utf-32", "utf32", "ucs-2", "ucs-4", "iso-10646-ucs")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_REFERENCE = re.compile(
    rb"""(?i)(?:cid:[^"'\s<>)]{1,300}|\b(?:src|background)\s{0,20}=\s{0,20}(?:"[^"]{1,300}"|'[^']{1,300}'"""
    rb"""|[^\s"'>]{1,300}))"""
)
_ATTRIBUTE = re.compile(r"(?i)^(?:src|background)\s*=\s*")
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class SortedLeaves:
    """The leaves of a mail.

    Attributes:
        text: What a person reads.
        body: Leaves the text was taken from, alternatives included.
        attachments: All others, in the order of the mail.
        references: What the HTML text refers to, as `cid:…` or as the address of a picture.
        related: Where the leaves within a `multipart/related` begin.
        markup: Of the HTML texts, with what stands behind the words.
        carried: Texts with files between their lines, by where their parts begin.
    """

    text: str
    body: tuple[Part, ...]
    attachments: tuple[Part, ...]
    references: frozenset[str]
    related: frozenset[int]
    markup: bytes
    carried: dict[int, bytes]


def sort_leaves(raw: bytes, root: Part) -> SortedLeaves:
    """Return the leaves, each either as text or as attachment."""
    sources: dict[int, bytes] = {}
    carried: dict[int, bytes] = {}
    _find_body(raw, root, sources, carried, alternative=False)
    leaves = tuple(root.leaves())
    return SortedLeaves(
        text=_text(root, sources)[:BODY_CAP],
        body=tuple(leaf for leaf in leaves if leaf.start in sources),
        attachments=tuple(leaf for leaf in leaves if leaf.start not in sources),
        references=frozenset(
            reference
            for leaf in leaves
            if leaf.media_type == "text/html"
            for reference in _references(sources.get(leaf.start, b""))
        ),
        related=frozenset(_related(root, within=False)),
        markup=b"\n".join(
            sources[leaf.start]
            for leaf in leaves
            if leaf.media_type == "text/html" and leaf.start in sources
        ),
        carried=carried,
    )


def _references(source: bytes) -> Iterator[str]:
    for found in _REFERENCE.findall(source):
        text = html.unescape(_ATTRIBUTE.sub("", found.decode("utf-8", "replace")).strip("\"'"))
        is_content = text[:4].lower() == "cid:"
        yield f"cid:{unquote(text[4:])}" if is_content else text


def _related(part: Part, *, within: bool) -> Iterator[int]:
    if part.is_leaf and within:
        yield part.start
    for child in part.children:
        yield from _related(child, within=within or part.media_type == "multipart/related")


def transfer_encoding(part: Part) -> str:
    """Return the declared transfer encoding in lower case."""
    value = (part.fields.first("content-transfer-encoding") or b"")[:100].decode("latin-1")
    return value.partition(";")[0].partition("(")[0].strip("\"' \t").lower()


def _find_body(
    raw: bytes,
    part: Part,
    sources: dict[int, bytes],
    carried: dict[int, bytes],
    *,
    alternative: bool,
) -> None:
    """Collect the decoded bytes of the leaves that are text, by where they begin."""
    if part.is_leaf and _may_be_text(part, alternative=alternative):
        data = decode_transfer(
            raw, part.start, part.end, transfer_encoding(part), whole=part.whole
        ).data
        if not _is_file(data, part):
            if part.media_type == "text/plain" and carries_files(data):
                carried[part.start] = data
                data = text_without_files(data)
            elif part.media_type == "text/html" and carries_data(data):
                carried[part.start] = data
                data = text_without_data(data)
            sources[part.start] = data[:_HTML_BYTES]
    for child in part.children:
        among = alternative or part.media_type == "multipart/alternative"
        _find_body(raw, child, sources, carried, alternative=among)


def _is_file(data: bytes, part: Part) -> bool:
    """Tell whether nameless text is plainly a document: by its first bytes, or by NUL bytes.

    A few stray ones are damage of a text, unless other bytes that no text has stand with them.
    """
    if data[:1_024].lstrip().startswith(_FILE_STARTS):
        return True
    charset = part.content_type.parameters.get("charset", "").strip().lower()
    is_wide = charset.startswith(_WIDE_CHARSETS) or data.startswith(_WIDE_MARKS)
    nuls = 0 if is_wide else data.count(b"\0")
    return nuls > _MOST_STRAY_NULS or (nuls > 0 and _NO_TEXT.search(data) is not None)


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
