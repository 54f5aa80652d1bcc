"""How far our own clock is off, as far as it could be measured.

A measurement gives bounds, not a number: a mail server tells whole seconds and takes a
while to answer. So a reading says between which offsets the truth lies.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from intake.domain.moments import require_aware

WHOLE_SECONDS = timedelta(seconds=1)
"""All evidence is in whole seconds; an offset below that changes nothing."""

STILL_TRUE = timedelta(days=1)
"""A reading older than this says nothing of now."""


class ClockReference(StrEnum):
    """What our clock was compared with; the first of these is the best."""

    NTP = "ntp"  # a time server
    MAIL_SERVER = "mail_server"  # a probe in the clock folder of a mailbox
    MAILS = "mails"  # first seen less INTERNALDATE of the mails of a mailbox, an upper bound


@dataclass(frozen=True)
class ClockReading:
    """One comparison of our clock with another.

    Attributes:
        name: The mailbox, or the time server.
        at: When, by our own clock.
        low: Our clock is ahead by at least so many seconds; negative: behind. None where
            there is no lower bound.
        high: Our clock is ahead by at most so many seconds.
    """

    reference: ClockReference
    name: str
    at: datetime
    low: float | None
    high: float

    def __post_init__(self) -> None:
        require_aware(self.at)

    @property
    def offset(self) -> float | None:
        """The middle of the bounds in seconds, positive when our clock is ahead."""
        return None if self.low is None else (self.low + self.high) / 2

    @property
    def uncertainty(self) -> float | None:
        """How far the truth may be from `offset`, in seconds."""
        return None if self.low is None else (self.high - self.low) / 2

    def is_beyond(self, tolerance: timedelta) -> bool:
        """Tell whether our clock is surely off by more than the tolerance."""
        most = max(tolerance, WHOLE_SECONDS).total_seconds()
        return self.high < -most or (self.low is not None and self.low > most)

    def latest(self, moment: datetime) -> datetime:
        """Return the latest true moment at which our clock could have shown one."""
        return moment - timedelta(seconds=self.high if self.low is None else self.low)

    def earliest(self, moment: datetime) -> datetime:
        """Return the earliest true moment at which our clock could have shown one."""
        return moment - timedelta(seconds=self.high)

    def is_news_after(self, former: "ClockReading | None") -> bool:
        """Tell whether it differs from a former reading by more than either could be wrong."""
        if former is None or (former.low is None) != (self.low is None):
            return True
        if self.low is None or former.low is None:
            return abs(self.high - former.high) > WHOLE_SECONDS.total_seconds()
        return self.low > former.high or self.high < former.low


def best_reading(readings: Iterable[ClockReading]) -> ClockReading | None:
    """Return the reading of most weight: a time server's, then the mail server's.

    What mails tell is never among them, since a client can set INTERNALDATE.
    """
    order = (ClockReference.NTP, ClockReference.MAIL_SERVER)
    measured = [item for item in readings if item.reference in order]
    return min(measured, key=lambda item: order.index(item.reference), default=None)


def lead_of_mail_server(readings: Iterable[ClockReading]) -> tuple[float, float] | None:
    """Return by how many seconds the mail server is ahead of the time server, as bounds.

    None where our clock was not compared with both. Positive: the mail server is ahead.
    """
    kept = {item.reference: item for item in readings}
    time, server = kept.get(ClockReference.NTP), kept.get(ClockReference.MAIL_SERVER)
    if time is None or server is None or time.low is None or server.low is None:
        return None
    return time.low - server.high, time.high - server.low


def bound_by_mails(
    name: str, spans: Iterable[tuple[datetime, datetime]], at: datetime
) -> ClockReading | None:
    """Return what the mails of a mailbox tell of our clock.

    A mail is delivered before it is seen, so our clock is ahead of the server's by at most
    the smallest span between the two.

    Args:
        name: The mailbox.
        spans: INTERNALDATE and the moment first seen, of mails that came lately.
        at: Now.
    """
    leads = [(seen - delivered).total_seconds() for delivered, seen in spans]
    if not leads:
        return None
    return ClockReading(ClockReference.MAILS, name, at, None, min(leads))
