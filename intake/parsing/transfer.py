"""Undoing the transfer encoding of a part, as far as it goes.

What could not be read is told with the result and never makes the rest disappear:
characters that do not belong are skipped (BROKEN_STRUCTURE), an end that is cut off
loses at most its last two bytes (TRUNCATED), and a part that is plainly not encoded
as it says is taken as it is (BROKEN_STRUCTURE).
"""

import binascii
import re
from dataclasses import dataclass
from io import BytesIO

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.uu_lines import uudecoded_line

_BLANKS = b" \t\r\n"
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64))
_PADDED_PIECE = re.compile(rb"([^=]+)(=*)")
_FILE_STARTS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG")
_QUAD, _TRIPLE = 4, 3
_TAIL = 1_000
_MOST_PROSE_LINES = 50
_MOST_FOREIGN, _MOST_SPACES = 10, 20
"""One character in so many that is foreign, or a space: then it is not base64 at all."""

_MOST_UU_BEGINNINGS = 100

_AS_IT_IS = frozenset({"", "7bit", "8bit", "binary", "7-bit", "8-bit"})
_UUENCODED = frozenset({"x-uuencode", "uuencode", "uue", "x-uue"})

_CUT_OFF = Problem(ProblemCode.TRUNCATED, "het einde van het bestand ontbreekt")
_NOT_ENCODED = Problem(
    ProblemCode.BROKEN_STRUCTURE, "het bestand is anders verpakt dan de e-mail zegt"
)
_MORE_TEXT = Problem(ProblemCode.BROKEN_STRUCTURE, "achter het bestand staat nog andere tekst")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The bytes of a part and what was wrong with their encoding."""

    data: bytes
    problems: tuple[Problem, ...] = ()


def decode_transfer(raw: bytes, start: int, end: int, encoding: str, *, whole: bool) -> Decoded:
    """Return the bytes between two places of the mail without their transfer encoding.

    Args:
        raw: The mail.
        start: Where the content begins.
        end: Where it ends.
        encoding: Lower-case name as declared; an unknown one leaves the bytes as they are.
        whole: False when the mail stops where a boundary line should be.
    """
    if encoding == "base64":
        return _base64(raw, start, end, whole=whole)
    cut_off = () if whole else (_CUT_OFF,)
    if encoding == "quoted-printable":
        return Decoded(binascii.a2b_qp(memoryview(raw)[start:end]), cut_off)
    if encoding in _UUENCODED:
        data = _uudecoded(raw[start:end])
        return Decoded(data, cut_off) if data else Decoded(raw[start:end], (_NOT_ENCODED,))
    strange = () if encoding in _AS_IT_IS else (_NOT_ENCODED,)
    return Decoded(raw[start:end], cut_off + strange)


def _base64(raw: bytes, start: int, end: int, *, whole: bool) -> Decoded:
    """Decode in one pass; only what does not add up is looked at closely."""
    padding = raw.find(b"=", start, end)
    letters_end = end if padding < 0 else padding
    # Decoding ends at the first padding, whatever stands behind it.
    at_the_end = end - letters_end <= _TAIL
    if not at_the_end or raw[letters_end:end].translate(None, b"=" + _BLANKS):
        return _broken_base64(raw[start:end], whole=whole)
    try:
        data = binascii.a2b_base64(memoryview(raw)[start:end])
    except binascii.Error:
        return _broken_base64(raw[start:end], whole=whole)
    blanks = sum(raw.count(bytes((blank,)), start, letters_end) for blank in _BLANKS)
    letters = letters_end - start - blanks
    if letters % _QUAD == 1 or letters * _TRIPLE // _QUAD != len(data):
        return _broken_base64(raw[start:end], whole=whole)
    return Decoded(data, () if whole or padding >= 0 else (_CUT_OFF,))


def _broken_base64(text: bytes, *, whole: bool) -> Decoded:
    end = _end_of_file(text)
    encoded = text[:end]
    foreign = len(encoded.translate(None, _BASE64 + _BLANKS))
    # Base64 has no spaces within its lines; prose has, and some punctuation.
    is_prose = bool(foreign) and encoded.count(b" ") * _MOST_SPACES > len(encoded)
    is_foreign = is_prose or foreign * _MOST_FOREIGN > len(encoded)
    if is_foreign or text.lstrip()[:8].startswith(_FILE_STARTS):
        return Decoded(text, (_NOT_ENCODED,))
    problems: list[Problem] = []
    if end < len(text):
        problems.append(_MORE_TEXT)
    if foreign:
        detail = f"{foreign} onleesbare tekens overgeslagen"
        problems.append(Problem(ProblemCode.BROKEN_STRUCTURE, detail))
    letters = encoded.translate(None, _NOT_BASE64)
    data, complete = _pieces(letters)
    if not complete or not (whole or letters.endswith(b"=")):
        problems.append(_CUT_OFF)
    return Decoded(data, tuple(problems))


def _end_of_file(text: bytes) -> int:
    """Return where the encoded file ends: relays append text of their own to it.

    More base64 behind a padding is another piece of the file.
    """
    padding = text.find(b"=")
    if padding < 0:
        return _end_before_prose(text)
    behind = text[padding:].lstrip(b"=" + _BLANKS)
    if not behind.rstrip().translate(None, _BASE64 + b"\r\n"):
        return len(text)
    return len(text) - len(behind)


def _end_before_prose(text: bytes) -> int:
    """Return where lines with words begin at the end of an encoded file without padding."""
    end = len(text)
    for _ in range(_MOST_PROSE_LINES):
        start = text.rfind(b"\n", 0, max(end - 1, 0)) + 1
        line = text[start:end].strip()
        if line and b" " not in line and line.strip(b"-_=*"):
            break
        end = start
    return end if end and text[end:].strip() else len(text)


def _pieces(letters: bytes) -> tuple[bytes, bool]:
    """Decode each run up to its padding; also tell whether the last one is complete."""
    data = bytearray()
    complete = True
    for run in _PADDED_PIECE.finditer(letters):
        characters, missing = run[1], -len(run[1]) % _QUAD
        complete = len(run[2]) >= missing and missing != _TRIPLE
        if missing == _TRIPLE:
            characters, missing = characters[:-1], 0
        data += binascii.a2b_base64(characters + b"=" * missing)
    return bytes(data), complete


def _uudecoded(text: bytes) -> bytes:
    """Return the bytes between `begin` and `end`; lines that are none are skipped."""
    data = bytearray()
    begun = False
    # One line at a time: a list of them takes a hundred times the mail.
    for line in BytesIO(text):
        if len(data) > len(text):
            # Lines may promise more than they hold, and are filled up with zeros.
            break
        if not begun:
            begun = line.startswith(b"begin ")
        elif line.strip() not in (b"end", b""):
            data += uudecoded_line(line.rstrip(b"\r\n"))
    return bytes(data)
