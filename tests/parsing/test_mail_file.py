"""The face: leaves are text or attachments, whatever the mail is made of."""

import base64
import binascii
import email
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from deploy.samples.containers.smime import unsigned
from deploy.samples.mails import SAMPLES, Sample, sample
from intake.domain.mail import Attachment, ParsedMail
from intake.domain.mail_kind import kind_of
from intake.domain.problems import ProblemCode
from intake.parsing.leaves import BODY_CAP, sort_leaves
from intake.parsing.structure import MOST_DEPTH, MOST_LEAVES, read_structure
from tests.parsing.taking_apart import taken_apart

BROKEN = Path(__file__).parent.parent / "corpus" / "broken"
PDF = b"%PDF-1.4\n%%EOF\n"
PACKED = {"zipped", "winmail", "forwarded"}
HEAD = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"


@cache
def made(name: str) -> Sample:
    return sample(name, "oco@zorgkantoor.example", at=datetime(2023, 7, 20, 8, 0, tzinfo=UTC))


def parsed(raw: bytes) -> tuple[ParsedMail, list[tuple[int, bytes]]]:
    mail, kept = taken_apart(raw)
    return mail, list(enumerate(kept, start=1))


def message(change: Callable[[EmailMessage], object]) -> bytes:
    made_up = EmailMessage(policy=SMTP)
    made_up["From"] = "Jan <jan@aanbieder.example>"
    made_up["Subject"] = "Inschrijving"
    made_up.set_content("Geachte heer,\n\nBijgaand.\n")
    change(made_up)
    return made_up.as_bytes()


def attached(raw: bytes) -> tuple[Attachment, ...]:
    return parsed(raw)[0].attachments


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_the_files_its_expectation_names(name: str) -> None:
    expected = made(name).expectation
    mail, kept = parsed(made(name).raw)
    named = tuple(item.original_name for item in mail.attachments if item.original_name)
    assert named == expected.documents
    pictures = {item.original_name for item in mail.attachments if item.media_type == "image/png"}
    assert pictures == set(expected.pictures)
    assert tuple(item.code for item in mail.problems) == expected.problems
    assert [ordinal for ordinal, _ in kept] == list(range(1, len(kept) + 1))
    assert [hashlib.sha256(data).hexdigest() for _, data in kept] == [
        item.sha256 for item in mail.attachments
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_of_the_kind_its_expectation_names(name: str) -> None:
    assert kind_of(parsed(made(name).raw)[0])[0] == made(name).expectation.kind


def test_what_is_packed_is_what_has_more_files_than_parts() -> None:
    assert {name for name in SAMPLES if made(name).expectation.attached is not None} == PACKED


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in PACKED])
def test_a_sample_has_the_leaves_that_the_standard_library_finds(name: str) -> None:
    raw = made(name).raw
    theirs = [
        part.get_payload(decode=True)
        for part in email.message_from_bytes(raw).walk()
        if part.get_content_maintype() not in ("multipart", "message")
        and part.get_filename() is not None
    ]
    ours = [
        data
        for (_, data), item in zip(parsed(raw)[1], attached(raw), strict=True)
        if item.original_name is not None
    ]
    assert ours == theirs


@pytest.mark.parametrize(
    "source",
    [
        *(name for name in SAMPLES if name != "huge"),
        *(pytest.param(path, id=path.stem) for path in sorted(BROKEN.glob("*.eml"))),
    ],
)
def test_leaves_are_text_or_attachments_and_no_byte_is_in_two_of_them(source: str | Path) -> None:
    raw = source.read_bytes() if isinstance(source, Path) else made(source).raw
    root, _ = read_structure(raw)
    leaves = list(root.leaves())
    sorted_leaves = sort_leaves(raw, root)
    assert len(leaves) == len(sorted_leaves.body) + len(sorted_leaves.attachments)
    entries = [entry for entry in parsed(raw)[0].ledger if entry.parent is None]
    assert [entry.origin for entry in entries] == [leaf.origin for leaf in leaves]
    assert sum(entry.outcome == "body" for entry in entries) == len(sorted_leaves.body)
    places = [(leaf.start, leaf.end) for leaf in leaves]
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    assert len({leaf.origin for leaf in leaves}) == len(leaves)


def test_alternatives_are_the_text_together() -> None:
    raw = message(lambda mail: mail.add_alternative("<p>Geachte heer</p>", subtype="html"))
    mail, kept = parsed(raw)
    assert (mail.body, kept) == ("Geachte heer,\n\nBijgaand.", [])


def test_html_alone_is_reduced_to_its_text() -> None:
    raw = message(
        lambda mail: mail.set_content(
            "<style>p{}</style><p>Cli&euml;nt &amp; <b>co</b></p><script>x()</script><p>Groet",
            subtype="html",
        )
    )
    assert parsed(raw)[0].body == "Cliënt & co\nGroet"


def test_a_picture_the_html_refers_to_is_inline() -> None:
    def change(mail: EmailMessage) -> None:
        mail.add_alternative('<p>Hallo <img src="cid:logo%2B1@x"></p>', subtype="html")
        part = mail.get_payload(1)
        assert isinstance(part, EmailMessage)
        part.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<logo+1@x>")

    (picture,) = attached(message(change))
    assert picture.inline
    assert (picture.name, picture.original_name) == ("bijlage-1.png", None)


PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"J" * 3_000


def photo(html: str, fields: str, around: str = "related") -> Attachment:
    """The picture of a mail with a text in HTML and these fields on the picture."""
    head = f"Content-Type: multipart/{around}; boundary=b\r\n\r\n--b\r\n"
    text = f"Content-Type: text/html\r\n\r\n{html}\r\n--b\r\n"
    encoded = base64.encodebytes(PHOTO).decode()
    picture = f"{fields}\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n--b--\r\n"
    (found,) = attached(f"{head}{text}{picture}".encode())
    return found


@pytest.mark.parametrize(
    "fields",
    [
        'Content-Type: image/jpeg; name="VOG.jpg"\r\nContent-Disposition: inline',
        'Content-Type: image/jpeg; name="VOG.jpg"\r\nContent-ID: <u@x>\r\nContent-Location: u.jpg',
        "Content-Type: image/jpeg\r\nContent-Disposition: attachment",
    ],
)
@pytest.mark.parametrize("around", ["mixed", "related"])
def test_a_photo_that_the_text_does_not_show_is_a_document(fields: str, around: str) -> None:
    assert not photo('<p>Bijgaand <img src="cid:logo@x"></p>', fields, around).inline


def test_a_nameless_picture_is_inline_only_beside_the_text_it_belongs_to() -> None:
    fields = "Content-Type: image/jpeg\r\nContent-Disposition: inline"
    assert photo("<p>x</p>", fields, "related").inline
    assert not photo("<p>x</p>", fields, "mixed").inline


@pytest.mark.parametrize("source", ['"https://x.example/l.jpg?a=1&amp;b=2"', "cid:l%2B1@x"])
def test_a_picture_is_inline_by_its_place_or_its_identifier(source: str) -> None:
    fields = (
        "Content-Type: image/jpeg; name=l.jpg\r\nContent-ID: <l+1@x>\r\n"
        "Content-Location: https://x.example/l.jpg?a=1&b=2"
    )
    assert photo(f"<p><img width=1 src={source}></p>", fields, "mixed").inline


@pytest.mark.parametrize(
    "data",
    [
        PHOTO,
        PDF,
        b"\x89PNG\r\n\x1a\nx",
        b"GIF89ax",
        b"II*\x00x",
        b"PK\x03\x04x",
        b"\xd0\xcf\x11\xe0x",
        b"\x00\x00\x00\x18ftypheic",
        b"x" + b"\x00" * 500,
    ],
)
def test_a_file_sent_as_nameless_text_is_an_attachment(data: bytes) -> None:
    encoding = b"Content-Transfer-Encoding: base64\r\n\r\n"
    part = b"--b\r\nContent-Type: text/plain\r\n" + encoding + base64.encodebytes(data)
    mail, kept = parsed(HEAD + b"--b\r\n\r\nhoi\r\n" + part + b"\r\n--b--\r\n")
    assert (mail.body, kept) == ("hoi", [(1, data)])


def test_text_in_wide_characters_is_text_for_all_its_nul_bytes() -> None:
    encoding = b"Content-Transfer-Encoding: base64\r\n\r\n"
    head = b"Content-Type: text/plain; charset=utf-16le\r\n" + encoding
    text = "Wij schrijven ons in. " * 5
    assert parsed(head + base64.encodebytes(text.encode("utf-16-le")))[0].body == text.strip()


def uuencoded(data: bytes) -> bytes:
    lines = (binascii.b2a_uu(data[place : place + 45]) for place in range(0, len(data), 45))
    return b"begin 644 vog.pdf\n" + b"".join(lines) + b"`\nend\n"


@pytest.mark.parametrize("data", [b"kort", PDF * 20])
@pytest.mark.parametrize("encoding", [b"7bit", b"base64"])
def test_a_file_between_the_lines_of_a_text_is_found(data: bytes, encoding: bytes) -> None:
    text = b"Bijgaand.\n\n" + uuencoded(data) + b"\nGroet\n"
    body = base64.encodebytes(text) if encoding == b"base64" else text
    mail, kept = parsed(
        b"Subject: x\nContent-Transfer-Encoding: " + encoding + b"\n\n" + body,
    )
    assert mail.problems == ()
    assert mail.body.split() == ["Bijgaand.", "Groet"]
    assert kept == [(1, data)]
    assert [(item.name, item.origin) for item in mail.attachments] == [
        ("vog.pdf", "1 > bericht.txt > vog.pdf")
    ]


@pytest.mark.parametrize(
    "text",
    [
        b"begin 644 stukken\nWij schrijven ons in.\n",
        b"wij begin 644 x\n#0V%T\n",
        b"begin morgen\n#0V%T\n",
        b"begin 644 x\n",
        b"begin 644 x\n\nGroet\n",
    ],
)
def test_words_are_not_taken_for_a_file_between_the_lines(text: bytes) -> None:
    assert parsed(b"Subject: x\n\n" + text)[0].problems == ()


def test_an_invitation_among_the_alternatives_is_an_attachment() -> None:
    raw = message(lambda mail: mail.add_alternative("BEGIN:VCALENDAR\n", subtype="calendar"))
    (invitation,) = attached(raw)
    assert (invitation.name, invitation.declared_type) == ("bijlage-1.ics", "text/calendar")


def test_nameless_text_between_documents_is_text_and_named_text_is_not() -> None:
    part = b"--b\r\nContent-Type: text/plain%s\r\n\r\n%s\r\n"
    raw = (
        HEAD + part % (b"", b"een") + part % (b"; name=lijst.txt", b"lijst") + part % (b"", b"twee")
    )
    mail, kept = parsed(raw + b"--b--\r\n")
    assert mail.body == "een\n\ntwee"
    assert kept == [(1, b"lijst")]


def test_a_mail_that_is_one_document_has_no_text() -> None:
    raw = b"Content-Type: application/pdf\r\n\r\n" + PDF
    mail, kept = parsed(raw)
    assert (mail.body, kept) == ("", [(1, PDF)])
    assert mail.attachments[0].origin == "1"


def test_a_mail_that_is_nothing_but_text_is_a_document() -> None:
    inner = b"Subject: x\r\n\r\nhoi\r\n"
    raw = message(
        lambda mail: mail.add_attachment(inner, "application", "octet-stream", filename="e.eml")
    )
    mail, kept = parsed(raw)
    assert [(item.name, item.problems) for item in mail.attachments] == [("e.eml", ())]
    assert kept == [(1, inner)]
    outcomes = [(entry.origin, entry.outcome) for entry in mail.ledger]
    assert outcomes == [("1", "body"), ("2", "stored"), ("2 > e.eml > 1", "body")]


def test_a_signature_by_itself_is_an_attachment_without_problem() -> None:
    raw = message(
        lambda mail: mail.add_attachment(
            unsigned(None), "application", "pkcs7-signature", filename="smime.p7s"
        )
    )
    (signature,) = attached(raw)
    assert (signature.name, signature.problems) == ("smime.p7s", ())


def test_what_is_nested_too_deep_is_one_attachment_with_its_raw_bytes() -> None:
    depth = 3_000
    opening = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (level, level + 1)
        for level in range(depth)
    )
    raw = (
        b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n"
        + opening
        + b"--b3000\r\n\r\nbinnen\r\n"
    )
    mail, kept = parsed(raw)
    (rest,) = mail.attachments
    assert rest.origin.count(".") == MOST_DEPTH - 1
    assert [problem.code for problem in rest.problems] == [ProblemCode.NOT_EXPANDED]
    assert raw.endswith(kept[0][1])
    assert b"binnen" in kept[0][1]


@pytest.mark.parametrize("nested", [False, True])
def test_what_is_beyond_the_number_of_parts_is_one_attachment(nested: bool) -> None:
    files = b"".join(
        b"--b\r\nContent-Type: application/pdf\r\n\r\n%%PDF-%d\r\n" % number
        for number in range(MOST_LEAVES + 500)
    )
    raw = HEAD + files + b"--b--\r\n"
    if nested:
        raw = (
            b"Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n" + raw + b"--o\r\n\r\nna\r\n"
        )
    mail, kept = parsed(raw)
    assert len(mail.attachments) == MOST_LEAVES
    assert [problem.code for problem in mail.attachments[-1].problems] == [ProblemCode.NOT_EXPANDED]
    assert raw.endswith(kept[-1][1])
    assert b"%%PDF-%d" % (MOST_LEAVES + 499) in kept[-1][1]
    assert ProblemCode.BROKEN_STRUCTURE in [problem.code for problem in mail.problems]


def test_absurd_headers_are_cut_and_the_mail_is_read() -> None:
    lines = (
        b"Subject: " + b"a" * 1_000_000,
        b"From: " + b"(" * 1_000_000 + b"<a@b.example>",
        b"References: " + b"<x@y> " * 200_000,
        b"X: " + b"=?a?q?" * 200_000,
        b"Content-Type: text/plain" + b"; a=b" * 200_000,
    )
    mail, _ = parsed(b"\r\n".join(lines) + b"\r\n" + b"a:\r\n" * 100_000 + b"\r\nHallo\r\n")
    assert mail.headers.subject == "a" * 1_000
    assert mail.headers.references == ("<x@y>",)
    assert mail.body == "Hallo"


def test_a_long_text_is_cut() -> None:
    mail, _ = parsed(b"Subject: x\r\n\r\n" + "é".encode() * 3 * BODY_CAP)
    assert mail.body == "é" * BODY_CAP
