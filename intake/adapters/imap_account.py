"""Where a mailbox is and how it is reached."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path

from intake.adapters.after_archiving import AfterArchiving, Leave
from intake.adapters.transport_security import Tls, certificates_trusted, refuse_open_password

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

    Raises:
        ConfigurationError: The password would cross a network unencrypted.
    """

    host: str
    port: int
    tls: Tls
    username: str = field(repr=False)
    password: str = field(repr=False)
    ca_file: Path | None = None
    connect_timeout: float = 15.0
    read_timeout: float = 60.0
    piece_size: int = 4 * MEBIBYTE
    after_archiving: AfterArchiving = field(default_factory=Leave)

    def __post_init__(self) -> None:
        refuse_open_password(self.server, self.host, self.tls)

    @property
    def server(self) -> str:
        """How messages name the server: never with the user."""
        return f"{self.host}:{self.port}"

    def trust(self) -> ssl.SSLContext | None:
        """See `certificates_trusted`."""
        return certificates_trusted(self.server, self.tls, self.ca_file)
