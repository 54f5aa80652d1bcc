"""CMS, the format of S/MIME (RFC 5652), read forward as far as is asked.

Whoever reads it verifies nothing: what was signed or compressed comes out as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from intake.parsing import ber
from intake.parsing.armour import armour_label, is_base64, unarmoured
from intake.parsing.containers.member import PIECE
from intake.parsing.forward import Forward, MalformedError
from intake.parsing.inflating import inflated

HEAD: Final = 4_096
"""Bytes that tell what a file is."""

MOST_LAYERS: Final = 10

_BEGINNING = re.compile(
    rb"\A\x30(?:[\x01-\x80]|\x81.|\x82..|\x83...|\x84....|[\x85-\x88].{5,8}?)"
    rb"\x06(?:\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07[\x01-\x06]"
    rb"|\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01[\x02\x09\x17])",
    re.DOTALL,
)


class Wrapping(StrEnum):
    """What a CMS structure does to its content; the value is its object identifier."""

    DATA = "1.2.840.113549.1.7.1"
    SIGNED = "1.2.840.113549.1.7.2"
    ENVELOPED = "1.2.840.113549.1.7.3"
    SIGNED_AND_ENVELOPED = "1.2.840.113549.1.7.4"
    DIGESTED = "1.2.840.113549.1.7.5"
    ENCRYPTED = "1.2.840.113549.1.7.6"
    COMPRESSED = "1.2.840.113549.1.9.16.1.9"
    AUTH_ENVELOPED = "1.2.840.113549.1.9.16.1.23"
    OTHER = ""


SECRET: Final = frozenset(
    {
        Wrapping.ENVELOPED,
        Wrapping.SIGNED_AND_ENVELOPED,
        Wrapping.ENCRYPTED,
        Wrapping.AUTH_ENVELOPED,
    }
)
_TIME_STAMP = "1.2.840.113549.1.9.16.1.4"
_VALUES_BEFORE = {
    # What stands before the content: version, digest algorithms or the like.
    Wrapping.SIGNED: 2,
    Wrapping.DIGESTED: 2,
    Wrapping.COMPRESSED: 2,
}


@dataclass
class Layer:
    """One CMS structure whose beginning was read.

    Attributes:
        kind: Object identifier of its content.
        has_content: False for a signature that stands apart from what it signs, for a bundle
            of certificates, and for a time-stamp, whose content is no document.
        is_octets: The content is an OCTET STRING, as it has been since 1999.
    """

    wrapping: Wrapping
    source: Forward
    kind: str = ""
    has_content: bool = False
    is_octets: bool = True

    def content(self) -> Iterator[bytes]:
        """Give the content, decompressed where it was compressed.

        Raises:
            ReadError: After what there is of it.
        """
        # PKCS #7 of 1993 put another structure here as it is, not within octets. What comes
        # after it is read too and does no harm: every structure tells where it ends.
        content = ber.octets(self.source) if self.is_octets else self.source.stream(None)
        return inflated(content) if self.wrapping is Wrapping.COMPRESSED else content


def pieces_of(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def binary(pieces: Iterator[bytes]) -> Forward:
    """Return the bytes of a structure that may be PEM or bare base64."""
    source = Forward(pieces)
    head = source.peek(HEAD)
    if not is_cms(head) and (armour_label(head) or is_base64(head)):
        return Forward(unarmoured(source.stream(None)))
    return source


def is_cms(head: bytes) -> bool:
    """Tell by its first bytes whether a file is CMS in DER or BER."""
    return _BEGINNING.match(head[:32]) is not None


def open_layer(source: Forward) -> Layer:
    """Read up to the content.

    Raises:
        ReadError: The bytes end before it, or are no CMS.
    """
    ber.enter(source, ber.SEQUENCE)
    wrapping = _wrapping(_identifier(source))
    if wrapping is Wrapping.DATA:
        return _at_content(Layer(wrapping, source))
    if wrapping not in _VALUES_BEFORE:
        return Layer(wrapping, source)
    ber.enter(source, ber.FIRST)
    return _open_body(wrapping, source)


def open_within(layer: Layer) -> tuple[Layer | None, Forward]:
    """Return the structure that the content is itself, None for any other, and the content.

    Raises:
        ReadError: As `open_layer`.
    """
    content = Forward(layer.content())
    if is_cms(content.peek(HEAD)):
        return open_layer(content), content
    # By the letter of both standards the type stands outside, and its value alone within.
    wrapping = _wrapping(layer.kind)
    if wrapping in SECRET:
        return Layer(wrapping, content), content
    within = _open_body(wrapping, content) if wrapping in _VALUES_BEFORE else None
    return within, content


def _open_body(wrapping: Wrapping, source: Forward) -> Layer:
    ber.enter(source, ber.SEQUENCE)
    for _ in range(_VALUES_BEFORE[wrapping]):
        ber.read_small(source)
    end = ber.enter(source, ber.SEQUENCE)
    layer = Layer(wrapping, source, kind=_identifier(source))
    if ber.is_over(source, end):
        return layer
    layer = _at_content(layer)
    layer.has_content = layer.kind != _TIME_STAMP
    return layer


def _at_content(layer: Layer) -> Layer:
    ber.enter(layer.source, ber.FIRST)
    layer.has_content = True
    layer.is_octets = layer.source.peek(1) != bytes((ber.SEQUENCE,))
    return layer


def _identifier(source: Forward) -> str:
    raw = ber.read_small(source)
    value = ber.values(raw)[0]
    if value.tag != ber.OID:
        raise MalformedError
    return ber.dotted(value.content)


def _wrapping(identifier: str) -> Wrapping:
    try:
        return Wrapping(identifier)
    except ValueError:
        return Wrapping.OTHER
