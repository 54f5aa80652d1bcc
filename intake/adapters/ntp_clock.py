"""A time server as a reference for our own clock, over ntplib. See `ReferenceClock`."""

import socket
from datetime import UTC, datetime
from typing import Final

import ntplib

from intake.domain.clock_reading import ClockReading, ClockReference
from intake.domain.errors import ServerUnreachableError

_VERSION: Final = 4
_SERVER: Final = 4  # the mode of an answer
_NOT_SYNCHRONISED: Final = 3  # the leap indicator of a clock that nobody set
_WORST_STRATUM: Final = 15


class NtpClock:
    """See `ReferenceClock`.

    ntplib reads the clock of this machine itself, as close to the network as it can.

    Args:
        host: Name or address.
        port: UDP port; 123 by custom.
        timeout: Seconds an answer may take.
    """

    def __init__(self, host: str, port: int, timeout: float) -> None:
        self._host = host
        self._port = port
        self._timeout = timeout
        self._name = f"{host}:{port}"

    def read(self) -> ClockReading:
        """See `ReferenceClock`."""
        try:
            answer = ntplib.NTPClient().request(
                self._host, version=_VERSION, port=self._port, timeout=self._timeout
            )
        except (ntplib.NTPException, OSError, ValueError) as error:
            raise ServerUnreachableError(
                f"time server {self._name} does not answer ({_reason(error)}); correct "
                "clock.ntp_servers, or open UDP to it"
            ) from error
        if (
            answer.mode != _SERVER
            or answer.leap == _NOT_SYNCHRONISED
            or not 1 <= answer.stratum <= _WORST_STRATUM
        ):
            raise ServerUnreachableError(
                f"time server {self._name} does not know the time itself; name another one in "
                "clock.ntp_servers"
            )
        # Where the server's clock was read within the round trip is not known.
        doubt = max(0.0, answer.delay) / 2 + answer.root_delay / 2 + answer.root_dispersion
        ahead = -answer.offset
        now = datetime.now(UTC)
        return ClockReading(ClockReference.NTP, self._name, now, ahead - doubt, ahead + doubt)


def _reason(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "the name is not known"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return "no answer in time, or none of a time server"
