"""A clock that stands still until it is moved."""

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
