"""PDFs with digital signatures, by people who sign with certificates of their own making."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko_certvalidator.registry import SimpleCertificateStore

MADE_AT = datetime(2023, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    """Somebody with a key and a certificate."""

    certificate: asn1_x509.Certificate
    key: keys.PrivateKeyInfo

    @property
    def signer(self) -> signers.SimpleSigner:
        return signers.SimpleSigner(
            signing_cert=self.certificate,
            signing_key=self.key,
            cert_registry=SimpleCertificateStore(),
        )


def person(name: str, *, days: int = 3_650, stamps_time: bool = False) -> Person:
    """Make a person whom nobody vouches for; with few days, the certificate is over by now."""
    # The library's time stamps for tests are made with this kind of key alone.
    key = rsa.generate_private_key(65537, 2048) if stamps_time else _small_key()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(MADE_AT)
        .not_valid_after(MADE_AT + timedelta(days=days))
    )
    if stamps_time:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    made = builder.sign(key, hashes.SHA256())
    encoded = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return Person(
        asn1_x509.Certificate.load(made.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(encoded),
    )


def _small_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def signed(
    pdf: bytes,
    who: Person,
    *,
    field: str = "Handtekening",
    pades: bool = True,
    digest: str = "sha256",
    certifies: fields.MDPPerm | None = None,
    in_box: bool = False,
    password: str | None = None,
) -> bytes:
    """Return a PDF with one more signature, behind what was there."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    if password is not None:
        writer.encrypt(password)
    if in_box:
        box = (60, 60, 260, 120)
        fields.append_signature_field(writer, fields.SigFieldSpec(field, box=box))
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm=digest,
        subfilter=fields.SigSeedSubFilter.PADES
        if pades
        else fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        certify=certifies is not None,
        docmdp_permissions=certifies or fields.MDPPerm.FILL_FORMS,
    )
    target = BytesIO()
    signers.sign_pdf(writer, metadata, signer=who.signer, output=target)
    return target.getvalue()


def time_stamped(pdf: bytes, authority: Person) -> bytes:
    """Return a PDF with a time stamp on the document as a whole."""
    stamper = timestamps.DummyTimeStamper(authority.certificate, authority.key)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    target = BytesIO()
    signers.PdfTimeStamper(stamper, field_name="Tijdstempel").timestamp_pdf(
        writer, "sha256", None, output=target
    )
    return target.getvalue()


def with_empty_signature_field(pdf: bytes, field: str = "Handtekening") -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    fields.append_signature_field(writer, fields.SigFieldSpec(field, box=(60, 60, 260, 120)))
    target = BytesIO()
    writer.write(target)
    return target.getvalue()
