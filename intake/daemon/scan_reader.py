"""Reads scans beside the stages, for mails that have their receipt.

What waits stands in the database, so it is looked for there. That what reads is not there,
lacks a language, or has no room, is told once and looked at again now and then: nothing is lost.
"""

import threading
from collections.abc import Callable
from typing import Final

from intake.daemon.progress import Progress
from intake.domain.errors import ConfigurationError, StorageFullError, TemporaryError
from intake.stages.read_scans import ReadScans

_LOOK_EVERY_SECONDS: Final = 2.0
_LOOK_EVERY_SECONDS_IN_VAIN: Final = 60.0
_WHAT: Final = "reading scans"


class ScanReader:
    """Runs `ReadScans` now and then; see `Companion`.

    Args:
        read: What is run.
        progress: Told of faults.
        interrupt: Ends what is being read, so that `stop` need not wait for it.
        is_alone: Whether no other process reads, so that whatever was begun is given up. Where
            others may, what they hold is theirs until its time is over.
    """

    def __init__(
        self,
        read: ReadScans,
        progress: Progress,
        interrupt: Callable[[], None],
        *,
        is_alone: bool,
    ) -> None:
        self._read = read
        self._progress = progress
        self._interrupt = interrupt
        self._is_alone = is_alone
        self._stop = threading.Event()
        self._told = ""

    def run(self) -> None:
        """See `Companion`."""
        has_begun = False
        while not self._stop.is_set():
            pause = _LOOK_EVERY_SECONDS
            try:
                if self._is_alone and not has_begun:
                    self._read.take_back()
                has_begun = True
                self._read.catch_up(self._stop.is_set, self._progress.fault)
                self._told = ""
            except (ConfigurationError, StorageFullError) as error:
                self._tell(error)
                pause = _LOOK_EVERY_SECONDS_IN_VAIN
            except TemporaryError:
                # The database is away; what waits is still there when it comes back.
                pass
            except Exception as error:  # noqa: BLE001 - one document that cannot be read ends no daemon
                self._progress.fault(_WHAT, error)
            self._stop.wait(pause)

    def stop(self) -> None:
        """See `Companion`."""
        self._stop.set()
        self._interrupt()

    def drain(self) -> None:
        """Read and judge what is due; never raises."""
        try:
            if self._is_alone:
                self._read.take_back()
            self._read.catch_up(failed=self._progress.fault)
        except (ConfigurationError, StorageFullError) as error:
            self._tell(error)
        except Exception as error:  # noqa: BLE001 - what waits is read by the next
            self._progress.fault(_WHAT, error)

    def _tell(self, error: ConfigurationError | StorageFullError) -> None:
        if str(error) != self._told:
            self._told = str(error)
            self._progress.fault(_WHAT, error)
