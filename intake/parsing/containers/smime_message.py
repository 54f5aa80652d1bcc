"""S/MIME and other signed files: what is in them, without asking who signed.

A certificate is not needed for reading: what was signed stands there as it is, and what was
compressed is inflated. Whether the signature fits is `intake.parsing.mail_signature`.
"""

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
from intake.parsing.containers.member import Member, Role, UnopenedError
from intake.parsing.containers.told import told
from intake.parsing.forward import CutOffError, Forward, ReadError
from intake.parsing.mime_entity import is_mime_entity

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
    yield Member(None, lambda: told(content, _CUT_OFF, _BROKEN), role=role)


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
