"""Receipts out of Jinja templates: text and HTML with the same facts, ready for SMTP."""

import hashlib
import quopri
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from intake.adapters.letter_headers import (
    header_block,
    identifier,
    named_address,
    thread,
    unstructured,
)
from intake.adapters.letter_words import LetterTemplates, Words
from intake.domain.moments import AMSTERDAM, require_aware
from intake.domain.one_line import on_one_line
from intake.domain.outline_receipt import outline_of
from intake.domain.receipt import RECEIPT_KIND, Letter, ReceiptContents, receipt_message_id
from intake.domain.recipient import with_ascii_domain

_LONGEST_SUBJECT: Final = 160
# What our own receipts and mail programs put before a subject when somebody replies.
_REPLY_PREFIX: Final = re.compile(
    r"(?:\s*(?:re|fw|fwd|aw|wg|antw|antwoord|betr|doorst|tr|sv)\s*(?:\[\d+\])?\s*:"
    r"|\s*Ontvangstbevestiging OCO-[0-9A-Z]{5}-[0-9A-Z]{5}\s*:?)+\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class LetterSettings:
    """How one office signs its letters.

    Attributes:
        sender_name: Stands in `From:` and under the letter.
        from_address: Bare address in `From:`.
        envelope_sender: MAIL FROM; empty for the null return path.
        contact: One line for providers, whom to call or write to; None: reply to the letter.
        message_id_domain: What stands behind the @ of the Message-ID.
        templates: Folder whose files replace ours of the same name; None: ours alone.
        reply_to: Bare address that answers go to; None: `from_address`.
        most_megabytes: Of a mail that is looked into, as the letter tells; None tells none.
        most_files: In such a mail, likewise.
    """

    sender_name: str
    from_address: str
    envelope_sender: str
    contact: str | None
    message_id_domain: str
    templates: Path | None = None
    reply_to: str | None = None
    most_megabytes: int | None = None
    most_files: int | None = None


class JinjaLetterWriter:
    """See `LetterWriter`.

    Raises:
        ConfigurationError: The templates cannot be used; on writing as well.
    """

    def __init__(self, settings: LetterSettings) -> None:
        self._settings = settings
        self._templates = LetterTemplates(settings.templates)

    def write(
        self,
        contents: ReceiptContents,
        recipient: str,
        written_at: datetime,
        kind: str = RECEIPT_KIND,
    ) -> Letter:
        settings = self._settings
        outline = outline_of(contents, require_aware(written_at))
        words = self._templates.render(
            kind,
            {
                "o": outline,
                "contact": settings.contact,
                "sender_name": settings.sender_name,
                "most_megabytes": settings.most_megabytes,
                "most_files": settings.most_files,
            },
        )
        # The reference is derived from mailbox and mail, so it stands for both here.
        message_id = receipt_message_id(
            contents.reference, contents.mail_sha256, kind, settings.message_id_domain
        )
        boundary = f"=_oco_{hashlib.sha256(message_id.encode()).hexdigest()[:32]}"
        fields = self._fields(contents, recipient, written_at, message_id, words)
        fields.append(("Content-Type", f'multipart/alternative; boundary="{boundary}"'))
        return Letter(
            message_id=message_id,
            recipient=recipient,
            envelope_sender=settings.envelope_sender,
            raw=header_block(fields) + _body(words, boundary),
        )

    def _fields(
        self,
        contents: ReceiptContents,
        recipient: str,
        written_at: datetime,
        message_id: str,
        words: Words,
    ) -> list[tuple[str, str]]:
        settings = self._settings
        headers = contents.mail.headers
        answered = identifier(headers.message_id)
        fields = {
            "From": named_address(settings.sender_name, settings.from_address),
            "Reply-To": settings.reply_to,
            "To": with_ascii_domain(recipient),
            "Subject": unstructured(_subject(words.subject), "Subject"),
            "Date": format_datetime(written_at.astimezone(AMSTERDAM)),
            "Message-ID": message_id,
            "In-Reply-To": answered,
            "References": thread(headers.references, headers.in_reply_to, answered),
            "Auto-Submitted": "auto-replied",
            "X-Auto-Response-Suppress": "All",
            "X-OCO-Intake": contents.reference,
            "Content-Language": "nl",
            "MIME-Version": "1.0",
        }
        return [(name, value) for name, value in fields.items() if value]


def _subject(rendered: str) -> str:
    """Return one line of sensible length, without prefixes stacked by going to and fro."""
    own, separator, theirs = on_one_line(rendered).partition(": ")
    line = f"{own}{separator}{_REPLY_PREFIX.sub('', theirs, count=1)}".removesuffix(": ")
    return line if len(line) <= _LONGEST_SUBJECT else f"{line[: _LONGEST_SUBJECT - 1].rstrip()}…"


def _body(words: Words, boundary: str) -> bytes:
    # The last part is the one that programs prefer, so HTML comes after the plain text.
    parts = (_part("plain", words.text), _part("html", words.html))
    delimiter = f"--{boundary}".encode()
    opened = b"".join(delimiter + b"\r\n" + part + b"\r\n" for part in parts)
    return opened + delimiter + b"--\r\n"


def _part(subtype: str, text: str) -> bytes:
    fields = (
        ("Content-Type", f"text/{subtype}; charset=utf-8"),
        ("Content-Transfer-Encoding", "quoted-printable"),
    )
    encoded = quopri.encodestring(f"{text.rstrip()}\n".encode("utf-8", "replace"))
    return header_block(fields) + encoded.replace(b"\n", b"\r\n")
