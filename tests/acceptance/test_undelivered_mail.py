"""A mail that the server lists and cannot deliver: Dovecot hangs up at it."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.servers.dovecot import Dovecot, MailAccount
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import mailbox_table
from tests.acceptance.provider_mail import provider_address, small_registration
from tests.acceptance.smtp_sink import SmtpSink


def _delivered(path: Path) -> tuple[int, ...]:
    """Return second and microsecond in a name of Dovecot, who puts no zeros in front of them."""
    return tuple(map(int, re.findall(r"\d+", path.name)[:2]))


@contextmanager
def unreadable(maildir: Path) -> Iterator[None]:
    """Take the oldest mail from the server's user and give it back at the end."""
    path = min((maildir / "new").iterdir(), key=_delivered)
    facts = path.stat()
    os.chown(path, 0, 0)
    path.chmod(0)
    yield
    # The server may have moved or renamed it meanwhile.
    unique = path.name.partition(":")[0]
    (path,) = (found for found in maildir.glob("*/*") if found.name.startswith(unique))
    os.chown(path, facts.st_uid, facts.st_gid)
    path.chmod(0o600)


def test_it_keeps_no_neighbour_from_being_answered_and_is_fetched_when_it_can_be(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    office = mailbox_account.address
    senders = [provider_address() for _ in range(3)]
    for sender in senders:
        dovecot_server.deliver(office, small_registration(office, sender=sender))
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    with unreadable(dovecot_server.maildir(office)):
        drained = installation.drain()
        assert drained.status == 3
        (line,) = drained.complaints()
        assert line.startswith("intake: mailbox of vgz: ")
        assert "failed at downloading mail 1 of 'INBOX'" in line
        assert sink.recipients() == sorted(senders[1:])
        (row,) = installation.held()
        assert row["what"] == "fetch retrying"
        assert row["id"] == "1"
    with installation.running():
        patiently(lambda: installation.states() == ["handed_over"] * 3)
    assert sink.recipients() == sorted(senders)
    assert installation.held() == []
