"""What a receipt says, before it is put into words."""

import hashlib
from dataclasses import dataclass

from intake.domain.completeness import RequirementResult
from intake.domain.deadline import Judgement
from intake.domain.documents import JudgedDocument
from intake.domain.mail import Attachment, MailHeaders, MailKind, ParsedMail
from intake.domain.provider_standing import ProviderStanding
from intake.domain.recipient import choose_recipient
from intake.domain.round import ProcurementRound, ProviderStatus, StreamDeadline, Zorgkantoor

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U to misread
_REFERENCE_LENGTH = 10
_HALF = _REFERENCE_LENGTH // 2

AUTOMATIC_MAIL = "automatic mail: "
"""How the reason begins when a receipt is withheld because a machine wrote the mail."""

SPAM_FOLDER = "in the spam folder"
"""Why a receipt is withheld from mail that is surely no registration and looked like spam."""

OVER_BUDGET = "budget: "
"""How the reason begins when a receipt is withheld from an address that had enough of them."""

INTERRUPTED = "interrupted while sending; it may have gone out"
"""What is kept of a letter that was being sent when the service was stopped."""

GIVEN_UP = "given up; last answer: "
"""How the answer begins of a letter that was tried for as long as is configured."""

RECEIPT_KIND = "receipt"
"""The letter that every mail is answered with; a kind is unique together with the mail."""

VIRUS_KIND = "virus"
"""The letter on a virus that was found after the receipt had been written."""


@dataclass(frozen=True)
class ReceiptContents:
    """The facts of one receipt; the templates add words and no facts.

    `provider` tells what the provider is per region; None: only `provider_status` is known.
    `documents` pairs each attachment with what was found in it, in the order of the mail.
    """

    reference: str
    mail: ParsedMail
    mail_sha256: str
    mail_size: int
    kind: MailKind
    judgement: Judgement
    deadline: StreamDeadline | None
    round: ProcurementRound
    zorgkantoor: Zorgkantoor
    provider_status: ProviderStatus
    documents: tuple[tuple[Attachment, JudgedDocument], ...]
    requirements: tuple[RequirementResult, ...]
    regions: tuple[str, ...]
    provider: ProviderStanding | None = None


@dataclass(frozen=True)
class Letter:
    """A finished letter.

    Attributes:
        message_id: Derived from the mail it answers, with angle brackets.
        recipient: Bare address of the one recipient.
        envelope_sender: MAIL FROM; empty for the null return path.
        raw: The exact bytes to send, CRLF line ends.
    """

    message_id: str
    recipient: str
    envelope_sender: str
    raw: bytes


def reference_of(mailbox: str, mail_sha256: str) -> str:
    """Return the reference of a mail, e.g. `OCO-7K3F9-Q2M4T`.

    Derived from mailbox and content, so that whoever reads the same mail again, also
    after a mailbox was reset, finds the same reference.
    """
    digest = hashlib.sha256(f"{mailbox}\n{mail_sha256}".encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    letters = ""
    for _ in range(_REFERENCE_LENGTH):
        number, index = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[index]
    return f"OCO-{letters[:_HALF]}-{letters[_HALF:]}"


def receipt_message_id(mailbox: str, mail_sha256: str, kind: str, domain: str) -> str:
    """Return the Message-ID of a letter; a resend is recognisably the same letter."""
    digest = hashlib.sha256(f"{mailbox}\n{mail_sha256}\n{kind}".encode()).hexdigest()
    return f"<{kind}.{digest[:40]}@{domain}>"


def answer_to(headers: MailHeaders, own_addresses: frozenset[str]) -> tuple[str | None, str]:
    """Return the address a receipt goes to; None with the reason why there is none.

    Automatic mail gets no answer at all (RFC 3834); nobody else goes without one
    but for want of an address that can be answered.
    """
    if headers.automatic_sign is not None:
        return None, f"{AUTOMATIC_MAIL}{headers.automatic_sign}"
    return choose_recipient(headers, own_addresses)
