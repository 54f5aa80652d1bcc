"""A mail of 40 MB goes through in pieces."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from deploy.samples.mails import sample
from deploy.servers.dovecot import Dovecot, MailAccount
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import mailbox_table
from tests.acceptance.provider_mail import complete_registration, provider_address
from tests.acceptance.smtp_sink import SmtpSink

MOST = 4
"""How often the mail may be in memory beyond what the processes take without it, all together."""


def peaks(group: int) -> dict[int, int]:
    """The most memory that each process of a group has had so far, in bytes."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with suppress(OSError):
            if os.getpgid(int(entry.name)) != group:
                continue
            for line in (entry / "status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    found[int(entry.name)] = int(line.split()[1]) * 1024
    return found


def test_a_mail_of_40_mb_takes_less_than_four_times_its_size_in_memory(
    install: Install,
    dovecot_server: Dovecot,
    mailbox_account: MailAccount,
    sink: SmtpSink,
    record_property: Callable[[str, object], None],
) -> None:
    office = mailbox_account.address
    huge = sample("huge", office, at=datetime.now(UTC))
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    most: dict[int, int] = {}

    def are_through(count: int) -> bool:
        for pid, peak in peaks(daemon.process.pid).items():
            most[pid] = max(peak, most.get(pid, 0))
        return installation.states() == ["handed_over"] * count

    with installation.running() as daemon:
        # The first mail brings every process and library into memory, whatever its size.
        small = complete_registration(office, provider_address())
        dovecot_server.deliver(office, small.raw)
        patiently(lambda: are_through(1))
        before = sum(most.values())
        dovecot_server.deliver(office, huge.raw)
        patiently(lambda: are_through(2))
    after = sum(most.values())
    size = len(huge.raw)
    record_property("megabytes before and after", f"{before / 1e6:.0f} {after / 1e6:.0f}")
    record_property("times the mail, beside the processes themselves", (after - before) / size)
    assert len(sink.letters) == 2
    # Many pieces, not one: the archive holds the mail and its seven files under their hashes.
    assert size > 40_000_000
    assert (after - before) / size < MOST
