"""Which mails a machine wrote, and which only look so."""

import pytest

from tests.parsing.taking_apart import headers_of

PERSON = b"From: jan@aanbieder.example\r\nReturn-Path: <jan@aanbieder.example>\r\n"


def sign(*lines: str, body: str = "Hallo") -> str | None:
    raw = PERSON + "".join(f"{line}\r\n" for line in lines).encode() + f"\r\n{body}\r\n".encode()
    return headers_of(raw).automatic_sign


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Auto-Submitted: auto-replied", "Auto-Submitted: auto-replied"),
        ("Auto-Submitted: AUTO-Generated (by x); owner=y@z", "Auto-Submitted: auto-generated"),
        ("Auto-Submitted: yes", "Auto-Submitted: yes"),
        ("Precedence: Bulk", "Precedence: bulk"),
        ("Precedence: auto_reply", "Precedence: auto_reply"),
        ("X-Precedence: junk", "X-Precedence: junk"),
        ("List-Id: Nieuws <nieuws.example>", "List-Id"),
        ("List-Unsubscribe: <mailto:weg@x.example>", "List-Unsubscribe"),
        ("X-Autoreply: yes", "X-Autoreply: yes"),
        ("X-Autorespond:", "X-Autorespond"),
        ("X-Auto-Response-From: bot@x.example", "X-Auto-Response-From: …"),
        ("X-OCO-Intake: receipt", "X-Oco-Intake: receipt"),
        ("X-Loop: yes", "X-Loop: yes"),
        ("X-Failed-Recipients: weg@x.example", "X-Failed-Recipients: …"),
        ("X-POST-MessageClass: 9; Autoresponder", "X-Post-Messageclass: 9; Autoresponder"),
        (
            "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
            "X-Ms-Exchange-Generated-Message-Source: Mailbox Rules Agent",
        ),
        (
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
            "Content-Type: multipart/report; report-type=delivery-status",
        ),
        (
            "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
            "Content-Type: multipart/report; report-type=disposition-notification",
        ),
        ("Content-Type: message/delivery-status", "Content-Type: message/delivery-status"),
        ("Content-Type: message/feedback-report", "Content-Type: message/feedback-report"),
        ("Subject: Automatisch antwoord: Inschrijving", "Subject: Automatisch antwoord:"),
        ("Subject: Undeliverable: Inschrijving", "Subject: Undeliverable:"),
        ("Subject: =?utf-8?Q?Gelezen:_Inschrijving?=", "Subject: Gelezen:"),
    ],
)
def test_a_machine_is_recognised_by_the_line_that_shows_it(line: str, shown: str) -> None:
    assert sign(line) == shown


@pytest.mark.parametrize(
    "line",
    [
        "Auto-Submitted: no",
        "Auto-Submitted: No (a person)",
        "Auto-Submitted: no; x=y",
        "Auto-Submitted:",
        "X-Auto-Response-Suppress: All",
        "Disposition-Notification-To: jan@aanbieder.example",
        "Precedence: normal",
        "X-Autoreply: no",
        "Subject: FW: Automatisch antwoord: Inschrijving",
        "Subject: Re: Undeliverable: Inschrijving",
        "Subject: Inschrijving, niet onbestelbaar: graag bevestiging",
        "X-Mailer: Microsoft Outlook 16.0",
        "Content-Type: text/plain",
    ],
)
def test_a_person_is_not_taken_for_a_machine(line: str) -> None:
    assert sign(line) is None


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"Return-Path: <>\r\nFrom: jan@x.example\r\n\r\nx", "Return-Path: <>"),
        (b"From: MAILER-DAEMON@mx.example\r\n\r\nx", "From: mailer-daemon"),
        (b"From: Postmaster <postmaster@x.example>\r\n\r\nx", "From: postmaster"),
        (b"From: postmaster-jan@x.example\r\n\r\nx", None),
    ],
)
def test_the_sender_of_bounces_is_a_machine(raw: bytes, shown: str | None) -> None:
    assert headers_of(raw).automatic_sign == shown


def test_the_surest_of_several_signs_is_told() -> None:
    lines = ("Precedence: bulk", "List-Id: x", "X-Loop: x", "Auto-Submitted: auto-replied")
    assert sign(*lines) == "Auto-Submitted: auto-replied"
    assert sign(*lines[:3], "X-Vacation: yes") == "X-Vacation: yes"
    raw = b"Return-Path: <>\r\nAuto-Submitted: auto-generated\r\n\r\nx"
    headers = headers_of(raw)
    assert headers.automatic_sign == "Auto-Submitted: auto-generated"


MIXED = "Content-Type: multipart/mixed; boundary=b"
STATUS = "--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n"
PICTURE = "--b\r\nContent-Type: image/png\r\nContent-Disposition: inline\r\n\r\n\x7fPNG\r\n"
DOCUMENT = "--b\r\nContent-Type: application/pdf; name=x.pdf\r\n\r\n%PDF-1.4\r\n"


def test_a_report_as_a_part_counts_unless_documents_stand_beside_it() -> None:
    assert sign(MIXED, body=STATUS + "--b--") == "Content-Type: message/delivery-status"
    assert sign(MIXED, body=STATUS + DOCUMENT + "--b--") is None


def test_a_subject_alone_does_not_silence_a_mail_with_documents() -> None:
    subject = "Subject: Automatisch antwoord: Inschrijving"
    assert sign(MIXED, subject, body=DOCUMENT + "--b--") is None
    assert sign(MIXED, subject, body="--b--") == "Subject: Automatisch antwoord:"


def test_no_address_and_no_long_value_is_shown() -> None:
    shown = sign("Auto-Submitted: jan@aanbieder.example" + "x" * 5_000)
    assert shown is not None
    assert "@" not in shown
    assert len(shown) <= 100
