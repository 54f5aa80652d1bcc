"""Files that are text where bytes are meant: PEM, PGP armour, base64 that nobody decoded."""

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import chain

_BEGIN = re.compile(rb"-----BEGIN ([A-Z0-9 #,/]{1,40})-----[ \t]*\r?\n?")
_SEARCHED = 4_096
_BASE64 = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
_NO_BASE64 = bytes(byte for byte in range(256) if byte not in _BASE64)
_BASE64_HEAD = re.compile(rb"\A[A-Za-z0-9+/=\s]{4,}\Z")
_ARMOUR_FIELDS = re.compile(rb"\A(?:[ \t]*[A-Za-z][A-Za-z-]{0,30}:[^\n]{0,500}\n)*[ \t]*\r?\n")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def armour_label(head: bytes) -> str:
    """Return what stands after BEGIN in the first armour line, e.g. `PKCS7`; empty without."""
    found = _BEGIN.search(head[:_SEARCHED])
    begins_line = found is not None and head[: found.start()][-1:] in {b"", b"\n", b"\r", b"\xbf"}
    return found[1].decode("ascii") if found is not None and begins_line else ""


def is_base64(head: bytes) -> bool:
    """Tell whether a file looks like base64 and nothing else."""
    return _BASE64_HEAD.match(head.removeprefix(_BYTE_ORDER_MARK)[:_SEARCHED]) is not None


def unarmoured(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Give the bytes that armour or bare base64 stands for; the first piece has the beginning.

    The checksum line of PGP and what follows the armour are left out. Never raises: what is
    no base64 is passed over, as mail programs do.
    """
    head = next(pieces, b"")
    while len(head) < _SEARCHED and (more := next(pieces, b"")):
        head += more
    found = _BEGIN.search(head[:_SEARCHED])
    head = head[found.end() :] if found else head.removeprefix(_BYTE_ORDER_MARK)
    if found and (fields := _ARMOUR_FIELDS.match(head)):
        head = head[fields.end() :]
    yield from _decoded(_before_end(head, pieces))


def _before_end(head: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Give the lines up to the one that begins with a hyphen or an equals sign."""
    held = b"\n"
    for piece in chain((head,), pieces):
        held += piece
        # One byte is found far faster than two, and most pieces have none of it.
        begun = [mark for mark in (b"-", b"=") if mark in held]
        ends = [
            at for mark in begun for end in (b"\n", b"\r") if (at := held.find(end + mark)) >= 0
        ]
        if ends:
            yield held[: min(ends)]
            return
        # A line end may be the last byte of a piece and the hyphen the first of the next.
        yield held[:-1]
        held = held[-1:]
    yield held


def _decoded(text: Iterator[bytes]) -> Iterator[bytes]:
    left = b""
    for piece in text:
        left += piece.translate(None, _NO_BASE64)
        usable = len(left) - len(left) % 4
        chunk, left = left[:usable], left[usable:]
        if b"=" in chunk[:-2]:
            # Padding within: several encodings stand one after another.
            chunk = chunk[: chunk.index(b"=") // 4 * 4 + 4]
            yield _base64(chunk)
            return
        yield _base64(chunk)
    yield _base64(left.rstrip(b"="))


def _base64(text: bytes) -> bytes:
    # One letter alone is no byte; it is what is left of one that was cut off.
    whole = text[:-1] if len(text.rstrip(b"=")) % 4 == 1 else text
    try:
        return base64.b64decode(whole + b"=" * (-len(whole) % 4))
    except binascii.Error:
        return b""
