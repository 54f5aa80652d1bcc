"""Clocks for tests: one that stands still until it is moved, and one that runs from a moment."""

import time
from datetime import datetime, timedelta


class FixedClock:
    """See `Clock`."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment

    def pass_(self, span: timedelta) -> None:
        """Let time go by."""
        self._moment += span


class RunningClock:
    """See `Clock`; runs from a moment on."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment
        self._began = time.monotonic()

    def now(self) -> datetime:
        return self._moment + timedelta(seconds=time.monotonic() - self._began)
