"""Wait for something that a server does in its own time."""

import time
from collections.abc import Callable

_LOOK_AGAIN = 0.02


def wait_until(condition: Callable[[], bool], *, limit: float = 15.0) -> None:
    """Return as soon as `condition` is true.

    Raises:
        TimeoutError: when it is still false after `limit` seconds; generous, since a busy machine
            is no failure.
    """
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"still waiting after {limit:.0f} s; look into the server's log")
        time.sleep(_LOOK_AGAIN)
