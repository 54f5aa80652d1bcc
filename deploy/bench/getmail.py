"""getmail6 downloads a mailbox into a Maildir: the peer of the drain."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from deploy.bench.whole_process import seconds_of
from deploy.servers.dovecot import Dovecot, MailAccount

_GETMAIL = Path(sys.executable).with_name("getmail")
_NOBODY = 65534


def getmail_seconds(
    directory: Path, dovecot: Dovecot, account: MailAccount, tell: Callable[[int], None]
) -> float:
    """Download all of INBOX into a fresh Maildir below `directory`, and count it.

    It writes each mail with fsync, as it does by default, and is spared what would cost it
    more: no header lines are added, nothing is printed, nothing deleted.

    Args:
        directory: Made.
        dovecot: Where the mailbox is.
        account: Whose it is.
        tell: Called with the number of mails so far.

    Raises:
        RuntimeError: getmail failed.
    """
    maildir = directory / "Maildir"
    for folder in (directory, maildir, *(maildir / name for name in ("tmp", "new", "cur"))):
        folder.mkdir()
        os.chown(folder, _NOBODY, _NOBODY)
    rcfile = directory / "getmailrc"
    rcfile.write_text(
        f"""
[retriever]
type = SimpleIMAPRetriever
server = {dovecot.host}
port = {dovecot.imap_port}
username = {account.address}
password = {account.password}

[destination]
type = Maildir
path = {maildir}/

[options]
read_all = true
delete = false
verbose = 0
delivered_to = false
received = false
""",
        "utf-8",
    )
    os.chown(rcfile, _NOBODY, _NOBODY)
    rcfile.chmod(0o600)
    return seconds_of(
        [*_as_nobody(), _GETMAIL, f"--getmaildir={directory}", f"--rcfile={rcfile}"],
        directory / "getmail.log",
        lambda: tell(count_of(directory)),
    )


def count_of(directory: Path) -> int:
    """Return how many mails getmail has brought."""
    with os.scandir(directory / "Maildir" / "new") as entries:
        return sum(1 for _ in entries)


def _as_nobody() -> list[str]:
    # getmail refuses to deliver as root. The capability lets it read its own program where the
    # checkout lies in a folder of root's alone.
    return [
        "setpriv",
        f"--reuid={_NOBODY}",
        f"--regid={_NOBODY}",
        "--clear-groups",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
        "--",
    ]
