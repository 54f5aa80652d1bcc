"""A throwaway clamd with a signature database of our own, which knows EICAR and no virus."""

import socket
from pathlib import Path
from typing import Final

from deploy.servers.ports import LOOPBACK, free_port
from deploy.servers.process import ServerProcess
from deploy.servers.server import Server

_CLAMD: Final = "/usr/sbin/clamd"
EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless text that every scanner finds; in halves, so that this file is left alone."""

SIGNATURE: Final = "Eicar-Test-Signature"
"""What it is called here; clamd adds `.UNOFFICIAL` to names that are not its own."""

_CONFIGURATION: Final = """\
Foreground yes
User root
DatabaseDirectory {directory}/signatures
TemporaryDirectory {directory}
LocalSocket {socket}
TCPSocket {port}
TCPAddr {host}
StreamMaxLength {max_stream_bytes}
SelfCheck 0
ConcurrentDatabaseReload no
"""


class Clamd(Server):
    """Debian's clamd; `port` and `socket` are two ways to the same.

    `max_stream_bytes` is its own limit on what it takes at a time.
    """

    def __init__(self, directory: Path, *, max_stream_bytes: int = 200 * 1024 * 1024) -> None:
        self.host = LOOPBACK
        self.port = free_port()
        self._directory = directory / "clamd"
        self._directory.mkdir(mode=0o755)
        self.socket = self._directory / "clamd.sock"
        self._log = self._directory / "console.log"
        signatures = self._directory / "signatures"
        signatures.mkdir(mode=0o755)
        # Anywhere in any kind of file: a name, the kind, the place, and the bytes.
        (signatures / "own.ndb").write_text(f"{SIGNATURE}:0:*:{EICAR.hex()}\n", "ascii")
        configuration = self._directory / "clamd.conf"
        configuration.write_text(
            _CONFIGURATION.format(
                directory=self._directory,
                socket=self.socket,
                host=self.host,
                port=self.port,
                max_stream_bytes=max_stream_bytes,
            ),
            "utf-8",
        )
        self._process = ServerProcess([_CLAMD, "--config-file", str(configuration)], log=self._log)

    def start(self) -> None:
        """Start and wait until it answers."""
        self._process.start(self._answers)

    def log_text(self) -> str:
        """Return what it logged so far."""
        return self._log.read_text(errors="replace")

    def _answers(self) -> bool:
        try:
            with socket.create_connection((self.host, self.port), timeout=2.0) as connection:
                connection.sendall(b"zPING\0")
                return connection.recv(5, socket.MSG_WAITALL) == b"PONG\0"
        except OSError:
            return False
