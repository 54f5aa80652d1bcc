"""Whether a digital signature fits its content, and whom its certificate names.

A signature that cannot be checked is UNKNOWN and takes nothing away from what was mailed. One
with MD5 or SHA-1 is UNKNOWN too when it fits, for others can make contents that fit likewise;
when it does not fit, it is BROKEN as any other.
"""

from collections.abc import Iterator
from mmap import mmap
from pathlib import Path
from typing import Final

from intake.domain.mail_signature import MailSignature, SignatureKind, SignatureState
from intake.domain.signature_words import NOT_CHECKED
from intake.parsing.cms import (
    MOST_LAYERS,
    Layer,
    Wrapping,
    binary,
    open_layer,
    open_within,
    pieces_of,
)
from intake.parsing.cms_signers import Signers, read_signers
from intake.parsing.content_digests import Digests, digests_of, digests_of_part
from intake.parsing.forward import CutOffError, ReadError
from intake.parsing.signature_verdict import judge_signer

MOST_SIGNED: Final = 536_870_912
"""Bytes of content that are read for a signature; what is compressed may be far more."""

CUT_OFF = "de handtekening is afgebroken"
UNREADABLE = "de handtekening is niet leesbaar"
TOO_LARGE = "de inhoud is te groot om de handtekening te controleren"
PGP_NOT_CHECKED = "een handtekening met PGP, die wij niet controleren"


class _TooLargeError(Exception):
    pass


def opaque_signature(path: Path, origin: str) -> tuple[MailSignature, ...]:
    """Return the signatures around the content of a CMS file, outermost first.

    Empty when nobody signed it, or when the signature stands apart from its content. A signed
    mail within the content is another file: whoever opens that asks again.
    """
    found: list[MailSignature] = []
    for depth in range(MOST_LAYERS):
        try:
            layer = _layer(path, depth)
        except ReadError:
            break  # No CMS, or content that looked like it.
        if layer is None or not layer.has_content:
            break
        if layer.wrapping is Wrapping.SIGNED:
            found += _around(path, depth, layer, origin)
    return tuple(found)


def detached_signature(
    raw: bytes | mmap, start: int, end: int, signature_der: bytes, origin: str
) -> tuple[MailSignature, ...]:
    """Return the signatures that stand beside a part of a mail.

    Args:
        raw: The mail.
        start: Where the header fields of the part that is signed begin.
        end: Where it ends; the line end before the boundary line is no part of it.
        signature_der: The decoded other part (DER or BER, also PEM or base64).
        origin: Of the part that is signed.
    """
    kind = SignatureKind.SMIME_DETACHED
    try:
        layer = open_layer(binary(iter((signature_der,))))
        if layer.wrapping is not Wrapping.SIGNED:
            return (_unknown(origin, kind, NOT_CHECKED),)
        if layer.has_content:
            _drain(layer.content())
        signers = read_signers(layer.source)
    except CutOffError:
        return (_unknown(origin, kind, CUT_OFF),)
    except ReadError:
        return (_unknown(origin, kind, UNREADABLE),)
    if not signers.infos:
        return (_unknown(origin, kind, UNREADABLE),)
    return _judged(signers, digests_of_part(raw, start, end), origin, kind)


def pgp_signature(origin: str) -> MailSignature:
    """Return the fact that something is signed with PGP, whose keys come with no mail."""
    return _unknown(origin, SignatureKind.PGP, PGP_NOT_CHECKED)


def _around(path: Path, depth: int, layer: Layer, origin: str) -> tuple[MailSignature, ...]:
    kind = SignatureKind.SMIME_OPAQUE
    if not layer.is_octets:
        return (_unknown(origin, kind, NOT_CHECKED),)
    try:
        _drain(layer.content())
        signers = read_signers(layer.source)
    except CutOffError:
        return (_unknown(origin, kind, CUT_OFF),)
    except ReadError:
        return (_unknown(origin, kind, UNREADABLE),)
    except _TooLargeError:
        return (_unknown(origin, kind, TOO_LARGE),)
    return _judged(signers, _digests_of_content(path, depth), origin, kind)


def _layer(path: Path, depth: int) -> Layer | None:
    """Open a file anew down to a layer; None when it has fewer."""
    layer = open_layer(binary(pieces_of(path)))
    for _ in range(depth):
        if not layer.has_content:
            return None
        within, _content = open_within(layer)
        if within is None:
            return None
        layer = within
    return layer


def _digests_of_content(path: Path, depth: int) -> Digests:
    """Return digests that read the content once more: its algorithms stand behind it."""

    def forms() -> Iterator[Iterator[bytes]]:
        layer = _layer(path, depth)
        if layer is not None:
            yield layer.content()

    return digests_of(forms)


def _drain(pieces: Iterator[bytes]) -> None:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_SIGNED:
            raise _TooLargeError


def _judged(
    signers: Signers, digests: Digests, origin: str, kind: SignatureKind
) -> tuple[MailSignature, ...]:
    found: list[MailSignature] = []
    for info in signers.infos:
        verdict = judge_signer(info, signers.certificates, digests)
        certificate = verdict.certificate
        found.append(
            MailSignature(
                origin=origin,
                kind=kind,
                state=verdict.state,
                signer=certificate.name if certificate else "",
                address=certificate.address if certificate else "",
                signed_at=info.signed_at,
                words=verdict.words,
            )
        )
    return tuple(found)


def _unknown(origin: str, kind: SignatureKind, words: str) -> MailSignature:
    return MailSignature(origin, kind, SignatureState.UNKNOWN, words=words)
