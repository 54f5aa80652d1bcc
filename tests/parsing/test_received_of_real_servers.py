"""The line by which a mail entered, in lines that real Postfix and Dovecot write."""

import smtplib
from datetime import UTC, datetime, timedelta

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.postfix import Postfix
from deploy.servers.waiting import wait_until
from intake.domain.own_hosts import OwnHosts
from intake.parsing.received import boundary_hop
from tests.parsing.taking_apart import headers_of

MAIL = (
    b"Received: from x.test by mx.zorgkantoor.test with ESMTP; Mon, 31 Jul 2023 09:00:00 +0200\r\n"
    b"From: info@aanbieder.test\r\nSubject: proef\r\n\r\nGoedemiddag.\r\n"
)


def test_a_forged_line_below_the_line_of_the_relay_does_not_count(
    dovecot_server: Dovecot, postfix_server: Postfix, mailbox_account: MailAccount
) -> None:
    folder = dovecot_server.maildir(mailbox_account.address) / "new"
    host, port = postfix_server.host, postfix_server.port
    with smtplib.SMTP(host, port, local_hostname="mail.aanbieder.test") as client:
        client.sendmail("info@aanbieder.test", [mailbox_account.address], MAIL)
    wait_until(lambda: folder.exists() and len(list(folder.iterdir())) == 1)
    (path,) = folder.iterdir()
    headers = headers_of(path.read_bytes())
    assert [hop.by for hop in headers.received] == [
        "mail.zorgkantoor.test",
        "mx.zorgkantoor.test",
        "mx.zorgkantoor.test",
    ]
    found = boundary_hop(headers.received, OwnHosts(("zorgkantoor.test",)))
    assert found is headers.received[1]
    assert found.at is not None
    assert datetime.now(UTC) - found.at < timedelta(minutes=10)
    entry = headers.received[1]
    assert (entry.given, entry.address) == ("mail.aanbieder.test", "127.0.0.1")
    assert entry.protocol == "ESMTP"
    assert entry.queue_id
    assert entry.recipient == mailbox_account.address
    assert [hop.flaw for hop in headers.received] == [None] * 3
    # The other program reads what real servers write as we do.
    readings = [hop.second for hop in headers.received]
    assert [(item.by, item.at) for item in readings if item] == [
        (hop.by, hop.at) for hop in headers.received
    ]
    assert headers.return_path == "info@aanbieder.test"
