"""Files between the lines of a text, as mail programs wrote them before MIME."""

import base64
import binascii
from collections.abc import Callable


def uuencoded(name: str, data: bytes, *, line_end: bytes = b"\n", blank: bytes = b"`") -> bytes:
    """As `uuencode` writes it; `blank` is the sign for zero, which was a space in the beginning."""
    lines = [binascii.b2a_uu(data[at : at + 45], backtick=True) for at in range(0, len(data), 45)]
    text = b"".join((*lines, b"`\n")).replace(b"`", blank)
    return (b"begin 644 " + name.encode() + b"\n" + text + b"end\n").replace(b"\n", line_end)


def without_spaces_at_line_ends(text: bytes) -> bytes:
    """What relays and editors make of a text."""
    return b"".join(line.rstrip() + b"\n" for line in text.splitlines())


def in_base64(name: str, data: bytes) -> bytes:
    """As `uuencode -m` writes it."""
    return b"begin-base64 644 " + name.encode() + b"\n" + base64.encodebytes(data) + b"====\n"


def yencoded(name: str, data: bytes, *, size: int | None = None) -> bytes:
    """As Usenet programs write it."""
    signs = b"".join(map(_yenc_sign, data))
    lines = b"\r\n".join(signs[at : at + 128] for at in range(0, len(signs), 128))
    told = len(data) if size is None else size
    head = b"=ybegin line=128 size=%d name=%s\r\n" % (told, name.encode())
    return head + lines + b"\r\n=yend size=%d\r\n" % told


def _yenc_sign(byte: int) -> bytes:
    sign = (byte + 42) % 256
    return bytes((ord("="), (sign + 64) % 256)) if sign in b"\0\r\n=" else bytes((sign,))


FORMS: dict[str, Callable[[str, bytes], bytes]] = {
    "uuencode": uuencoded,
    "base64": in_base64,
    "yEnc": yencoded,
}
