"""Files that stand in a plain text, between its lines, as mail programs did before MIME.

uuencode, its base64 form and yEnc are decoded. BinHex is named only: it holds the two halves
of a file of an old Macintosh, and no program has sent it for twenty years.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.charsets import decode_text
from intake.parsing.containers.member import PIECE, BrokenMemberError, Member
from intake.parsing.uu_lines import (
    LONGEST,
    UU_BEGINNING,
    is_uuencoded_line,
    may_be_uuencoded,
    uudecoded_line,
)

_BEGINNING: Final = re.compile(
    UU_BEGINNING.pattern
    + rb"|^begin-base64 [0-7]{3,4} ([^\r\n]{1,255})\r?\n"
    + rb"|^=ybegin ([^\r\n]{1,900})\r?\n"
    + rb"|^\(This file must be converted with BinHex 4\.0\)"
)
_UU, _BASE64, _YENC = 1, 2, 3
_FULL_LINES: Final = re.compile(rb"(?:M[ -`]{60,61}[ \t]{0,9}\r?\n){1,1000}+")
_BASE64_LINES: Final = re.compile(rb"(?:[A-Za-z0-9+/]{1,120}={0,2}[ \t]{0,9}\r?\n){1,1000}+")
_BASE64_END: Final = re.compile(rb"====[ \t]{0,9}(?:\r?\n|\Z)")
_YENC_END: Final = re.compile(rb"\n=yend[^\r\n]{0,900}(?:\r?\n|\Z)")
_YENC_PART: Final = re.compile(rb"=ypart [^\r\n]{0,900}\r?\n")
_YENC_NAME: Final = re.compile(rb"\bname=(.*)", re.DOTALL)
_YENC_SIZE: Final = re.compile(rb"\bsize=([0-9]{1,12})\b")
_YENC_PARTS: Final = re.compile(rb"\btotal=([0-9]{1,6})\b")
_YENC_ESCAPE: Final = re.compile(rb"=(.)", re.DOTALL)
_YENC_SHIFT: Final = bytes((byte - 42) % 256 for byte in range(256))
_MOST_BLANK_LINES: Final = 2
_MOST_BEGINNINGS: Final = 10_000
"""What stands behind so many beginnings, of files or of none, stays text."""

_CUT_OFF: Final = Problem(ProblemCode.TRUNCATED, "het einde van het bestand ontbreekt")
_ONE_PART: Final = Problem(ProblemCode.TRUNCATED, "dit is één deel van een bestand in delen")
_BINHEX: Final = Problem(ProblemCode.NOT_EXPANDED, "een bestand in de oude vorm BinHex")


@dataclass(frozen=True, slots=True)
class _Found:
    """A file: where its first line begins, where its content lies, where the text goes on."""

    kind: int
    name: bytes
    start: int
    content: int
    content_end: int
    end: int
    whole: bool


def uuencoded_members(text: bytes) -> Iterator[Member]:
    """Give the files in a text, in their order.

    One whose end is missing is given as far as it goes: TRUNCATED. Zeros that got lost at the
    ends of lines are filled in, so a hostile file gives twenty times the bytes it takes.
    """
    for found in _files(text):
        if not found.kind:
            yield Member(None, refused=_BINHEX)
            continue
        says = found.name
        named = _YENC_NAME.search(says) if found.kind == _YENC else None
        name = decode_text(named[1] if named else says).strip(' "')
        problems = [] if found.whole else [_CUT_OFF]
        parts = _YENC_PARTS.search(says) if found.kind == _YENC else None
        if parts and int(parts[1]) > 1:
            problems.append(_ONE_PART)
        pieces = partial(_PIECES[found.kind], text, found)
        yield Member(name or None, pieces, problems=tuple(problems))


def text_without_files(text: bytes) -> bytes:
    """Return what a person wrote around the files; the same object when there are none."""
    kept: list[bytes] = []
    position = 0
    for found in _files(text):
        # What is not decoded stays where it can be read.
        if found.kind:
            kept.append(text[position : found.start])
            position = found.end
    return b"".join((*kept, text[position:])) if kept else text


def _files(text: bytes) -> Iterator[_Found]:
    position = 0
    for _ in range(_MOST_BEGINNINGS):
        beginning = _BEGINNING.search(text, position)
        if not beginning:
            return
        kind = beginning.lastindex or 0
        position = beginning.end()
        if kind == _UU and not is_uuencoded_line(text, position):
            continue
        if kind == _BASE64 and not _BASE64_LINES.match(text, position):
            continue
        content_end, end, whole = _ENDS[kind](text, position)
        says = beginning[kind] if kind else b""
        yield _Found(kind, says, beginning.start(), position, content_end, end, whole)
        position = end


def _nowhere(_: bytes, start: int) -> tuple[int, int, bool]:
    return start, start, True


def _uu_end(text: bytes, start: int) -> tuple[int, int, bool]:
    """Return where the lines end, where the text goes on, and whether `end` stood there."""
    position, blanks, behind = start, 0, start
    while position < len(text):
        full = _FULL_LINES.match(text, position)
        if full:
            position = behind = full.end()
            blanks = 0
            continue
        stop = text.find(b"\n", position, position + LONGEST)
        following = stop + 1 if stop >= 0 else min(len(text), position + LONGEST)
        line = text[position:following].rstrip(b"\r\n")
        bare = line.strip()
        if bare == b"end":
            return position, following, True
        if bare in (b"", b"`"):
            blanks += 1
        elif may_be_uuencoded(line) or may_be_uuencoded(line.rstrip()):
            blanks, behind = 0, following
        else:
            break
        if blanks > _MOST_BLANK_LINES:
            break
        position = following
    return behind, behind, False


def _base64_end(text: bytes, start: int) -> tuple[int, int, bool]:
    position = start
    while lines := _BASE64_LINES.match(text, position):
        position = lines.end()
    end = _BASE64_END.match(text, position)
    return position, end.end() if end else position, end is not None


def _yenc_end(text: bytes, start: int) -> tuple[int, int, bool]:
    end = _YENC_END.search(text, start - 1)
    return (end.start() + 1, end.end(), True) if end else (len(text), len(text), False)


def _uu_pieces(text: bytes, found: _Found) -> Iterator[bytes]:
    data = bytearray()
    position = found.content
    while position < found.content_end:
        stop = text.find(b"\n", position, found.content_end)
        stop = found.content_end if stop < 0 else stop
        line = text[position:stop].rstrip(b"\r")
        position = stop + 1
        is_cut_off = position >= found.content_end and not found.whole
        # A line that was cut off would be filled up with zeros.
        data += uudecoded_line(line)[: (len(line) - 1) * 3 // 4 if is_cut_off else LONGEST]
        if len(data) >= PIECE - LONGEST:
            yield bytes(data)
            data.clear()
    if data:
        yield bytes(data)


def _base64_pieces(text: bytes, found: _Found) -> Iterator[bytes]:
    waiting = b""
    for start in range(found.content, found.content_end, PIECE):
        piece = text[start : min(start + PIECE, found.content_end)]
        waiting += piece.translate(None, b" \t\r\n")
        whole = len(waiting) // 4 * 4
        yield from filter(None, (_base64(waiting[:whole]),))
        waiting = waiting[whole:]
    if waiting:
        yield from filter(None, (_base64(waiting + b"A" * (4 - len(waiting)))[: len(waiting) - 1],))
        if found.whole:
            raise BrokenMemberError(_CUT_OFF)


def _base64(letters: bytes) -> bytes:
    try:
        return binascii.a2b_base64(letters)
    except binascii.Error as error:
        damaged = Problem(ProblemCode.DAMAGED, "het bestand is niet te lezen")
        raise BrokenMemberError(damaged) from error


def _yenc_pieces(text: bytes, found: _Found) -> Iterator[bytes]:
    part = _YENC_PART.match(text, found.content, found.content_end)
    position = part.end() if part else found.content
    given = 0
    escaped = b""
    while position < found.content_end:
        end = min(position + PIECE, found.content_end)
        letters = escaped + text[position:end].translate(None, b"\r\n")
        # A sign that changes the next one may stand last in its piece.
        signs = len(letters) - len(letters.rstrip(b"="))
        escaped = b"=" * (signs % 2)
        letters = letters[: len(letters) - len(escaped)]
        data = _YENC_ESCAPE.sub(_unescaped, letters).translate(_YENC_SHIFT)
        given += len(data)
        yield from filter(None, (data,))
        position = end
    size = _YENC_SIZE.search(found.name)
    if found.whole and not part and size and int(size[1]) != given:
        raise BrokenMemberError(_CUT_OFF)


def _unescaped(sign: re.Match[bytes]) -> bytes:
    return bytes(((sign[1][0] - 64) % 256,))


_ENDS = {0: _nowhere, _UU: _uu_end, _BASE64: _base64_end, _YENC: _yenc_end}
_PIECES = {_UU: _uu_pieces, _BASE64: _base64_pieces, _YENC: _yenc_pieces}
