"""The text of a mail that Outlook keeps as compressed RTF (MS-OXRTFCP, MS-OXRTFEX).

Outlook wraps HTML into RTF, too; then the HTML is taken out again. The library compressed-rtf
was weighed: it refuses what is cut off or has a wrong checksum.
"""

import re
import struct
from typing import Final

from intake.domain.charsets import storable
from intake.domain.rtf_text import RtfWalk, with_whole_signs

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

_FROM_HTML = re.compile(rb"\\fromhtml1(?![0-9])")


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
    walk = _Reduction(html=wraps_html(rtf))
    walk.through(rtf)
    return storable(with_whole_signs("".join(walk.found)))


class _Reduction(RtfWalk):
    unread = frozenset(
        {
            "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "objdata",
            "themedata",
        }
    )  # fmt: skip

    def __init__(self, *, html: bool) -> None:
        super().__init__()
        self.found: list[str] = []
        self._html = html
        if html:
            self.read_starred = frozenset({"htmltag"})

    def say(self, text: str) -> None:
        self.found.append(text)

    def met(self, word: str, amount: int | None) -> None:
        # RTF that stands for the HTML beside it.
        if word == "htmlrtf":
            self.hide(hidden=self._html and amount != 0)
