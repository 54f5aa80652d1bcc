"""winmail.dat as Outlook and Exchange write it: TNEF (MS-OXTNEF), attributes in a row."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

SIGNATURE: Final = struct.pack("<IH", 0x223E9F78, 0x0363)
IS_MAIL: Final = bytes.fromhex("0703020000000000c000000000000046")
IS_STORAGE: Final = bytes.fromhex("0b00000000000000c000000000000046")

OF_MAIL, OF_ATTACHMENT = 1, 2
VERSION, OEM_CODEPAGE, MESSAGE_CLASS = 0x00089006, 0x00069007, 0x00078008
SUBJECT, BODY, PRIORITY, MAPI_PROPERTIES = 0x00018004, 0x0002800C, 0x0004800D, 0x00069003
RENDERING, TITLE, DATA, ATTACHMENT = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
TRANSPORT_NAME, META_FILE, MODIFIED = 0x00069001, 0x00068011, 0x00038013

Value = str | bytes | int
Properties = Mapping[int, Value]
_VARIABLE = frozenset({0x1E, 0x1F, 0x102, 0xD})
_UNICODE = 0x1F
_NAMED = 0x8000


@dataclass(frozen=True)
class TnefAttachment:
    """A file: its attributes in the order of Outlook; what is None is left out."""

    title: bytes | None = None
    data: bytes | None = None
    properties: Properties | None = None
    transport_name: bytes | None = None


@dataclass(frozen=True)
class TnefMail:
    """What Outlook put into winmail.dat."""

    attachments: Sequence[TnefAttachment] = ()
    properties: Properties = field(default_factory=dict)
    codepage: int = 1252
    body: bytes | None = None
    message_class: bytes = b"IPM.Microsoft Mail.Note\0"


def attribute(level: int, identifier: int, data: bytes) -> bytes:
    """Return one attribute with its checksum: the sum of its bytes."""
    head = struct.pack("<BII", level, identifier, len(data))
    return head + data + struct.pack("<H", sum(data) & 0xFFFF)


def tnef(mail: TnefMail) -> bytes:
    """Return the bytes of a winmail.dat."""
    parts = [
        SIGNATURE,
        attribute(OF_MAIL, VERSION, struct.pack("<I", 0x10000)),
        attribute(OF_MAIL, OEM_CODEPAGE, struct.pack("<II", mail.codepage, 0)),
        attribute(OF_MAIL, MESSAGE_CLASS, mail.message_class),
        attribute(OF_MAIL, PRIORITY, struct.pack("<H", 2)),
        attribute(OF_MAIL, SUBJECT, b"Inschrijving\0"),
    ]
    if mail.body is not None:
        parts.append(attribute(OF_MAIL, BODY, mail.body))
    parts.append(attribute(OF_MAIL, MAPI_PROPERTIES, mapi_properties(mail.properties)))
    for one in mail.attachments:
        parts += _attached(one)
    return b"".join(parts)


def _attached(one: TnefAttachment) -> list[bytes]:
    rendering = struct.pack("<HIHHI", 1, 0xFFFFFFFF, 32, 32, 0)
    moment = struct.pack("<7H", 2023, 7, 20, 10, 0, 0, 4)
    parts = [attribute(OF_ATTACHMENT, RENDERING, rendering)]
    if one.data is not None:
        parts.append(attribute(OF_ATTACHMENT, MODIFIED, moment))
        parts.append(attribute(OF_ATTACHMENT, DATA, one.data))
    if one.title is not None:
        parts.append(attribute(OF_ATTACHMENT, TITLE, one.title + b"\0"))
    if one.transport_name is not None:
        parts.append(attribute(OF_ATTACHMENT, TRANSPORT_NAME, one.transport_name + b"\0"))
    if one.properties is not None:
        packed = mapi_properties({0x0E21_0003: 0, **one.properties})
        parts.append(attribute(OF_ATTACHMENT, ATTACHMENT, packed))
    return parts


def mapi_properties(properties: Properties) -> bytes:
    """Return properties by tag as they lie in an attribute, one named property before them."""
    rows = [_named_property(), *(_row(tag, value) for tag, value in properties.items())]
    return struct.pack("<I", len(rows)) + b"".join(rows)


def _named_property() -> bytes:
    """`Keywords`, a property of several texts with a name, as Outlook writes one."""
    guid = bytes.fromhex("2903020000000000c000000000000046")
    name = "Keywords\0".encode("utf-16-le")
    words = [word.encode("utf-16-le") for word in ("OCO\0", "inkoop\0")]
    values = b"".join(_padded(struct.pack("<I", len(word)) + word) for word in words)
    named = guid + struct.pack("<II", 1, len(name)) + name
    head = struct.pack("<HH", 0x1000 | _UNICODE, _NAMED)
    return head + _padded(named) + struct.pack("<I", len(words)) + values


def _row(tag: int, value: Value) -> bytes:
    head = struct.pack("<I", tag)
    if isinstance(value, int):
        return head + struct.pack("<I", value)
    data = (value + "\0").encode("utf-16-le") if isinstance(value, str) else value
    if tag & 0xFFFF not in _VARIABLE:
        return head + data
    return head + struct.pack("<II", 1, len(data)) + _padded(data)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
