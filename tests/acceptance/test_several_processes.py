"""Roles in processes of their own, which PostgreSQL allows and SQLite does not."""

from contextlib import ExitStack

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.postgres import Postgres
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import mailbox_table
from tests.acceptance.provider_mail import provider_address, small_registration
from tests.acceptance.smtp_sink import SmtpSink


def test_three_processes_on_one_postgresql_bring_a_mail_through(
    install: Install,
    dovecot_server: Dovecot,
    mailbox_account: MailAccount,
    postgres_server: Postgres,
    sink: SmtpSink,
) -> None:
    office = mailbox_account.address
    sender = provider_address()
    installation = install(
        mailbox_table(dovecot_server, mailbox_account),
        service={"database_url": postgres_server.create_database()},
    )
    with ExitStack() as stack:
        for role in ("poll", "work", "send"):
            stack.enter_context(installation.running(role))
        dovecot_server.deliver(office, small_registration(office, sender=sender))
        patiently(lambda: installation.states() == ["handed_over"])
    assert sink.recipients() == [sender]


def test_sqlite_takes_one_process_only(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    refused = installation.intake("run", "--role", "poll")
    assert refused.status == 2
    (line,) = refused.complaints()
    assert "SQLite serves one process" in line
