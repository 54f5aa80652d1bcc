"""The main job on real servers: a registration mailed to a real mailbox gets its receipt."""

import hashlib
import smtplib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from deploy.samples.sample import Sample
from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.postfix import Postfix
from deploy.servers.postgres import Postgres
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import Installation, mailbox_table
from tests.acceptance.provider_mail import (
    complete_registration,
    letters_in,
    message_id_of,
    provider_address,
)

DATABASE_PASSWORD = "geheim-van-de-database"


@pytest.fixture(params=["sqlite", "postgresql"])
def service(request: pytest.FixtureRequest) -> dict[str, object]:
    """The `[service]` for each kind of database."""
    if request.param == "sqlite":
        return {}
    server = request.getfixturevalue("postgres_server")
    assert isinstance(server, Postgres)
    url = server.create_database().replace("postgres@", f"postgres:{DATABASE_PASSWORD}@")
    return {"database_url": url}


@pytest.fixture
def provider(dovecot_server: Dovecot) -> MailAccount:
    """A provider with a mailbox of its own."""
    return dovecot_server.add_user(provider_address(), "geheim-van-de-aanbieder")


@pytest.fixture
def installation(
    install: Install,
    dovecot_server: Dovecot,
    postfix_server: Postfix,
    mailbox_account: MailAccount,
    service: dict[str, object],
) -> Iterator[Installation]:
    """An office that sends by Postfix, under its own name."""
    smtp = {
        "host": postfix_server.host,
        "port": postfix_server.port,
        "tls": "none",
        "username": mailbox_account.address,
        "password": mailbox_account.password,
    }
    table = mailbox_table(dovecot_server, mailbox_account)
    installation = install(table, smtp=smtp, service=service)
    yield installation
    assert not any(DATABASE_PASSWORD in text for text in installation.printed)


def mail_by(postfix: Postfix, sample: Sample, office: MailAccount, dovecot: Dovecot) -> None:
    """Mail as a provider does, and wait until it is in the mailbox."""
    with smtplib.SMTP(postfix.host, postfix.port) as client:
        client.sendmail(sample.sender, [office.address], sample.raw)
    patiently(lambda: len(letters_in(dovecot.maildir(office.address))) == 1)


def files_of(raw: bytes) -> dict[str, str]:
    """The name and SHA-256 of every file of a mail, read by the standard library."""
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return {
        name: hashlib.sha256(part.get_content()).hexdigest()
        for part in mail.walk()
        if (name := part.get_filename())
    }


def test_a_registration_gets_one_receipt_that_names_every_file_and_is_queued_per_region(
    installation: Installation,
    dovecot_server: Dovecot,
    postfix_server: Postfix,
    mailbox_account: MailAccount,
    provider: MailAccount,
) -> None:
    sample = complete_registration(mailbox_account.address, provider.address)
    files = files_of(sample.raw)
    assert len(files) == 7
    mail_by(postfix_server, sample, mailbox_account, dovecot_server)

    assert installation.drain().status == 0

    inbox = dovecot_server.maildir(provider.address)
    patiently(lambda: len(letters_in(inbox)) == 1)
    (letter,) = (message_from_bytes(raw, policy=policy.default) for raw in letters_in(inbox))
    assert isinstance(letter, EmailMessage)
    assert letter["In-Reply-To"] == message_id_of(sample.raw)
    assert letter["Auto-Submitted"] == "auto-replied"
    (registration,) = installation.shown("registrations", "list", "--json").rows()
    for form in ("plain", "html"):
        body = letter.get_body((form,))
        assert body is not None
        told = body.get_content()
        assert "op tijd" in told
        assert registration["reference"] in told
        for name, sha256 in files.items():
            assert name in told
            assert sha256 in told
    assert registration["verdict"] == "in_time"
    assert registration["missing"] == []

    queue = installation.shown("assessments", "list", "--json").rows()
    assert sorted(row["data"]["region"] for row in queue) == ["Midden Brabant", "Nijmegen"]
    for row in queue:
        assert row["type"] == "nl.zorgkantoor.oco.registration.ready.v1"
        assert row["subject"] == registration["reference"]
        documents = row["data"]["documents"]
        assert {item["name"]: item["sha256"] for item in documents} == files

    shown = installation.intake("registrations", "show", registration["reference"])
    steps = ("archived", "parsed", "checked", "receipt_sending", "receipt_sent", "acknowledged")
    for step in (*steps, "handed_over"):
        assert f"  {step}  " in shown.out

    assert installation.drain().status == 0
    assert installation.shown("registrations", "show", registration["reference"]) == shown
    assert installation.shown("assessments", "list", "--json").rows() == queue
    assert len(letters_in(inbox)) == 1
