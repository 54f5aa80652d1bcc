"""What is kept: the values that stages read from and write to storage."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from intake.domain.completeness import RequirementResult
from intake.domain.deadline import Judgement
from intake.domain.documents import JudgedDocument
from intake.domain.lifecycle import MailState, ReceiptState
from intake.domain.mail import MailKind, ParsedMail
from intake.domain.provider_standing import ProviderStanding
from intake.domain.round import ProviderStatus


@dataclass(frozen=True, order=True)
class MailIdentity:
    """Which copy on which server: never reused by a server that keeps its promise."""

    mailbox: str
    folder: str
    uidvalidity: int
    uid: int


class ServerCopy(StrEnum):
    """What has become of the copy on the mail server."""

    PENDING = "pending"  # archived, and still to be flagged or moved
    SETTLED = "settled"  # left, flagged or moved as configured
    GONE = "gone"  # somebody removed or moved it before we could


@dataclass(frozen=True)
class ArrivedMail:
    """A mail whose bytes are durable, on its way to its first row.

    Attributes:
        internaldate: Aware, with the zone the server gave; None when it gave none.
        savedate: As internaldate; None where the server has no SAVEDATE.
        first_seen: When the poller first saw the identity, UTC.
        announced_size: RFC822.SIZE; may differ from the real size.
        absent_at: When its folder was last listed without it, UTC: it was put there after
            that. None when nobody had looked before.
    """

    identity: MailIdentity
    sha256: str
    size: int
    internaldate: datetime | None
    savedate: datetime | None
    first_seen: datetime
    announced_size: int | None = None
    absent_at: datetime | None = None


JUDGED_BY: Final = 2
"""Number of the rules by which this version judges; one more whenever they find more."""


@dataclass(frozen=True)
class Checks:
    """Everything the check stage found out about one mail.

    Attributes:
        provider_status: On which all regions agree; unknown when they do not.
        provider: Who sent it and what it is per region; None for what is no registration,
            and for mails of an earlier version.
        judged_by: Number of the rules that gave the verdicts; 0 before rules had one.
    """

    kind: MailKind
    kind_reason: str
    judgement: Judgement
    provider_status: ProviderStatus
    documents: tuple[JudgedDocument, ...]
    requirements: tuple[RequirementResult, ...]
    regions: tuple[str, ...]
    flags: tuple[str, ...]
    round: str
    provider: ProviderStanding | None = None
    judged_by: int = 0

    def status_in(self, region: str | None) -> ProviderStatus:
        """Return what the provider is in a region; without one, in all."""
        return self.provider.status_in(region) if self.provider else self.provider_status


def is_surely_meant_for_us(checks: Checks) -> bool:
    """Tell whether a mail is a registration by its words and by a document as well."""
    return checks.kind in (MailKind.REGISTRATION, MailKind.SUPPLEMENT) and any(
        document.kind is not None for document in checks.documents
    )


@dataclass(frozen=True)
class StoredMail:
    """One row of the mail table."""

    id: int
    arrived: ArrivedMail
    zorgkantoor: str
    reference: str
    state: MailState
    attempts: int
    copy_of: int | None
    parsed: ParsedMail | None
    checks: Checks | None
    held_stage: str | None = None
    held_reason: str | None = None


@dataclass(frozen=True)
class StoredReceipt:
    """One letter and how far it has come.

    Attributes:
        sha256: Of the exact bytes in the archive; None for a withheld letter.
        answer: What the mail server said, or why the letter was withheld or failed.
    """

    id: int
    mail_id: int
    kind: str
    state: ReceiptState
    message_id: str
    recipient: str
    envelope_sender: str
    sha256: str | None
    answer: str
    attempts: int
    written_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True)
class StoredRegistration:
    """One registration, as lists show it."""

    id: int
    reference: str
    mail_id: int
    zorgkantoor: str
    round: str
    sender: str | None
    received_at: datetime
    verdict: str
    state: str
    missing: tuple[str, ...]
    flags: tuple[str, ...]
    documents: int


SUPERSEDED = "superseded"
"""State of an assessment that nobody took before its next version was handed over."""


@dataclass(frozen=True)
class StoredAssessment:
    """One row of the assessment queue.

    Attributes:
        region: None: none could be read, staff decides.
        state: `waiting`, `claimed` or `completed`; `superseded` for one that nobody took and
            that has a later version.
    """

    id: int
    reference: str
    zorgkantoor: str
    round: str
    region: str | None
    version: int
    state: str
    created_at: datetime
    payload: dict[str, Any] = field(hash=False)


@dataclass(frozen=True)
class FetchTrouble:
    """A mail the server lists and does not deliver, or that went before it was archived.

    Attributes:
        state: `retrying`, `held`, `vanished` or `recovered`.
    """

    identity: MailIdentity
    state: str
    attempts: int
    first_seen: datetime
    next_attempt: datetime | None
    reason: str


@dataclass(frozen=True)
class Timestamp:
    """A statement of an authority that certain bytes existed at a moment (RFC 3161).

    Attributes:
        token: Its whole answer (TimeStampResp, DER), which openssl reads as it is.
        gen_time: The moment it vouches for, UTC.
        authority: Where it was asked.
    """

    token: bytes
    gen_time: datetime
    authority: str


@dataclass(frozen=True)
class SealedEntry:
    """One entry of the evidence log: its number, its exact line, and the SHA-256 of that."""

    seq: int
    line: str
    sha256: str


@dataclass(frozen=True)
class StoredTimestamp:
    """What an authority stated over one entry, and with it over all before."""

    seq: int
    token: bytes = field(repr=False)
    token_sha256: str
    gen_time: datetime
    authority: str
    obtained_at: datetime


@dataclass(frozen=True)
class StoredEvent:
    """One entry of the history of a mail."""

    id: int
    mail_id: int | None
    at: datetime
    name: str
    detail: dict[str, Any] = field(hash=False)
