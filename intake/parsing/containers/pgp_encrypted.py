"""What of PGP a file or a text is, by its beginning. Nothing is decrypted anywhere."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.armour import unarmoured
from intake.parsing.forward import Forward, ReadError
from intake.parsing.pgp_packets import SECRET, Tag, read_packet

ENCRYPTED: Final = Problem(
    ProblemCode.ENCRYPTED_MAIL,
    "versleuteld met PGP; stuur de bestanden opnieuw zonder versleuteling",
)
ENCRYPTED_SOMEHOW: Final = Problem(
    ProblemCode.ENCRYPTED_MAIL, "versleuteld; stuur de bestanden opnieuw zonder versleuteling"
)
CONTROL_PART: Final = Problem(
    ProblemCode.SYSTEM_FILE, "een regel die bij versleutelde e-mail hoort"
)

_ARMOUR = re.compile(
    rb"^-----BEGIN PGP (MESSAGE|SIGNED MESSAGE|SIGNATURE|PUBLIC KEY BLOCK|PRIVATE KEY BLOCK)"
    rb"(?:, PART [0-9/]{1,9})?-----[ \t]*\r?$",
    re.MULTILINE,
)
_CONTROL = re.compile(rb"\A\s*Version:\s*1\s*\Z", re.IGNORECASE)
_CONTROL_TYPE = "application/pgp-encrypted"
_SHOWN = 64
_PUBLIC_KEYS = frozenset({1, 2, 3, 16, 17, 18, 19, 20, 22, 25, 26, 27, 28})
_CIPHERS = range(1, 14)
_SIGNATURE_TYPES = frozenset(
    {0, 1, 2, 0x10, 0x11, 0x12, 0x13, 0x18, 0x19, 0x1F, 0x20, 0x28, 0x30, 0x40, 0x50}
)
_LITERAL_FORMS = frozenset(b"btuml1")


class PgpKind(StrEnum):
    """What something is to OpenPGP."""

    ENCRYPTED = "encrypted"
    OPEN = "open"  # signed or compressed only: no key is needed to read it
    SIGNED_TEXT = "signed_text"  # the text stands there readable, lines with a hyphen marked
    SIGNATURE = "signature"  # it stands apart from what it signs
    KEY = "key"
    NONE = "none"


_OF_LABEL = {
    b"SIGNED MESSAGE": PgpKind.SIGNED_TEXT,
    b"SIGNATURE": PgpKind.SIGNATURE,
    b"PUBLIC KEY BLOCK": PgpKind.KEY,
    b"PRIVATE KEY BLOCK": PgpKind.KEY,
}
_OF_TAG = {
    Tag.SIGNATURE: PgpKind.SIGNATURE,
    Tag.ONE_PASS_SIGNATURE: PgpKind.OPEN,
    Tag.SECRET_KEY: PgpKind.KEY,
    Tag.PUBLIC_KEY: PgpKind.KEY,
    Tag.COMPRESSED: PgpKind.OPEN,
    Tag.LITERAL: PgpKind.OPEN,
    **dict.fromkeys(SECRET, PgpKind.ENCRYPTED),
}


_LIKELY: dict[Tag, Callable[[bytes], bool]] = {
    # Whether the body begins as that packet's does, for a picture may begin with the same tag:
    # its version first, and then what that version has next.
    Tag.KEY_FOR_RECIPIENT: lambda b: b[:1] == b"\6" or (b[:1] == b"\3" and b[9] in _PUBLIC_KEYS),
    Tag.SIGNATURE: lambda b: (
        (b[0] in {4, 5, 6} and b[1] in _SIGNATURE_TYPES)
        or (b[:2] == b"\3\5" and b[2] in _SIGNATURE_TYPES)
    ),
    Tag.KEY_BY_PASSWORD: lambda b: b[0] in {5, 6} or (b[:1] == b"\4" and b[1] in _CIPHERS),
    Tag.ONE_PASS_SIGNATURE: lambda b: b[0] in {3, 6} and b[1] in _SIGNATURE_TYPES,
    Tag.SECRET_KEY: lambda b: b[0] in {4, 5, 6} and b[5] in _PUBLIC_KEYS,
    Tag.PUBLIC_KEY: lambda b: b[0] in {4, 5, 6} and b[5] in _PUBLIC_KEYS,
    Tag.COMPRESSED: lambda b: b[0] in {1, 2, 3},
    # It has no version: only within armour it is told from any other bytes.
    Tag.OLD_ENCRYPTED: lambda _: False,
    Tag.LITERAL: lambda b: b[0] in _LITERAL_FORMS,
    Tag.ENCRYPTED: lambda b: b[0] in {1, 2},
    Tag.AEAD_ENCRYPTED: lambda b: b[0] == 1 and b[1] in _CIPHERS,
}


def pgp_kind(head: bytes) -> PgpKind:
    """Return what the beginning of a file, or a text of a mail, is.

    Of a text the first armour at the beginning of a line counts, wherever it stands; within a
    quotation it does not.
    """
    armour = _ARMOUR.search(head)
    if armour is None:
        return _binary_kind(head[:_SHOWN])
    if armour[1] in _OF_LABEL:
        return _OF_LABEL[armour[1]]
    packets = Forward(unarmoured(iter((head[armour.start() :],)))).peek(_SHOWN)
    # A message of which nothing can be told is taken for what nearly all of them are.
    kind = _binary_kind(packets, is_armoured=True)
    return PgpKind.ENCRYPTED if kind is PgpKind.NONE else kind


def is_control_part(declared_type: str, content: bytes) -> bool:
    """Tell whether a part is the line `Version: 1` that stands before encrypted content."""
    is_line = len(content) <= _SHOWN and _CONTROL.match(content) is not None
    return declared_type.lower() == _CONTROL_TYPE and is_line


def encrypted_multipart(media_type: str, protocol: str, parts: Sequence[str]) -> Problem | None:
    """Return the problem of a multipart that says it is encrypted; None when it does not.

    Exchange makes a `multipart/mixed` of it on the way, so the types of the parts count too.
    """
    if _CONTROL_TYPE in parts or (media_type == "multipart/encrypted" and "pgp" in protocol):
        return ENCRYPTED
    return ENCRYPTED_SOMEHOW if media_type == "multipart/encrypted" else None


def _binary_kind(head: bytes, *, is_armoured: bool = False) -> PgpKind:
    source = Forward(iter((head,)))
    try:
        tag, body = read_packet(source)
        content = Forward(body).peek(16)
        if tag == Tag.MARKER and content == b"PGP":
            tag, body = read_packet(source)
            content = Forward(body).peek(16)
    except ReadError:
        return PgpKind.NONE
    if tag not in _OF_TAG or not (is_armoured or _LIKELY[Tag(tag)](content.ljust(16, b"\0"))):
        return PgpKind.NONE
    return _OF_TAG[Tag(tag)]
