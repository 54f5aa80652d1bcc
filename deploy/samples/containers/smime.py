"""Signed, compressed and encrypted mail in CMS, made by OpenSSL where it can make it.

Keys are thrown away with the process. What OpenSSL writes with `-stream` is what mail
programs send: lengths indefinite, the content in fragments. Debian builds it without zlib, so
compressed content is written here.
"""

import hashlib
import subprocess
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
DATA = bytes.fromhex("06092a864886f70d010701")
_COMPRESSED_DATA = bytes.fromhex("060b2a864886f70d0109100109")
_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_SHA512 = bytes.fromhex("0609608648016503040203")
_ED25519 = bytes.fromhex("06032b6570")
_ZLIB = bytes.fromhex("060b2a864886f70d0109100308")

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True)
class Signer:
    """A person with a certificate of their own making, as files that OpenSSL reads."""

    certificate: Path
    key: Path


def make_signer(
    folder: Path,
    kind: str = "ec",
    *,
    name: str = "Jansen, A.",
    address: str | None = "a.jansen@zorg-a.example",
) -> Signer:
    """Make a key (`ec`, `rsa` or `ed25519`) and a certificate for it in a folder."""
    key = _private_key(kind)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2023, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2043, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if address is not None:
        names = x509.SubjectAlternativeName([x509.RFC822Name(address)])
        builder = builder.add_extension(names, critical=False)
    algorithm = None if kind == "ed25519" else hashes.SHA256()
    signer = Signer(folder / f"{kind}-certificate.pem", folder / f"{kind}-key.pem")
    signer.certificate.write_bytes(builder.sign(key, algorithm).public_bytes(Encoding.PEM))
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    signer.key.write_bytes(pem)
    return signer


def signed(
    content: bytes,
    *signers: Signer,
    detached: bool = False,
    form: str = "DER",
    digest: str = "sha256",
    options: Sequence[str] = (),
) -> bytes:
    """Return what `openssl cms -sign` makes of a content; `-stream` in options gives BER."""
    command = ["-sign", "-binary", "-outform", form, "-md", digest]
    if not detached:
        command.append("-nodetach")
    for signer in signers:
        command += ["-signer", str(signer.certificate), "-inkey", str(signer.key)]
    return _openssl([*command, *options], content)


def signed_with_ed25519(content: bytes, signer: Signer) -> bytes:
    """Return a SignedData with Ed25519 (RFC 8419), which Debian's OpenSSL does not write."""
    key = load_pem_private_key(signer.key.read_bytes(), None)
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise TypeError("a key of that kind is needed")
    certificate = x509.load_pem_x509_certificate(signer.certificate.read_bytes())
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key()).digest
    digest = der(0x04, hashlib.sha512(content).digest())
    attributes = der(0x30, _CONTENT_TYPE + der(0x31, DATA))
    attributes += der(0x30, _MESSAGE_DIGEST + der(0x31, digest))
    info = der(0x02, b"\3") + der(0x80, identifier) + der(0x30, _SHA512)
    info += der(0xA0, attributes) + der(0x30, _ED25519)
    info += der(0x04, key.sign(der(0x31, attributes)))
    body = der(0x02, b"\3") + der(0x31, der(0x30, _SHA512))
    body += der(0x30, DATA + der(0xA0, der(0x04, content)))
    body += der(0xA0, certificate.public_bytes(Encoding.DER)) + der(0x31, der(0x30, info))
    return der(0x30, SIGNED_DATA + der(0xA0, der(0x30, body)))


def encrypted(content: bytes, recipient: Signer, *options: str) -> bytes:
    """Return what `openssl cms -encrypt` makes of a content."""
    command = ["-encrypt", "-binary", "-outform", "DER", *options, str(recipient.certificate)]
    return _openssl(command, content)


def encrypted_with_password(content: bytes) -> bytes:
    """Return an EncryptedData, which has no recipients."""
    key = "000102030405060708090a0b0c0d0e0f"
    command = ["-EncryptedData_encrypt", "-outform", "DER", "-aes128", "-secretkey", key]
    return _openssl(command, content)


def certificates_only(*signers: Signer) -> bytes:
    """Return a bundle of certificates (`smime.p7c`)."""
    command = ["openssl", "crl2pkcs7", "-nocrl", "-outform", "DER"]
    for signer in signers:
        command += ["-certfile", str(signer.certificate)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def compressed(content: bytes, *, packed: bytes | None = None) -> bytes:
    """Return a CompressedData, its fragments of indefinite length; `packed` instead of zlib."""
    data = zlib.compress(content) if packed is None else packed
    inner = DATA + indefinite(0xA0, fragments(data, 1_000))
    body = der(0x02, b"\0") + der(0x30, _ZLIB) + indefinite(0x30, inner)
    return indefinite(0x30, _COMPRESSED_DATA + indefinite(0xA0, indefinite(0x30, body)))


def wrapped_directly(structure: bytes, *, in_octets: bool = False) -> bytes:
    """Return a SignedData whose content is another SignedData: its type outside, its value within.

    So wrote PKCS #7 of 1993, and so does CMS, which puts the value into an OCTET STRING.
    """
    # Header, object identifier, and header of the explicit tag go.
    value = structure[_header_size(structure) + len(SIGNED_DATA) :]
    value = value[_header_size(value) :]
    content = fragments(value, 1_000) if in_octets else value.removesuffix(bytes(4))
    inner = indefinite(0x30, SIGNED_DATA + indefinite(0xA0, content))
    body = der(0x02, b"\1") + der(0x31, b"") + inner + der(0x31, b"")
    return indefinite(0x30, SIGNED_DATA + indefinite(0xA0, indefinite(0x30, body)))


def unsigned(content: bytes | None, *, kind: bytes = DATA) -> bytes:
    """Return a SignedData that nobody signed, for contents and types of one's own choice."""
    explicit = b"" if content is None else der(0xA0, der(0x04, content))
    body = der(0x02, b"\1") + der(0x31, b"") + indefinite(0x30, kind + explicit) + der(0x31, b"")
    return der(0x30, SIGNED_DATA + der(0xA0, der(0x30, body)))


def fragments(content: bytes, size: int) -> bytes:
    """Return an OCTET STRING of indefinite length, as mail programs write while they send."""
    pieces = [der(0x04, content[at : at + size]) for at in range(0, len(content), size)]
    return indefinite(0x24, b"".join(pieces))


def der(tag: int, content: bytes) -> bytes:
    """Return a value of definite length."""
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def indefinite(tag: int, content: bytes) -> bytes:
    """Return a value of indefinite length."""
    return bytes((tag, 0x80)) + content + b"\0\0"


def _header_size(structure: bytes) -> int:
    return 2 if structure[1] <= 0x80 else 2 + structure[1] - 0x80


def _private_key(kind: str) -> PrivateKey:
    if kind == "rsa":
        return rsa.generate_private_key(65_537, 2_048)
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    return ec.generate_private_key(ec.SECP256R1())


def _openssl(arguments: Sequence[str], content: bytes) -> bytes:
    command = ["openssl", "cms", *arguments]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout
