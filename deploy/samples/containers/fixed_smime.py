"""S/MIME that is the same byte for byte each time: for files that are kept and compared.

The key is nobody's secret. Ed25519 takes no chance while it signs, and what is encrypted is
noise that only looks like it.
"""

import hashlib
from datetime import UTC, datetime
from functools import cache
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from deploy.samples.containers.smime import DATA, SIGNED_DATA, der, fragments, indefinite

_KEY: Final = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_ENVELOPED_DATA = bytes.fromhex("06092a864886f70d010703")
_RSA = bytes.fromhex("06092a864886f70d010101")
_AES256 = bytes.fromhex("060960864801650304012a")
_SHA512 = der(0x30, bytes.fromhex("0609608648016503040203"))
_ED25519 = der(0x30, bytes.fromhex("06032b6570"))


def signed_the_same(
    content: bytes, *, detached: bool = False, streamed: bool = False, certificate: bool = True
) -> bytes:
    """Return a SignedData (RFC 8419); `streamed` has its content in pieces of unknown number."""
    identifier = x509.SubjectKeyIdentifier.from_public_key(_KEY.public_key()).digest
    digest = der(0x04, hashlib.sha512(content).digest())
    attributes = der(0x30, _CONTENT_TYPE + der(0x31, DATA))
    attributes += der(0x30, _MESSAGE_DIGEST + der(0x31, digest))
    info = der(0x02, b"\3") + der(0x80, identifier) + _SHA512
    info += der(0xA0, attributes) + _ED25519 + der(0x04, _KEY.sign(der(0x31, attributes)))
    octets = fragments(content, 1_000) if streamed else der(0x04, content)
    wrap = indefinite if streamed else der
    inner = DATA if detached else DATA + wrap(0xA0, octets)
    body = der(0x02, b"\3") + der(0x31, _SHA512) + wrap(0x30, inner)
    body += der(0xA0, _certificate()) if certificate else b""
    body += der(0x31, der(0x30, info))
    return wrap(0x30, SIGNED_DATA + wrap(0xA0, wrap(0x30, body)))


def locked_the_same() -> bytes:
    """Return an EnvelopedData for a recipient whose key nobody has."""
    issuer = der(0x30, _name().public_bytes() + der(0x02, b"\x2a"))
    recipient = der(0x02, b"\0") + issuer + der(0x30, _RSA + b"\x05\0") + der(0x04, _noise(256))
    cipher = der(0x30, _AES256 + der(0x04, _noise(16)))
    content = DATA + cipher + der(0x80, _noise(480))
    body = der(0x02, b"\0") + der(0x31, der(0x30, recipient)) + der(0x30, content)
    return der(0x30, _ENVELOPED_DATA + der(0xA0, der(0x30, body)))


@cache
def _certificate() -> bytes:
    public = _KEY.public_key()
    made = (
        x509.CertificateBuilder()
        .subject_name(_name())
        .issuer_name(_name())
        .public_key(public)
        .serial_number(42)
        .not_valid_before(datetime(2023, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2043, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.SubjectAlternativeName([x509.RFC822Name("jan@wegwijs.example")]), critical=False
        )
    )
    return made.sign(_KEY, None).public_bytes(Encoding.DER)


def _name() -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Jan Wegwijs")])


def _noise(size: int) -> bytes:
    return hashlib.shake_128(b"oco").digest(size)
