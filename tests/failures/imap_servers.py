"""IMAP servers that fail in named ways: beside a real one, or in front of it."""

import re
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

_SAID = re.compile(rb"(\S+) ((?:UID )?\S+)", re.IGNORECASE)


class _Listener:
    """A loopback port; each connection is served by a thread that ends with the server."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self._socket = socket.create_server((host, 0))
        self.host = host
        self._sockets: list[socket.socket] = [self._socket]
        self._threads: list[threading.Thread] = []
        self.port: int = self._socket.getsockname()[1]

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for each in list(self._sockets):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in list(self._threads):
            thread.join(10)

    def serve(self, client: socket.socket) -> None:
        """Talk to one client; an OSError ends the talk."""
        raise NotImplementedError

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._socket.accept()
                self._sockets.append(client)
                self._start(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            self.serve(client)

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()


class BlackHole(_Listener):
    """Takes connections and never says a word."""

    def serve(self, client: socket.socket) -> None:
        while client.recv(4096):
            pass


class Dripping(_Listener):
    """Sends `start` and then single bytes without end, so that no single read is late."""

    def __init__(self, *, start: bytes = b"", pause: float = 0.05) -> None:
        super().__init__()
        self._start_with = start
        self._pause = pause

    def serve(self, client: socket.socket) -> None:
        client.sendall(self._start_with)
        rest = threading.Event()
        while not rest.wait(self._pause):
            client.sendall(b"*")


class ScriptedImap(_Listener):
    """Knows one mail, UID 1, and says what the script says.

    The script maps the beginning of a command (`UID FETCH`) to the answers it gets, in
    turn, the last one for ever. `{tag}` stands for the tag; an answer without any is
    followed by silence; `None` hangs up. What clients said is in `commands`.
    """

    def __init__(self, script: Mapping[str, Sequence[bytes | None]], *, offers: str = "") -> None:
        super().__init__()
        done = b"{tag} OK done\r\n"
        selected = b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 2] x\r\n" + done
        usual: dict[str, list[bytes | None]] = {
            "GREETING": [b"* OK ready\r\n"],
            "CAPABILITY": [b"* CAPABILITY IMAP4rev1 " + offers.encode() + b"\r\n" + done],
            "LOGIN": [done],
            "NOOP": [done],
            "EXAMINE": [selected],
            "SELECT": [selected],
            "UID SEARCH": [b"* SEARCH 1\r\n" + done],
            "LIST": [b'* LIST () "." INBOX\r\n' + done],
        }
        self._script = usual | {command: list(answers) for command, answers in script.items()}
        self.commands: list[bytes] = []

    def say(self, words: bytes) -> None:
        """Say something unasked to the latest client."""
        self._sockets[-1].sendall(words)

    def serve(self, client: socket.socket) -> None:
        lines = client.makefile("rb")
        with lines:
            self._answer(client, "GREETING", b"")
            for line in lines:
                self.commands.append(line)
                if said := _SAID.match(line):
                    self._answer(client, said[2].decode().upper(), said[1])

    def _answer(self, client: socket.socket, command: str, tag: bytes) -> None:
        answers = self._script.get(command, [b"{tag} BAD what?\r\n"])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer is None:
            raise ConnectionAbortedError("the script hangs up")
        client.sendall(answer.replace(b"{tag}", tag))


class ImapProxy(_Listener):
    """Stands before a real server and takes away what it offers, or its breath.

    Attributes:
        stall_after: Bytes of the server that are let through; then silence. None: all.
        said: What clients said.
        after_starttls: What somebody on the way adds in the clear before TLS begins.
    """

    def __init__(
        self, server: tuple[str, int], *, hides: Sequence[str] = (), host: str = "127.0.0.1"
    ) -> None:
        super().__init__(host)
        self._address = server
        self._hides = [f" {name}".encode() for name in hides]
        self.stall_after: int | None = None
        self.said = bytearray()
        self.after_starttls = b""

    def serve(self, client: socket.socket) -> None:
        with socket.create_connection(self._address) as server:
            self._sockets.append(server)
            self._start(self._forward, client, server)
            while data := server.recv(65536):
                if b"CAPABILITY" in data:
                    for name in self._hides:
                        data = data.replace(name, b"")
                if b"OK Begin TLS" in data:
                    data += self.after_starttls
                if self.stall_after is not None:
                    data, self.stall_after = (
                        data[: self.stall_after],
                        max(0, self.stall_after - len(data)),
                    )
                client.sendall(data)

    def _forward(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                self.said += data
                server.sendall(data)
            server.shutdown(socket.SHUT_RDWR)
