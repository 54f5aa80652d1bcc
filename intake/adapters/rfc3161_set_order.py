"""Certificates of a timestamp in the order that DER asks for.

DER sorts the members of a SET (X.690, 11.6). `openssl ts`, which many authorities run on,
writes the certificates of an answer as it was given them, and rfc3161-client then refuses
to read it. The signature does not cover their order, and sorting them moves no length.
"""

from collections.abc import Iterator
from typing import Final

_SEQUENCE: Final = 0x30
_CONTEXT_0: Final = 0xA0
_LONG_FORM: Final = 0x80
_MOST_LENGTH_BYTES: Final = 4

_Place = tuple[int, int, int, int]  # tag, first byte of the whole, of the content, end


def with_sorted_certificates(answer: bytes) -> bytes:
    """Return an answer with its certificates sorted; what is no such answer is returned as it is.

    Args:
        answer: TimeStampResp in DER.
    """
    try:
        place = _certificates(answer)
        if place is None:
            return answer
        _, _, start, end = place
        members = sorted(answer[first:last] for _, first, _, last in _members(answer, start, end))
    except (IndexError, ValueError):
        return answer
    return answer[:start] + b"".join(members) + answer[end:]


def _certificates(answer: bytes) -> _Place | None:
    """Return where the certificates are: TimeStampResp, ContentInfo, SignedData, [0]."""
    _, content_info = _inside(answer, 0, _SEQUENCE)[:2]
    wrapped = _inside(answer, content_info[1], _SEQUENCE)[1]
    signed_data = _inside(answer, wrapped[1], _CONTEXT_0)[0]
    for place in _inside(answer, signed_data[1], _SEQUENCE):
        if place[0] == _CONTEXT_0:
            return place
    return None


def _inside(data: bytes, at: int, tag: int) -> list[_Place]:
    place = _read(data, at, len(data))
    if place[0] != tag:
        raise ValueError("another structure")
    return list(_members(data, place[2], place[3]))


def _members(data: bytes, start: int, end: int) -> Iterator[_Place]:
    while start < end:
        place = _read(data, start, end)
        yield place
        start = place[3]


def _read(data: bytes, at: int, limit: int) -> _Place:
    length, content = data[at + 1], at + 2
    if length & _LONG_FORM:
        count = length & ~_LONG_FORM
        if not 0 < count <= _MOST_LENGTH_BYTES:
            raise ValueError("no length of DER")
        length = int.from_bytes(data[content : content + count], "big")
        content += count
    if content + length > limit:
        raise ValueError("longer than what it is in")
    return data[at], at, content, content + length
