"""Bytes read once, forward, out of pieces: nothing but the piece in hand is kept."""

from collections.abc import Iterator

from intake.parsing.containers.member import PIECE


class ReadError(Exception):
    """The bytes do not give what must stand here."""


class CutOffError(ReadError):
    """They end before what was begun is complete."""


class MalformedError(ReadError):
    """They are something else."""


class Forward:
    """A place in a stream of pieces, which moves forward only.

    An error of the pieces is kept until all bytes before it have been read.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""
        self._at = 0
        self._before = 0
        self._fault: ReadError | None = None

    @property
    def position(self) -> int:
        """Bytes read so far."""
        return self._before + self._at

    def peek(self, count: int) -> bytes:
        """Return the next bytes without reading them; fewer at the end."""
        while len(self._held) - self._at < count:
            piece = self._next_piece()
            if piece is None:
                break
            self._before += self._at
            self._held, self._at = self._held[self._at :] + piece, 0
        return self._held[self._at : self._at + count]

    def take(self, count: int) -> bytes:
        """Return exactly that many bytes; for small values.

        Raises:
            ReadError: There are fewer.
        """
        taken = self.peek(count)
        if len(taken) < count:
            raise self._fault or CutOffError
        self._at += count
        return taken

    def stream(self, count: int | None) -> Iterator[bytes]:
        """Give that many bytes in pieces, or all that come when it is None.

        Raises:
            ReadError: After the last of them, when there are fewer.
        """
        left = count
        while left is None or left > 0:
            if not self.peek(1):
                if left is None and self._fault is None:
                    return
                raise self._fault or CutOffError
            stop = self._at + (PIECE if left is None else min(left, PIECE))
            piece = self._held[self._at : stop]
            self._at += len(piece)
            left = None if left is None else left - len(piece)
            yield piece

    def _next_piece(self) -> bytes | None:
        try:
            return next(self._pieces, None)
        except ReadError as fault:
            self._fault = fault
            return None
