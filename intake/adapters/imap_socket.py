"""imaplib on a socket whose every answer has an end.

imaplib waits without limit for a server that drips, reserves whatever memory a
server announces, and cannot tell whether an answer lies in its buffer already.
So reading is done here: with a limit on the time of each line and literal, on
their size, and with a buffer that can be looked into, which is what IDLE needs.
"""

import imaplib
import select
import socket
import ssl
import time
from contextlib import suppress

_CHUNK = 64 * 1024
# imaplib stops at a million bytes, which is the list of UIDs of a folder of 150,000 mails.
_LONGEST_LINE = 16 * 1024 * 1024
# Bytes per second; whoever sends a mail more slowly than this is given up.
_SLOWEST = 16 * 1024


class BoundedImap4(imaplib.IMAP4):
    """See `imaplib.IMAP4`.

    Raises TimeoutError and other OSError, and `imaplib.IMAP4.abort` when the server hangs up.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        trust: ssl.SSLContext | None,
        connect_timeout: float,
        read_timeout: float,
        largest_literal: int,
    ) -> None:
        self._trust = trust
        self._limit = connect_timeout
        self._largest_literal = largest_literal
        self._buffer = bytearray()
        # Kept from literal to literal: fresh memory for each costs as much as the transfer itself.
        self._landing = bytearray()
        self._buffered_from: socket.socket | None = None
        super().__init__(host, port, timeout=connect_timeout)
        self._limit = read_timeout

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        sock = socket.create_connection((self.host, self.port), timeout)
        # IMAPClient sends some commands in two parts; Nagle would hold the second back for 40 ms.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._trust is None:
            return sock
        return self._trust.wrap_socket(sock, server_hostname=self.host)

    def send(self, data: bytes) -> None:  # type: ignore[override]  # imaplib sends bytes only
        self.sock.settimeout(self._limit)
        super().send(data)

    def readline(self) -> bytes:
        self._distrust_clear_text()
        deadline = time.monotonic() + self._limit
        looked = 0
        while (end := self._buffer.find(b"\n", looked)) < 0:
            looked = len(self._buffer)
            if looked > _LONGEST_LINE:
                raise self.abort("the server sent a line without end")
            self._let_wait_until(deadline)
            self._take_in()
        line = bytes(self._buffer[: end + 1])
        del self._buffer[: end + 1]
        return line

    def read(self, size: int) -> bytes:
        if size > self._largest_literal:
            raise self.abort(f"the server announced {size} bytes at once")
        deadline = time.monotonic() + self._limit + size / _SLOWEST
        if len(self._landing) < size:
            self._landing = bytearray(size)
        view = memoryview(self._landing)[:size]
        filled = min(size, len(self._buffer))
        view[:filled] = self._buffer[:filled]
        del self._buffer[:filled]
        while filled < size:
            self._let_wait_until(deadline)
            count = self.sock.recv_into(view[filled:])
            if not count:
                raise self.abort("socket error: EOF")
            filled += count
        return bytes(view)

    def has_line(self, seconds: float) -> bool:
        """Wait at most so long until a whole line can be read."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self._buffer:
            if not self._is_readable(max(0.0, deadline - time.monotonic())):
                return False
            # Under TLS, what made the socket readable may hold nothing for us.
            self.sock.settimeout(0)
            with suppress(BlockingIOError, ssl.SSLWantReadError):
                self._take_in()
        return True

    def begin_idle(self) -> bytes:
        """Let the server tell news by itself; returns the tag for `end_idle`."""
        tag: bytes = self._command("IDLE")
        # Untagged answers may come before the go-ahead; they are kept like all others.
        while self._get_response() is not None:
            if self.has_ended(tag):
                self.end_idle(tag)
                raise self.error("IDLE refused")
        return tag

    def take_answer(self) -> None:
        """Read one answer and keep what it tells."""
        self._get_response()

    def has_ended(self, tag: bytes) -> bool:
        """Whether the server finished the command, or says goodbye."""
        return self.tagged_commands[tag] is not None or "BYE" in self.untagged_responses

    def end_idle(self, tag: bytes) -> None:
        """Leave IDLE, so that other commands may follow."""
        if not self.has_ended(tag):
            self.send(b"DONE\r\n")
        status, _ = self._command_complete("IDLE", tag)
        if status != "OK":
            raise self.error("IDLE refused")

    def list_with_uses(self) -> list[bytes | tuple[bytes, bytes]]:
        """LIST all folders with their special uses [RFC 6154]; literals are tuples."""
        self.untagged_responses.pop("LIST", None)
        status, answer = self._simple_command("LIST", '""', '"*"', "RETURN (SPECIAL-USE)")
        _, told = self._untagged_response(status, answer, "LIST")
        if status != "OK":
            raise self.error("LIST with RETURN refused")
        return [item for item in told if item is not None]

    def has_news(self) -> bool:
        """Whether the server told of mail since `forget_news`."""
        return "EXISTS" in self.untagged_responses

    def forget_news(self) -> None:
        self.untagged_responses.pop("EXISTS", None)

    def forget_fetched(self) -> None:
        """Drop what a refused FETCH left behind, lest the next one finds it."""
        self.untagged_responses.pop("FETCH", None)

    def _distrust_clear_text(self) -> None:
        """Drop what came before TLS began: anyone on the way may have put it there."""
        if self._buffered_from is not self.sock:
            self._buffer.clear()
            self._buffered_from = self.sock

    def _let_wait_until(self, deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self.sock.settimeout(min(left, self._limit))

    def _take_in(self) -> None:
        chunk = self.sock.recv(_CHUNK)
        if not chunk:
            raise self.abort("socket error: EOF")
        self._buffer += chunk

    def _is_readable(self, seconds: float) -> bool:
        if isinstance(self.sock, ssl.SSLSocket) and self.sock.pending():
            return True
        poll = select.poll()
        poll.register(self.sock, select.POLLIN)
        return bool(poll.poll(seconds * 1000))
