"""Which mail server takes our letters, and how it is reached."""

import ipaddress
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from intake.domain.errors import ConfigurationError


@dataclass(frozen=True)
class SmtpAccount:
    """One mail server that sends for us.

    Attributes:
        host: Name or address; with TLS, the name that the certificate has to carry.
        tls: `implicit` encrypts from the first byte, `starttls` before anything is said.
        username: None: no login.
        ca_file: Authorities to trust (PEM) in place of the system's; None: the system's.
        timeout: Seconds for each single step: connecting, TLS, every answer.
        ehlo_name: What we call ourselves; None: the name of this machine when it is a full
            one, otherwise its address on this connection.

    Raises:
        ConfigurationError: The password would cross a network unencrypted.
    """

    host: str
    port: int
    tls: Literal["implicit", "starttls", "none"]
    username: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    timeout: float = 30.0
    ehlo_name: str | None = None

    def __post_init__(self) -> None:
        if self.username is not None and self.tls == "none" and not _is_loopback(self.host):
            raise ConfigurationError(
                f"{self.server} would be sent the password unencrypted; "
                'set tls to "implicit" or "starttls"'
            )

    @property
    def server(self) -> str:
        """How messages name the server: never with the user."""
        return f"{self.host}:{self.port}"

    def trust(self) -> ssl.SSLContext | None:
        """Return what certificates are verified against; None without TLS.

        Read anew for each connection, so that a renewed file is taken without a restart.

        Raises:
            ConfigurationError: `ca_file` cannot be read or is no certificate.
        """
        if self.tls == "none":
            return None
        try:
            return ssl.create_default_context(cafile=self.ca_file)
        except OSError as exc:
            raise ConfigurationError(
                f"ca_file {self.ca_file} of {self.server} cannot be used ({exc.strerror}); "
                "name a readable PEM file of certificates"
            ) from exc


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
