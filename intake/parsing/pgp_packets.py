"""OpenPGP packets (RFC 9580 section 4), read forward; nothing is decrypted and no key is asked."""

from collections.abc import Iterator
from enum import IntEnum

from intake.parsing.forward import Forward, MalformedError

_IS_PACKET, _IS_NEW = 0x80, 0x40
_TWO_BYTES, _PARTIAL, _FOUR_BYTES = 192, 224, 255
_INDETERMINATE = 3


class Tag(IntEnum):
    """Packets that are told apart here."""

    KEY_FOR_RECIPIENT = 1
    SIGNATURE = 2
    KEY_BY_PASSWORD = 3
    ONE_PASS_SIGNATURE = 4
    SECRET_KEY = 5
    PUBLIC_KEY = 6
    COMPRESSED = 8
    OLD_ENCRYPTED = 9
    MARKER = 10
    LITERAL = 11
    ENCRYPTED = 18
    AEAD_ENCRYPTED = 20


SECRET = frozenset(
    {
        Tag.KEY_FOR_RECIPIENT,
        Tag.KEY_BY_PASSWORD,
        Tag.OLD_ENCRYPTED,
        Tag.ENCRYPTED,
        Tag.AEAD_ENCRYPTED,
    }
)
"""Packets of a message that only a key or a password opens."""


def read_packet(source: Forward) -> tuple[int, Iterator[bytes]]:
    """Read the header of a packet; return its tag and its body, to be read before the next.

    Raises:
        ReadError: The bytes end, or are no packet. The body raises likewise.
    """
    first = source.take(1)[0]
    if not first & _IS_PACKET:
        raise MalformedError
    if first & _IS_NEW:
        return first & 0x3F, _new_body(source)
    size = first & 0x03
    length = None if size == _INDETERMINATE else int.from_bytes(source.take(1 << size), "big")
    return first >> 2 & 0x0F, source.stream(length)


def _new_body(source: Forward) -> Iterator[bytes]:
    """Give a body that may come in parts, each with its own length."""
    while True:
        length = source.take(1)[0]
        is_part = _PARTIAL <= length < _FOUR_BYTES
        if is_part:
            length = 1 << (length & 0x1F)
        elif length == _FOUR_BYTES:
            length = int.from_bytes(source.take(4), "big")
        elif length >= _TWO_BYTES:
            length = (length - _TWO_BYTES << 8) + source.take(1)[0] + _TWO_BYTES
        yield from source.stream(length)
        if not is_part:
            return
