"""What is known of a mail once its bytes have been read."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from intake.domain.problems import Problem


class MailKind(StrEnum):
    """What a mail is, as far as it can be told."""

    REGISTRATION = "registration"
    SUPPLEMENT = "supplement"
    QUESTION = "question"
    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"
    AUTOMATIC = "automatic"
    OTHER = "other"


@dataclass(frozen=True)
class ReceivedHop:
    """One `Received:` line, topmost first in a mail.

    Attributes:
        by: Host that wrote the line, lower case; empty when unreadable.
        at: Aware moment it names; None when missing, zoneless or unreadable.
        raw: The unfolded line, at most 1,000 characters.
    """

    by: str
    at: datetime | None
    raw: str


@dataclass(frozen=True)
class MailHeaders:
    """Header facts, decoded; None or empty where a mail lacks them.

    `sender` and `reply_to` are bare addresses, lower-case domain; `return_path` is
    the empty string for the null return path `<>` and None when the line is absent.
    `automatic_sign` names the header that shows a machine wrote the mail, e.g.
    `Auto-Submitted: auto-replied`; None for a person's mail.
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


@dataclass(frozen=True)
class Attachment:
    """One leaf of a mail that is not its text body.

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


@dataclass(frozen=True)
class ParsedMail:
    """A mail read once: headers, text, and every leaf that is not the text.

    `body` is the text a person reads (HTML reduced to text), at most 100,000 characters.
    """

    headers: MailHeaders
    body: str
    attachments: tuple[Attachment, ...]
    problems: tuple[Problem, ...] = field(default=())
