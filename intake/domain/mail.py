"""What is known of a mail once its bytes have been read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from intake.domain.errors import LedgerBreachError
from intake.domain.ledger import LedgerEntry, breach_of
from intake.domain.mail_signature import MailSignature
from intake.domain.partial_mail import Partial
from intake.domain.problems import Problem, ProblemCode


class MailKind(StrEnum):
    """What a mail is, as far as it can be told."""

    REGISTRATION = "registration"
    SUPPLEMENT = "supplement"
    QUESTION = "question"
    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"
    AUTOMATIC = "automatic"
    OTHER = "other"


class TimeFlaw(StrEnum):
    """What is wrong with the time in a header field."""

    MISSING = "missing"
    UNPARSABLE = "unparsable"
    ZONELESS = "zoneless"
    ZONE_UNKNOWN = "zone_unknown"  # `-0000`, RFC 5322 section 3.3
    ZONE_NAMED = "zone_named"  # `CEST`, `MEZ`, `EST`: a name is no offset
    OUT_OF_RANGE = "out_of_range"  # a day, hour, zone or year that cannot be
    UNCLOSED = "unclosed"  # a comment or quoted string is not closed, so it may hide the time
    # These leave no doubt about the moment.
    SHORT_YEAR = "short_year"  # two or three digits, RFC 5322 section 4.3
    LEAP_SECOND = "leap_second"
    WEEKDAY_WRONG = "weekday_wrong"


@dataclass(frozen=True)
class SecondReading:
    """What another program reads in the same line; it decides nothing.

    Attributes:
        by: Host that wrote the line, lower case; empty when it read none.
        at: Aware moment in UTC; None when it read none.
    """

    by: str
    at: datetime | None


@dataclass(frozen=True)
class ReceivedHop:
    """One `Received:` line, topmost first in a mail.

    Attributes:
        by: Host that wrote the line, lower case; empty when unreadable.
        at: Aware moment it names; None when missing, zoneless or unreadable.
        raw: The unfolded line, at most 8,192 characters.
        flaw: What is wrong with the time; with some flaws `at` is known all the same.
        given: Name the sending machine gave itself, lower case.
        verified: Name the writing host found for its address; empty when it found none.
        address: Address of the sending machine as the writing host saw it.
        protocol: After `with`, e.g. `ESMTPS`.
        queue_id: After `id`.
        recipient: After `for`, without angle brackets.
        second: None where no second reading was made, and in mails read by older versions.
    """

    by: str
    at: datetime | None
    raw: str
    flaw: TimeFlaw | None = None
    given: str = ""
    verified: str = ""
    address: str = ""
    protocol: str = ""
    queue_id: str = ""
    recipient: str = ""
    second: SecondReading | None = None


@dataclass(frozen=True)
class MailHeaders:
    """Header facts, decoded; None or empty where a mail lacks them.

    `sender` and `reply_to` are bare addresses, lower-case domain; `return_path` is
    the empty string for the null return path `<>` and None when the line is absent.
    `automatic_sign` names the header that shows a machine wrote the mail, e.g.
    `Auto-Submitted: auto-replied`; None for a person's mail. `received_lines` counts the
    `Received:` lines of the mail, of which `received` has the topmost; `sent_at` is what
    `Date:` says, which proves nothing.
    """

    message_id: str | None = None
    sender: str | None = None
    sender_name: str = ""
    reply_to: str | None = None
    return_path: str | None = None
    subject: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    received: tuple[ReceivedHop, ...] = ()
    automatic_sign: str | None = None
    received_lines: int = 0
    sent_at: datetime | None = None
    sent_flaw: TimeFlaw | None = None


@dataclass(frozen=True)
class Attachment:
    """One file that came with a mail, or came out of one that did.

    Attributes:
        ordinal: 1, 2, … in the order of the mail.
        name: As mailed, decoded, for people: no control characters, no path; made
            up (`bijlage-3.pdf`) when the mail gives none.
        original_name: As decoded and before it was made safe; None when there was none.
        size: Bytes after decoding.
        sha256: Of the decoded bytes, hexadecimal.
        media_type: By content, e.g. `application/pdf`.
        declared_type: As the mail says.
        origin: Where it was, e.g. `1.2`; containers are joined by ` > `.
        inline: Referred to by the HTML text; or a nameless picture beside it in a
            `multipart/related`; or no picture, with disposition inline. The disposition
            alone makes no picture inline: phones send photographed documents so.
    """

    ordinal: int
    name: str
    original_name: str | None
    size: int
    sha256: str
    media_type: str
    declared_type: str
    origin: str
    inline: bool
    problems: tuple[Problem, ...] = ()
    inside: tuple[str, ...] = ()
    in_attached_mail: bool = False


def contents_of(attachments: Iterable[Attachment]) -> dict[int, str]:
    """Return the SHA-256 of the bytes of each file, by its ordinal."""
    return {item.ordinal: item.sha256 for item in attachments}


@dataclass(frozen=True)
class ParsedMail:
    """A mail read once: headers, text, and every file in it, at any depth.

    Attributes:
        body: The text a person reads (HTML reduced to text), at most 100,000 characters.
        attachments: Every file that is kept, each container before what came out of it.
        ledger: What became of every leaf; empty in mails read by older versions.
        leaves: How many parts of the mail are leaves; 0 in mails read by older versions.
        signatures: Digital signatures on the mail or on something in it; they decide nothing.
        partial: Which piece of another mail it is; None for a whole mail, and for one that was
            joined of its pieces.
    """

    headers: MailHeaders
    body: str
    attachments: tuple[Attachment, ...]
    problems: tuple[Problem, ...] = field(default=())
    ledger: tuple[LedgerEntry, ...] = ()
    leaves: int = 0
    signatures: tuple[MailSignature, ...] = ()
    partial: Partial | None = None

    @property
    def was_opened(self) -> bool:
        """Whether it was taken apart; a mail over the limit was not, and may hold anything.

        So may a text of which a file could not be taken out.
        """
        codes = {
            entry.reason.code
            for entry in self.ledger
            if entry.parent is None and entry.reason is not None
        }
        is_left = ProblemCode.NOT_EXPANDED in {item.code for item in self.problems}
        return ProblemCode.TOO_LARGE not in codes and not is_left

    @property
    def is_all_known(self) -> bool:
        """Whether nothing more can be in it; a piece is opened with the others, or never."""
        return self.was_opened and self.partial is None

    def require_whole_ledger(self) -> None:
        """Raise LedgerBreachError unless every leaf has exactly one entry."""
        sizes = [(item.ordinal, item.size) for item in self.attachments]
        breach = breach_of(self.ledger, self.leaves, sizes)
        if breach is not None:
            raise LedgerBreachError(
                f"the files found do not add up: {breach}; look at the mail by hand"
            )
