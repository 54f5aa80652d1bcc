"""Messages of PGP that need no key: signed or compressed only, or text with a signature below."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.armour import armour_label, unarmoured
from intake.parsing.cms import HEAD, pieces_of
from intake.parsing.containers.member import PIECE, Member, Role, UnopenedError
from intake.parsing.containers.pgp_encrypted import ENCRYPTED, PgpKind, pgp_kind
from intake.parsing.containers.told import told
from intake.parsing.forward import Forward, MalformedError, ReadError
from intake.parsing.inflating import RAW, inflated, unbzipped
from intake.parsing.mime_entity import is_mime_entity
from intake.parsing.pgp_packets import SECRET, Tag, read_packet

SIGNATURE_ALONE: Final = Problem(ProblemCode.SYSTEM_FILE, "een digitale handtekening van PGP")
KEY_ALONE: Final = Problem(ProblemCode.SYSTEM_FILE, "een sleutel van PGP")
_NO_MESSAGE = Problem(ProblemCode.DAMAGED, "geen leesbaar bericht van PGP")
_CUT_OFF = Problem(ProblemCode.TRUNCATED, "het bericht van PGP is afgebroken")
_BROKEN = Problem(ProblemCode.DAMAGED, "het bericht van PGP is beschadigd")
_REFUSED = {
    PgpKind.ENCRYPTED: ENCRYPTED,
    PgpKind.SIGNATURE: SIGNATURE_ALONE,
    PgpKind.KEY: KEY_ALONE,
    PgpKind.NONE: _NO_MESSAGE,
}
_MOST_PACKETS = 50
_MOST_LAYERS = 5
_BEGIN_TEXT = b"-----BEGIN PGP SIGNED MESSAGE-----"
_BEGIN_SIGNATURE = b"-----BEGIN PGP SIGNATURE-----"
_END_SIGNATURE = b"-----END PGP SIGNATURE-----"
_FIELD = re.compile(rb"(?:Hash|SaltedHash|Charset|Comment|Version|MessageID|NotDashEscaped):")
_NO_NAME = "_CONSOLE"  # "for your eyes only", by RFC 9580 section 5.9


def pgp_members(path: Path) -> Iterator[Member]:
    """Give the content of a message of PGP, binary or armoured, when no key is needed for it.

    Raises:
        UnopenedError: ENCRYPTED_MAIL; SYSTEM_FILE for a signature that stands apart or a key,
            which nobody needs to explain; DAMAGED. With the pieces BrokenMemberError.
    """
    source = Forward(pieces_of(path))
    head = source.peek(HEAD)
    kind = pgp_kind(head)
    if kind in _REFUSED:
        raise UnopenedError(_REFUSED[kind])
    if kind is PgpKind.SIGNED_TEXT:
        text = cleartext(source.stream(None))
        yield Member(None, lambda: text, declared_type="text/plain")
        return
    if armour_label(head):
        source = Forward(unarmoured(source.stream(None)))
    try:
        yield _literal(source)
    except ReadError:
        raise UnopenedError(_NO_MESSAGE) from None


def cleartext(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Give a text without the armour of its signature, its lines as they were written.

    What stands before and after the signed text is given too.
    """
    is_signed = is_below = is_header = False
    kept: list[bytes] = []
    size = 0
    for line in _lines(pieces):
        mark = line.rstrip()
        if is_header:
            # Fields up to an empty line, which some programs leave out.
            is_header = _FIELD.match(mark) is not None
            if is_header or not mark:
                continue
        if mark == _BEGIN_TEXT:
            is_signed = is_header = True
            continue
        if mark == _BEGIN_SIGNATURE and is_signed:
            is_signed, is_below = False, True
        if not is_below:
            kept.append(line[2:] if is_signed and line.startswith(b"- ") else line)
            size += len(kept[-1])
        elif mark == _END_SIGNATURE:
            is_below = False
        if size >= PIECE:
            yield b"".join(kept)
            kept, size = [], 0
    yield b"".join(kept)


def _lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    held = b""
    for piece in pieces:
        *lines, held = (held + piece).split(b"\n")
        yield from (line + b"\n" for line in lines)
        if len(held) > PIECE:
            yield held
            held = b""
    if held:
        yield held


def _literal(source: Forward) -> Member:
    """Return the content, from within compression and between signatures."""
    layers = 0
    for _ in range(_MOST_PACKETS):
        tag, body = read_packet(source)
        if tag == Tag.LITERAL:
            return _member(Forward(body))
        if tag in SECRET:
            raise UnopenedError(ENCRYPTED)
        if tag == Tag.COMPRESSED and layers < _MOST_LAYERS:
            layers += 1
            source = Forward(_decompressed(Forward(body)))
            continue
        if tag not in {Tag.ONE_PASS_SIGNATURE, Tag.SIGNATURE, Tag.MARKER}:
            break
        for _piece in body:
            pass
    raise MalformedError


def _decompressed(body: Forward) -> Iterator[bytes]:
    match body.take(1)[0]:
        case 0:
            return body.stream(None)
        case 1:
            return inflated(body.stream(None), RAW)
        case 2:
            return inflated(body.stream(None))
        case 3:
            return unbzipped(body.stream(None))
        case _:
            raise MalformedError


def _member(body: Forward) -> Member:
    form, length = body.take(2)
    name = body.take(length).decode("utf-8", "replace")
    body.take(4)  # the time, which says nothing that could be relied on
    role = Role.MAIL if is_mime_entity(body.peek(HEAD)) else Role.FILE
    return Member(
        None if name in {"", _NO_NAME} else name,
        lambda: told(body, _CUT_OFF, _BROKEN),
        role=role,
        declared_type="text/plain" if form in b"tu" and role is Role.FILE else "",
    )
