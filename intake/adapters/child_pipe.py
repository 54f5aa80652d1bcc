"""Messages over a pipe: four bytes with a length, then so many bytes.

The daemon reads what a child may have been made to write, so it believes no length and
waits for no end that does not come.
"""

import os
import select
import struct
import time
from contextlib import suppress
from typing import Final

MOST_ANSWER_BYTES: Final = 16 * 1024 * 1024
"""The longest answer that is read: some thousand attachments, or the text of a long document."""

MOST_REQUEST_BYTES: Final = 32 * 1024 * 1024
"""The longest request that is sent: it may hold the text of a document that a child answered."""

_HEAD: Final = struct.Struct("!I")
_PIECE = 1 << 16


class BrokenAnswerError(Exception):
    """A child wrote what is no answer; its text says what was wrong."""


class NoAnswerError(Exception):
    """The child closed its end: it is dead, or as good as that."""


def send(descriptor: int, message: bytes) -> None:
    """Write a message to the daemon, without end; raises OSError when nobody reads any more."""
    rest = memoryview(_HEAD.pack(len(message)) + message)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def send_within(descriptor: int, message: bytes, until: float) -> None:
    """Write a message to a child, which may not read it.

    Args:
        descriptor: That does not block.
        message: Any bytes.
        until: On the monotonic clock.

    Raises:
        TimeoutError: The child had not taken all of it by then.
        OSError: Nobody reads any more.
    """
    poll = select.poll()
    poll.register(descriptor, select.POLLOUT)
    rest = memoryview(_HEAD.pack(len(message)) + message)
    while rest:
        left = until - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            raise TimeoutError
        with suppress(BlockingIOError):
            rest = rest[os.write(descriptor, rest) :]


def receive(descriptor: int) -> bytes:
    """Wait for a message of the daemon, without end; raises EOFError when there are no more."""
    (length,) = _HEAD.unpack(_exactly(descriptor, _HEAD.size))
    return _exactly(descriptor, length)


def _exactly(descriptor: int, length: int) -> bytes:
    read = bytearray()
    while len(read) < length:
        piece = os.read(descriptor, length - len(read))
        if not piece:
            raise EOFError
        read += piece
    return bytes(read)


class AnswerPipe:
    """The end of a pipe from which the daemon reads what a child answers."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._poll = select.poll()
        self._poll.register(descriptor, select.POLLIN)

    def receive(self, until: float) -> bytes:
        """Return one whole message.

        Args:
            until: On the monotonic clock; a message that is not whole by then is none.

        Raises:
            TimeoutError: It was not.
            NoAnswerError: See there.
            BrokenAnswerError: It is longer than allowed.
        """
        (length,) = _HEAD.unpack(self._read(_HEAD.size, until))
        if length > MOST_ANSWER_BYTES:
            raise BrokenAnswerError(f"its answer has more than {MOST_ANSWER_BYTES} bytes")
        return self._read(length, until)

    def _read(self, length: int, until: float) -> bytes:
        read = bytearray()
        while len(read) < length:
            left = until - time.monotonic()
            if left <= 0 or not self._poll.poll(left * 1000):
                raise TimeoutError
            piece = os.read(self._descriptor, min(_PIECE, length - len(read)))
            if not piece:
                raise NoAnswerError
            read += piece
        return bytes(read)
