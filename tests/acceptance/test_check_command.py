"""`intake check` finds what is wrong before the first mail does."""

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from tests.acceptance.conftest import Install
from tests.acceptance.installation import Installation, mailbox_table
from tests.acceptance.provider_mail import small_registration
from tests.acceptance.smtp_sink import SmtpSink


@pytest.fixture
def installation(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> Installation:
    """One mailbox with one mail in it."""
    dovecot_server.deliver(mailbox_account.address, small_registration(mailbox_account.address))
    return install(mailbox_table(dovecot_server, mailbox_account))


def test_a_good_installation_gets_an_ok_line_for_each_part(
    installation: Installation, sink: SmtpSink
) -> None:
    checked = installation.intake("check")
    assert checked.status == 0
    assert checked.err == ""
    lines = checked.out.splitlines()
    parts = (
        "configuration",
        "rounds",
        "database",
        "archive",
        "child processes",
        "mailbox[1] of vgz",
    )
    assert [line.partition(": ")[0] for line in lines] == [
        f"ok    {part}" for part in (*parts, f"smtp 127.0.0.1:{sink.port}")
    ]
    assert "INBOX 1 mails" in lines[5]
    assert lines[6].endswith("logged in")
    assert sink.letters == []
    assert installation.states() == []


def test_a_dead_mail_server_is_named_beside_what_is_in_order(
    installation: Installation, sink: SmtpSink
) -> None:
    sink.down()
    checked = installation.intake("check")
    assert checked.status == 3
    wrong = [line for line in checked.out.splitlines() if not line.startswith("ok ")]
    assert len(wrong) == 1
    assert wrong[0].startswith(f"WRONG smtp 127.0.0.1:{sink.port}: ")
    assert wrong[0].endswith("check host, port and tls, and that the server runs")


def test_an_unknown_zorgkantoor_is_named_with_the_known_ones(installation: Installation) -> None:
    installation.mailboxes = [dict(installation.mailboxes[0]) | {"zorgkantoor": "vgx"}]
    installation.write()
    checked = installation.intake("check")
    assert checked.status == 2
    (line,) = checked.complaints()
    assert "mailbox[1].zorgkantoor" in line
    assert "vgz" in line


def test_a_wrong_password_is_told_without_the_password(
    installation: Installation, dovecot_server: Dovecot
) -> None:
    dovecot_server.add_user(str(installation.mailboxes[0]["address"]), "een-ander-wachtwoord")
    checked = installation.intake("check")
    assert checked.status == 2
    assert "WRONG mailbox[1] of vgz: " in checked.out
    assert str(installation.mailboxes[0]["password"]) not in checked.out + checked.err
    assert "correct username, password or password_file" in checked.out


def test_what_must_not_be_told_would_be_found(installation: Installation) -> None:
    assert installation.leaks() == []
    installation.printed.append(f"... {installation.smtp['password']} ...")
    assert len(installation.leaks()) == 1
    installation.printed.clear()
