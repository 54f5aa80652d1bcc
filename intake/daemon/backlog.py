"""Lets slow work stand back while mails wait to be archived.

Around a deadline the moment at which a mail is archived matters more than when its
receipt goes out, and both want the same processors. While any poller has mails that
are listed and not archived, one mail at a time is parsed and checked, whatever the
number of slots: so receipts go on, and a poller that hangs in a huge download stops
nothing.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

_AT_ONCE_WHILE_MAILS_WAIT = 1


class Backlog:
    """What waits to be archived, of all mailboxes; shared by pollers and executor."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: set[object] = set()
        self._queue: deque[object] = deque()
        self._working = 0
        self._ended = False

    def begin(self, watch: object) -> None:
        """Say that a watch has mails to archive before everything else."""
        with self._changed:
            self._waiting.add(watch)

    def end(self, watch: object) -> None:
        """Say that it has none any more, or had none."""
        with self._changed:
            self._waiting.discard(watch)
            self._changed.notify_all()

    def stop(self) -> None:
        """Hold nobody back from now on."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    @contextmanager
    def slow_work(self) -> Iterator[None]:
        """Do slow work, after standing back for as long as another does while mails wait.

        Who comes first is let in first, so that a mail that was parsed is checked before
        others are parsed.
        """
        ticket = object()
        with self._changed:
            self._queue.append(ticket)
            try:
                self._changed.wait_for(lambda: self._queue[0] is ticket and self._has_room())
            finally:
                self._queue.remove(ticket)
                self._changed.notify_all()
            self._working += 1
        try:
            yield
        finally:
            with self._changed:
                self._working -= 1
                self._changed.notify_all()

    def _has_room(self) -> bool:
        return self._ended or not self._waiting or self._working < _AT_ONCE_WHILE_MAILS_WAIT
