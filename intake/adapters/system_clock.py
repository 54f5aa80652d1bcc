"""The clock of this machine."""

from datetime import UTC, datetime


class SystemClock:
    """See `Clock`."""

    def now(self) -> datetime:
        return datetime.now(UTC)
