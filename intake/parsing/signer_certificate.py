"""The certificate of a signer: which one it is, and whom it names. Nobody is asked about it."""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import NameOID

from intake.domain.one_line import on_one_line
from intake.parsing.cms_signers import SignerInfo
from intake.parsing.signature_algorithms import PublicKey

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class SignerCertificate:
    """What a certificate says of its owner, on one line each; empty where it says nothing."""

    key: PublicKey
    name: str
    address: str


def certificates_of(info: SignerInfo, encoded: Iterable[bytes]) -> list[SignerCertificate]:
    """Return the certificates that a signature may mean; more than one where serials repeat."""
    found: list[SignerCertificate] = []
    with warnings.catch_warnings():
        # The library warns of certificates that break a rule, and goes on.
        warnings.simplefilter("ignore")
        for raw in encoded:
            try:
                certificate = x509.load_der_x509_certificate(raw)
                if _is_meant(certificate, info):
                    found.append(_read(certificate))
            except (ValueError, UnsupportedAlgorithm, x509.InvalidVersion):
                continue
    return found


def _read(certificate: x509.Certificate) -> SignerCertificate:
    addresses = _alternative_addresses(certificate) or _named(certificate, NameOID.EMAIL_ADDRESS)
    names = _named(certificate, NameOID.COMMON_NAME)
    names += _named(certificate, NameOID.ORGANIZATION_NAME)
    return SignerCertificate(
        key=certificate.public_key(),
        name=on_one_line("".join(names[:1]))[:_LONGEST],
        address=on_one_line("".join(addresses[:1]))[:_LONGEST],
    )


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
    return found


def _named(certificate: x509.Certificate, kind: x509.ObjectIdentifier) -> list[str]:
    try:
        found = certificate.subject.get_attributes_for_oid(kind)
    except ValueError:
        return []
    return [str(attribute.value) for attribute in found]
