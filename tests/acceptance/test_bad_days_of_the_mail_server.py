"""Receipts, while the server that sends them is away, refuses or hangs up."""

from deploy.servers.dovecot import Dovecot, MailAccount
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import mailbox_table
from tests.acceptance.provider_mail import provider_address, small_registration
from tests.acceptance.smtp_sink import Mood, SmtpSink


def test_receipts_wait_for_a_server_that_is_down_and_go_out_once_when_it_is_back(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    office = mailbox_account.address
    senders = sorted(provider_address() for _ in range(3))
    for sender in senders:
        dovecot_server.deliver(office, small_registration(office, sender=sender))
    sink.down()
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    with installation.running() as daemon:
        postponed = daemon.wait_for("stage_postponed", stage="acknowledge")
        assert f"127.0.0.1:{sink.port} could not be reached" in postponed["reason"]
        patiently(lambda: installation.states() == ["checked"] * 3)
        assert installation.assessments() == 0
        sink.up()
        patiently(lambda: installation.states() == ["handed_over"] * 3)
    assert sink.recipients() == senders
    assert set(sink.copies().values()) == {1}
    assert installation.receipt_states() == ["sent"] * 3
    assert installation.uncertain_letters() == set()
    assert installation.assessments() == 3


def test_each_drain_tries_the_receipts_that_wait_and_tells_when_they_still_do(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    office = mailbox_account.address
    dovecot_server.deliver(office, small_registration(office))
    sink.down()
    hour = {"retry_first_seconds": 3600, "retry_most_seconds": 3600}
    installation = install(mailbox_table(dovecot_server, mailbox_account), limits=hour)
    for _ in range(2):
        drained = installation.drain()
        assert drained.status == 3
        (line,) = drained.complaints()
        assert line.startswith("intake: to be tried again: acknowledge: 127.0.0.1:")
        assert line.endswith("check host, port and tls, and that the server runs")
    sink.up()
    assert installation.drain().status == 0
    assert installation.states() == ["handed_over"]
    assert len(sink.letters) == 1


def test_a_recipient_refused_for_good_is_shown_and_the_registration_handed_over(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    office = mailbox_account.address
    dovecot_server.deliver(office, small_registration(office))
    sink.mood = Mood.REFUSES_RECIPIENTS
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    assert installation.drain().status == 1
    assert sink.letters == []
    (row,) = installation.held()
    assert row["what"] == "receipt failed"
    assert row["reason"] == "550 5.1.1 no such user here"
    assert installation.states() == ["handed_over"]
    assert installation.assessments() == 1


def test_a_letter_that_may_have_gone_out_is_shown_and_sent_again_as_the_same_letter(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    office = mailbox_account.address
    sender = provider_address()
    dovecot_server.deliver(office, small_registration(office, sender=sender))
    sink.mood = Mood.HANGS_UP
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    drained = installation.drain()
    assert drained.status == 3
    assert "may have been delivered" in drained.err
    (row,) = installation.held()
    assert row["what"] == "receipt uncertain"

    sink.mood = Mood.TAKES
    assert installation.drain().status == 0
    first, second = sink.letters
    assert first == second
    assert installation.uncertain_letters() == {first.message_id}
    assert installation.receipt_states() == ["sent"]
    assert installation.states() == ["handed_over"]
    assert installation.held() == []
