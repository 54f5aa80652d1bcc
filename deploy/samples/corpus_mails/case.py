"""A mail of the corpus, and the pieces that all of them are made of. Nothing in it is random."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from deploy.samples.mime import Headers, Part, base64_part, crlf, multipart


def pdf(words: str) -> bytes:
    """A PDF of a few lines, with these words in a comment."""
    return b"%%PDF-1.4\n%% %s\ntrailer<</Root 1 0 R>>\n%%%%EOF\n" % words.encode()


PLAN: Final = pdf("Onderbouwing clientondersteuning")
VOG: Final = pdf("VOG RP")
KVK: Final = pdf("Uittreksel Handelsregister")
TEXT: Final = "Bijgaand onze stukken."
OCTETS: Final = "application/octet-stream"


@dataclass(frozen=True)
class Case:
    """One file of the corpus.

    Attributes:
        source: A report of a peer, a standard, or what is known of senders.
        purpose: What goes wrong with it elsewhere, or must not go wrong here.
    """

    name: str
    source: str
    purpose: str
    data: bytes


def text(words: str = TEXT, subtype: str = "plain") -> Part:
    """Plain text as it is; `words` are ASCII."""
    return Part((("Content-Type", f"text/{subtype}; charset=us-ascii"),), crlf(words.encode()))


def attached(data: bytes, name: str, media_type: str = "application/pdf") -> Part:
    """A file in base64 with its name, as programs attach it."""
    return base64_part(
        data,
        ("Content-Type", f'{media_type}; name="{name}"'),
        ("Content-Disposition", f'attachment; filename="{name}"'),
    )


def file_part(data: bytes, *headers: tuple[str, str]) -> Part:
    """A file in base64 with a header of one's own."""
    return base64_part(data, *headers)


def raw_part(body: bytes, *headers: tuple[str, str]) -> Part:
    """A part whose body stands there as it is."""
    return Part(headers, body)


def whole(part: Part, subject: str = "Inschrijving", extra: Headers = ()) -> bytes:
    """A mail that consists of this part."""
    before = (
        ("From", "Jan Wegwijs <jan@wegwijs.example>"),
        ("To", "oco@zorgkantoor.example"),
        ("Subject", subject),
        ("Date", "Thu, 20 Jul 2023 10:00:00 +0200"),
        ("Message-ID", f"<{subject.lower().replace(' ', '-')}@wegwijs.example>"),
        ("MIME-Version", "1.0"),
    )
    return part.rendered(before=(*before, *extra))


def letter(*parts: Part, subject: str = "Inschrijving", words: str = TEXT) -> bytes:
    """A mail with a line of text and these parts behind it."""
    boundary = "grens-" + subject.lower().replace(" ", "-")
    return whole(multipart("mixed", boundary, [text(words), *parts]), subject)


def forwarded(*parts: Part, subject: str = "Doorgestuurd") -> bytes:
    """A mail that another one holds."""
    return letter(*parts, subject=subject, words="Zie bijlage.")


def as_mail(mail: bytes) -> Part:
    """A mail as it is in a part of its own."""
    return raw_part(mail, ("Content-Type", "message/rfc822"))


def broken_lines(data: bytes, length: int = 76) -> bytes:
    """Base64 in lines, as it stands in a mail."""
    encoded = base64.b64encode(data)
    return b"".join(encoded[at : at + length] + b"\r\n" for at in range(0, len(encoded), length))


def mixed(parts: Sequence[Part], boundary: str = "grens") -> Part:
    return multipart("mixed", boundary, parts)
