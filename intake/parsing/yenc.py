"""yEnc: a file in a text whose every byte was raised by 42, so that few need two signs.

(The draft of 2002, www.yenc.org; Usenet programs and some mail programs write it.)
"""

import re
from collections.abc import Iterator
from typing import Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.member import PIECE, BrokenMemberError

CUT_OFF: Final = Problem(ProblemCode.TRUNCATED, "het einde van het bestand ontbreekt")
_ONE_PART: Final = Problem(ProblemCode.TRUNCATED, "dit is één deel van een bestand in delen")
_END: Final = re.compile(rb"\n=yend[^\r\n]{0,900}(?:\r?\n|\Z)")
_PART: Final = re.compile(rb"=ypart [^\r\n]{0,900}\r?\n")
_NAME: Final = re.compile(rb"\bname=(.*)", re.DOTALL)
_SIZE: Final = re.compile(rb"\bsize=([0-9]{1,12})\b")
_PARTS: Final = re.compile(rb"\btotal=([0-9]{1,6})\b")
_ESCAPE: Final = re.compile(rb"=(.)", re.DOTALL)
_LOWERED: Final = bytes((byte - 42) % 256 for byte in range(256))


def yenc_name(says: bytes) -> bytes:
    """Return the name in the first line."""
    named = _NAME.search(says)
    return named[1] if named else b""


def yenc_problems(says: bytes) -> tuple[Problem, ...]:
    """Return what the first line says is lacking."""
    parts = _PARTS.search(says)
    return (_ONE_PART,) if parts and int(parts[1]) > 1 else ()


def yenc_end(text: bytes, start: int) -> tuple[int, int, bool]:
    """Return where the content ends, where the text goes on, and whether an end stood there."""
    end = _END.search(text, start - 1)
    return (end.start() + 1, end.end(), True) if end else (len(text), len(text), False)


def yenc_pieces(
    text: bytes, start: int, content_end: int, *, says: bytes, whole: bool
) -> Iterator[bytes]:
    """Give the bytes of a file; BrokenMemberError when there are not as many as it says."""
    part = _PART.match(text, start, content_end)
    position = part.end() if part else start
    given = 0
    escaped = b""
    while position < content_end:
        end = min(position + PIECE, content_end)
        letters = escaped + text[position:end].translate(None, b"\r\n")
        # A sign that changes the next one may stand last in its piece.
        signs = len(letters) - len(letters.rstrip(b"="))
        escaped = b"=" * (signs % 2)
        letters = letters[: len(letters) - len(escaped)]
        data = _ESCAPE.sub(_unescaped, letters).translate(_LOWERED)
        given += len(data)
        yield from filter(None, (data,))
        position = end
    size = _SIZE.search(says)
    if whole and not part and size and int(size[1]) != given:
        raise BrokenMemberError(CUT_OFF)


def _unescaped(sign: re.Match[bytes]) -> bytes:
    return bytes(((sign[1][0] - 64) % 256,))
