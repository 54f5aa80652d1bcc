"""A clock that ours is compared with, which is ahead or behind as it is told."""

from intake.domain.clock_reading import ClockReading, ClockReference
from intake.ports import Clock


class SteadyClock:
    """See `ReferenceClock`; `ahead` is how far our clock is ahead of it, in seconds."""

    def __init__(
        self,
        clock: Clock,
        *,
        ahead: float = 0.0,
        doubt: float = 0.1,
        reference: ClockReference = ClockReference.NTP,
        name: str = "tijd.test:123",
    ) -> None:
        self._clock = clock
        self.ahead = ahead
        self.doubt = doubt
        self.reference = reference
        self.name = name
        self.trouble: Exception | None = None

    def read(self) -> ClockReading:
        """See `ReferenceClock`."""
        if self.trouble is not None:
            raise self.trouble
        low, high = self.ahead - self.doubt, self.ahead + self.doubt
        return ClockReading(self.reference, self.name, self._clock.now(), low, high)
