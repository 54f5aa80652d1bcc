"""What becomes of the server's copy, and that it happens last."""

from deploy.servers.dovecot import Dovecot, MailAccount
from tests.acceptance.conftest import Install
from tests.acceptance.installation import mailbox_table
from tests.acceptance.provider_mail import small_registration
from tests.acceptance.smtp_sink import SmtpSink

KEYWORD = "$OcoArchived"
MORE_THAN_ANY_DISK = 2**62


def flags(server: Dovecot, account: MailAccount) -> str:
    """The flags of the one mail in INBOX."""
    return server.doveadm("fetch", "-u", account.address, "flags", "mailbox", "INBOX").strip()


def counts(server: Dovecot, account: MailAccount) -> dict[str, int]:
    """How many mails there are in INBOX and Archief."""
    found = {}
    for folder in ("INBOX", "Archief"):
        told = server.doveadm("mailbox", "status", "-u", account.address, "messages", folder)
        found[folder] = int(told.rpartition("=")[2])
    return found


def test_the_server_copy_is_flagged_or_moved_once_the_mail_is_archived_and_not_before(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    flagged = mailbox_account
    moved = dovecot_server.add_user(f"verplaatst-{flagged.address}", "geheim-van-verplaatst")
    for account in (flagged, moved):
        dovecot_server.deliver(account.address, small_registration(account.address))
    installation = install(
        mailbox_table(dovecot_server, flagged, after_archiving="flag", keyword=KEYWORD),
        mailbox_table(dovecot_server, moved, after_archiving="move", move_to="Archief"),
        limits={"min_free_bytes": MORE_THAN_ANY_DISK},
    )

    refused = installation.drain()
    assert refused.status == 3
    full = [line for line in refused.complaints() if "make room on its disk" in line]
    # One for each mailbox, and one for the configuration that could not be put into evidence.
    assert len(full) == 3
    assert KEYWORD not in flags(dovecot_server, flagged)
    assert counts(dovecot_server, moved) == {"INBOX": 1, "Archief": 0}

    installation.limits["min_free_bytes"] = 0
    installation.write()
    assert installation.drain().status == 0
    assert KEYWORD in flags(dovecot_server, flagged)
    assert "\\Seen" not in flags(dovecot_server, flagged)
    assert counts(dovecot_server, flagged) == {"INBOX": 1, "Archief": 0}
    assert counts(dovecot_server, moved) == {"INBOX": 0, "Archief": 1}
    assert installation.states() == ["handed_over"] * 2
    assert len(sink.letters) == 2
    for registration in installation.shown("registrations", "list", "--json").rows():
        shown = installation.shown("registrations", "show", registration["reference"], "--json")
        names = [entry["event"] for entry in shown.rows()[0]["events"]]
        assert names[0] == "archived"
        assert names.count("server_copy_settled") == 1
