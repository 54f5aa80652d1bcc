"""A walk through RTF: its words, its groups, and the text between them.

Mails of Outlook and documents hold it; what each makes of it is told by the methods that it
overrides. Libraries were weighed: striprtf knows no HTML within and no places of the text,
RTFDE brings a parser generator and the tools for macros.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from intake.domain.charsets import charset_of, decode_text

MOST_TOKENS: Final = 1_500_000
"""Words, braces and pieces of text; a picture of ten megabytes has 160,000."""

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|((?:\\'[0-9A-Fa-f]{2})+)|\\([^A-Za-z])"
    rb"|([{}])|([^\\{}\r\n]+)"
)
_SIGNS = {
    "par": "\r\n", "line": "\r\n", "tab": "\t", "cell": "\t", "row": "\r\n", "emdash": "\u2014",
    "endash": "\u2013", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c",
    "rdblquote": "\u201d", "bullet": "\u2022", "emspace": " ", "enspace": " ",
}  # fmt: skip
_SYMBOLS = {"{": "{", "}": "}", "\\": "\\", "~": "\xa0", "_": "-", "\n": "\r\n", "\r": "\r\n"}
_MOST_UNICODE = 0x10000


@dataclass(frozen=True)
class _Group:
    unread: bool = False
    hidden: bool = False
    replaced: int = 1  # characters after a `u` that stand for it in old programs
    starred: bool = False


class RtfWalk:
    """Goes through RTF once.

    Attributes:
        unread: Words that begin a group which is not the text.
        read_starred: Words of groups which programs may ignore and this walk does not.
        depth: Groups that are open.
    """

    unread: frozenset[str] = frozenset()
    read_starred: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self._group = _Group()
        self._outer: list[_Group] = []
        self._bytes = bytearray()
        self._charset = "cp1252"
        self._skip = 0

    @property
    def depth(self) -> int:
        return len(self._outer)

    def say(self, text: str) -> None:
        """Meet text; a sign beyond the first 65,536 comes as two halves."""

    def met(self, word: str, amount: int | None) -> None:
        """Meet a word before it has its effect; also in groups that are not read."""

    def opened(self) -> None:
        """Meet the beginning of a group."""

    def closed(self) -> None:
        """Meet its end, while it still is the group."""

    def hide(self, *, hidden: bool) -> None:
        """Leave out what follows in this group, or no longer."""
        self._group = replace(self._group, hidden=hidden)

    def through(self, rtf: bytes) -> None:
        """Go through it, as far as any document of people goes."""
        at = 0
        for _ in range(MOST_TOKENS):
            if (token := _TOKEN.search(rtf, at)) is None:
                break
            at = token.end()
            word, amount, code, symbol, brace, plain = token.groups()
            if plain is not None:
                self._add(plain)
            elif code is not None:
                self._add(bytes.fromhex(code.replace(b"\\'", b"").decode()))
            elif brace is not None:
                self._brace(brace)
            elif symbol is not None:
                self._symbol(symbol.decode("latin-1"))
            elif word == b"bin":
                at += max(0, int(amount or 0))
            else:
                self._word(word.decode(), None if amount is None else int(amount))
        self._flush()

    def _add(self, data: bytes) -> None:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        if not self._group.unread and not self._group.hidden:
            self._bytes += data[skipped:]

    def _write(self, text: str) -> None:
        if not self._group.unread and not self._group.hidden:
            self._flush()
            if text:
                self.say(text)

    def _flush(self) -> None:
        if self._bytes:
            text = decode_text(bytes(self._bytes), self._charset)
            self._bytes.clear()
            self.say(text)

    def _brace(self, brace: bytes) -> None:
        self._skip = 0
        self._flush()
        if brace == b"{":
            self._outer.append(self._group)
            if self._group.starred:
                self._group = replace(self._group, starred=False)
            self.opened()
        elif self._outer:
            self.closed()
            self._group = self._outer.pop()

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._group = replace(self._group, starred=True)
        elif self._skip:
            self._skip -= 1
        else:
            self._write(_SYMBOLS.get(symbol, ""))

    def _word(self, word: str, amount: int | None) -> None:
        self._flush()
        starred = self._group.starred
        if starred:
            self._group = replace(self._group, starred=False)
        self.met(word, amount)
        if word == "u":
            self._write(chr((amount or 0) % _MOST_UNICODE))
            self._skip = self._group.replaced
        elif word == "uc":
            self._group = replace(self._group, replaced=min(max(amount or 0, 0), 8))
        elif word == "ansicpg":
            self._charset = charset_of(amount or 1252)
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word in self.unread or (starred and word not in self.read_starred):
            self._group = replace(self._group, unread=True)


def with_whole_signs(text: str) -> str:
    """Return text with the two halves of a sign joined; a half alone is no sign."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
