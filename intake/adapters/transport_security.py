"""What a connection to a mail server has to be, before it carries a password or a mail."""

import ipaddress
import ssl
from pathlib import Path
from typing import Literal

from intake.domain.errors import ConfigurationError

Tls = Literal["implicit", "starttls", "none"]


def certificates_trusted(server: str, tls: Tls, ca_file: Path | None) -> ssl.SSLContext | None:
    """Return what certificates are verified against; None without TLS.

    Read anew for each connection, so that a renewed file is taken without a restart.

    Args:
        server: Host and port, for messages.
        tls: As configured.
        ca_file: Authorities to trust (PEM) in place of the system's; None: the system's.

    Raises:
        ConfigurationError: `ca_file` cannot be read or is no certificate.
    """
    if tls == "none":
        return None
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as exc:
        raise ConfigurationError(
            f"ca_file {ca_file} of {server} cannot be used ({exc.strerror}); "
            "name a readable PEM file of certificates"
        ) from exc


def refuse_open_password(server: str, host: str, tls: Tls) -> None:
    """Refuse to send a password unencrypted, unless it stays on this machine.

    Raises:
        ConfigurationError: It would cross a network.
    """
    if tls == "none" and not _is_loopback(host):
        raise ConfigurationError(
            f'{server} would be sent the password unencrypted; set tls to "implicit" or "starttls"'
        )


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
