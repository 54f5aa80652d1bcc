"""Mails as they should not be: each is kept, and none stands in the way of the others."""

import os
import re
from collections.abc import Mapping
from uuid import uuid4

from deploy.servers.dovecot import Dovecot, MailAccount
from tests.acceptance.conftest import Install
from tests.acceptance.installation import mailbox_table
from tests.acceptance.provider_mail import provider_address, small_registration
from tests.acceptance.smtp_sink import SmtpSink

HEADERS = {
    "From": "Aanbieder <{address}>",
    "To": "oco@zorgkantoor.test",
    "Subject": "Inschrijving",
    "Date": "Mon, 03 Jul 2023 10:00:00 +0200",
    "Message-ID": "<{unique}@aanbieder.test>",
}
BODY = b"Hierbij onze inschrijving.\r\n"


def written(headers: Mapping[str, str], body: bytes = BODY) -> bytes:
    """A mail with these headers, of an address of its own."""
    facts = {"address": provider_address(), "unique": uuid4().hex}
    lines = [f"{name}: {value.format(**facts)}\r\n" for name, value in headers.items()]
    return "".join(lines).encode() + b"\r\n" + body


def without(*names: str) -> bytes:
    return written({name: value for name, value in HEADERS.items() if name not in names})


def multipart(body: bytes) -> bytes:
    return written(HEADERS | {"Content-Type": 'multipart/mixed; boundary="b"'}, body)


# Every one of them has an address to answer, unless its name stands in NOT_ANSWERED.
BAD_MAILS: dict[str, bytes] = {
    "no From": without("From"),
    "no Message-ID": without("Message-ID"),
    "no Date": without("Date"),
    "no body": written(HEADERS, b""),
    "no end of headers": written(HEADERS, b"").removesuffix(b"\r\n"),
    "empty": b"",
    "a line end": b"\r\n",
    "no headers": b"\r\n" + BODY,
    "a boundary that never comes": multipart(b"geen grens te zien\r\n"),
    "a part that never ends": multipart(
        b"--b\r\nContent-Type: application/pdf; name=a.pdf\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ\xff==="
    ),
    "parts in parts": multipart(
        b"".join(
            b'--%s\r\nContent-Type: multipart/mixed; boundary="%s"\r\n\r\n'
            % (b"b" * level, b"b" * (level + 1))
            for level in range(1, 200)
        )
    ),
    "null bytes": written(HEADERS | {"X-Nul": "a\0b", "Subject": "In\0schrijving"}, b"a\0b\0\r\n"),
    "a subject of a megabyte": written(HEADERS | {"Subject": "Inschrijving " + "x" * 1_000_000}),
    "5000 Received lines": b"Received: from a by b; Mon, 03 Jul 2023 10:00:00 +0200\r\n" * 5000
    + written(HEADERS),
    "8-bit garbage": os.urandom(20_000),
    "8-bit headers": written(HEADERS).replace(b"Inschrijving", b"Inschr\xff\xfeving \x80\x81"),
    "a year that is none": written(HEADERS | {"Date": "Mon, 99 Foo 99999 99:99:99 +9999"}),
}
NOT_ANSWERED = {"no From", "empty", "a line end", "no headers", "8-bit garbage"}


def put_into(server: Dovecot, address: str, mails: list[bytes]) -> None:
    """Lay files into the Maildir: no delivery on the way adds or mends anything."""
    folder = server.maildir(address) / "new"
    for number, raw in enumerate(mails):
        path = folder / f"17000000{number:02}.M1P1.test"
        path.write_bytes(raw)
        os.chown(path, folder.stat().st_uid, folder.stat().st_gid)


def test_bad_mails_are_all_archived_and_the_good_one_among_them_is_answered(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    office = mailbox_account.address
    sender = provider_address()
    # Delivered first, so that its Maildir is there; fetched last, since its name is higher.
    dovecot_server.deliver(office, small_registration(office, sender=sender))
    put_into(dovecot_server, office, list(BAD_MAILS.values()))
    installation = install(mailbox_table(dovecot_server, mailbox_account))

    drained = installation.drain()

    assert drained.complaints() == []
    assert drained.status == 0
    states = installation.states()
    assert len(states) == len(BAD_MAILS) + 1
    assert set(states) <= {"handed_over", "filed"}
    recipients = sink.recipients()
    assert recipients.count(sender) == 1
    assert len(recipients) == len(set(recipients)) == len(BAD_MAILS) - len(NOT_ANSWERED) + 1

    held = installation.intake("held", "list", "--json")
    assert held.status == 1
    reasons = [(row["what"], row["reason"]) for row in held.rows()]
    assert reasons == [("receipt withheld", "no_address")] * len(NOT_ANSWERED)
    told = installation.shown("held", "list")
    assert len(re.findall(r"(?m)^receipt withheld\t.*\tno_address$", told.out)) == len(NOT_ANSWERED)


def test_a_mail_without_from_is_answered_at_its_return_path(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    sender = provider_address()
    dovecot_server.deliver(mailbox_account.address, without("From"), sender=sender)
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    assert installation.drain().status == 0
    assert sink.recipients() == [sender]
