"""What is known of a digital signature: a fact of its own, which decides nothing.

A mail is read whether or not its signature fits, and a signature that fits says that the
content is as it was signed, not who signed it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from intake.domain.problems import Problem, ProblemCode


class SignatureKind(StrEnum):
    """How a signature stands to what it signs."""

    SMIME_OPAQUE = "smime_opaque"  # around the content: smime.p7m
    SMIME_DETACHED = "smime_detached"  # beside it: multipart/signed with smime.p7s
    PGP = "pgp"


class SignatureState(StrEnum):
    """Whether a signature fits its content."""

    VALID = "valid"
    BROKEN = "broken"
    UNKNOWN = "unknown"  # it could not be checked, or what it rests on proves nothing any more


class SignerTrust(StrEnum):
    """Whether somebody vouches for the signer's name."""

    UNKNOWN = "unknown"  # no list of certificate authorities is asked, and no revocation


@dataclass(frozen=True)
class MailSignature:
    """One signature of one signer.

    Attributes:
        origin: Where what is signed was, e.g. `1.2`; containers are joined by ` > `.
        signer: As the certificate names its owner, on one line; empty without one.
        address: Mail address in that certificate; empty without one.
        signed_at: Aware moment in UTC that the signer's computer claims; None without one.
        words: In Dutch, why the state is what it is; empty when it is VALID.
    """

    origin: str
    kind: SignatureKind
    state: SignatureState
    signer: str = ""
    address: str = ""
    signed_at: datetime | None = None
    words: str = ""
    trusted: SignerTrust = SignerTrust.UNKNOWN

    @property
    def problem(self) -> Problem | None:
        """What is told of it: only that it is broken. An unknown state is no fault of anybody."""
        if self.state is not SignatureState.BROKEN:
            return None
        return Problem(ProblemCode.SIGNATURE_BROKEN, self.words)
