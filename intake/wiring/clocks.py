"""Our clock beside those of others."""

from datetime import timedelta

from config.settings import Configuration, ImapMailbox
from intake.adapters.imap_clock import ImapClock
from intake.adapters.ntp_clock import NtpClock
from intake.adapters.system_clock import SystemClock
from intake.daemon.clock_keeper import ClockKeeper
from intake.ports import ReferenceClock
from intake.wiring.mailboxes import imap_account
from intake.wiring.parts import Parts


def reference_clocks_of(configuration: Configuration) -> dict[str, ReferenceClock]:
    """Return the clocks that ours is compared with, by the name people know them by."""
    timeout = configuration.clock.timeout_seconds
    clocks: dict[str, ReferenceClock] = {
        f"time server {host}:{port}": NtpClock(host, port, timeout)
        for host, port in configuration.clock.servers
    }
    for mailbox in configuration.mailboxes:
        if isinstance(mailbox, ImapMailbox) and mailbox.clock_folder is not None:
            name = f"mail server of {mailbox.zorgkantoor} ({mailbox.host}:{mailbox.port})"
            account = imap_account(configuration, mailbox)
            clocks[name] = ImapClock(account, mailbox.address, mailbox.clock_folder, SystemClock())
    return clocks


def clock_keeper(parts: Parts) -> ClockKeeper:
    """Return what compares our clock with the others now and then."""
    configuration = parts.configuration
    return ClockKeeper(
        reference_clocks_of(configuration),
        {mailbox.address: mailbox.zorgkantoor for mailbox in configuration.mailboxes},
        parts.storage,
        parts.clock,
        interval=configuration.clock.interval_seconds,
        tolerance=timedelta(seconds=configuration.service.clock_tolerance_seconds),
        progress=parts.progress,
    )
