"""Which mail server takes our letters, and how it is reached."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path

from intake.adapters.transport_security import Tls, certificates_trusted, refuse_open_password


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
    tls: Tls
    username: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    timeout: float = 30.0
    ehlo_name: str | None = None

    def __post_init__(self) -> None:
        if self.username is not None:
            refuse_open_password(self.server, self.host, self.tls)

    @property
    def server(self) -> str:
        """How messages name the server: never with the user."""
        return f"{self.host}:{self.port}"

    def trust(self) -> ssl.SSLContext | None:
        """See `certificates_trusted`."""
        return certificates_trusted(self.server, self.tls, self.ca_file)
