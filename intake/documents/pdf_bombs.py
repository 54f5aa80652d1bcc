"""Tells a PDF that unpacks to far more than it is, before native code unpacks it.

The streams are found by their keyword, wherever they are, and unpacked in pieces that are
thrown away. This catches what is known; what hides better meets the limits of the child.
"""

import mmap
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MOST_UNPACKED: Final = 32 * 1024 * 1024
"""Bytes to which text, drawings, fonts and tables of a page may unpack, however well they pack."""

MOST_UNPACKED_IN_ALL: Final = 16 * MOST_UNPACKED

MOST_TIMES: Final = 100
"""What unpacks to more is a bomb when it is so many times as large as it was, too."""

_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY_BYTES = 1_024
_PIECE = 1 << 16
_MOST_FILTERS = 4
_DEFLATE = 8
_CHECKED = 31


def is_bomb(path: Path) -> bool:
    """Tell whether a file unpacks too far; raises OSError when it cannot be read.

    Pictures do not count: they are never unpacked here, and a white page packs very well.
    """
    packed = unpacked = 0
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for start in _starts(data):
            size, consumed = _measured(data, start)
            packed, unpacked = packed + consumed, unpacked + size
            if size > MOST_UNPACKED and size > MOST_TIMES * consumed:
                return True
            if unpacked > MOST_UNPACKED_IN_ALL:
                return unpacked > MOST_TIMES * packed
    return False


def _starts(data: mmap.mmap) -> Iterator[int]:
    for found in _STREAM.finditer(data):
        dictionary = data[max(0, found.start() - _DICTIONARY_BYTES) : found.start()]
        if b"/Image" not in dictionary[dictionary.rfind(b"obj") + 1 :]:
            yield found.end()


def _measured(data: mmap.mmap, start: int) -> tuple[int, int]:
    """Return to how many bytes a stream unpacks at most, and from how many.

    The sizes are looked at as they grow and what unpacks is dropped at once. One filter may
    hold another, so that a few hundred bytes may hold gigabytes.
    """
    layers = [zlib.decompressobj()] if _is_packed(data[start : start + 2]) else []
    largest = at = 0
    sizes = [0] * _MOST_FILTERS
    while layers and not layers[0].eof and at < len(data) - start and largest <= MOST_UNPACKED:
        piece = data[start + at : start + at + _PIECE // 16]
        at += len(piece)
        try:
            _feed(layers, sizes, piece)
        except zlib.error:
            break
        largest = max(sizes)
    return largest, at


def _feed(layers: list["zlib._Decompress"], sizes: list[int], piece: bytes) -> None:
    """Unpack a piece through all layers, never more than a piece of it at a time."""
    waiting = [(0, piece)]
    while waiting and max(sizes) <= MOST_UNPACKED:
        depth, packed = waiting.pop()
        out = layers[depth].decompress(packed, _PIECE)
        # What a layer left when it was at its end would be left for ever.
        if layers[depth].unconsumed_tail and not layers[depth].eof:
            waiting.append((depth, layers[depth].unconsumed_tail))
        if not sizes[depth] and len(layers) == depth + 1 < _MOST_FILTERS and _is_packed(out[:2]):
            layers.append(zlib.decompressobj())
        sizes[depth] += len(out)
        if out and depth + 1 < len(layers) and not layers[depth + 1].eof:
            waiting.append((depth + 1, out))


def _is_packed(head: bytes) -> bool:
    """Tell whether bytes begin as those that zlib packed (RFC 1950 section 2.2)."""
    return (
        len(head) > 1
        and head[0] & 0x0F == _DEFLATE
        and int.from_bytes(head[:2], "big") % _CHECKED == 0
    )
