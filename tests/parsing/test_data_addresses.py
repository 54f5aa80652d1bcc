"""Files within an HTML text itself, as `data:` addresses."""

from base64 import b64encode
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.problems import ProblemCode
from intake.parsing.containers.member import BrokenMemberError
from intake.parsing.data_addresses import carries_data, data_members, text_without_data
from tests.parsing.taking_apart import taken_apart

PDF = b"%PDF-1.4\n" + b"% niets\n" * 20 + b"%%EOF\n"
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01" + bytes(range(256)) * 4


def html_mail(*addresses: str) -> bytes:
    shown = "".join(f'<img src="{address}">' for address in addresses)
    return (
        "From: a@aanbieder.example\r\nSubject: Inschrijving\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Voor {shown} en na.</p>\r\n"
    ).encode()


def address(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(data).decode()}"


def test_a_picture_pasted_into_the_text_is_a_picture_in_the_text_and_a_pdf_a_document() -> None:
    raw = html_mail(
        address("image/jpeg", PHOTO),
        address("application/pdf;charset=utf-8", PDF),
        address("image/jpeg", PHOTO),
    )
    mail, kept = taken_apart(raw)
    assert kept == [PHOTO, PDF]
    assert [(item.media_type, item.inline) for item in mail.attachments] == [
        ("image/jpeg", True),
        ("application/pdf", False),
    ]
    assert mail.body.split() == ["Voor", "en", "na."]


def test_the_text_behind_a_large_picture_is_read() -> None:
    mail, _ = taken_apart(html_mail(address("image/jpeg", PHOTO * 2_500)))
    assert mail.body.endswith("en na.")


@pytest.mark.parametrize(
    "source",
    [
        address("font/woff2", PHOTO),
        address("text/css", PHOTO),
        address("image/gif", b"GIF89a" + bytes(40)),
        "data:image/png;base64,",
        "data:image/svg+xml;utf8,<svg/>",
    ],
)
def test_what_serves_the_layout_is_no_file(source: str) -> None:
    assert not carries_data(html_mail(source))
    assert taken_apart(html_mail(source))[0].attachments == ()


def test_what_cannot_be_decoded_is_named() -> None:
    mail, _ = taken_apart(html_mail("data:application/pdf;base64," + "AA%%" * 25))
    assert ProblemCode.DAMAGED in [item.code for item in mail.attachments[0].problems]


@given(st.binary(max_size=300) | st.text("AQ=%+/ \n", max_size=300).map(str.encode))
def test_any_bytes_give_files_or_damage(content: bytes) -> None:
    markup = b'<a href="data:application/pdf;base64,' + content + b'">'
    for member in data_members(markup):
        with suppress(BrokenMemberError):
            b"".join(member.pieces())
    assert len(text_without_data(markup)) <= len(markup)
