"""Reconciliation when servers and processes die, and beside a daemon that works."""

import os
import signal
from datetime import datetime, timedelta
from pathlib import Path

from deploy.servers.dovecot import Dovecot, MailAccount
from intake.domain.moments import AMSTERDAM
from tests.acceptance.colleague import Colleague
from tests.acceptance.conftest import OFFICE, Install
from tests.acceptance.daemon import PATIENCE, patiently
from tests.acceptance.gated_proxy import GatedProxy
from tests.acceptance.installation import Installation, mailbox_table
from tests.acceptance.provider_mail import fill
from tests.acceptance.smtp_sink import SmtpSink
from tests.acceptance.test_undelivered_mail import unreadable
from tests.program.started import Started


def test_a_mail_that_the_server_does_not_deliver_is_told_and_keeps_nobody(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    office = mailbox_account.address
    fill(dovecot_server, office, 3)
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    with unreadable(dovecot_server.maildir(office)):
        ended = installation.shown("reconcile", "--json")
        (report,) = ended.rows()
    assert ended.status == 1
    (inbox, _) = report["folders"]
    assert (inbox["fetched"], len(inbox["unfetched"])) == (2, 1)
    assert [item["code"] for item in report["findings"]] == ["unfetched", "in_work"]


def test_a_mailbox_out_of_reach_is_status_3_with_a_report(
    install: Install, own_dovecot: Dovecot
) -> None:
    installation = install(mailbox_table(own_dovecot, OFFICE))
    own_dovecot.kill()
    ended = installation.intake("reconcile", "--json")
    assert ended.status == 3
    (report,) = ended.rows()
    assert [item["code"] for item in report["findings"]] == ["unreachable"]


def test_a_server_killed_in_the_middle_costs_no_mail_and_claims_nothing(
    install: Install, own_dovecot: Dovecot, sink: SmtpSink
) -> None:
    senders = fill(own_dovecot, OFFICE.address, 20, size=10_000)
    with GatedProxy((own_dovecot.host, own_dovecot.imap_port), after=100_000) as gate:
        installation = install(mailbox_table(own_dovecot, OFFICE, port=gate.port))
        with reconciling(installation) as process:
            assert gate.holding.wait(PATIENCE)
            own_dovecot.kill()
            gate.let_through()
            assert process.wait(PATIENCE) == 3
        assert 0 < len(installation.states()) < len(senders)
        own_dovecot.start()
        assert installation.shown("reconcile").status == 1
        # The mail that was on its way has its own time to be tried again.
        patiently(
            lambda: (
                installation.shown("reconcile").status == 1
                and len(installation.states()) == len(senders)
            )
        )
    installation.mailboxes[0] = mailbox_table(own_dovecot, OFFICE)
    installation.write()
    assert installation.drain().status == 0
    assert installation.shown("reconcile").status == 0
    assert sink.recipients() == senders


def reconciling(installation: Installation) -> Started:
    """Start a reconciliation in a process of its own."""
    with Path(os.devnull).open("r+b") as nothing:
        return Started(
            ["reconcile", "--config", installation.configuration], (nothing, nothing, nothing)
        )


def test_one_killed_in_the_middle_leaves_no_report_and_the_next_one_goes_on(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    senders = fill(dovecot_server, mailbox_account.address, 20, size=10_000)
    with GatedProxy((dovecot_server.host, dovecot_server.imap_port), after=100_000) as gate:
        installation = install(mailbox_table(dovecot_server, mailbox_account, port=gate.port))
        with reconciling(installation) as process:
            assert gate.holding.wait(PATIENCE)
            process.send_signal(signal.SIGKILL)
            process.wait(PATIENCE)
        gate.let_through()
        assert 0 < len(installation.states()) < len(senders)
        assert installation.shown("reconcile", "list", "--json").rows() == []
        assert installation.shown("reconcile").status == 1
        assert installation.drain().status == 0
        assert installation.shown("reconcile").status == 0
    assert sink.recipients() == senders
    assert installation.copies() == []


def test_two_at_once_and_a_daemon_beside_them_archive_and_answer_each_mail_once(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    senders = fill(dovecot_server, mailbox_account.address, 25)
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    with installation.running() as daemon:
        both = [reconciling(installation) for _ in range(2)]
        for process in both:
            assert process.wait(PATIENCE) in (0, 1)
        patiently(lambda: installation.states() == ["handed_over"] * len(senders))
        assert daemon.events("fault") == []
        assert installation.shown("reconcile").status == 0
    assert sink.recipients() == senders
    assert installation.copies() == []


def test_a_mail_moved_to_another_folder_is_found_by_the_daemon_right_after_the_deadline(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    colleague = Colleague(dovecot_server, mailbox_account)
    installation = install(
        mailbox_table(dovecot_server, mailbox_account, spam_folder="none"),
        reconcile={"after_deadline_minutes": [0.02], "wait_for_answers_seconds": 30},
    )
    assert installation.drain().status == 0
    sender = fill(dovecot_server, mailbox_account.address, 1)
    colleague.move("Archief")
    deadline = datetime.now(AMSTERDAM) + timedelta(seconds=4)
    move_deadline(installation, deadline)
    with installation.running() as daemon:
        told = daemon.wait_for("reconciled", fetched_elsewhere=1)
        assert told["mails_answered"] == 1
    assert sink.recipients() == sender
    (report,) = installation.shown("reconcile", "list", "--json").rows()
    assert (report["cause"], report["in_order"]) == ("deadline", True)


def move_deadline(installation: Installation, at: datetime) -> None:
    """Write the round of an installation with another deadline for registrations."""
    path = installation.directory / "rounds" / "proef.toml"
    text = path.read_text("utf-8")
    before = next(line for line in text.splitlines() if line.startswith("at = "))
    moment = at.replace(tzinfo=None, microsecond=0).isoformat()
    path.write_text(text.replace(before, f"at = {moment}", 1), "utf-8")


def test_a_mail_moved_to_the_spam_folder_is_found_by_the_poller_of_the_daemon(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    colleague = Colleague(dovecot_server, mailbox_account)
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    sender = fill(dovecot_server, mailbox_account.address, 1)
    colleague.move("Junk")
    with installation.running():
        patiently(lambda: sink.recipients() == sender)
