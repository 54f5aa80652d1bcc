"""An IMAP server that can be stopped in mid-sentence, to do something meanwhile."""

import socket
import threading
from types import TracebackType

from tests.failures.imap_servers import ImapProxy


class GatedProxy(ImapProxy):
    """Stands before a real server; after so many of its bytes it holds back the rest.

    Attributes:
        holding: Set when it holds back; `let_through` ends that, for good.
    """

    def __init__(self, server: tuple[str, int], *, after: int) -> None:
        super().__init__(server)
        self._left = after
        self.holding = threading.Event()
        self._open = threading.Event()

    def let_through(self) -> None:
        """Let everything through from now on."""
        self._open.set()

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.let_through()
        super().__exit__(exc_type, exc, traceback)

    def serve(self, client: socket.socket) -> None:
        with socket.create_connection(self._address) as server:
            self._sockets.append(server)
            self._start(self._forward, client, server)
            while data := server.recv(4096):
                client.sendall(data)
                self._left -= len(data)
                if self._left <= 0:
                    self.holding.set()
                    self._open.wait()
