"""Documents that hide behind what a mail program wraps around them; none may be overlooked."""

import base64
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from deploy.samples.containers import smime
from deploy.samples.containers.outlook_msg import (
    OutlookAttachment,
    OutlookMail,
    by_value,
    embedded,
    outlook_msg,
)
from deploy.samples.containers.tnef import TnefMail, tnef
from deploy.samples.containers.zip_files import Entry, zip_file
from intake.domain.ledger import Outcome, left_in
from intake.domain.problems import ProblemCode
from intake.parsing import file_names
from tests.parsing.taking_apart import taken_apart
from tests.parsing.test_extraction import PDF, as_file, as_rfc822, letter

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5Erk"
    "Jggg=="
)
ON_THE_WEB = OutlookAttachment(
    {0x3705_0003: 7, 0x3707_001F: "plan.pdf", 0x370D_001F: "https://bestanden.example/plan.pdf"}
)


def within(*attachments: OutlookAttachment) -> bytes:
    """Return a mail with a file of Outlook that holds a mail of Outlook."""
    inner = OutlookMail({0x0037_001F: "Binnen", 0x1000_001F: "Verklaring."}, (), attachments)
    outer = OutlookMail(
        {0x0037_001F: "Buiten", 0x1000_001F: "Zie mail."}, (), (embedded(inner, "Binnen"),)
    )
    made = letter()
    made.add_attachment(
        outlook_msg(outer), "application", "vnd.ms-outlook", filename="doorgestuurd.msg"
    )
    return made.as_bytes()


def test_a_container_in_a_mail_within_a_file_of_outlook_is_opened() -> None:
    mail, kept = taken_apart(within(by_value("stukken.zip", zip_file(Entry(b"plan.pdf", PDF)))))
    assert [item.name for item in mail.attachments] == ["plan.pdf"]
    assert mail.attachments[0].inside == ("doorgestuurd.msg", "Binnen", "stukken.zip")
    assert kept == [PDF]


@pytest.mark.parametrize("attachments", [(), (by_value("logo.png", PICTURE),)])
def test_a_file_of_outlook_stays_when_a_mail_within_it_is_nothing_but_text(
    attachments: tuple[OutlookAttachment, ...],
) -> None:
    mail, _ = taken_apart(within(*attachments))
    assert mail.attachments[0].name == "doorgestuurd.msg"
    assert mail.attachments[0].problems == ()


def test_a_file_of_outlook_stays_when_a_mail_within_it_points_to_a_file_elsewhere() -> None:
    mail, _ = taken_apart(within(by_value("a.pdf", PDF), ON_THE_WEB))
    assert [item.name for item in mail.attachments] == ["doorgestuurd.msg", "a.pdf"]
    assert [item.code for item in mail.attachments[0].problems] == [
        ProblemCode.LINKS_INSTEAD_OF_ATTACHMENTS
    ]
    assert [entry.name for entry in left_in(mail.ledger, 1)] == ["plan.pdf"]


@pytest.mark.parametrize("wrap", [as_rfc822, as_file])
def test_an_attached_mail_with_text_and_a_logo_is_a_document_itself(
    wrap: Callable[[EmailMessage], EmailMessage],
) -> None:
    inner = letter("Verklaring", "Hierbij verklaren wij het volgende.")
    inner.add_attachment(PICTURE, "image", "png", filename="logo.png", disposition="inline")
    mail, _ = taken_apart(wrap(inner).as_bytes())
    assert [item.media_type for item in mail.attachments] == ["message/rfc822", "image/png"]
    assert [item.problems for item in mail.attachments] == [(), ()]


def test_the_layout_of_outlook_beside_a_text_is_no_document() -> None:
    made = letter()
    made.add_attachment(
        tnef(TnefMail(body=b"Bijgaand.\0")), "application", "ms-tnef", filename="winmail.dat"
    )
    mail, _ = taken_apart(made.as_bytes())
    assert mail.attachments == ()
    assert mail.ledger[1].outcome is Outcome.EXPANDED


def test_the_long_name_of_a_container_is_looked_at_once_for_all_files_in_it() -> None:
    data = zip_file(*(Entry(f"{number}.pdf".encode(), PDF) for number in range(50)))
    for _ in range(5):
        data = zip_file(Entry(b"m" * 60_000 + b".zip", data))
    made = letter()
    made.add_attachment(data, "application", "zip", filename="stukken.zip")
    file_names._seen.cache_clear()
    mail, _ = taken_apart(made.as_bytes())
    assert len(mail.attachments) == 50
    assert file_names._seen.cache_info().misses < 70


def apple_double_with(data: bytes) -> bytes:
    """Return AppleDouble with a data fork, which its specification keeps for AppleSingle."""
    start = (26 + 12).to_bytes(4, "big")
    entry = b"\0\0\0\1" + start + len(data).to_bytes(4, "big")
    return b"\x00\x05\x16\x07\x00\x02\x00\x00" + bytes(16) + b"\0\1" + entry + data


@pytest.mark.parametrize(
    ("name", "media_type", "data"),
    [
        ("Thumbs.db", "msword", outlook_msg(OutlookMail({0x1000_001F: "Verklaring."}))),
        ("plan.pdf", "pgp-encrypted", b"Version: 1\r\n\r\n\r\n" + PDF * 10),
        ("._plan.pdf", "pdf", apple_double_with(PDF)),
    ],
)
def test_a_document_dressed_as_a_file_of_the_computer_is_kept(
    name: str, media_type: str, data: bytes
) -> None:
    made = letter()
    made.add_attachment(data, "application", media_type, filename=name)
    mail, kept = taken_apart(made.as_bytes())
    assert kept in ([data], [PDF])
    assert all(entry.reason is None for entry in mail.ledger)


def test_rich_text_that_is_declared_as_text_is_a_document() -> None:
    made = letter(text="{\\rtf1\\ansi Verklaring}\n")
    mail, _ = taken_apart(made.as_bytes())
    assert [item.media_type for item in mail.attachments] == ["text/rtf"]


def test_a_zip_that_is_called_a_document_is_opened() -> None:
    made = letter()
    data = zip_file(Entry(b"plan.pdf", PDF))
    made.add_attachment(data, "application", "zip", filename="stukken.docx")
    mail, kept = taken_apart(made.as_bytes())
    assert [item.name for item in mail.attachments] == ["plan.pdf"]
    assert kept == [PDF]


def test_a_document_whose_end_is_lost_stays_a_document() -> None:
    made = letter()
    data = zip_file(Entry(b"[Content_Types].xml", b"<Types/>"), Entry(b"word/document.xml", b"x"))
    made.add_attachment(data[:-60], "application", "zip", filename="stukken.docx")
    mail, kept = taken_apart(made.as_bytes())
    assert [item.name for item in mail.attachments] == ["stukken.docx"]
    assert kept == [data[:-60]]


def test_an_attached_mail_of_text_stays_when_its_text_is_signed(tmp_path: Path) -> None:
    signer = smime.make_signer(tmp_path)
    inner = letter("Verklaring", "Hierbij verklaren wij het volgende.")
    signed = smime.signed(b"Content-Type: text/plain\r\n\r\nVerklaring.\r\n", signer)
    inner.set_content(signed, "application", "pkcs7-mime", filename="smime.p7m")
    mail, kept = taken_apart(as_rfc822(inner).as_bytes())
    assert [item.media_type for item in mail.attachments] == ["message/rfc822"]
    assert b"Subject: Verklaring" in kept[0]
    assert mail.attachments[0].problems == ()


def test_an_attached_mail_of_text_stays_when_outlook_put_its_layout_beside_it() -> None:
    inner = letter("Verklaring", "Hierbij verklaren wij het volgende.")
    layout = tnef(TnefMail(body=b"Hierbij verklaren wij het volgende.\0"))
    inner.add_attachment(layout, "application", "ms-tnef", filename="winmail.dat")
    mail, _ = taken_apart(as_rfc822(inner).as_bytes())
    assert [item.media_type for item in mail.attachments] == ["message/rfc822"]
    assert mail.attachments[0].problems == ()
