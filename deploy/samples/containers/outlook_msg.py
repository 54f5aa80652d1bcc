"""Mails as Outlook saves them: .msg (MS-OXMSG) with properties, recipients and attachments."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, TypeAlias

from deploy.samples.containers.compound_file import Storage, compound_file

TEXT_8BIT, UNICODE, BINARY, NUMBER, BOOLEAN, TIME, OBJECT = (
    0x1E, 0x1F, 0x102, 0x3, 0xB, 0x40, 0xD,
)  # fmt: skip
Value: TypeAlias = "str | bytes | int | datetime | Storage"
Properties = Mapping[int, Value]
"""By tag: the identifier in the upper sixteen bits, the type in the lower."""

_1601: Final = datetime(1601, 1, 1, tzinfo=UTC)
_PROPERTIES = "__properties_version1.0"
_READABLE_AND_WRITABLE = 6


@dataclass(frozen=True)
class OutlookAttachment:
    """An attachment: its properties, of which the data is one."""

    properties: Properties


@dataclass(frozen=True)
class OutlookMail:
    """A mail: its properties, those of each recipient, and its attachments."""

    properties: Properties
    recipients: Sequence[Properties] = ()
    attachments: Sequence[OutlookAttachment] = field(default=())


def outlook_msg(mail: OutlookMail) -> bytes:
    """Return the bytes of a .msg file."""
    return compound_file(_mail_storage(mail, padding=8))


def by_value(
    name: str, data: bytes, *, mime: str = "", properties: Properties | None = None
) -> OutlookAttachment:
    """Return a file as Outlook attaches it, with its long and its short name."""
    stem, _, extension = name.rpartition(".")
    short = f"{stem[:6].upper()}~1.{extension[:3].upper()}"
    mime_tag: Properties = {0x370E001F: mime} if mime else {}
    return OutlookAttachment(
        {
            0x3705_0003: 1,
            0x3707_001F: name,
            0x3704_001F: short,
            0x3703_001F: f".{extension}",
            0x3001_001F: name,
            0x0E20_0003: len(data),
            0x370B_0003: 0xFFFFFFFF,
            0x3701_0102: data,
            **mime_tag,
            **(properties or {}),
        }
    )


def embedded(mail: OutlookMail, display_name: str) -> OutlookAttachment:
    """Return a mail that is attached as a mail, not as a file."""
    return OutlookAttachment(
        {0x3705_0003: 5, 0x3001_001F: display_name, 0x3701_000D: _mail_storage(mail, padding=0)}
    )


def sender(name: str, address: str) -> Properties:
    """Return the properties of who sent the mail from outside Exchange."""
    return {
        0x0C1A_001F: name, 0x0C1E_001F: "SMTP", 0x0C1F_001F: address, 0x5D01_001F: address,
        0x0042_001F: name, 0x0064_001F: "SMTP", 0x0065_001F: address, 0x5D02_001F: address,
    }  # fmt: skip


def recipient(name: str, address: str, *, kind: int = 1) -> Properties:
    """Return the properties of a recipient; kind 1 is To, 2 Cc, 3 Bcc."""
    return {
        0x0C15_0003: kind, 0x3001_001F: name, 0x3002_001F: "SMTP", 0x3003_001F: address,
        0x39FE_001F: address,
    }  # fmt: skip


def _mail_storage(mail: OutlookMail, *, padding: int) -> Storage:
    counts = (len(mail.recipients), len(mail.attachments))
    header = bytes(8) + struct.pack("<IIII", *counts, *counts) + bytes(padding)
    properties = {0x001A_001F: "IPM.Note", 0x340D_0003: 0x40000, **mail.properties}
    storage = _storage(properties, header)
    if padding:
        # Names of properties of other programs, of which there are none.
        names: Storage = {f"__substg1.0_{number:04X}0102": b"" for number in (2, 3, 4)}
        storage["__nameid_version1.0"] = names
    for number, one in enumerate(mail.recipients):
        storage[f"__recip_version1.0_#{number:08X}"] = _storage(one, bytes(8))
    for number, attachment in enumerate(mail.attachments):
        numbered = {0x0E21_0003: number, **attachment.properties}
        storage[f"__attach_version1.0_#{number:08X}"] = _storage(numbered, bytes(8))
    return storage


def _storage(properties: Properties, header: bytes) -> Storage:
    storage: Storage = {}
    rows = []
    for tag, value in sorted(properties.items()):
        kind = tag & 0xFFFF
        content = _content(value, kind)
        if isinstance(content, dict) or kind in {UNICODE, TEXT_8BIT, BINARY}:
            storage[f"__substg1.0_{tag:08X}"] = content
            row = struct.pack("<II", *_size(content, kind))
        else:
            row = content.ljust(8, b"\0")
        rows.append(struct.pack("<II", tag, _READABLE_AND_WRITABLE) + row)
    storage[_PROPERTIES] = header + b"".join(rows)
    return storage


def _size(content: "bytes | Storage", kind: int) -> tuple[int, int]:
    if isinstance(content, dict):
        is_mail = "__properties_version1.0" in content
        return 0xFFFFFFFF, 1 if is_mail else 4
    # The size counts the terminator of a text, which the stream leaves out.
    return len(content) + {UNICODE: 2, TEXT_8BIT: 1}.get(kind, 0), 0


def _content(value: Value, kind: int) -> "bytes | Storage":
    if isinstance(value, str):
        return value.encode("utf-16-le")
    if isinstance(value, int):
        return struct.pack("<I", value)
    if isinstance(value, datetime):
        return struct.pack("<Q", filetime(value))
    if isinstance(value, bytes) and kind not in {UNICODE, TEXT_8BIT, BINARY, OBJECT}:
        return value[:8]
    return value


def filetime(at: datetime) -> int:
    """Return the moment in units of 100 nanoseconds since 1601."""
    return int((at - _1601).total_seconds()) * 10_000_000
