"""The signatures of a mail that stand in parts of their own (`multipart/signed`, RFC 1847)."""

from collections.abc import Iterator

from intake.domain.mail_signature import MailSignature
from intake.parsing.leaves import transfer_encoding
from intake.parsing.mail_signature import detached_signature, pgp_signature
from intake.parsing.signed_part import signed_part
from intake.parsing.structure import Part
from intake.parsing.transfer import decode_transfer

_SIGNED = "multipart/signed"
_PARTS = 2
_MOST = 20
"""Signatures that are checked; each costs a pass over what it signs."""


def signature_parts(root: Part) -> frozenset[int]:
    """Return where the parts begin that hold nothing but a signature of the part before."""
    return frozenset(part.children[1].start for part in _signed(root))


def signatures_beside(raw: bytes, root: Part, trail: str) -> Iterator[MailSignature]:
    """Yield the signatures of an entity, outermost first.

    Args:
        raw: The entity.
        root: Its tree.
        trail: Where the entity itself was; empty for the mail.
    """
    for part in list(_signed(root))[:_MOST]:
        content, signature = part.children
        origin = f"{trail} > {content.origin}" if trail else content.origin
        if "pgp" in signature.media_type:
            yield pgp_signature(origin)
            continue
        span = signed_part(raw, part)
        if span is None:
            continue
        decoded = decode_transfer(
            raw,
            signature.start,
            signature.end,
            transfer_encoding(signature),
            whole=signature.whole,
        )
        yield from detached_signature(raw, *span, decoded.data, origin)


def _signed(part: Part) -> Iterator[Part]:
    if (
        part.media_type == _SIGNED
        and len(part.children) == _PARTS
        and part.children[1].is_leaf
        and "signature" in part.children[1].media_type
    ):
        yield part
    for child in part.children:
        yield from _signed(child)
