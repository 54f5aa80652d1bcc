"""The header facts of a mail. Absent, empty and absurd fields give None or empty values."""

import re
from collections.abc import Sequence
from datetime import datetime

from intake.domain.mail import MailHeaders, TimeFlaw
from intake.parsing.addresses import bare_address, first_address
from intake.parsing.automatic import automatic_sign
from intake.parsing.encoded_words import header_text
from intake.parsing.fields import Fields, read_fields
from intake.parsing.header_time import read_time
from intake.parsing.parameters import Parametrised, parametrised
from intake.parsing.received_line import plain_part, read_received

_SUBJECT_CAP = 1_000
_ID_CAP = 998
_DATE_CAP = 200
_IDS_CAP = 8_000
_MOST_REFERENCES = 100
_ADDRESS_FIELD_CAP = 1_000

_ID = re.compile(r"<([^<>]{1,900})>")
_BARE_ID = re.compile(r"[^\s<>,;\"]{1,400}@[^\s<>,;\"]{1,400}")
_NULL_PATHS = frozenset({"<>", "< >", "<mailer-daemon>", "mailer-daemon"})


def read_headers(
    fields: Fields, content_type: Parametrised, leaf_types: Sequence[str]
) -> MailHeaders:
    """Return the header facts.

    Args:
        fields: Of the mail.
        content_type: Of the mail.
        leaf_types: Declared types of its attachments, inline pictures left out.
    """
    sender = first_address(fields.first("from"))
    return_path = _return_path(fields)
    subject = header_text(fields.first("subject") or b"", _SUBJECT_CAP)
    received = fields.every("received")
    sent_at, sent_flaw = _sent(fields)
    return MailHeaders(
        message_id=_message_id(fields),
        sender=sender.address,
        sender_name=sender.name,
        reply_to=first_address(fields.first("reply-to")).address,
        return_path=return_path,
        subject=subject,
        in_reply_to=_ids(fields, "in-reply-to"),
        references=_ids(fields, "references"),
        received=read_received(received),
        received_lines=len(received),
        sent_at=sent_at,
        sent_flaw=sent_flaw,
        automatic_sign=automatic_sign(
            fields,
            content_type,
            leaf_types=leaf_types,
            sender=sender.address,
            return_path=return_path,
            subject=subject,
        ),
    )


def read_header(head: bytes) -> MailHeaders:
    """Return the header facts of a mail of which only the beginning is known.

    What its parts would tell, such as a report of failed delivery, is not known.
    """
    fields, _ = read_fields(head, 0, len(head), part=False)
    return read_headers(fields, parametrised(fields.first("content-type")), ())


def _sent(fields: Fields) -> tuple[datetime | None, TimeFlaw | None]:
    field = fields.first("date")
    if field is None:
        return None, None
    return read_time(plain_part(header_text(field, _DATE_CAP))[0])


def _message_id(fields: Fields) -> str | None:
    """Return the identifier with its angle brackets; what has none is kept as it is."""
    text = header_text(fields.first("message-id") or b"", _ID_CAP)
    matched = _ID.search(text)
    if matched:
        return _in_brackets(matched[1])
    return text.strip("<> ") or None


def _ids(fields: Fields, name: str) -> tuple[str, ...]:
    text = " ".join(header_text(field, _IDS_CAP) for field in fields.every(name)[:2])
    found = [_in_brackets(content) for content in _ID.findall(text)]
    bare = [f"<{content}>" for content in _BARE_ID.findall(text)] if not found else []
    ids = [item for item in found + bare if item]
    # The first names the start of the thread, the last ones are nearest.
    kept = ids if len(ids) <= _MOST_REFERENCES else ids[:1] + ids[-(_MOST_REFERENCES - 1) :]
    return tuple(dict.fromkeys(kept))


def _in_brackets(content: str) -> str | None:
    # Long identifiers are folded by some mailers, which leaves spaces in them.
    joined = "".join(content.split())
    return f"<{joined}>" if joined else None


def _return_path(fields: Fields) -> str | None:
    field = fields.first("return-path")
    if field is None:
        return None
    text = header_text(field, _ADDRESS_FIELD_CAP)
    if text.lower() in _NULL_PATHS:
        return ""
    return bare_address(text)
