"""Where a mailbox is and how it is reached."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from intake.adapters.after_archiving import AfterArchiving, Leave
from intake.domain.errors import ConfigurationError

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class ImapAccount:
    """One mailbox on one IMAP server.

    Attributes:
        host: Name or address; with TLS, the name that the certificate has to carry.
        tls: `implicit` encrypts from the first byte, `starttls` before the login.
        ca_file: Authorities to trust (PEM) in place of the system's; None: the system's.
        connect_timeout: Seconds for each of connecting, TLS, greeting.
        read_timeout: Seconds for each line of an answer; a literal gets time for its size besides.
        piece_size: Bytes of a mail asked for at once, and so about held in memory.
    """

    host: str
    port: int
    tls: Literal["implicit", "starttls", "none"]
    username: str = field(repr=False)
    password: str = field(repr=False)
    ca_file: Path | None = None
    connect_timeout: float = 15.0
    read_timeout: float = 60.0
    piece_size: int = 4 * MEBIBYTE
    after_archiving: AfterArchiving = field(default_factory=Leave)

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
