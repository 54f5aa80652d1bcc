"""Spoils what a mail holds and not only the mail: base64 is decoded, spoiled and encoded again."""

import base64
import re
from collections.abc import Callable
from random import Random

Mutate = Callable[[bytes, int], bytes]
"""Bytes and the most that may come back, in; spoiled bytes out."""

_BLOCK = re.compile(rb"(?:[A-Za-z0-9+/]{60,76}\r?\n)*[A-Za-z0-9+/]{16,76}={0,2}\r?\n")
_WITHIN = 3


def mutated(data: bytes, most: int, seed: int, mutate: Mutate) -> bytes:
    """Return the mail with one thing spoiled: itself, or a file in it at any depth."""
    chance = Random(seed)
    return _spoiled(data, most, chance, mutate, _WITHIN)[:most]


def crossed(data: bytes, other: bytes, most: int, seed: int) -> bytes:
    """Return the mail with one of its files replaced by one of another mail."""
    chance = Random(seed)
    ours, theirs = _blocks(data), _blocks(other)
    if not ours or not theirs:
        at = chance.randint(0, min(len(data), len(other)))
        return (data[:at] + other[at:])[:most]
    here, there = chance.choice(ours), chance.choice(theirs)
    return (data[: here.start()] + there[0] + data[here.end() :])[:most]


def _spoiled(data: bytes, most: int, chance: Random, mutate: Mutate, depth: int) -> bytes:
    blocks = _blocks(data) if depth else []
    if not blocks or chance.random() < 0.3:
        return mutate(data, most)
    block = chance.choice(blocks)
    try:
        held = base64.b64decode(block[0])
    except ValueError:
        return mutate(data, most)
    held = _spoiled(held, max(len(held) * 2, 64), chance, mutate, depth - 1)
    encoded = base64.encodebytes(held).replace(b"\n", b"\r\n")
    return data[: block.start()] + encoded + data[block.end() :]


def _blocks(data: bytes) -> list[re.Match[bytes]]:
    return list(_BLOCK.finditer(data))
