"""Header text as people read it: RFC 2047 in all the forms mailers get it wrong.

Accepted although not allowed: spaces inside a word, words inside other text or
quotes, a character cut in two by adjacent words, base64 without padding, unknown
character sets, and raw 8-bit text beside encoded words.
"""

import binascii
import re

from intake.domain.charsets import decode_text

_BYTES_PER_CHARACTER = 16
"""Encoded text takes at most about so many bytes for one character, lines included."""

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?(.{0,2000}?)\?=", re.DOTALL)
_UNSEEN = re.compile(
    # Controls, marks that turn the direction of writing, and marks without width.
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_SPACES = re.compile(r"\s+")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_QUAD = 4


def header_text(value: bytes, limit: int) -> str:
    """Return one line of readable text of at most `limit` characters."""
    return one_line(decode_words(decode_text(value[: limit * _BYTES_PER_CHARACTER])))[:limit]


def one_line(text: str) -> str:
    """Return the text without line ends, controls and invisible marks, spaces single."""
    return _UNSEEN.sub("", _SPACES.sub(" ", text)).strip()


def decode_words(text: str) -> str:
    """Return the text with its encoded words decoded; what is none stays as it is."""
    pieces: list[str] = []
    run: list[re.Match[str]] = []
    position = 0
    for word in _WORD.finditer(text):
        between = text[position : word.start()]
        adjacent = bool(run) and not between.strip()
        if not adjacent or run[-1][1].lower() != word[1].lower():
            pieces += [_decoded(run), "" if adjacent else between]
            run = []
        run.append(word)
        position = word.end()
    return "".join([*pieces, _decoded(run), text[position:]])


def _decoded(run: list[re.Match[str]]) -> str:
    """Decode adjacent words of one character set together: a character may be cut in two."""
    data = b""
    letters = ""
    for word in run:
        content = word[3]
        if word[2] in "bB":
            # Without padding, the next word may go on in the middle of a byte.
            letters += content
            if not content.endswith("="):
                continue
        data += _from_base64(letters)
        letters = ""
        if word[2] in "qQ":
            data += binascii.a2b_qp(_spaced(content), header=True)
    data += _from_base64(letters)
    raw_text = any(not word[3].isascii() for word in run)
    return decode_text(data, "utf-8" if raw_text else run[0][1]) if run else ""


def _spaced(content: str) -> bytes:
    # A line end inside a word ends the decoding of the line otherwise.
    return _SPACES.sub("_", content).encode()


def _from_base64(content: str) -> bytes:
    letters = _NOT_BASE64.sub("", content)
    if len(letters) % _QUAD == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + "=" * (-len(letters) % _QUAD))
