"""Files as a Macintosh packs them for other systems."""

import binascii
from typing import Final

RESOURCES: Final = b"\x00\x00\x01\x00" + bytes(252)
_DATA, _RESOURCE, _NAME = 1, 2, 3


def apple_single(name: str, data: bytes) -> bytes:
    """A file with its name and resource fork in one (RFC 1740)."""
    entries = [(_NAME, name.encode()), (_RESOURCE, RESOURCES), (_DATA, data)]
    return _apple(b"\x00\x05\x16\x00", entries if name else entries[1:])


def apple_double(name: str) -> bytes:
    """The resource fork alone, such as `._plan.pdf` beside `plan.pdf`."""
    return _apple(b"\x00\x05\x16\x07", [(_NAME, name.encode()), (_RESOURCE, RESOURCES)])


def _apple(magic: bytes, entries: list[tuple[int, bytes]]) -> bytes:
    head = magic + b"\x00\x02\x00\x00" + bytes(16) + len(entries).to_bytes(2, "big")
    at = len(head) + 12 * len(entries)
    table = b""
    for number, content in entries:
        table += b"".join(value.to_bytes(4, "big") for value in (number, at, len(content)))
        at += len(content)
    return head + table + b"".join(content for _, content in entries)


def mac_binary(name: str, data: bytes) -> bytes:
    """A file with its resource fork behind it (MacBinary II)."""
    raw_name = name.encode("mac_roman")
    head = bytearray(128)
    head[1] = len(raw_name)
    head[2 : 2 + len(raw_name)] = raw_name
    head[65:73] = b"PDF CARO"
    head[83:87] = len(data).to_bytes(4, "big")
    head[87:91] = len(RESOURCES).to_bytes(4, "big")
    head[122:124] = b"\x81\x81"
    head[124:126] = binascii.crc_hqx(bytes(head[:124]), 0).to_bytes(2, "big")
    return bytes(head) + data + bytes(-len(data) % 128) + RESOURCES
