"""How the daemon ends, and that nobody runs beside it."""

import signal

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.postgres import Postgres
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import SIGTERM_LIMIT, patiently
from tests.acceptance.gated_proxy import GatedProxy
from tests.acceptance.installation import mailbox_table
from tests.acceptance.provider_mail import provider_address, small_registration
from tests.acceptance.smtp_sink import Mood, SmtpSink


def test_sigterm_lets_letters_on_their_way_arrive_and_a_restart_sends_the_rest_once(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    office = mailbox_account.address
    senders = [provider_address() for _ in range(12)]
    for sender in senders:
        dovecot_server.deliver(office, small_registration(office, sender=sender))
    sink.mood = Mood.WAITS
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    with installation.running() as daemon:
        patiently(lambda: sink.given == 2)
        daemon.process.send_signal(signal.SIGTERM)
        # The signal has been taken note of once the mailbox is left alone.
        patiently(lambda: office not in dovecot_server.doveadm("who"))
        sink.go.set()
        assert daemon.process.wait(SIGTERM_LIMIT) == 0
        assert daemon.events("stopped")
    assert len(sink.letters) == 2
    assert installation.receipt_states().count("sent") == 2

    assert installation.drain().status == 0
    assert sink.recipients() == sorted(senders)
    assert set(sink.copies().values()) == {1}
    assert installation.states() == ["handed_over"] * len(senders)
    assert installation.uncertain_letters() == set()


def test_sigterm_ends_the_daemon_in_time_while_an_imap_and_an_smtp_server_hang(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    second = dovecot_server.add_user(f"tweede-{mailbox_account.address}", "geheim-van-de-tweede")
    senders = sorted([provider_address(), provider_address()])
    for account, sender in zip((mailbox_account, second), senders, strict=True):
        raw = small_registration(account.address, sender=sender, size=200_000)
        dovecot_server.deliver(account.address, raw)
    sink.mood = Mood.HANGS
    with GatedProxy((dovecot_server.host, dovecot_server.imap_port), after=100_000) as gate:
        installation = install(
            mailbox_table(dovecot_server, mailbox_account),
            mailbox_table(dovecot_server, second, port=gate.port, zorgkantoor="dsw"),
        )
        with installation.running() as daemon:
            patiently(lambda: sink.given == 1 and gate.holding.is_set())
            assert daemon.end() == 0
        assert installation.states() == ["checked"]
        gate.let_through()
        sink.mood = Mood.TAKES
        with installation.running():
            patiently(lambda: installation.states() == ["handed_over"] * 2)
    assert sink.recipients() == senders
    # Nobody knows whether the server kept the letter, so it is shown and sent again as the same.
    (letter,) = [letter for letter in sink.letters if letter.recipient == senders[0]]
    assert installation.uncertain_letters() == {letter.message_id}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_second_process_on_the_same_data_is_refused_with_one_line(
    install: Install,
    dovecot_server: Dovecot,
    mailbox_account: MailAccount,
    kind: str,
    request: pytest.FixtureRequest,
) -> None:
    service: dict[str, object] = {}
    if kind == "postgresql":
        server = request.getfixturevalue("postgres_server")
        assert isinstance(server, Postgres)
        service["database_url"] = server.create_database()
    installation = install(mailbox_table(dovecot_server, mailbox_account), service=service)
    with installation.running() as daemon:
        for command in ("run", "drain"):
            refused = installation.intake(command)
            assert refused.status == 2
            (line,) = refused.complaints()
            assert f"another intake process (pid {daemon.process.pid}" in line
            assert "stop it first" in line
        assert daemon.process.poll() is None
    assert installation.drain().status == 0
