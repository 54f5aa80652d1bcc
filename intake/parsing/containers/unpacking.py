"""Unpacking of one packed stream in pieces, whatever packed it."""

import zlib
from collections.abc import Iterator
from typing import Final, Protocol

from intake.parsing.containers.member import PIECE

FED: Final = 16_384
"""Bytes given to a decoder at a time: when it fails, what it made of these is lost."""


class Decoder(Protocol):
    """As `bz2.BZ2Decompressor` and `lzma.LZMADecompressor` are."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class Inflater:
    """Deflate without header and check sum, as a Decoder."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def needs_input(self) -> bool:
        return not self._inflate.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inflate.decompress(self._inflate.unconsumed_tail + data, max_length)


def unpacked(decoder: Decoder, packed: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what comes out; the decoder's `eof` tells afterwards whether that was all.

    Raises:
        zlib.error, OSError, lzma.LZMAError: As the decoder does, when the bytes make no sense.
    """
    for data in packed:
        piece = decoder.decompress(data, PIECE)
        while piece or not decoder.needs_input:
            if piece:
                yield piece
            if decoder.eof:
                return
            # A decoder may hold back what did not fit, although it used up its input.
            piece = decoder.decompress(b"", PIECE)
        if decoder.eof:
            return
