"""How four mail programs write the same letter: Outlook, Gmail, Thunderbird, Apple Mail."""

from collections.abc import Callable
from email.utils import format_datetime

from deploy.samples.html_body import html_body, logo
from deploy.samples.letter import Attachment, Letter
from deploy.samples.mime import (
    Headers,
    Part,
    base64_part,
    encoded_word,
    extended_value,
    multipart,
    text_part,
)

MailProgram = Callable[[Letter], bytes]


def outlook(letter: Letter) -> bytes:
    """multipart/mixed > related > alternative, with the logo of the signature as a picture."""
    tag = letter.token("exchange", 8).upper()
    content_id = f"image001.png@01D9{tag[:4]}.{tag}"
    boundary = f"_{{}}_{tag}{letter.token('outlook').upper()}_"
    alternative = multipart(
        "alternative",
        boundary.format("000"),
        [
            text_part(letter.text, charset="iso-8859-1"),
            text_part(html_body(letter.text, content_id), subtype="html", charset="iso-8859-1"),
        ],
    )
    picture = base64_part(
        logo(letter.provider.colour),
        ("Content-Type", 'image/png; name="image001.png"'),
        ("Content-Description", "image001.png"),
        ("Content-Disposition", 'inline; filename="image001.png"'),
        ("Content-ID", f"<{content_id}>"),
    )
    related = multipart(
        "related",
        boundary.format("005"),
        [alternative, picture],
        ';\r\n\ttype="multipart/alternative"',
    )
    files = [_outlook_file(attachment, letter) for attachment in letter.attachments]
    body = multipart("mixed", boundary.format("006"), [related, *files]) if files else related
    language: Headers = (
        ("Thread-Topic", encoded_word(letter.subject, "iso-8859-1", "Q")),
        ("Thread-Index", f"Adm{letter.token('thread', 16)}=="),
        ("Accept-Language", "nl-NL, en-US"),
        ("Content-Language", "nl-NL"),
        ("X-MS-Has-Attach", "yes" if files else ""),
    )
    identity = f"<{letter.token('id', 16).upper()}@{tag}.mail.{letter.provider.domain}>"
    return body.rendered(before=(*_envelope(letter, identity, "iso-8859-1", "Q"), *language))


def _outlook_file(attachment: Attachment, letter: Letter) -> Part:
    name = encoded_word(attachment.name, "iso-8859-1", "Q")
    moment = format_datetime(letter.local_time)
    return base64_part(
        attachment.data,
        ("Content-Type", f'{attachment.media_type};\r\n\tname="{name}"'),
        ("Content-Description", name),
        (
            "Content-Disposition",
            (
                f'attachment;\r\n\tfilename="{name}"; size={len(attachment.data)};\r\n'
                f'\tcreation-date="{moment}";\r\n\tmodification-date="{moment}"'
            ),
        ),
    )


def gmail(letter: Letter) -> bytes:
    """multipart/mixed > alternative; names as encoded words in UTF-8."""
    boundary = letter.token("gmail", 28)
    alternative = multipart(
        "alternative",
        f"000000000000{boundary[:16]}",
        [text_part(letter.text), text_part(html_body(letter.text), subtype="html")],
    )
    files = []
    for number, attachment in enumerate(letter.attachments):
        name = encoded_word(attachment.name, "UTF-8", "B")
        handle = f"f_{letter.token('file', 8)}{number}"
        files.append(
            base64_part(
                attachment.data,
                ("Content-Type", f'{attachment.media_type}; name="{name}"'),
                ("Content-Disposition", f'attachment; filename="{name}"'),
                ("Content-ID", f"<{handle}>"),
                ("X-Attachment-Id", handle),
            )
        )
    body = multipart("mixed", f"000000000000{boundary[12:]}", [alternative, *files])
    identity = f"<CA+{letter.token('id', 40)}@mail.{letter.provider.domain}>"
    return body.rendered(before=_envelope(letter, identity, "UTF-8", "B"))


def thunderbird(letter: Letter) -> bytes:
    """multipart/mixed with plain text; names as RFC 2231 parameters in UTF-8."""
    files = []
    for attachment in letter.attachments:
        name = encoded_word(attachment.name, "UTF-8", "B")
        files.append(
            base64_part(
                attachment.data,
                ("Content-Type", f'{attachment.media_type};\r\n name="{name}"'),
                ("Content-Disposition", f"attachment;\r\n {_filename(attachment.name, 'UTF-8')}"),
            )
        )
    boundary = f"------------{letter.token('thunderbird')}"
    body = multipart("mixed", boundary, [text_part(letter.text), *files])
    identity = f"<{letter.token('id', 32)}@{letter.provider.domain}>"
    agent = ("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:102.0) Thunderbird/102.13")
    return body.rendered(before=(*_envelope(letter, identity, "UTF-8", "Q"), agent))


def apple_mail(letter: Letter) -> bytes:
    """Every file inline, where the writer dropped it: between the paragraphs of the text."""
    paragraphs = letter.text.split("\n\n")
    parts: list[Part] = []
    for number, attachment in enumerate(letter.attachments):
        # The last paragraphs, greeting and name, come after the last file.
        if number < len(paragraphs) - 1:
            parts.append(text_part(f"\n{paragraphs[number]}\n\n"))
        parts.append(
            base64_part(
                attachment.data,
                (
                    "Content-Disposition",
                    f"inline;\r\n\t{_filename(attachment.name, 'utf-8')}",
                ),
                (
                    "Content-Type",
                    (
                        f"{attachment.media_type};\r\n\tx-unix-mode=0644;\r\n"
                        f'\tname="{encoded_word(attachment.name, "utf-8", "Q")}"'
                    ),
                ),
            )
        )
    rest = paragraphs[min(len(letter.attachments), len(paragraphs) - 1) :]
    parts.append(text_part("\n" + "\n\n".join(rest) + "\n"))
    body = multipart("mixed", f"Apple-Mail=_{letter.token('apple', 32).upper()}", parts)
    identity = f"<{letter.token('id', 32).upper()}@{letter.provider.domain}>"
    version: Headers = (
        ("X-Mailer", "Apple Mail (2.3731.600.7)"),
        ("Mime-Version", "1.0 (Mac OS X Mail 16.0 \\(3731.600.7\\))"),
    )
    envelope = _envelope(letter, identity, "utf-8", "Q")
    return body.rendered(before=(*(h for h in envelope if h[0] != "MIME-Version"), *version))


def _envelope(letter: Letter, message_id: str, charset: str, form: str) -> Headers:
    """The headers every program writes, under the line of the sender's own mail server."""
    moment = format_datetime(letter.local_time)
    sender = encoded_word(letter.provider.sender, charset, form)
    return (
        (
            "Received",
            (
                f"from werkplek.{letter.provider.domain} ([192.0.2.17])\r\n"
                f"\tby smtp.{letter.provider.domain} with ESMTPSA id {letter.token('hop', 10)};\r\n"
                f"\t{moment}"
            ),
        ),
        ("From", f"{sender} <{letter.provider.address}>"),
        ("To", f"<{letter.recipient}>"),
        ("Subject", encoded_word(letter.subject, charset, form)),
        ("Date", moment),
        ("Message-ID", message_id),
        ("MIME-Version", "1.0"),
    )


def _filename(name: str, charset: str) -> str:
    if name.isascii():
        return f'filename="{name}"'
    return f"filename*={extended_value(name, charset)}"
