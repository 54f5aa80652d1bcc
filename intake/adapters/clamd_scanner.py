"""ClamAV's daemon as the virus scanner, over its INSTREAM command. See `Scanner`.

The protocol is a dozen lines, and the two clients on PyPI (`clamd`, `pyclamd`) read the
whole file into memory or were last released years ago, so it is spoken here. One
connection per command: clamd closes it after each by itself. Source: clamd(8), "COMMANDS".
"""

import re
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from intake.domain.errors import PermanentError, ServerUnreachableError
from intake.domain.virus_scan import (
    CLEAN,
    TOO_LARGE,
    ScannerVersion,
    ScanResult,
    ScanState,
)

_PIECE: Final = 256 * 1024
_LONGEST_ANSWER: Final = 4096
_LENGTH_BYTES: Final = 4
_ANSWER: Final = re.compile(r"(?:stream|instream\(local\)): (?:(OK)|(\S.*) FOUND)")
_SIZE_LIMIT: Final = "INSTREAM size limit exceeded"
# Told where AlertExceedsMax is on: something was left unscanned, and nothing was found.
_LIMITS_OF_CLAMD: Final = "Heuristics.Limits.Exceeded"
_VERSION: Final = re.compile(r"ClamAV [^/]+(?:/(\d+)/(.+))?")
_MADE_AT: Final = "%a %b %d %H:%M:%S %Y"


@dataclass(frozen=True)
class ClamdAddress:
    """Where clamd listens: at a Unix socket, or at a host and port."""

    host: str = "127.0.0.1"
    port: int = 3310
    socket: Path | None = None

    def __str__(self) -> str:
        return str(self.socket) if self.socket else f"{self.host}:{self.port}"


class ClamdScanner:
    """See `Scanner`. Any number of threads may call at once.

    Args:
        address: Where clamd listens.
        timeout: Seconds one scan may take, the connection included.
        max_stream_bytes: A larger file is not sent; clamd would refuse it half way.
    """

    def __init__(self, address: ClamdAddress, timeout: float, max_stream_bytes: int) -> None:
        self._address = address
        self._timeout = timeout
        self._max_stream_bytes = max_stream_bytes

    def scan(self, file: Path, within: float | None = None) -> ScanResult:
        """See `Scanner`."""
        seconds = self._timeout if within is None else min(within, self._timeout)
        try:
            size = file.stat().st_size
        except OSError as error:
            raise _unreadable(file) from error
        if size > self._max_stream_bytes:
            return TOO_LARGE
        return self._result(self._ask(b"zINSTREAM\0", seconds, file))

    def version(self) -> ScannerVersion:
        """See `Scanner`."""
        # An answer to PING alone would also come from a clamd that has no signatures at all.
        words = self._ask(b"zVERSION\0", self._timeout)
        found = _VERSION.fullmatch(words)
        if found is None:
            raise self._nonsense()
        made_at = None
        with suppress(ValueError, TypeError):
            # It names no zone; a day more or less changes nothing.
            made_at = datetime.strptime(found[2], _MADE_AT)  # noqa: DTZ007
        return ScannerVersion(words, made_at)

    def _ask(self, command: bytes, seconds: float, file: Path | None = None) -> str:
        end = time.monotonic() + seconds
        try:
            with self._connected(end) as connection:
                connection.sendall(command)
                if file is not None:
                    _stream(connection, file, end)
                return _answer(connection, end)
        except OSError as error:
            raise ServerUnreachableError(
                f"virus scanner {self._address} does not answer ({_reason(error)}); "
                "start clamd, or correct [antivirus]"
            ) from error

    def _connected(self, end: float) -> socket.socket:
        if self._address.socket is None:
            where = (self._address.host, self._address.port)
            return socket.create_connection(where, timeout=_left(end))
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(_left(end))
            connection.connect(str(self._address.socket))
        except BaseException:
            connection.close()
            raise
        return connection

    def _result(self, answer: str) -> ScanResult:
        if answer.startswith(_SIZE_LIMIT):
            return TOO_LARGE
        found = _ANSWER.fullmatch(answer)
        if found is None:
            raise self._nonsense()
        if found[1]:
            return CLEAN
        if found[2].startswith(_LIMITS_OF_CLAMD):
            return TOO_LARGE
        return ScanResult(ScanState.FOUND, found[2])

    def _nonsense(self) -> ServerUnreachableError:
        # Not quoted: whatever answers there may write anything.
        return ServerUnreachableError(
            f"virus scanner {self._address} answers nonsense, or an error; look into the log of "
            "clamd, or correct [antivirus]"
        )


def _stream(connection: socket.socket, file: Path, end: float) -> None:
    """Send a file in pieces, each after its length; a length of nothing ends it."""
    try:
        source = file.open("rb")
    except OSError as error:
        raise _unreadable(file) from error
    with source:
        try:
            while piece := source.read(_PIECE):
                connection.settimeout(_left(end))
                connection.sendall(len(piece).to_bytes(_LENGTH_BYTES, "big") + piece)
            connection.sendall(bytes(_LENGTH_BYTES))
        except (BrokenPipeError, ConnectionResetError):
            # It says why before it hangs up, e.g. that this was larger than it takes.
            return


def _answer(connection: socket.socket, end: float) -> str:
    answer = b""
    while not answer.endswith(b"\0"):
        connection.settimeout(_left(end))
        piece = connection.recv(_LONGEST_ANSWER)
        answer += piece
        if not piece:
            raise ConnectionResetError
        if len(answer) > _LONGEST_ANSWER:
            break
    return answer.removesuffix(b"\0").decode("utf-8", "replace").strip()


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _unreadable(file: Path) -> PermanentError:
    return PermanentError(
        f"{file.name} cannot be read to scan it for viruses; restore it in the archive"
    )


def _reason(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "not in time"
    if isinstance(error, socket.gaierror):
        return "the name is not known"
    return error.strerror or "it hung up"
