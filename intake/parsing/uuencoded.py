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

from intake.domain.charsets import decode_text
from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.member import PIECE, BrokenMemberError, Member
from intake.parsing.uu_lines import (
    LONGEST,
    UU_BEGINNING,
    is_uuencoded_line,
    may_be_uuencoded,
    uudecoded_line,
)
from intake.parsing.yenc import CUT_OFF, yenc_end, yenc_name, yenc_pieces, yenc_problems

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
_MOST_BLANK_LINES: Final = 2
_MOST_BEGINNINGS: Final = 10_000
"""What stands behind so many beginnings, of files or of none, stays text."""

_BINHEX: Final = Problem(ProblemCode.NOT_EXPANDED, "een bestand in de oude vorm BinHex")


@dataclass(frozen=True, slots=True)
class _Found:
    """A file: what its first line says and where it begins, its content, where the text goes on."""

    kind: int
    says: bytes
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
        is_yenc = found.kind == _YENC
        name = decode_text(yenc_name(found.says) if is_yenc else found.says).strip(' "')
        cut_off = () if found.whole else (CUT_OFF,)
        lacking = yenc_problems(found.says) if is_yenc else ()
        pieces = partial(_PIECES[found.kind], text, found)
        yield Member(name or None, pieces, problems=cut_off + lacking)


def carries_files(text: bytes) -> bool:
    """Tell whether a text has files between its lines."""
    return next(_files(text), None) is not None


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
            raise BrokenMemberError(CUT_OFF)


def _base64(letters: bytes) -> bytes:
    try:
        return binascii.a2b_base64(letters)
    except binascii.Error as error:
        damaged = Problem(ProblemCode.DAMAGED, "het bestand is niet te lezen")
        raise BrokenMemberError(damaged) from error


def _yenc_pieces(text: bytes, found: _Found) -> Iterator[bytes]:
    content = found.content, found.content_end
    return yenc_pieces(text, *content, says=found.says, whole=found.whole)


_ENDS = {0: _nowhere, _UU: _uu_end, _BASE64: _base64_end, _YENC: yenc_end}
_PIECES = {_UU: _uu_pieces, _BASE64: _base64_pieces, _YENC: _yenc_pieces}
