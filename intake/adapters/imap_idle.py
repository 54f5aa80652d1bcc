"""Wait for the word of a server that there is new mail."""

import threading
import time

from intake.adapters.imap_socket import BoundedImap4

# Seconds in which an interrupt is noticed.
_LOOK_UP = 0.25
# Servers hang up after 30 minutes of IDLE [RFC 2177]; it is renewed before.
_LONGEST = 25 * 60.0


def idle(line: BoundedImap4, limit: float, interrupted: threading.Event) -> bool:
    """Return whether the server told of new mail, once it did or the time is over.

    The connection can be used as before afterwards. What the server told since the
    last listing, and while IDLE began, counts as well.

    Args:
        line: With the folder selected.
        limit: On the monotonic clock; may be over earlier, since IDLE must be renewed.
        interrupted: Ends the waiting.
    """
    limit = min(limit, time.monotonic() + _LONGEST)
    tag = line.begin_idle()
    while not (line.has_news() or line.has_ended(tag) or interrupted.is_set()):
        left = limit - time.monotonic()
        if left <= 0:
            break
        if line.has_line(min(left, _LOOK_UP)):
            line.take_answer()
    line.end_idle(tag)
    return line.has_news()
