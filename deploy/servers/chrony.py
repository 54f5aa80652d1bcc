"""A throwaway chronyd: a real time server on a loopback port, which sets no clock."""

import socket
from pathlib import Path
from typing import Final

from deploy.servers.ports import LOOPBACK, free_port
from deploy.servers.process import ServerProcess
from deploy.servers.server import Server

_CHRONYD: Final = "/usr/sbin/chronyd"
_QUESTION: Final = b"\x23" + bytes(47)  # NTP version 4, mode client
_ANSWER_BYTES: Final = 48
_ANSWER_LIMIT: Final = 0.5

# Without `local` it has no time of its own to give, and says so.
_CONFIGURATION: Final = """\
port {port}
bindaddress {host}
allow {host}
cmdport 0
pidfile {directory}/chronyd.pid
bindcmdaddress /
"""


class Chrony(Server):
    """A time server that gives the time of this machine.

    With `synchronised=False` it says that it does not know the time.
    """

    def __init__(self, directory: Path, *, synchronised: bool = True) -> None:
        self.host = LOOPBACK
        self.port = free_port()
        self._directory = directory / "chrony"
        self._directory.mkdir(mode=0o755)
        self._log = self._directory / "console.log"
        configuration = self._directory / "chrony.conf"
        text = _CONFIGURATION.format(host=self.host, port=self.port, directory=self._directory)
        configuration.write_text(text + ("local stratum 5\n" if synchronised else ""), "utf-8")
        # -x: never touch the clock; -d: stay in the foreground.
        argv = [_CHRONYD, "-x", "-d", "-u", "root", "-f", str(configuration)]
        self._process = ServerProcess(argv, log=self._log)

    def start(self) -> None:
        """Start and wait until it answers."""
        self._process.start(self._answers)

    def log_text(self) -> str:
        """Return what it logged so far."""
        return self._log.read_text(errors="replace")

    def _answers(self) -> bool:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as question:
            question.settimeout(_ANSWER_LIMIT)
            try:
                question.sendto(_QUESTION, (self.host, self.port))
                return len(question.recv(256)) >= _ANSWER_BYTES
            except OSError:
                return False
