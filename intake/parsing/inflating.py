"""Compressed content, inflated in pieces that are never larger than asked."""

import bz2
import zlib
from collections.abc import Iterator
from typing import Final

from intake.parsing.containers.member import PIECE
from intake.parsing.forward import CutOffError, MalformedError

ZLIB: Final = zlib.MAX_WBITS
RAW: Final = -zlib.MAX_WBITS
"""Deflate without the header and the checksum of zlib."""


def inflated(compressed: Iterator[bytes], form: int = ZLIB) -> Iterator[bytes]:
    """Give what deflate or zlib compressed.

    Raises:
        ReadError: After what there is of it.
    """
    engine = zlib.decompressobj(form)
    try:
        for piece in compressed:
            waiting = piece
            while waiting and not engine.eof:
                yield engine.decompress(waiting, PIECE)
                waiting = engine.unconsumed_tail
        # What comes out without further input, when the last piece filled the output.
        while not engine.eof and (piece := engine.decompress(b"", PIECE)):
            yield piece
    except zlib.error:
        raise MalformedError from None
    if not engine.eof:
        raise CutOffError


def unbzipped(compressed: Iterator[bytes]) -> Iterator[bytes]:
    """Give what bzip2 compressed.

    Raises:
        ReadError: After what there is of it.
    """
    engine = bz2.BZ2Decompressor()
    try:
        for piece in compressed:
            if engine.eof:
                return
            yield engine.decompress(piece, PIECE)
            while not engine.needs_input and not engine.eof:
                yield engine.decompress(b"", PIECE)
    except (OSError, ValueError):
        raise MalformedError from None
    if not engine.eof:
        raise CutOffError
