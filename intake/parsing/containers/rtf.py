"""The text of a mail that Outlook keeps as compressed RTF (MS-OXRTFCP, MS-OXRTFEX).

Outlook wraps HTML into RTF, too; then the HTML is taken out again. Libraries were weighed:
compressed-rtf refuses what is cut off or has a wrong checksum, striprtf knows no HTML within,
and RTFDE brings a parser generator and the tools for macros.
"""

import re
import struct
from dataclasses import dataclass, field, replace
from typing import Final

from intake.parsing.charsets import decode_text, storable
from intake.parsing.containers.mapi import charset_of

MOST_RTF: Final = 1_048_576
"""Bytes of RTF that are read; more is no letter."""

_COMPRESSED = b"LZFu"
_HEADER = struct.Struct("<II4sI")
_FIRST_WORDS = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_RING = 4_096

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|((?:\\'[0-9A-Fa-f]{2})+)|\\([^A-Za-z])"
    rb"|([{}])|([^\\{}\r\n]+)"
)
_FROM_HTML = re.compile(rb"\\fromhtml1(?![0-9])")
_UNREAD = frozenset(
    # Groups that are not the text.
    {
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "objdata",
        "themedata",
    }
)  # fmt: skip
_SIGNS = {
    "par": "\r\n", "line": "\r\n", "tab": "\t", "cell": "\t", "row": "\r\n", "emdash": "\u2014",
    "endash": "\u2013", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c",
    "rdblquote": "\u201d", "bullet": "\u2022", "emspace": " ", "enspace": " ",
}  # fmt: skip
_SYMBOLS = {"{": "{", "}": "}", "\\": "\\", "~": "\xa0", "_": "-", "\n": "\r\n", "\r": "\r\n"}
_MOST_UNICODE = 0x10000


def decompressed(data: bytes) -> bytes:
    """Return the RTF, as far as it goes and no more than `MOST_RTF` bytes."""
    if len(data) < _HEADER.size:
        return b""
    _, raw_size, kind, _ = _HEADER.unpack_from(data)
    if kind != _COMPRESSED:
        return data[_HEADER.size :][: min(raw_size, MOST_RTF)]
    ring = bytearray(_FIRST_WORDS.ljust(_RING, b" "))
    end, at, most = len(_FIRST_WORDS), _HEADER.size, min(raw_size, MOST_RTF)
    found = bytearray()
    while at < len(data) and len(found) < most:
        flags, at = data[at], at + 1
        for bit in range(8):
            if flags >> bit & 1:
                reference = int.from_bytes(data[at : at + 2], "big")
                start, length = reference >> 4, (reference & 15) + 2
                if at + 2 > len(data) or start == end:
                    return bytes(found[:most])
                at += 2
            else:
                ring[end : end + 1] = data[at : at + 1] or b"\0"
                found += data[at : at + 1]
                end, at, length = (end + 1) % _RING, at + 1, 0
            for step in range(length):
                ring[end] = ring[(start + step) % _RING]
                found.append(ring[end])
                end = (end + 1) % _RING
    return bytes(found[:most])


def wraps_html(rtf: bytes) -> bool:
    """Tell whether the RTF is HTML in disguise."""
    return _FROM_HTML.search(rtf[:4_096]) is not None


def reduced(rtf: bytes) -> str:
    """Return the text of RTF, or the HTML that it wraps; fonts and pictures are left out."""
    return _Reduction(html=wraps_html(rtf)).text(rtf)


@dataclass(frozen=True)
class _Group:
    unread: bool = False
    hidden: bool = False  # within `htmlrtf`: RTF that stands for the HTML beside it
    replaced: int = 1  # characters after a `u` that stand for it in old programs
    starred: bool = False


@dataclass
class _Reduction:
    html: bool
    group: _Group = field(default_factory=_Group)
    outer: list[_Group] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    bytes_: bytearray = field(default_factory=bytearray)
    charset: str = "cp1252"
    skip: int = 0

    def text(self, rtf: bytes) -> str:
        for token in _TOKEN.finditer(rtf):
            word, amount, code, symbol, brace, plain = token.groups()
            if code is not None:
                self._bytes(bytes.fromhex(code.replace(b"\\'", b"").decode()))
            elif plain is not None:
                self._bytes(plain)
            elif brace is not None:
                self._brace(brace)
            elif symbol is not None:
                self._symbol(symbol.decode("latin-1"))
            else:
                self._word(word.decode(), None if amount is None else int(amount))
        self._flush()
        # A sign beyond the first 65,536 is written as two.
        pairs = "".join(self.found).encode("utf-16-le", "surrogatepass")
        return storable(pairs.decode("utf-16-le", "replace"))

    def _bytes(self, data: bytes) -> None:
        skipped = min(self.skip, len(data))
        self.skip -= skipped
        if not self.group.unread and not self.group.hidden:
            self.bytes_ += data[skipped:]

    def _write(self, text: str) -> None:
        if not self.group.unread and not self.group.hidden:
            self._flush()
            self.found.append(text)

    def _flush(self) -> None:
        if self.bytes_:
            self.found.append(decode_text(bytes(self.bytes_), self.charset))
            self.bytes_.clear()

    def _brace(self, brace: bytes) -> None:
        self.skip = 0
        if brace == b"{":
            self.outer.append(self.group)
            if self.group.starred:
                self.group = replace(self.group, starred=False)
        elif self.outer:
            self.group = self.outer.pop()

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.group = replace(self.group, starred=True)
        elif self.skip:
            self.skip -= 1
        else:
            self._write(_SYMBOLS.get(symbol, ""))

    def _word(self, word: str, amount: int | None) -> None:
        starred = self.group.starred
        if starred:
            self.group = replace(self.group, starred=False)
        if word == "u":
            self._write(chr((amount or 0) % _MOST_UNICODE))
            self.skip = self.group.replaced
        elif word == "uc":
            self.group = replace(self.group, replaced=min(max(amount or 0, 0), 8))
        elif word == "ansicpg":
            self.charset = charset_of(amount or 1252)
        elif word == "htmlrtf":
            self.group = replace(self.group, hidden=self.html and amount != 0)
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word in _UNREAD or (starred and not (self.html and word == "htmltag")):
            self.group = replace(self.group, unread=True)
