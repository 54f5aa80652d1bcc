"""The header of a mail of Outlook: as it was received, completed by what its properties say."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.utils import format_datetime, formataddr
from typing import Final

from intake.parsing.containers import mapi
from intake.parsing.containers.mapi import Properties
from intake.parsing.encoded_words import one_line

_MOST_HEADERS = 2_097_152
_MOST_NAME = 200
_TOO_LONG = re.compile(r"\S{200}")
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_TICKS_PER_MICROSECOND = 10

_SENDERS = ((0x0042, 0x5D02, 0x0065), (0x0C1A, 0x5D01, 0x0C1F))
"""Name, address for SMTP and address of the author, then of who sent it in the author's name."""
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_MESSAGE_ID, _IN_REPLY_TO, _REFERENCES = 0x1035, 0x1042, 0x1039
_KIND, _SMTP_ADDRESS, _ADDRESS = 0x0C15, 0x39FE, 0x3003
_FIELD_OF_KIND = {1: "To", 2: "Cc"}

_FIELD = re.compile(r"([!-9;-~]{1,76})[ \t]*:(.*)")
_OF_THE_BODY = re.compile(r"(?:content-.*|mime-version)", re.IGNORECASE)
_BARE: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,255}")
_IDENTIFIER = re.compile(r"<[\x21-\x3b=\x3f-\x7e]{1,900}>")


def header_block(properties: Properties, recipients: Sequence[Properties], codepage: int) -> bytes:
    """Return the fields as of an RFC 5322 mail, each line ended by CR LF.

    Fields that tell of a body in MIME are left out, since that body is not there.
    """
    received = mapi.text(properties, mapi.TRANSPORT_HEADERS, codepage, most=_MOST_HEADERS)
    fields = list(_received(received))
    known = {name.lower() for name, _ in fields}
    made = _made(properties, recipients, codepage)
    fields += [field for field in made if field[0].lower() not in known]
    return "".join(f"{name}:{value}\r\n" for name, value in fields).encode("utf-8", "replace")


def _received(text: str) -> Iterator[tuple[str, str]]:
    """Give the fields as they were received, with their folds; what is no field is left out."""
    name, lines = "", [""]
    for line in re.split(r"\r\n|\r|\n", text):
        matched = _FIELD.fullmatch(line)
        if line[:1] in {" ", "\t"}:
            lines += [line] if line.strip() else []
            continue
        if name and not _OF_THE_BODY.fullmatch(name):
            yield name, "\r\n".join(lines)
        name, lines = (matched[1], [matched[2]]) if matched else ("", [""])
    if name and not _OF_THE_BODY.fullmatch(name):
        yield name, "\r\n".join(lines)


def _made(
    properties: Properties, recipients: Sequence[Properties], codepage: int
) -> Iterator[tuple[str, str]]:
    sender = _sender(properties, codepage)
    if sender:
        yield "From", f" {sender}"
    for kind, name in _FIELD_OF_KIND.items():
        mailboxes = [
            _recipient(one, codepage)
            for one in recipients
            if mapi.number(one, _KIND, 1) & 0xF == kind
        ]
        if any(mailboxes):
            yield name, " " + ",\r\n ".join(filter(None, mailboxes))
    subject = one_line(mapi.text(properties, mapi.SUBJECT, codepage))
    if subject:
        yield "Subject", f" {_words(subject)}"
    date = _date(properties)
    if date:
        yield "Date", f" {date}"
    for identifier, name in (
        (_MESSAGE_ID, "Message-ID"),
        (_IN_REPLY_TO, "In-Reply-To"),
        (_REFERENCES, "References"),
    ):
        found = _IDENTIFIER.findall(mapi.text(properties, identifier, codepage))
        if found:
            yield name, " " + "\r\n ".join(found)


def _sender(properties: Properties, codepage: int) -> str:
    found = [
        _mailbox(*(one_line(mapi.text(properties, tag, codepage)) for tag in tags))
        for tags in _SENDERS
    ]
    return next((one for one in found if "@" in one), next(filter(None, found), ""))


def _recipient(properties: Properties, codepage: int) -> str:
    tags = (mapi.DISPLAY_NAME, _SMTP_ADDRESS, _ADDRESS)
    return _mailbox(*(one_line(mapi.text(properties, tag, codepage)) for tag in tags))


def _mailbox(name: str, *addresses: str) -> str:
    """Return name and address; the name as a group without members where no address is known.

    Within Exchange an address may be a path, which means nothing outside.
    """
    address = next((one for one in addresses if _BARE.fullmatch(one)), "")
    phrase = _phrase(name[:_MOST_NAME]) if name != address else ""
    if address:
        return f"{phrase} <{address}>" if phrase else address
    return f"{phrase}:;" if phrase else ""


def _phrase(name: str) -> str:
    if name.isascii() and "=?" not in name:
        return formataddr((name, "-")).removesuffix(" <->") if name else ""
    return _words(name)


def _words(text: str) -> str:
    """Return text as it may stand in a field; what looks encoded is encoded once more."""
    plain = text.isascii() and "=?" not in text and not _TOO_LONG.search(text)
    charset = "us-ascii" if plain else "utf-8"
    return Header(text, charset, maxlinelen=76, header_name="Subject").encode(linesep="\r\n")


def _date(properties: Properties) -> str:
    for tag in (_SUBMITTED, _DELIVERED):
        ticks = mapi.number(properties, tag)
        try:
            at = _EPOCH + timedelta(microseconds=ticks // _TICKS_PER_MICROSECOND)
        except OverflowError:
            continue
        if ticks:
            return format_datetime(at)
    return ""
