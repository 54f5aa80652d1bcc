"""Files and texts of PGP, packet by packet, in the forms that GnuPG and others write.

Nothing is encrypted or signed for real: a reader without keys sees the beginnings of packets
only, and these are as real ones.
"""

import base64
import bz2
import zlib

_KEY_ID = bytes.fromhex("0123456789abcdef")
_NOISE = bytes(range(7, 250, 3))


def packet(tag: int, body: bytes) -> bytes:
    """Return a packet with the header of 1998."""
    size = len(body)
    if size < 192:
        return bytes((0xC0 | tag, size)) + body
    return bytes((0xC0 | tag, 255)) + size.to_bytes(4, "big") + body


def old_packet(tag: int, body: bytes) -> bytes:
    """Return a packet with the header of 1991, its length in two or four bytes."""
    if len(body) < 65_536:
        return bytes((0x81 | tag << 2,)) + len(body).to_bytes(2, "big") + body
    return bytes((0x82 | tag << 2,)) + len(body).to_bytes(4, "big") + body


def endless_packet(tag: int, body: bytes) -> bytes:
    """Return a packet without a length, as GnuPG writes compressed data."""
    return bytes((0x83 | tag << 2,)) + body


def packet_in_parts(tag: int, body: bytes) -> bytes:
    """Return a packet whose body comes in parts, as programs write that do not know its size."""
    parts = [bytes((0xC0 | tag,))]
    while len(body) > 512:
        parts += [bytes((0xE0 | 9,)), body[:512]]
        body = body[512:]
    size = len(body)
    length = bytes((size,)) if size < 192 else _two_bytes(size)
    return b"".join([*parts, length, body])


def _two_bytes(size: int) -> bytes:
    """Return a length of two bytes, for 192 up to 8383."""
    high, low = divmod(size - 192, 256)
    return bytes((192 + high, low))


def literal_body(content: bytes, name: str = "", form: str = "b") -> bytes:
    """Return the body of a packet that holds a file as it is."""
    encoded = name.encode()
    return form.encode() + bytes((len(encoded),)) + encoded + bytes(4) + content


def compressed_body(packets: bytes, algorithm: int) -> bytes:
    """Return the body of a compressed packet: 0 nothing, 1 deflate, 2 zlib, 3 bzip2."""
    if algorithm == 0:
        packed = packets
    elif algorithm == 1:
        engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        packed = engine.compress(packets) + engine.flush()
    else:
        packed = zlib.compress(packets) if algorithm == 2 else bz2.compress(packets)
    return bytes((algorithm,)) + packed


def signed_packets(content: bytes, name: str = "") -> bytes:
    """Return a file between the announcement of a signature and the signature."""
    announced = b"\x03\x00\x08\x16" + _KEY_ID + b"\x01"
    return old_packet(4, announced) + packet(11, literal_body(content, name)) + signature()


def signature() -> bytes:
    """Return a signature that stands apart."""
    return old_packet(2, b"\x04\x00\x16\x08" + _NOISE)


def public_key() -> bytes:
    """Return a public key."""
    return old_packet(6, b"\x04\x64\x00\x00\x00\x16" + _NOISE)


def for_recipient(*, old: bool = False) -> bytes:
    """Return a message encrypted to somebody's key."""
    key = b"\x03" + _KEY_ID + b"\x12" + _NOISE
    head = old_packet(1, key) if old else packet(1, key)
    return head + packet_in_parts(18, b"\x01" + _NOISE * 20)


def by_password() -> bytes:
    """Return a message encrypted with a password."""
    return old_packet(3, b"\x04\x09\x03\x08" + _NOISE[:9]) + packet(18, b"\x01" + _NOISE)


def armoured(label: str, packets: bytes, *fields: str) -> bytes:
    """Return packets as text, with a checksum below as most programs write it."""
    lines = [f"-----BEGIN PGP {label}-----", *fields, ""]
    text = base64.b64encode(packets).decode()
    lines += [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\r\n".join([*lines, "=AbCd", f"-----END PGP {label}-----", ""]).encode()


def clear_signed(text: str) -> bytes:
    """Return a text, whose last line is ended, readable above its signature."""
    lines = ["- " + line if line.startswith("-") else line for line in text.split("\n")]
    head = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + "\n".join(lines)
    return head.encode() + armoured("SIGNATURE", signature()).replace(b"\r\n", b"\n")
