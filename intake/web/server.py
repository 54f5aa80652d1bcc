"""The HTTP server: uvicorn in a thread of the daemon, which alone listens to signals."""

import asyncio
import socket
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from intake.domain.errors import ConfigurationError

_SECONDS_TO_FINISH: Final = 3  # what is being answered when the daemon ends
_SECONDS_TO_KEEP_ALIVE: Final = 10
_MOST_AT_ONCE: Final = 200
_QUEUE: Final = 100


def listening_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens; made before anything runs, so that a start fails early.

    Raises:
        ConfigurationError: The address is none of this machine, or somebody else has the port.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _refused(host, port, error) from error
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(_QUEUE)
    except OSError as error:
        made.close()
        raise _refused(host, port, error) from error
    return made


def _refused(host: str, port: int, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        f"web.port: cannot listen on {host} port {port} ({error.strerror}); stop what uses it, "
        "set another web.host or web.port, or set web.enabled = false"
    )


class WebServer:
    """Answers requests until it is told to stop; see `Companion`.

    Args:
        application: To answer with.
        listening: From `listening_socket`; closed at the end.
    """

    def __init__(self, application: ASGIApp, listening: socket.socket) -> None:
        self._listening = listening
        # Without a configuration of its own uvicorn logs no addresses, and nothing at all.
        self._server = uvicorn.Server(
            uvicorn.Config(
                application,
                log_config=None,
                log_level="critical",
                access_log=False,
                lifespan="off",
                server_header=False,
                proxy_headers=False,
                limit_concurrency=_MOST_AT_ONCE,
                timeout_keep_alive=_SECONDS_TO_KEEP_ALIVE,
                timeout_graceful_shutdown=_SECONDS_TO_FINISH,
            )
        )

    def run(self) -> None:
        """See `Companion`. In a thread uvicorn leaves the signals alone."""
        asyncio.run(self._server.serve(sockets=[self._listening]))

    def stop(self) -> None:
        """See `Companion`."""
        self._server.should_exit = True
