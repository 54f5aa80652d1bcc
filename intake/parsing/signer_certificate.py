"""The certificate of a signer: which one it is, and whom it names. Nobody is asked about it."""

from collections.abc import Iterable

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import NameOID

from intake.domain.one_line import on_one_line
from intake.parsing.cms_signers import SignerInfo

_LONGEST = 200


def certificates_of(info: SignerInfo, encoded: Iterable[bytes]) -> list[x509.Certificate]:
    """Return the certificates that a signature may mean; more than one where serials repeat."""
    found: list[x509.Certificate] = []
    for raw in encoded:
        try:
            certificate = x509.load_der_x509_certificate(raw)
            if _is_meant(certificate, info):
                found.append(certificate)
        except (ValueError, UnsupportedAlgorithm):
            continue
    return found


def name_of(certificate: x509.Certificate) -> str:
    """Return the name of its owner on one line; empty when it names none."""
    try:
        for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
            for attribute in certificate.subject.get_attributes_for_oid(kind):
                return on_one_line(str(attribute.value))[:_LONGEST]
    except ValueError:
        return ""
    return ""


def address_of(certificate: x509.Certificate) -> str:
    """Return the first mail address in it; empty when it has none."""
    return next(iter(_alternative_addresses(certificate) or _subject_addresses(certificate)), "")


def _is_meant(certificate: x509.Certificate, info: SignerInfo) -> bool:
    if info.serial is not None:
        return certificate.serial_number == info.serial
    try:
        stated = certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension):
        key = certificate.public_key()
        return x509.SubjectKeyIdentifier.from_public_key(key).digest == info.key_identifier
    return stated.value.digest == info.key_identifier


def _alternative_addresses(certificate: x509.Certificate) -> list[str]:
    kind = x509.SubjectAlternativeName
    try:
        names = certificate.extensions.get_extension_for_class(kind).value
        found = names.get_values_for_type(x509.RFC822Name)
    except (
        ValueError,
        x509.ExtensionNotFound,
        x509.DuplicateExtension,
        x509.UnsupportedGeneralNameType,
    ):
        return []
    return [on_one_line(address)[:_LONGEST] for address in found]


def _subject_addresses(certificate: x509.Certificate) -> list[str]:
    try:
        found = certificate.subject.get_attributes_for_oid(NameOID.EMAIL_ADDRESS)
    except ValueError:
        return []
    return [on_one_line(str(attribute.value))[:_LONGEST] for attribute in found]
