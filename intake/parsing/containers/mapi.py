"""Properties as Outlook keeps them (MS-OXCDATA), wherever they are stored."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from intake.domain.charsets import charset_of, decode_text, storable
from intake.domain.problems import Problem
from intake.parsing.containers.member import BrokenMemberError, no_pieces
from intake.parsing.containers.window import Window

NUMBER_16, NUMBER_32, BOOLEAN, TIME = 0x2, 0x3, 0xB, 0x40
TEXT_8BIT, UNICODE, BINARY, OBJECT = 0x1E, 0x1F, 0x102, 0xD
SEVERAL: Final = 0x1000
FIRST_NAMED: Final = 0x8000

MESSAGE_CLASS, SUBJECT, TRANSPORT_HEADERS = 0x001A, 0x0037, 0x007D
BODY, RTF, HTML = 0x1000, 0x1009, 0x1013
DISPLAY_NAME = 0x3001
ATTACH_DATA, ATTACH_SHORT_NAME, ATTACH_METHOD = 0x3701, 0x3704, 0x3705
ATTACH_LONG_NAME, ATTACH_PATH, ATTACH_TRANSPORT_NAME = 0x3707, 0x3708, 0x370C
ATTACH_LONG_PATH, ATTACH_MIME_TAG = 0x370D, 0x370E
INTERNET_CODEPAGE, MESSAGE_CODEPAGE = 0x3FDE, 0x3FFD

NAME_BYTES: Final = 8_192
"""No name is longer."""


@dataclass(frozen=True)
class Stored:
    """A value where it lies; one of a fixed size is `number`.

    `pieces` may be called more than once; `window` is where it lies when it lies in one piece.
    """

    kind: int
    size: int = 0
    pieces: Callable[[], Iterator[bytes]] = no_pieces
    number: int = 0
    window: Window | None = None


Properties = Mapping[int, Stored]
"""By identifier; those with names of their own are left out."""


def read(stored: Stored, most: int) -> tuple[bytes, Problem | None]:
    """Return up to `most` bytes, and what was wrong with them."""
    data = bytearray()
    try:
        for piece in stored.pieces():
            data += piece[: most - len(data)]
            if len(data) >= most:
                break
    except BrokenMemberError as error:
        return bytes(data), error.problem
    return bytes(data), None


def text(properties: Properties, identifier: int, codepage: int, *, most: int = NAME_BYTES) -> str:
    """Return a text, empty when there is none, without what follows its terminator."""
    stored = properties.get(identifier)
    if stored is None or stored.kind not in {TEXT_8BIT, UNICODE, BINARY}:
        return ""
    return short_text(read(stored, most)[0], stored.kind, codepage)


def short_text(data: bytes, kind: int, codepage: int) -> str:
    """Return the text of bytes, without what follows its terminator."""
    if kind == UNICODE:
        return storable(data.decode("utf-16-le", "replace").split("\0", 1)[0])
    return decode_text(data.split(b"\0", 1)[0], charset_of(codepage))


def long_text(data: bytes, kind: int, codepage: int) -> str:
    """Return the text of bytes, whatever stands in it."""
    if kind == UNICODE:
        return storable(data.decode("utf-16-le", "replace"))
    return decode_text(data, charset_of(codepage))


def number(properties: Properties, identifier: int, default: int = 0) -> int:
    """Return a number, or what it is when there is none."""
    stored = properties.get(identifier)
    return stored.number if stored and stored.kind not in {UNICODE, TEXT_8BIT} else default
