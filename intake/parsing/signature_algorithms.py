"""The algorithms of signatures that are checked, by object identifier."""

from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from intake.parsing import ber
from intake.parsing.cms_signers import Algorithm, SignerInfo, identifier_of
from intake.parsing.forward import ReadError

_MD5, _SHA1 = hashes.MD5(), hashes.SHA1()  # noqa: S303 - recognised, and called weak
_SHA224, _SHA256 = hashes.SHA224(), hashes.SHA256()
_SHA384, _SHA512 = hashes.SHA384(), hashes.SHA512()

_HASHES: Final[dict[str, hashes.HashAlgorithm]] = {
    "1.2.840.113549.2.5": _MD5,
    "1.3.14.3.2.26": _SHA1,
    "2.16.840.1.101.3.4.2.4": _SHA224,
    "2.16.840.1.101.3.4.2.1": _SHA256,
    "2.16.840.1.101.3.4.2.2": _SHA384,
    "2.16.840.1.101.3.4.2.3": _SHA512,
    "2.16.840.1.101.3.4.2.8": hashes.SHA3_256(),
    "2.16.840.1.101.3.4.2.9": hashes.SHA3_384(),
    "2.16.840.1.101.3.4.2.10": hashes.SHA3_512(),
}
_HASH_OF_SIGNATURE: Final[dict[str, hashes.HashAlgorithm]] = {
    # RSA, and then ECDSA, each with its own digest.
    "1.2.840.113549.1.1.4": _MD5,
    "1.2.840.113549.1.1.5": _SHA1,
    "1.2.840.113549.1.1.14": _SHA224,
    "1.2.840.113549.1.1.11": _SHA256,
    "1.2.840.113549.1.1.12": _SHA384,
    "1.2.840.113549.1.1.13": _SHA512,
    "1.2.840.10045.4.1": _SHA1,
    "1.2.840.10045.4.3.1": _SHA224,
    "1.2.840.10045.4.3.2": _SHA256,
    "1.2.840.10045.4.3.3": _SHA384,
    "1.2.840.10045.4.3.4": _SHA512,
}
_PSS: Final = "1.2.840.113549.1.1.10"
_DIGEST_OF_SIGNER: Final = frozenset(
    {"1.2.840.113549.1.1.1", "1.2.840.10045.2.1", "1.3.101.112", "1.3.101.113"}
)
"""Signature algorithms that name no digest: the one of the signer counts."""


class NotCheckedError(Exception):
    """The algorithm or the key is none that is checked here."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How one signature was made.

    Attributes:
        content: Digest over the content.
        signed: Digest over what the key signed.
        mask: Of RSA-PSS; None for any other.
    """

    content: hashes.HashAlgorithm
    signed: hashes.HashAlgorithm
    mask: hashes.HashAlgorithm | None = None

    @property
    def is_weak(self) -> bool:
        """Whether somebody else could have made a second content with the same signature."""
        return bool({self.content.name, self.signed.name} & {"md5", "sha1"})


def scheme_of(info: SignerInfo) -> Scheme:
    """Return how a signature was made.

    Raises:
        NotCheckedError: With an algorithm that is not known here.
    """
    content = _hash(info.digest.identifier)
    identifier = info.algorithm.identifier
    if identifier == _PSS:
        signed, mask = _pss(info.algorithm)
        return Scheme(content, signed, mask)
    if identifier in _DIGEST_OF_SIGNER:
        return Scheme(content, content)
    if identifier not in _HASH_OF_SIGNATURE:
        raise NotCheckedError
    return Scheme(content, _HASH_OF_SIGNATURE[identifier])


def fits_message(
    key: CertificatePublicKeyTypes, scheme: Scheme, signature: bytes, message: bytes
) -> bool:
    """Tell whether a key made the signature of a message.

    Raises:
        NotCheckedError: With a key that is not checked here.
    """
    try:
        if isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey):
            key.verify(signature, message)
            return True
    except InvalidSignature:
        return False
    digest = hashes.Hash(scheme.signed)
    digest.update(message)
    return fits_digest(key, scheme, signature, digest.finalize())


def fits_digest(
    key: CertificatePublicKeyTypes, scheme: Scheme, signature: bytes, digest: bytes
) -> bool:
    """Tell whether a key made the signature of something with this digest.

    Raises:
        NotCheckedError: With a key that is not checked here, or not by a digest.
    """
    prehashed = Prehashed(scheme.signed)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, digest, _padding(scheme), prehashed)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, digest, ec.ECDSA(prehashed))
        else:
            raise NotCheckedError
    except InvalidSignature:
        return False
    except (UnsupportedAlgorithm, ValueError):
        raise NotCheckedError from None
    return True


def _padding(scheme: Scheme) -> padding.AsymmetricPadding:
    if scheme.mask is None:
        return padding.PKCS1v15()
    return padding.PSS(padding.MGF1(scheme.mask), padding.PSS.AUTO)


def _hash(identifier: str) -> hashes.HashAlgorithm:
    if identifier not in _HASHES:
        raise NotCheckedError
    return _HASHES[identifier]


def _pss(algorithm: Algorithm) -> tuple[hashes.HashAlgorithm, hashes.HashAlgorithm]:
    """Return both digests of RSA-PSS (RFC 4055); SHA-1 where none is named."""
    signed = mask = "1.3.14.3.2.26"
    try:
        fields = ber.values(algorithm.parameters.content) if algorithm.parameters else []
        for field in fields:
            value = ber.values(field.content)[0]
            if field.tag == ber.FIRST:
                signed = identifier_of(value)
            elif field.tag == ber.SECOND:
                mask = identifier_of(ber.values(value.content)[-1])
    except (ReadError, IndexError):
        raise NotCheckedError from None
    return _hash(signed), _hash(mask)
