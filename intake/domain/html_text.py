"""HTML reduced to what a person reads, in one pass whatever the input.

It reads the texts of mails and documents in HTML. The standard library's `html.parser` was
measured first: 100,000 characters of `<a ` take it 162 seconds, and `<![` raises an
AssertionError (Python 3.11). A mail may hold either, so tags are only skipped here; nothing
depends on their being well-formed.
"""

import html
import re
from collections.abc import Iterator

_SOURCE_CAP = 2_000_000
_TAG = re.compile(r"<(?:(?P<comment>!--)|[!?]|(?P<closing>/)?(?P<name>[a-z][a-z0-9:]{0,20}))")
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


class _Endings:
    """Finds what ends a tag; what is not there any more is not searched for again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()

    def find(self, ending: str, start: int) -> int:
        found = -1 if ending in self._absent else self._text.find(ending, start)
        if found < 0:
            self._absent.add(ending)
        return found


def _pieces(source: str) -> Iterator[str]:
    """Yield texts without tags, and a line end for each tag that breaks the line."""
    lowered = source.lower()
    if len(lowered) != len(source):
        # A few letters change length; places must be the same in both.
        lowered = source
    endings = _Endings(lowered)
    position = 0
    while position < len(source):
        opening = source.find("<", position)
        opening = len(source) if opening < 0 else opening
        yield _unescaped(source[position:opening])
        tag = _TAG.match(lowered, opening)
        if not tag:
            yield source[opening : opening + 1]
            position = opening + 1
            continue
        position = _after(tag, endings)
        if position < 0:
            # Without an end it is no tag, and no more tag can follow it.
            yield _unescaped(source[opening:])
            return
        if tag["name"] in _LINE_BREAKING:
            yield "\n"


def _after(tag: re.Match[str], endings: _Endings) -> int:
    """Return where the text goes on after a tag and what it hides; -1 when it never ends."""
    if tag["comment"]:
        end = endings.find("-->", tag.end())
        # An unfinished comment hides nothing: only its opening is skipped.
        return tag.end() if end < 0 else end + len("-->")
    position = endings.find(">", tag.end()) + 1
    if not position:
        return -1
    if tag["name"] in _UNREAD and not tag["closing"]:
        end = endings.find(f"</{tag['name']}", position)
        return position if end < 0 else end
    return position


def _unescaped(text: str) -> str:
    return _SPACES.sub(" ", html.unescape(_ABSURD_REFERENCE.sub("", text)))
