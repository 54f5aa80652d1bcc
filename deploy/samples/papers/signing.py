"""Digital signatures with certificates made for the samples: valid, broken, of nobody known.

Keys are found from fixed numbers and RSA signs without chance, so that a paper signed twice
on the same day has the same bytes.
"""

import asyncio
import hashlib
import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from math import gcd
from typing import Final

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from deploy.samples.papers.paper import Paper

_EXPONENT: Final = 65537
_BITS: Final = 2048
_RESERVED: Final = 16384  # hexadecimal digits for the signature with its certificates
_FROM: Final = datetime(2015, 1, 1, tzinfo=UTC)
_UNTIL: Final = datetime(2045, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Authority:
    """A root that signs certificates; `trusted` ones are handed out with the papers."""

    name: str
    seed: int

    @property
    def certificate(self) -> x509.Certificate:
        return _certificate(self.name, self.seed, self, is_authority=True)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


TRUSTED: Final = Authority("Proef Vertrouwensdienst CA", 11)
UNKNOWN: Final = Authority("Onbekende Uitgever CA", 29)


class _Repeatable(IncrementalPdfFileWriter):
    """Writes neither the moment nor an identifier drawn by chance."""

    def _update_meta(self) -> None:
        """Leave the date of change as it was."""

    def fix_identifier(self, content: bytes) -> None:
        digest = ByteStringObject(hashlib.sha256(content).digest()[:16])
        self._document_id = ArrayObject([self._document_id[0], digest])


def signed(
    paper: Paper,
    signer: str,
    day: date,
    authority: Authority = TRUSTED,
    *,
    field: str = "Handtekening",
) -> Paper:
    """Return the PDF with a signature added behind its bytes."""
    at = datetime(day.year, day.month, day.day, 10, 15, tzinfo=UTC)
    writer = _Repeatable(BytesIO(paper.content), strict=False)
    writer.fix_identifier(paper.content)
    append_signature_field(writer, SigFieldSpec(field, on_page=-1, box=(60, 60, 260, 110)))
    metadata = PdfSignatureMetadata(field_name=field, name=signer, md_algorithm="sha256")
    maker = PdfSigner(metadata, _signer(signer, authority))
    content = asyncio.run(_sign_at(maker, writer, at))
    state = "valid" if authority is TRUSTED else "unknown"
    facts = replace(
        paper.truth.facts,
        signed="yes" if state == "valid" else "unclear",
        signer=signer,
        digital_signature=state,
    )
    return replace(paper, content=content).having(facts=facts).noted(f"signature {state}")


def changed_afterwards(paper: Paper) -> Paper:
    """Change a byte that the signature covers."""
    place = paper.content.index(b"/Producer")
    content = paper.content[:place] + b"/Produced" + paper.content[place + 9 :]
    facts = replace(paper.truth.facts, signed="unclear", digital_signature="broken")
    return replace(paper, content=content).having(
        facts=facts, notes=(*paper.truth.notes[:-1], "signature broken")
    )


async def _sign_at(maker: PdfSigner, writer: IncrementalPdfFileWriter, at: datetime) -> bytes:
    """Sign as `PdfSigner.async_sign_pdf` does, at a given moment instead of now."""
    session = maker.init_signing_session(writer)
    session.system_time = at
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=_RESERVED)
    digest, output = document.digest_tbs_document()
    attributes = PdfCMSSignedAttributes(signing_time=at)
    done = await document.perform_signature(digest.document_digest, attributes)
    await done.post_signature_processing(output)
    output.seek(0)
    return bytes(output.read())


def _signer(name: str, authority: Authority) -> SimpleSigner:
    seed = authority.seed * 1000 + sum(name.encode())
    store = SimpleCertificateStore()
    root = asn1_x509.Certificate.load(_der(authority.certificate))
    store.register(root)
    own = _certificate(name, seed, authority, is_authority=False)
    secret = _key(seed).private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(_der(own)),
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=store,
    )


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


@cache
def _certificate(
    name: str, seed: int, authority: Authority, *, is_authority: bool
) -> x509.Certificate:
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, authority.name)])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(_key(seed).public_key())
        .serial_number(seed + 7)
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )
    return builder.sign(_key(authority.seed), hashes.SHA256())


@cache
def _key(seed: int) -> rsa.RSAPrivateKey:
    chance = random.Random(seed)
    p, q = _prime(chance), _prime(chance)
    private = pow(_EXPONENT, -1, (p - 1) * (q - 1))
    numbers = rsa.RSAPrivateNumbers(
        p,
        q,
        private,
        rsa.rsa_crt_dmp1(private, p),
        rsa.rsa_crt_dmq1(private, q),
        rsa.rsa_crt_iqmp(p, q),
        rsa.RSAPublicNumbers(_EXPONENT, p * q),
    )
    return numbers.private_key()


def _prime(chance: random.Random) -> int:
    half = _BITS // 2
    while True:
        number = chance.getrandbits(half) | (3 << (half - 2)) | 1
        if gcd(number, 30030) > 1 or gcd(number - 1, _EXPONENT) > 1:
            continue
        if all(pow(base, number - 1, number) == 1 for base in (2, 3, 5, 7)):
            return number
