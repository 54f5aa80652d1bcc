"""MIME by hand: exactly the bytes a mail program would put on the wire.

The standard library writes correct mail only; the samples also need what old programs do.
A header value is text whose characters all fit Latin-1: each becomes one byte, so a letter
with an accent stands in the header as a raw 8-bit byte. Lines end in CR LF throughout.
"""

import base64
import quopri
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

LONGEST_WORD: Final = 75
"""Characters of an encoded word, by RFC 2047."""

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Part:
    """One MIME entity: its own headers and its encoded body."""

    headers: Headers
    body: bytes

    def rendered(self, *, before: Headers = ()) -> bytes:
        """The entity as bytes; `before` are the headers that make it a whole mail."""
        lines = [f"{name}: {value}\r\n" for name, value in (*before, *self.headers)]
        return "".join(lines).encode("latin-1") + b"\r\n" + self.body


def text_part(text: str, *, subtype: str = "plain", charset: str = "utf-8") -> Part:
    """Text as quoted-printable."""
    encoded = quopri.encodestring(text.encode(charset))
    return Part(
        (
            ("Content-Type", f'text/{subtype}; charset="{charset}"'),
            ("Content-Transfer-Encoding", "quoted-printable"),
        ),
        crlf(encoded),
    )


def base64_part(data: bytes, *headers: tuple[str, str]) -> Part:
    return Part((*headers, ("Content-Transfer-Encoding", "base64")), crlf(base64.encodebytes(data)))


def multipart(subtype: str, boundary: str, parts: Sequence[Part], parameters: str = "") -> Part:
    """`parameters` are further ones of the content type, such as `; type="text/html"`."""
    delimiter = f"\r\n--{boundary}\r\n".encode()
    pieces = [f"--{boundary}\r\n".encode()]
    for number, part in enumerate(parts):
        if number:
            pieces.append(delimiter)
        pieces.append(part.rendered())
    pieces.append(f"\r\n--{boundary}--\r\n".encode())
    content_type = f'multipart/{subtype};\r\n\tboundary="{boundary}"{parameters}'
    return Part((("Content-Type", content_type),), b"".join(pieces))


def crlf(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def encoded_word(text: str, charset: str, form: str) -> str:
    """Text as RFC 2047 words on folded lines, `form` is `B` or `Q`; plain ASCII stays itself."""
    if text.isascii():
        return text
    words = []
    start = 0
    for end in range(1, len(text) + 1):
        if len(_word(text[start:end], charset, form)) > LONGEST_WORD:
            words.append(_word(text[start : end - 1], charset, form))
            start = end - 1
    words.append(_word(text[start:], charset, form))
    return "\r\n ".join(words)


def _word(text: str, charset: str, form: str) -> str:
    data = text.encode(charset)
    if form == "B":
        return f"=?{charset}?B?{base64.b64encode(data).decode()}?="
    letters = "".join(chr(byte) if _plain(byte) else f"={byte:02X}" for byte in data)
    return f"=?{charset}?Q?{letters.replace('=20', '_')}?="


def _plain(byte: int) -> bool:
    return chr(byte).isascii() and (chr(byte).isalnum() or chr(byte) in "-.")


def extended_value(text: str, charset: str) -> str:
    """The value of an RFC 2231 parameter: `utf-8''cli%C3%ABnt.pdf`."""
    return f"{charset}''{quote(text.encode(charset), safe='')}"
