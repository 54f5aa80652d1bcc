"""Asking the virus scanner before a document is opened; no receipt waits long for it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from intake.domain.errors import TemporaryError
from intake.domain.virus_scan import UNANSWERED, ScanResult
from intake.ports import Scanner

_REST_SECONDS: Final = 30.0  # a scanner that did not answer is left alone for so long


class FirstScan:
    """What the check stage asks. What stays unanswered is asked again before the hand-over.

    Args:
        scanner: The scanner.
        seconds: For all files of one mail together.
        watch: Seconds that only go forward.
    """

    def __init__(
        self, scanner: Scanner, seconds: float, watch: Callable[[], float] = time.monotonic
    ) -> None:
        self._scanner = scanner
        self._seconds = seconds
        self._watch = watch
        self._rests_until = 0.0

    def of_one_mail(self) -> Callable[[Path], ScanResult]:
        """Return what scans the files of one mail, as long as its time is not used up."""
        left = self._seconds

        def scan(file: Path) -> ScanResult:
            nonlocal left
            begin = self._watch()
            # A thousand files of many mails must not each wait for a scanner that hangs.
            if left <= 0 or begin < self._rests_until:
                return UNANSWERED
            try:
                return self._scanner.scan(file, left)
            except TemporaryError:
                self._rests_until = self._watch() + _REST_SECONDS
                return UNANSWERED
            finally:
                left -= self._watch() - begin

        return scan
