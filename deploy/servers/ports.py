"""Free loopback ports that no other test worker on this machine takes at the same moment."""

import random
import socket

LOOPBACK = "127.0.0.1"
# Below 32768, where Linux begins to hand out ports for outgoing connections: a client of another
# test can then never sit on a port between our look and the server's bind.
_RANGE = range(20_000, 32_000)
_ATTEMPTS = 200
# Never the seeded generator: two workers with one seed would draw the same ports.
_random = random.SystemRandom()


def free_port() -> int:
    """A loopback port that is free now and reserved until this process ends.

    The reservation is an abstract unix socket named after the port. The kernel gives that name to
    one process only and takes it back however the process ends, so workers cannot collide and a
    stopped server can come back on its own port.

    Raises:
        OSError: when no free port was found in a bounded number of draws.
    """
    for port in _random.sample(_RANGE, _ATTEMPTS):
        if _reserve(port) and _nothing_listens(port):
            return port
    raise OSError(
        f"no free port among {_ATTEMPTS} drawn from {_RANGE}; stop servers that were left running"
    )


def _reserve(port: int) -> bool:
    reservation = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        reservation.bind(f"\0oco-intake-port-{port}")
    except OSError:
        reservation.close()
        return False
    # Detached, so that the name is held to the end of the process and not to the end of an object.
    reservation.detach()
    return True


def _nothing_listens(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            # The empty address stands for all of them: a server may use a second loopback address.
            probe.bind(("", port))
        except OSError:
            return False
    return True
