"""Files within an HTML text itself: addresses such as `data:image/png;base64,…` (RFC 2397).

Programs on the web put a picture that was pasted into a mail there, and no part of the mail
has it. What serves the layout alone (fonts, styles) is no file.
"""

import binascii
import hashlib
import re
from collections.abc import Iterator
from functools import partial
from typing import Final
from urllib.parse import unquote_to_bytes

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.member import BrokenMemberError, Member

_ADDRESS: Final = re.compile(
    rb"""(?i)\bdata:([a-z0-9.+-]{1,80}/[a-z0-9.+-]{1,80})(?:;[^,;"'<>\s]{1,100}){0,4};base64,"""
    rb"""([a-z0-9+/%\s]{16,}={0,2})"""
)
_LAYOUT: Final = re.compile(rb"(?i)(?:font/|application/(?:x-)?font|text/css|[a-z]+/javascript)")
_DAMAGED: Final = Problem(ProblemCode.DAMAGED, "het bestand is niet te lezen")
_QUAD: Final = 4
_SPECK: Final = 400
"""Letters of a picture; in fewer nothing can be seen but a line or a dot."""


def carries_data(markup: bytes) -> bool:
    """Tell whether an HTML text has files within itself."""
    return next(_addresses(markup), None) is not None


def data_members(markup: bytes) -> Iterator[Member]:
    """Give the files, each once, however often the text shows it."""
    seen: set[bytes] = set()
    for found in _addresses(markup):
        letters = found[2]
        digest = hashlib.sha256(letters).digest()
        if digest not in seen:
            seen.add(digest)
            declared = found[1].decode("ascii").lower()
            yield Member(None, partial(_pieces, letters), declared_type=declared)


def text_without_data(markup: bytes) -> bytes:
    """Return an HTML text with each file in it taken out; what is shown around them stays."""
    kept: list[bytes] = []
    position = 0
    for found in _addresses(markup):
        kept.append(markup[position : found.start()] + b"data:,")
        position = found.end()
    return b"".join((*kept, markup[position:])) if kept else markup


def _addresses(markup: bytes) -> Iterator[re.Match[bytes]]:
    return (found for found in _ADDRESS.finditer(markup) if _is_file(found))


def _is_file(found: re.Match[bytes]) -> bool:
    is_speck = found[1].lower().startswith(b"image/") and len(found[2]) < _SPECK
    return not is_speck and _LAYOUT.match(found[1]) is None


def _pieces(letters: bytes) -> Iterator[bytes]:
    bare = unquote_to_bytes(letters).translate(None, b" \t\r\n=")
    whole = bare if len(bare) % _QUAD != 1 else bare[:-1]
    try:
        yield binascii.a2b_base64(whole + b"=" * (-len(whole) % _QUAD))
    except binascii.Error as error:
        raise BrokenMemberError(_DAMAGED) from error
