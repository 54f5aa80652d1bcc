"""Judges mails again when a deadline was extended, wherever that was done.

An extension is made on a page or on the command line, perhaps in another process; what
is unfinished stands in the database, so it is looked for there.
"""

import threading

from intake.daemon.progress import Progress
from intake.domain.errors import TemporaryError
from intake.stages.rejudge import Rejudge

_LOOK_EVERY_SECONDS = 2.0


class Rejudger:
    """Runs `Rejudge` now and then; see `Companion`."""

    def __init__(self, rejudge: Rejudge, progress: Progress) -> None:
        self._rejudge = rejudge
        self._progress = progress
        self._stop = threading.Event()

    def run(self) -> None:
        """See `Companion`."""
        while not self._stop.is_set():
            try:
                self._rejudge.catch_up(self._stop.is_set, self._progress.fault)
            except TemporaryError:
                # The database is away; what is unfinished is still there when it comes back.
                pass
            except Exception as error:  # noqa: BLE001 - one mail that cannot be judged ends no daemon
                self._progress.fault("rejudging after an extended deadline", error)
            self._stop.wait(_LOOK_EVERY_SECONDS)

    def stop(self) -> None:
        """See `Companion`."""
        self._stop.set()
