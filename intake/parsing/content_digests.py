"""Digests of what was signed, in each form in which it may have been signed."""

import hashlib
import re
from collections.abc import Callable, Iterator
from mmap import mmap

from intake.parsing.containers.member import PIECE

Digests = Callable[[str], tuple[bytes, ...]]
"""Gives the digests of every form by a name of hashlib."""

_BARE_LINE_END = re.compile(rb"(?<!\r)\n")


def digests_of_part(raw: bytes | mmap, start: int, end: int) -> Digests:
    """Return digests of a part as it is, and with the line ends it had on its way."""

    def forms() -> Iterator[Iterator[bytes]]:
        yield _slices(raw, start, end)
        yield _canonical(_slices(raw, start, end))

    return digests_of(forms)


def digests_of(forms: Callable[[], Iterator[Iterator[bytes]]]) -> Digests:
    """Return digests over each of the forms, which are asked for once per name."""
    known: dict[str, tuple[bytes, ...]] = {}

    def digests(name: str) -> tuple[bytes, ...]:
        if name not in known:
            known[name] = tuple(_digest(name, form) for form in forms())
        return known[name]

    return digests


def _slices(raw: bytes | mmap, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, PIECE):
        yield raw[at : min(at + PIECE, end)]


def _canonical(pieces: Iterator[bytes]) -> Iterator[bytes]:
    before = b""
    for piece in pieces:
        # The byte before decides whether a line end at the beginning is whole.
        yield _BARE_LINE_END.sub(b"\r\n", before + piece)[len(before) :]
        before = piece[-1:] if piece.endswith(b"\r") else b""


def _digest(name: str, pieces: Iterator[bytes]) -> bytes:
    digest = hashlib.new(name, usedforsecurity=False)
    for piece in pieces:
        digest.update(piece)
    return digest.digest()
