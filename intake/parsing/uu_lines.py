"""Lines of uuencoded text: the first character promises how many bytes the others hold."""

import binascii
import re
from typing import Final

UU_BEGINNING: Final = re.compile(rb"(?m)^begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n")
LONGEST: Final = 80
_ZERO, _SIX_BITS = 32, 64
_FULL_LINE = 45
_LETTERS = bytes(range(32, 97))
_QUAD, _TRIPLE = 4, 3


def uudecoded_line(line: bytes) -> bytes:
    """Return the bytes of a line; of one that is none, nothing."""
    # Some encoders write more characters than the length at the start promises; the last
    # group need not be filled up.
    letters = (_promised(line) * _QUAD + _TRIPLE - 1) // _TRIPLE
    try:
        # The library reads an empty line as one of 32 zeros.
        return binascii.a2b_uu(line[: 1 + letters]) if line else b""
    except binascii.Error:
        return b""


def is_uuencoded_line(text: bytes, start: int) -> bool:
    """Tell whether the line holds as much as its first character promises, within a few."""
    end = text.find(b"\n", start, start + LONGEST)
    line = text[start : end if end >= 0 else start + LONGEST].rstrip(b"\r")
    # Spaces at the end of a line get lost on the way; some encoders add a check character.
    return may_be_uuencoded(line) and len(line) - 1 >= _wanted(line) - _QUAD


def may_be_uuencoded(line: bytes) -> bool:
    """Tell the same where any number of spaces at its end, each a zero, may have been lost."""
    if not line or not 0 < _promised(line) <= _FULL_LINE or line.translate(None, _LETTERS):
        return False
    return len(line) - 1 <= _wanted(line) + 1


def _promised(line: bytes) -> int:
    return (line[0] - _ZERO) % _SIX_BITS if line else 0


def _wanted(line: bytes) -> int:
    return -(-_promised(line) // _TRIPLE) * _QUAD
