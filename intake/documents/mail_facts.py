"""The facts of an attached mail that is nothing but text: what is told above it, and its text."""

from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path
from typing import Final

from intake.documents.text_facts import decoded, read_html
from intake.documents.unread import unread
from intake.documents.whole_document import WholeDocument
from intake.domain.charsets import decode_text, storable
from intake.domain.documents import DocumentFacts
from intake.domain.problems import ProblemCode

_BYTES_READ: Final = 2_000_000
_MOST_PARTS = 200
_LONGEST_LINE = 1_000
_TOLD: Final = (("From", "Van"), ("To", "Aan"), ("Date", "Datum"), ("Subject", "Onderwerp"))


def mail_facts(path: Path) -> DocumentFacts:
    """Read a mail; raises OSError when the file itself cannot be read.

    Its files were taken out of it before it came here.
    """
    with path.open("rb") as file:
        raw = file.read(_BYTES_READ)
    document = WholeDocument()
    try:
        _read(message_from_bytes(raw), document)
    except (MessageError, RecursionError, LookupError, ValueError, TypeError, AttributeError):
        # The standard library trips over some mails; such a one is for people.
        return unread(ProblemCode.NOT_EXAMINED)
    return document.facts()


def _read(message: Message, document: WholeDocument) -> None:
    for name, shown in _TOLD:
        if line := _header(message, name):
            document.above.add(f"{shown}: {line}\n")
    document.title = _header(message, "Subject")
    document.headings.add(0, document.title)
    texts: dict[str, list[Message]] = {"text/plain": [], "text/html": []}
    for number, part in enumerate(message.walk()):
        if number < _MOST_PARTS and part.get_content_type() in texts:
            texts[part.get_content_type()].append(part)
        elif number < _MOST_PARTS and part.get_content_maintype() == "image":
            document.pictures.add(None)
    for part in texts["text/plain"]:
        document.body.add(_text(part) + "\n")
    if not document.body.signs:
        for part in texts["text/html"]:
            read_html(_text(part), document)
        document.active = ""  # no mail program runs the scripts of a mail


def _header(message: Message, name: str) -> str:
    value = str(message.get(name, ""))[: 10 * _LONGEST_LINE]
    with suppress(MessageError, LookupError, ValueError):  # else it is told as it was written
        value = str(make_header(decode_header(value)))
    return storable(" ".join(value.split()))[:_LONGEST_LINE]


def _text(part: Message) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    charset = part.get_content_charset()
    return decode_text(raw, charset) if charset else storable(decoded(raw))
