"""S/MIME and other signed files: what is in them, without asking who signed.

A certificate is not needed for reading: what was signed stands there as it is, and what was
compressed is inflated. Whether the signature fits is `intake.parsing.mail_signature`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.cms import (
    HEAD,
    MOST_LAYERS,
    SECRET,
    Layer,
    Wrapping,
    binary,
    open_layer,
    open_within,
    pieces_of,
)
from intake.parsing.containers.member import BrokenMemberError, Member, Role, UnopenedError
from intake.parsing.forward import CutOffError, Forward, ReadError

ENCRYPTED = Problem(
    ProblemCode.ENCRYPTED_MAIL,
    "versleuteld met S/MIME; stuur de bestanden opnieuw zonder versleuteling",
)
SIGNATURE_ALONE = Problem(ProblemCode.SYSTEM_FILE, "een digitale handtekening of een certificaat")
_TOO_DEEP = Problem(ProblemCode.NOT_EXPANDED, "te vaak verpakt")
_NO_CMS = Problem(ProblemCode.DAMAGED, "geen leesbaar S/MIME-bericht")
_CUT_OFF_AT_ONCE = Problem(ProblemCode.DAMAGED, "het S/MIME-bericht is afgebroken")
_UNKNOWN_KIND = Problem(ProblemCode.NOT_EXPANDED, "een soort S/MIME-bericht dat wij niet kennen")
_CUT_OFF = Problem(ProblemCode.TRUNCATED, "het S/MIME-bericht is afgebroken")
_BROKEN = Problem(ProblemCode.DAMAGED, "het S/MIME-bericht is beschadigd")

_HEADER_BLOCK = re.compile(rb"\A(?:[!-9;-~]{1,80}[ \t]*:[^\n]*(?:\r?\n[ \t][^\n]*)*(?:\r?\n|\Z))+")
_OF_MIME = re.compile(
    rb"(?im)^(?:content-(?:type|transfer-encoding|disposition)|mime-version)[ \t]*:"
)
_OF_MAIL = re.compile(rb"(?im)^(from|date|received|message-id|subject)[ \t]*:")


def p7m_members(path: Path) -> Iterator[Member]:
    """Give what is signed or compressed in a CMS file: one nameless member.

    It is a MAIL when it is a MIME entity, and a FILE otherwise (a signed PDF). CMS that stands
    directly in CMS is opened too. A file that is a whole MIME entity, as Outlook keeps a signed
    mail within an `.msg`, is given as that MAIL.

    Raises:
        UnopenedError: ENCRYPTED_MAIL; SYSTEM_FILE where it has no content, being a signature
            that stands apart, certificates or a time-stamp: the file is kept and nobody needs
            to explain it; DAMAGED; NOT_EXPANDED. With the pieces BrokenMemberError: TRUNCATED
            or DAMAGED.
    """
    source = binary(pieces_of(path))
    head = source.peek(HEAD)
    if is_mime_entity(head):
        yield Member(None, lambda: source.stream(None), role=Role.MAIL)
        return
    try:
        content = _innermost(source)
        head = content.peek(HEAD)
    except CutOffError:
        raise UnopenedError(_CUT_OFF_AT_ONCE) from None
    except ReadError:
        raise UnopenedError(_NO_CMS) from None
    role = Role.MAIL if is_mime_entity(head) else Role.FILE
    yield Member(None, lambda: _told(content), role=role)


def is_mime_entity(head: bytes) -> bool:
    """Tell by its beginning whether something is a mail or a part of one, fields and all."""
    block = _HEADER_BLOCK.match(head[:HEAD])
    if block is None:
        return False
    fields = block[0]
    return _OF_MIME.search(fields) is not None or len(set(_OF_MAIL.findall(fields))) > 1


def _innermost(source: Forward) -> Forward:
    """Open CMS within CMS down to what is something else."""
    layer = open_layer(source)
    for _ in range(MOST_LAYERS):
        _refuse(layer)
        within, content = open_within(layer)
        if within is None:
            return content
        layer = within
    raise UnopenedError(_TOO_DEEP)


def _refuse(layer: Layer) -> None:
    if layer.wrapping in SECRET:
        raise UnopenedError(ENCRYPTED)
    if layer.wrapping is Wrapping.OTHER:
        raise UnopenedError(_UNKNOWN_KIND)
    if not layer.has_content:
        raise UnopenedError(SIGNATURE_ALONE)


def _told(content: Forward) -> Iterator[bytes]:
    try:
        yield from content.stream(None)
    except CutOffError:
        raise BrokenMemberError(_CUT_OFF) from None
    except ReadError:
        raise BrokenMemberError(_BROKEN) from None
