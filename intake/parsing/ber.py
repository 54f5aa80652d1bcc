"""ASN.1 values in BER, read forward (X.690): also of indefinite length and in fragments.

Mail programs sign while they send, so the length of what is signed is not known when its
encoding begins: lengths are indefinite and the content comes in thousands of fragments.
asn1crypto was weighed: it keeps the whole value and copies of it in memory, was slow to join
fragments (minutes for 48 MB), and stops at what is cut off, where the content so far is wanted
here. Only the small values around the content are read whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from intake.parsing.forward import CutOffError, Forward, MalformedError

INTEGER, OCTETS, OID, SEQUENCE, SET = 0x02, 0x04, 0x06, 0x30, 0x31
"""Tags as their first byte, class and constructed bit included."""
FIRST, SECOND = 0xA0, 0xA1  # [0] and [1], constructed

_END = b"\0\0"
_CONSTRUCTED = 0x20
_LONG_TAG = 0x1F
_MORE = 0x80
_MOST_LENGTH_BYTES = 8
_MOST_DEPTH = 40
_MOST_SMALL = 4_194_304


@dataclass(frozen=True, slots=True)
class Value:
    """One value of definite length within bytes that are in memory.

    Attributes:
        tag: Its first byte.
        content: Without tag and length.
        raw: With them.
    """

    tag: int
    content: bytes
    raw: bytes


def read_header(source: Forward) -> tuple[bytes, int | None]:
    """Read tag and length; a length of None is indefinite."""
    tag = source.take(1)
    if tag[0] & _LONG_TAG == _LONG_TAG:
        tag += source.take(1)
        while tag[-1] & _MORE:
            if len(tag) > _MOST_LENGTH_BYTES:
                raise MalformedError
            tag += source.take(1)
    length = source.take(1)[0]
    if length < _MORE:
        return tag, length
    if length == _MORE:
        if not tag[0] & _CONSTRUCTED:
            raise MalformedError
        return tag, None
    count = length - _MORE
    if count > _MOST_LENGTH_BYTES:
        raise MalformedError
    return tag, int.from_bytes(source.take(count), "big")


def enter(source: Forward, tag: int) -> int | None:
    """Read the header of a value that must stand here; return the position of its end.

    The end of a value of indefinite length is None.
    """
    found, length = read_header(source)
    if found[0] != tag:
        raise MalformedError
    return None if length is None else source.position + length


def is_over(source: Forward, end: int | None) -> bool:
    """Tell whether a value that was entered has no more content."""
    return source.position >= end if end is not None else source.peek(2) == _END


def octets(source: Forward) -> Iterator[bytes]:
    """Give the content of an OCTET STRING, in one part or in fragments within fragments."""
    ends: list[int | None] = []
    while True:
        tag, length = read_header(source)
        if tag[0] == OCTETS and length is not None:
            yield from source.stream(length)
        elif tag[0] == OCTETS | _CONSTRUCTED and len(ends) < _MOST_DEPTH:
            ends.append(None if length is None else source.position + length)
        else:
            raise MalformedError
        while ends and is_over(source, ends[-1]):
            if ends.pop() is None:
                source.take(2)
        if not ends:
            return


def read_small(source: Forward, depth: int = 0) -> bytes:
    """Return the next value as bytes, every length made definite and as short as can be.

    What was encoded in DER stays as it was.
    """
    tag, length = read_header(source)
    if depth > _MOST_DEPTH or (length or 0) > _MOST_SMALL:
        raise MalformedError
    if not tag[0] & _CONSTRUCTED:
        return encoded(tag, source.take(length or 0))
    end = None if length is None else source.position + length
    parts: list[bytes] = []
    size = 0
    while not is_over(source, end):
        parts.append(read_small(source, depth + 1))
        size += len(parts[-1])
        if size > _MOST_SMALL:
            raise MalformedError
    if end is None:
        source.take(2)
    elif source.position > end:
        raise MalformedError
    return encoded(tag, b"".join(parts))


def skip(source: Forward) -> None:
    """Read past the next value, which may be large when its length is definite."""
    header = source.peek(2)
    if len(header) > 1 and header[1] == _MORE:
        read_small(source)
        return
    _, length = read_header(source)
    for _ in source.stream(length):
        pass


def encoded(tag: bytes, content: bytes) -> bytes:
    """Return a value of definite length."""
    size = len(content)
    if size < _MORE:
        return tag + bytes((size,)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return tag + bytes((_MORE | len(length),)) + length + content


def values(content: bytes) -> list[Value]:
    """Return the values that stand one after another in bytes from `read_small`.

    Raises:
        MalformedError: They are something else.
    """
    source = Forward(iter((content,)))
    found: list[Value] = []
    try:
        while source.peek(1):
            begin = source.position
            tag, length = read_header(source)
            body = source.take(length or 0)
            found.append(Value(tag[0], body, content[begin : source.position]))
    except CutOffError:
        raise MalformedError from None
    return found


def dotted(content: bytes) -> str:
    """Return an object identifier as numbers with dots; empty for none."""
    arcs: list[int] = []
    arc = 0
    for byte in content[:64]:
        arc = arc << 7 | byte & 0x7F
        if not byte & _MORE:
            arcs.append(arc)
            arc = 0
    if not arcs:
        return ""
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))
