"""HTML reduced to what a person reads, in one pass whatever the input.

The standard library's `html.parser` was measured first: 100,000 characters of `<a `
take it 162 seconds, and `<![` raises an AssertionError (Python 3.11). A mail may hold
either, so tags are only skipped here; nothing depends on their being well-formed.
"""

import html
import re
from collections.abc import Iterator

_SOURCE_CAP = 2_000_000
_TAG_NAME = re.compile(r"[/!?]?\s{0,5}([a-zA-Z][a-zA-Z0-9:]{0,20})?")
_UNREAD = frozenset({"script", "style", "head", "title", "template", "noscript"})
_LINE_BREAKING = frozenset(
    (
        "address", "article", "blockquote", "body", "br", "div", "dd", "dl", "dt", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "tr",
        "ul",
    )
)  # fmt: skip
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0]+")
_ABSURD_REFERENCE = re.compile(r"&#[0-9]{8,}")
"""No character has such a number, and Python refuses to read one of thousands of digits."""


def html_to_text(source: str, limit: int) -> str:
    """Return the readable text, one line per block, at most `limit` characters."""
    pieces: list[str] = []
    length = 0
    for piece in _pieces(source[:_SOURCE_CAP]):
        pieces.append(piece)
        length += len(piece)
        if length > limit:
            break
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)[:limit]


def _pieces(source: str) -> Iterator[str]:
    """Yield texts without tags, and a line end for each tag that breaks the line."""
    lowered = source.lower()
    if len(lowered) != len(source):
        # A few letters change length; places must be the same in both.
        lowered = source
    position = 0
    while position < len(source):
        opening = source.find("<", position)
        opening = len(source) if opening < 0 else opening
        yield _unescaped(source[position:opening])
        name, closing = _tag(source, opening)
        if closing < 0:
            # A lone `<`: text to the end, and no more tag can follow it.
            yield _unescaped(source[opening:])
            return
        position = closing
        if name in _UNREAD and source[opening + 1] != "/":
            position = _after_unread(lowered, position, name)
        elif name in _LINE_BREAKING:
            yield "\n"


def _tag(source: str, opening: int) -> tuple[str, int]:
    """Return the name of the tag and where it ends; -1 when it never does."""
    if opening >= len(source):
        return "", opening
    if source.startswith("<!--", opening):
        end = source.find("-->", opening)
        # An unfinished comment hides nothing: only its opening is skipped.
        return "", end + len("-->") if end >= 0 else opening + len("<!--")
    matched = _TAG_NAME.match(source, opening + 1)
    name = (matched[1] or "").lower() if matched else ""
    if not name and source[opening + 1 : opening + 2] not in ("!", "?", "/"):
        return "", opening + 1
    return name, source.find(">", opening) + 1 or -1


def _after_unread(lowered: str, position: int, name: str) -> int:
    end = lowered.find(f"</{name}", position)
    return position if end < 0 else end


def _unescaped(text: str) -> str:
    return _SPACES.sub(" ", html.unescape(_ABSURD_REFERENCE.sub("", text)))
