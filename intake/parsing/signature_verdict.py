"""The verdict on one signature: does it fit the content and the key in the certificate?"""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.domain.mail_signature import SignatureState
from intake.domain.signature_words import DOES_NOT_FIT, NO_CERTIFICATE, NOT_CHECKED, OUTDATED
from intake.parsing.cms_signers import SignerInfo
from intake.parsing.content_digests import Digests
from intake.parsing.signature_algorithms import (
    NotCheckedError,
    Scheme,
    fits_digest,
    fits_message,
    scheme_of,
)
from intake.parsing.signer_certificate import SignerCertificate, certificates_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of one signature, why, and the certificate it means; None without one."""

    state: SignatureState
    words: str = ""
    certificate: SignerCertificate | None = None


def judge_signer(info: SignerInfo, encoded: Sequence[bytes], digests: Digests) -> Verdict:
    """Return the verdict on one signature.

    Args:
        info: The signature.
        encoded: The certificates that came with it, in DER.
        digests: Of the content.
    """
    certificates = certificates_of(info, encoded)
    first = next(iter(certificates), None)
    try:
        scheme = scheme_of(info)
        if info.attributes and info.message_digest not in digests(scheme.content):
            return Verdict(SignatureState.BROKEN, DOES_NOT_FIT, first)
        if first is None:
            return Verdict(SignatureState.UNKNOWN, NO_CERTIFICATE)
        signer = _who_signed(info, scheme, certificates, digests)
    except NotCheckedError:
        return Verdict(SignatureState.UNKNOWN, NOT_CHECKED, first)
    if signer is None:
        return Verdict(SignatureState.BROKEN, DOES_NOT_FIT, first)
    if scheme.is_weak:
        return Verdict(SignatureState.UNKNOWN, OUTDATED, signer)
    return Verdict(SignatureState.VALID, certificate=signer)


def _who_signed(
    info: SignerInfo, scheme: Scheme, certificates: list[SignerCertificate], digests: Digests
) -> SignerCertificate | None:
    for certificate in certificates:
        key = certificate.key
        if info.attributes:
            if fits_message(key, scheme, info.signature, info.attributes):
                return certificate
        elif any(
            fits_digest(key, scheme, info.signature, digest) for digest in digests(scheme.signed)
        ):
            return certificate
    return None
