"""A throwaway Postfix: the mail host of the zorgkantoor and the server that sends receipts."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from string import Template

from deploy.servers.certificate import Certificate, issue_certificate
from deploy.servers.ports import LOOPBACK, free_port
from deploy.servers.process import ServerProcess, greets
from deploy.servers.server import Server
from deploy.servers.throwaway import require_searchable

_POSTFIX = "/usr/sbin/postfix"
_MASTER = "/usr/lib/postfix/sbin/master"
_MAIN_TEMPLATE = Path(__file__).with_name("postfix_main.cf")
_MASTER_TEMPLATE = Path(__file__).with_name("postfix_master.cf")

_TLS = """
smtpd_tls_security_level = may
smtpd_tls_chain_files = {certificate.key_file}, {certificate.chain_file}
smtpd_tls_auth_only = yes
"""
_SASL = """
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:{host}:{sasl_port}
"""
_SMTPS = """
{host}:{port} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
"""


class Postfix(Server):
    """Postfix on a loopback port of its own, delivering to Dovecot by LMTP.

    Every address of `domains` is accepted and delivered to `lmtp_port`; what Dovecot refuses is
    bounced to the sender. Other recipients are refused, or bounced when the client logged in;
    nothing leaves this machine. With `sasl_port` (of the Dovecot) it offers AUTH to Dovecot's
    users and needs that Dovecot to greet anybody. With `tls` it offers STARTTLS on `port` and
    implicit TLS on `smtps_port`, AUTH only under TLS, and `ca_file` is what clients trust for
    `myhostname`, `localhost` and 127.0.0.1. Run by root, in a directory of
    `throwaway_directory()`.
    """

    host = LOOPBACK

    def __init__(
        self,
        directory: Path,
        *,
        lmtp_port: int,
        domains: Sequence[str],
        tls: bool = False,
        sasl_port: int | None = None,
        myhostname: str = "mx.zorgkantoor.test",
    ) -> None:
        require_searchable(directory)
        self.myhostname = myhostname
        self.port = free_port()
        self.smtps_port = free_port() if tls else 0
        self._directory = directory / "postfix"
        self._configuration = self._directory / "conf"
        self._configuration.mkdir(mode=0o755, parents=True)
        self._certificate: Certificate | None = None
        if tls:
            self._certificate = issue_certificate(
                self._directory, myhostname, "localhost", LOOPBACK
            )
        self._write_main(lmtp_port, domains, sasl_port)
        self._write_services()
        self._make_queue()
        # In our session (-s) and in the foreground, so that we know every process of it; the
        # script behind `postfix start` would put it out of sight.
        self._process = ServerProcess(
            [_MASTER, "-c", str(self._configuration), "-s"], log=self._directory / "console.log"
        )

    @property
    def ca_file(self) -> Path:
        """The certificate authority in PEM.

        Raises:
            ValueError: when the server was made without `tls`.
        """
        if self._certificate is None:
            raise ValueError("this Postfix has no certificate; make it with tls=True")
        return self._certificate.ca_file

    def start(self) -> None:
        """Start and wait for the greeting, on the same port and queue as before."""
        self._process.start(lambda: greets(self.port, b"220"))

    def log_text(self) -> str:
        """What Postfix logged so far."""
        return (self._directory / "mail.log").read_text(errors="replace")

    def _write_main(self, lmtp_port: int, domains: Sequence[str], sasl_port: int | None) -> None:
        text = Template(_MAIN_TEMPLATE.read_text(encoding="utf-8")).substitute(
            directory=self._directory,
            myhostname=self.myhostname,
            domains=", ".join(domains),
            lmtp_port=lmtp_port,
        )
        if self._certificate is not None:
            text += _TLS.format(certificate=self._certificate)
        if sasl_port is not None:
            text += _SASL.format(host=self.host, sasl_port=sasl_port)
        path = self._configuration / "main.cf"
        path.write_text(text, encoding="utf-8")
        # Postfix waits two seconds before it trusts a file that was just written.
        os.utime(path, (0, 0))

    def _write_services(self) -> None:
        text = Template(_MASTER_TEMPLATE.read_text(encoding="utf-8")).substitute(port=self.port)
        if self.smtps_port:
            text += _SMTPS.format(host=self.host, port=self.smtps_port)
        (self._configuration / "master.cf").write_text(text, encoding="utf-8")

    def _make_queue(self) -> None:
        """Let Postfix itself make the folders of its queue, with their owners and rights.

        Raises:
            RuntimeError: when Postfix finds fault with the configuration.
        """
        (self._directory / "queue").mkdir(mode=0o755)
        data = self._directory / "data"
        data.mkdir(mode=0o700)
        shutil.chown(data, "postfix", "postfix")
        check = subprocess.run(
            [_POSTFIX, "-c", str(self._configuration), "check"],
            check=False,
            capture_output=True,
            text=True,
        )
        if check.returncode:
            raise RuntimeError(f"postfix check failed; correct its templates:\n{check.stderr}")
