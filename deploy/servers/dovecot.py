"""A throwaway Dovecot: the mailboxes of the zorgkantoor and of the providers."""

import base64
import os
import smtplib
import subprocess
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import NamedTuple

from deploy.servers.certificate import Certificate, issue_certificate
from deploy.servers.ports import LOOPBACK, free_port
from deploy.servers.process import ServerProcess, greets
from deploy.servers.server import Server
from deploy.servers.throwaway import require_searchable

# Owner of all mail. Dovecot needs no name for it, only a number that is neither root nor one of
# Debian's system users.
_MAIL_UID = 5000

_DOVECOT = "/usr/sbin/dovecot"
_DOVEADM = "/usr/bin/doveadm"
_TEMPLATE = Path(__file__).with_name("dovecot.conf")

# Dovecot takes a plain login for safe when client and server have one address, whatever its `ssl`
# says. A client of this address comes from 127.0.0.1 and is a stranger, so TLS is really asked for.
_STRANGE_LOOPBACK = "127.0.0.2"
_TLS = """
ssl = required
ssl_cert = <{certificate.chain_file}
ssl_key = <{certificate.key_file}
"""


class MailAccount(NamedTuple):
    """A mail user: the address, which is the login name as well, and its password."""

    address: str
    password: str


class Dovecot(Server):
    """Dovecot with IMAP, LMTP and SASL (for Postfix) on loopback ports of its own.

    `users` maps addresses to passwords; more can join while it runs. Every user has INBOX, Junk
    (special use) and Archief. Without `tls`, plain logins are welcome; with it, `imaps_port`
    answers, `imap_port` on `host` wants STARTTLS before a login, and `ca_file` is what clients
    trust for `host`, `localhost` and 127.0.0.1. Run by root, in a directory of
    `throwaway_directory()`.
    """

    def __init__(self, directory: Path, users: Mapping[str, str], *, tls: bool = False) -> None:
        require_searchable(directory)
        self.host = _STRANGE_LOOPBACK if tls else LOOPBACK
        self.imap_port = free_port()
        self.imaps_port = free_port() if tls else 0
        self.lmtp_port = free_port()
        self.sasl_port = free_port()
        self._directory = directory / "dovecot"
        self._directory.mkdir(mode=0o755)
        self._certificate: Certificate | None = None
        if tls:
            self._certificate = issue_certificate(self._directory, self.host, "localhost", LOOPBACK)
        self._mail = self._directory / "mail"
        self._mail.mkdir()
        os.chown(self._mail, _MAIL_UID, _MAIL_UID)
        self._users = self._directory / "users"
        self._users.mkdir(mode=0o755)
        for address, password in users.items():
            self.add_user(address, password)
        self._configuration = self._write_configuration()
        self._process = ServerProcess(
            [_DOVECOT, "-F", "-c", str(self._configuration)], log=self._directory / "console.log"
        )

    @property
    def ca_file(self) -> Path:
        """The certificate authority in PEM.

        Raises:
            ValueError: when the server was made without `tls`.
        """
        if self._certificate is None:
            raise ValueError("this Dovecot has no certificate; make it with tls=True")
        return self._certificate.ca_file

    def start(self) -> None:
        """Start and wait for IMAP and LMTP, on the same ports and mail as before."""
        self._process.start(
            lambda: greets(self.imap_port, b"* OK") and greets(self.lmtp_port, b"220")
        )

    def add_user(self, address: str, password: str) -> MailAccount:
        """Let a new user in; works while the server runs. The address is in lower case."""
        encoded = base64.b64encode(password.encode()).decode()
        entry = f"{address}:{{PLAIN.b64}}{encoded}::::::\n"
        (self._users / address).write_text(entry, encoding="utf-8")
        return MailAccount(address, password)

    def deliver(self, user: str, raw: bytes, *, sender: str = "afzender@aanbieder.test") -> None:
        """Deliver the bytes of a mail to the user's INBOX by LMTP.

        Raises:
            smtplib.SMTPException: when Dovecot refuses it, for instance an unknown user.
        """
        with smtplib.LMTP(LOOPBACK, self.lmtp_port, "localhost") as client:
            client.sendmail(sender, [user], raw)

    def maildir(self, user: str) -> Path:
        """The user's Maildir: INBOX itself, other folders in it as `.Name`."""
        return self._mail / user / "Maildir"

    def reset_uidvalidity(self, user: str, folder: str = "INBOX") -> int:
        """Give the folder another UIDVALIDITY, as after a restored backup, and return it.

        The mails stay, under UIDs that no longer mean what they meant. Clients that have the
        folder open are thrown out at their next command.
        """
        status = self.doveadm("-f", "flow", "mailbox", "status", "-u", user, "uidvalidity", folder)
        successor = int(status.rpartition("=")[2]) + 1
        self.doveadm("mailbox", "update", "-u", user, "--uid-validity", str(successor), folder)
        return successor

    def log_text(self) -> str:
        """What Dovecot logged so far."""
        return (self._directory / "dovecot.log").read_text(errors="replace")

    def doveadm(self, *arguments: str) -> str:
        """Run a doveadm command against this server and return what it prints.

        Raises:
            subprocess.CalledProcessError: when it fails.
        """
        return subprocess.run(
            [_DOVEADM, "-c", str(self._configuration), *arguments],
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def _write_configuration(self) -> Path:
        path = self._directory / "dovecot.conf"
        template = Template(_TEMPLATE.read_text(encoding="utf-8"))
        configuration = template.substitute(
            directory=self._directory,
            listen=", ".join({LOOPBACK, self.host}),
            uid=_MAIL_UID,
            imap_port=self.imap_port,
            imaps_port=self.imaps_port,
            lmtp_port=self.lmtp_port,
            sasl_port=self.sasl_port,
        )
        if self._certificate is not None:
            configuration += _TLS.format(certificate=self._certificate)
        path.write_text(configuration, encoding="utf-8")
        return path
