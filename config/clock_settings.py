"""The settings of how our own clock is watched: `[clock]`."""

from typing import Annotated, Final

from pydantic import Field, field_validator

from config.field_types import LARGEST_PORT, NetworkSeconds, Seconds, Settings, is_host, refuse

_NTP_PORT: Final = 123


class ClockSettings(Settings):
    """How our own clock is compared with others."""

    ntp_servers: Annotated[tuple[str, ...], Field(strict=False, max_length=8)] = Field(
        description="Time servers our clock is compared with, each a name or number, with "
        "`:PORT` where it is not 123. An empty list: none. No clock is ever set.",
    )
    interval_seconds: Seconds = Field(
        description="Seconds between two comparisons, with time servers and with the mail "
        "servers of mailboxes that have a `clock_folder`.",
    )
    timeout_seconds: NetworkSeconds = Field(
        description="Seconds the answer of a time server may take; at least 1.",
    )

    @property
    def servers(self) -> tuple[tuple[str, int], ...]:
        """Host and port of each time server."""
        return tuple(map(_server, self.ntp_servers))

    @field_validator("ntp_servers")
    @classmethod
    def _are_servers(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            host, port = _server(name)
            if not is_host(host) or not 1 <= port <= LARGEST_PORT:
                refuse("names no server; write HOST or HOST:PORT, without scheme or spaces")
        if len(set(map(_server, names))) < len(names):
            refuse("names a server twice; remove one")
        return names


def _server(name: str) -> tuple[str, int]:
    """Split host and port; a number of IPv6 has no port, unless it stands in brackets."""
    host, colon, port = name.rpartition(":")
    bracketed = host.startswith("[") and host.endswith("]")
    if not colon or (":" in host and not bracketed):
        return name.strip("[]").lower(), _NTP_PORT
    is_number = port.isascii() and port.isdigit() and len(port) <= len(str(LARGEST_PORT))
    return host.strip("[]").lower(), int(port) if is_number else 0
