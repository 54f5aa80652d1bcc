"""Mails that were sent in pieces: what a piece says of itself, and how the mail is put together.

The first piece holds the beginning of a whole mail with a header block of its own. Of it only
the fields that describe the content count; all others are those of the mail that brought the
first piece (RFC 2046 section 5.2.2.1).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from intake.domain.partial_mail import (
    MOST_PIECES,
    Partial,
    Standing,
    partial_standing,
    partial_words,
)
from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.member import PIECE, UnopenedError
from intake.parsing.encoded_words import one_line
from intake.parsing.fields import read_fields
from intake.parsing.parameters import Parametrised

PARTIAL: Final = "message/partial"

_NUMBER: Final = re.compile(r"\s*0{0,9}([1-9][0-9]{0,5})\s*")
_MOST_ID: Final = 300
_NAMED: Final = 10
_OF_INNER: Final = frozenset({"subject", "message-id", "encrypted", "mime-version"})
_FIELD: Final = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_LEADING_BLANKS: Final = re.compile(rb"(?:[ \t]*\r?\n){0,9}")


def partial_of(content_type: Parametrised) -> Partial | None:
    """Return what a `message/partial` says of itself; None when it cannot be a piece."""
    says = content_type.parameters
    own_id = one_line(says.get("id", "")).strip()[:_MOST_ID]
    number = _count(says.get("number", ""))
    if not own_id or number is None:
        return None
    total = _count(says.get("total", ""))
    if total is not None and total < number:
        return None
    return Partial(own_id, number, total)


def partial_problem(content_type: Parametrised) -> Problem:
    """Return what is told of a piece by itself."""
    partial = partial_of(content_type)
    return Problem(ProblemCode.PARTIAL_MAIL, partial_words(partial) if partial else "")


def _count(text: str) -> int | None:
    matched = _NUMBER.fullmatch(text)
    return int(matched[1]) if matched and int(matched[1]) <= MOST_PIECES else None


def joined(pieces: Mapping[int, bytes], partials: Mapping[int, Partial]) -> Iterator[bytes]:
    """Give the whole mail, piece by piece; nothing of it is copied but its header block.

    Args:
        pieces: By number: the mail that brought the piece, as it arrived, its header included.
        partials: By the same numbers: what each says of itself.

    Raises:
        UnopenedError: PARTIAL_MAIL; pieces are missing or contradict each other.
    """
    standing = partial_standing(partials.values())
    if standing.standing is not Standing.WHOLE or set(pieces) != set(range(1, len(pieces) + 1)):
        raise UnopenedError(_unjoined(standing.missing))
    return _given(pieces)


def _unjoined(missing: tuple[int, ...]) -> Problem:
    if not missing:
        return Problem(ProblemCode.PARTIAL_MAIL, "de delen horen niet bij elkaar")
    named = ", ".join(map(str, missing[:_NAMED])) + (" en meer" if missing[_NAMED:] else "")
    word = "dit deel ontbreekt" if len(missing) == 1 else "deze delen ontbreken"
    return Problem(ProblemCode.PARTIAL_MAIL, f"{word} nog: {named}")


def _given(pieces: Mapping[int, bytes]) -> Iterator[bytes]:
    first = pieces[1]
    _, content = read_fields(first, 0, len(first), part=False)
    blanks = _LEADING_BLANKS.match(first, content)
    inner = blanks.end() if blanks else content
    _, rest = read_fields(first, inner, len(first), part=True)
    line_end = b"\r\n" if b"\r\n" in first[:PIECE] else b"\n"
    yield from _fields(first[:content], inner=False, line_end=line_end)
    yield from _fields(first[inner:rest], inner=True, line_end=line_end)
    yield line_end
    yield from _cut(first, rest)
    for number in range(2, len(pieces) + 1):
        piece = pieces[number]
        _, content = read_fields(piece, 0, len(piece), part=False)
        yield from _cut(piece, content)


def _fields(block: bytes, *, inner: bool, line_end: bytes) -> Iterator[bytes]:
    """Give the lines of the fields that count, folds with them."""
    counts = False
    for line in block.splitlines():
        if not line.strip():
            continue
        if line[:1] not in (b" ", b"\t"):
            field = _FIELD.match(line)
            counts = field is not None and _describes_content(field[1]) == inner
        if counts:
            yield line + line_end


def _describes_content(name: bytes) -> bool:
    lowered = name.decode("ascii").lower()
    return lowered.startswith("content-") or lowered in _OF_INNER


def _cut(piece: bytes, start: int) -> Iterator[bytes]:
    for position in range(start, len(piece), PIECE):
        yield piece[position : position + PIECE]
