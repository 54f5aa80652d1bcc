"""Whether a digital signature fits its content, and whom its certificate names.

A signature that cannot be checked is UNKNOWN and takes nothing away from what was mailed. One
with MD5 or SHA-1 is UNKNOWN too when it fits, for others can make contents that fit likewise;
when it does not fit, it is BROKEN as any other.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from mmap import mmap
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes

from intake.domain.mail_signature import MailSignature, SignatureKind, SignatureState
from intake.parsing.cms import (
    MOST_LAYERS,
    Layer,
    Wrapping,
    binary,
    open_layer,
    open_within,
    pieces_of,
)
from intake.parsing.cms_signers import SignerInfo, Signers, read_signers
from intake.parsing.containers.member import PIECE
from intake.parsing.forward import CutOffError, ReadError
from intake.parsing.signature_algorithms import (
    NotCheckedError,
    Scheme,
    fits_digest,
    fits_message,
    scheme_of,
)
from intake.parsing.signer_certificate import address_of, certificates_of, name_of

MOST_SIGNED: Final = 536_870_912
"""Bytes of content that are read for a signature; what is compressed may be far more."""

DOES_NOT_FIT = "de handtekening past niet bij de inhoud"
CUT_OFF = "de handtekening is afgebroken"
UNREADABLE = "de handtekening is niet leesbaar"
NO_CERTIFICATE = "het certificaat is niet meegestuurd"
NOT_CHECKED = "een soort handtekening die wij niet controleren"
OUTDATED = "de handtekening is gezet met een verouderd algoritme"
TOO_LARGE = "de inhoud is te groot om de handtekening te controleren"
PGP_NOT_CHECKED = "een handtekening met PGP, die wij niet controleren"

Digests = Callable[[hashes.HashAlgorithm], tuple[bytes, ...]]
"""The digests of the content in each form it may be meant in."""

_BARE_LINE_END = re.compile(rb"(?<!\r)\n")


class _TooLargeError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Finding:
    state: SignatureState
    words: str = ""
    certificate: x509.Certificate | None = None


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
    return _judged(signers, _digests_of_part(raw, start, end), origin, kind)


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

    return _digests(forms)


def _digests_of_part(raw: bytes | mmap, start: int, end: int) -> Digests:
    """Return digests of a part as it is, and with the line ends it had on its way."""

    def forms() -> Iterator[Iterator[bytes]]:
        yield _slices(raw, start, end)
        yield _canonical(_slices(raw, start, end))

    return _digests(forms)


def _digests(forms: Callable[[], Iterator[Iterator[bytes]]]) -> Digests:
    known: dict[str, tuple[bytes, ...]] = {}

    def digests(algorithm: hashes.HashAlgorithm) -> tuple[bytes, ...]:
        if algorithm.name not in known:
            known[algorithm.name] = tuple(_digest(algorithm, form) for form in forms())
        return known[algorithm.name]

    return digests


def _slices(raw: bytes | mmap, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, PIECE):
        yield raw[at : min(at + PIECE, end)]


def _canonical(pieces: Iterator[bytes]) -> Iterator[bytes]:
    before = b""
    for piece in pieces:
        # The byte before decides whether a line end at the beginning is whole.
        yield _BARE_LINE_END.sub(b"\r\n", before + piece)[len(before) :]
        before = piece[-1:] if piece.endswith(b"\r") else b""


def _digest(algorithm: hashes.HashAlgorithm, pieces: Iterator[bytes]) -> bytes:
    digest = hashes.Hash(algorithm)
    for piece in pieces:
        digest.update(piece)
    return digest.finalize()


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
    with warnings.catch_warnings():
        # The library warns of certificates that break a rule; they are told of by their state.
        warnings.simplefilter("ignore")
        for info in signers.infos:
            finding = _finding(info, signers.certificates, digests)
            certificate = finding.certificate
            found.append(
                MailSignature(
                    origin=origin,
                    kind=kind,
                    state=finding.state,
                    signer="" if certificate is None else name_of(certificate),
                    address="" if certificate is None else address_of(certificate),
                    signed_at=info.signed_at,
                    words=finding.words,
                )
            )
    return tuple(found)


def _finding(info: SignerInfo, encoded: tuple[bytes, ...], digests: Digests) -> _Finding:
    certificates = certificates_of(info, encoded)
    first = next(iter(certificates), None)
    try:
        scheme = scheme_of(info)
        if info.attributes and info.message_digest not in digests(scheme.content):
            return _Finding(SignatureState.BROKEN, DOES_NOT_FIT, first)
        if first is None:
            return _Finding(SignatureState.UNKNOWN, NO_CERTIFICATE)
        signer = _who_signed(info, scheme, certificates, digests)
    except (NotCheckedError, UnsupportedAlgorithm, ValueError):
        return _Finding(SignatureState.UNKNOWN, NOT_CHECKED, first)
    if signer is None:
        return _Finding(SignatureState.BROKEN, DOES_NOT_FIT, first)
    if scheme.is_weak:
        return _Finding(SignatureState.UNKNOWN, OUTDATED, signer)
    return _Finding(SignatureState.VALID, certificate=signer)


def _who_signed(
    info: SignerInfo, scheme: Scheme, certificates: list[x509.Certificate], digests: Digests
) -> x509.Certificate | None:
    for certificate in certificates:
        key = certificate.public_key()
        if info.attributes:
            if fits_message(key, scheme, info.signature, info.attributes):
                return certificate
        elif any(
            fits_digest(key, scheme, info.signature, digest) for digest in digests(scheme.signed)
        ):
            return certificate
    return None


def _unknown(origin: str, kind: SignatureKind, words: str) -> MailSignature:
    return MailSignature(origin, kind, SignatureState.UNKNOWN, words=words)
