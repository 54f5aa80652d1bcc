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

PublicKey = CertificatePublicKeyTypes

_HASHES: Final[dict[str, hashes.HashAlgorithm]] = {
    # By the names of hashlib.
    "md5": hashes.MD5(),  # noqa: S303 - recognised, and called weak
    "sha1": hashes.SHA1(),  # noqa: S303 - the same
    "sha224": hashes.SHA224(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
    "sha3_256": hashes.SHA3_256(),
    "sha3_384": hashes.SHA3_384(),
    "sha3_512": hashes.SHA3_512(),
}
_DIGESTS: Final = {
    "1.2.840.113549.2.5": "md5",
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.4": "sha224",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
    "2.16.840.1.101.3.4.2.8": "sha3_256",
    "2.16.840.1.101.3.4.2.9": "sha3_384",
    "2.16.840.1.101.3.4.2.10": "sha3_512",
}
_SIGNATURES: Final = {
    # RSA, and then ECDSA, each with its own digest.
    "1.2.840.113549.1.1.4": "md5",
    "1.2.840.113549.1.1.5": "sha1",
    "1.2.840.113549.1.1.14": "sha224",
    "1.2.840.113549.1.1.11": "sha256",
    "1.2.840.113549.1.1.12": "sha384",
    "1.2.840.113549.1.1.13": "sha512",
    "2.16.840.1.101.3.4.3.14": "sha3_256",
    "2.16.840.1.101.3.4.3.15": "sha3_384",
    "2.16.840.1.101.3.4.3.16": "sha3_512",
    "1.2.840.10045.4.1": "sha1",
    "1.2.840.10045.4.3.1": "sha224",
    "1.2.840.10045.4.3.2": "sha256",
    "1.2.840.10045.4.3.3": "sha384",
    "1.2.840.10045.4.3.4": "sha512",
}
_PSS: Final = "1.2.840.113549.1.1.10"
_OF_SIGNER: Final = frozenset(
    {"1.2.840.113549.1.1.1", "1.2.840.10045.2.1", "1.3.101.112", "1.3.101.113"}
)
"""Signature algorithms that name no digest: the one of the signer counts."""
_WEAK: Final = frozenset({"md5", "sha1"})


class NotCheckedError(Exception):
    """The algorithm or the key is none that is checked here."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How one signature was made; digests by the names of hashlib.

    Attributes:
        content: Digest over the content.
        signed: Digest over what the key signed.
        mask: Digest in the padding of RSA-PSS; empty for any other.
    """

    content: str
    signed: str
    mask: str = ""

    @property
    def is_weak(self) -> bool:
        """Whether somebody else could have made a second content with the same signature."""
        return bool({self.content, self.signed} & _WEAK)


def scheme_of(info: SignerInfo) -> Scheme:
    """Return how a signature was made.

    Raises:
        NotCheckedError: With an algorithm that is not known here.
    """
    content = _named(_DIGESTS, info.digest.identifier)
    identifier = info.algorithm.identifier
    if identifier == _PSS:
        signed, mask = _pss(info.algorithm)
        return Scheme(content, signed, mask)
    if identifier in _OF_SIGNER:
        return Scheme(content, content)
    return Scheme(content, _named(_SIGNATURES, identifier))


def fits_message(key: PublicKey, scheme: Scheme, signature: bytes, message: bytes) -> bool:
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
    digest = hashes.Hash(_HASHES[scheme.signed])
    digest.update(message)
    return fits_digest(key, scheme, signature, digest.finalize())


def fits_digest(key: PublicKey, scheme: Scheme, signature: bytes, digest: bytes) -> bool:
    """Tell whether a key made the signature of something with this digest.

    Raises:
        NotCheckedError: With a key that is not checked here, or not by a digest.
    """
    prehashed = Prehashed(_HASHES[scheme.signed])
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
    if not scheme.mask:
        return padding.PKCS1v15()
    return padding.PSS(padding.MGF1(_HASHES[scheme.mask]), padding.PSS.AUTO)


def _named(names: dict[str, str], identifier: str) -> str:
    if identifier not in names:
        raise NotCheckedError
    return names[identifier]


def _pss(algorithm: Algorithm) -> tuple[str, str]:
    """Return both digests of RSA-PSS (RFC 4055); SHA-1 where none is named."""
    signed = mask = "1.3.14.3.2.26"
    try:
        for field in ber.values(algorithm.parameters.content) if algorithm.parameters else ():
            value = ber.values(field.content)[0]
            if field.tag == ber.FIRST:
                signed = identifier_of(value)
            elif field.tag == ber.SECOND:
                mask = identifier_of(ber.values(value.content)[-1])
    except (ReadError, IndexError):
        raise NotCheckedError from None
    return _named(_DIGESTS, signed), _named(_DIGESTS, mask)
