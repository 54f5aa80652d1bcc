"""Compressed RTF (MS-OXRTFCP): how Outlook keeps the text of a formatted mail."""

import struct
from typing import Final

FIRST_WORDS: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_RING = 4_096
_SHORTEST, _LONGEST = 2, 17


def compressed_rtf(rtf: bytes) -> bytes:
    """Return the RTF as references to what stood before, and what did not."""
    ring, end = bytearray(FIRST_WORDS.ljust(_RING, b" ")), len(FIRST_WORDS)
    tokens: list[bytes] = []
    at = 0
    while at < len(rtf):
        start, length = _longest(ring, end, rtf[at : at + _LONGEST])
        token = struct.pack(">H", start << 4 | (length - 2)) if length else rtf[at : at + 1]
        tokens.append(token)
        for byte in rtf[at : at + max(1, length)]:
            ring[end], end = byte, (end + 1) % _RING
        at += max(1, length)
    tokens.append(struct.pack(">H", end << 4))
    content = b"".join(_run(tokens[group : group + 8]) for group in range(0, len(tokens), 8))
    # The size counts what follows it; the checksum is a CRC-32 without its last inversions.
    head = struct.pack("<II4sI", len(content) + 12, len(rtf), b"LZFu", _crc(content))
    return head + content


def stored_rtf(rtf: bytes) -> bytes:
    """Return the RTF uncompressed in the same wrapping."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def _longest(ring: bytearray, end: int, ahead: bytes) -> tuple[int, int]:
    """Return where the longest beginning of what is ahead stands, away from where is written."""
    for length in range(len(ahead), _SHORTEST - 1, -1):
        start = ring.find(ahead[:length])
        clear = start + length <= end or start > end + length
        if start >= 0 and clear and start != end:
            return start, length
    return 0, 0


def _run(tokens: list[bytes]) -> bytes:
    flags = sum(1 << bit for bit, token in enumerate(tokens) if len(token) == _SHORTEST)
    return bytes([flags]) + b"".join(tokens)


def _crc(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xEDB88320 if crc & 1 else 0)
    return crc
