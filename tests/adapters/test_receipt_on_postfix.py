"""A receipt by a real mail server: written, sent, delivered, and read as a provider would."""

import email
import email.policy
import re
from contextlib import closing

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.postfix import Postfix
from deploy.servers.waiting import wait_until
from intake.adapters.smtp_sender import SmtpAccount, SmtpSender
from tests.adapters.letter_reading import read, text_of, write
from tests.adapters.receipt_samples import COMPLETE, contents, file, picture, with_subject

HOSTILE_NAME = "..<b>&\u00e9\u65e5\u672c " + "x" * 150 + ".pdf"


def test_a_receipt_is_delivered_as_it_was_written(
    dovecot_server: Dovecot, postfix_server: Postfix, mailbox_account: MailAccount
) -> None:
    facts = contents((picture(1), *COMPLETE[1:3], file(4, HOSTILE_NAME)))
    letter = write(
        with_subject(facts, "Inschrijving Frysl\u00e2n " * 20), recipient=mailbox_account.address
    )
    account = SmtpAccount(postfix_server.host, postfix_server.port, "none")
    with closing(SmtpSender(account)) as sender:
        assert re.fullmatch(r"250 2\.0\.0 Ok: queued as \w+", sender.send(letter))
    arrived = dovecot_server.maildir(mailbox_account.address) / "new"
    wait_until(lambda: arrived.exists() and len(list(arrived.iterdir())) == 1)
    (path,) = arrived.iterdir()
    delivered = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert delivered["Return-Path"] == "<>"
    for name, value in read(letter).items():
        assert delivered[name] == value
    body = delivered.get_body(("plain",))
    assert body is not None
    # A Maildir ends lines in its own way.
    assert body.get_content().splitlines() == text_of(letter).splitlines()
    assert HOSTILE_NAME in body.get_content()
