"""Compares our own clock with others, now and then, and keeps what came of it.

Measured trouble never stops intake: a clock that cannot be reached or is off is told in the
log, and goes into the evidence of the mails that are judged meanwhile.
"""

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta

from intake.daemon.progress import Progress
from intake.domain.clock_reading import (
    STILL_TRUE,
    ClockReading,
    ClockReference,
    bound_by_mails,
)
from intake.domain.errors import IntakeError
from intake.domain.lifecycle import Event
from intake.ports import Clock, ReferenceClock
from intake.repositories import Storage

_TOLD_AT_LEAST = timedelta(hours=1)


class ClockKeeper:
    """Measures at an interval.

    Args:
        clocks: What to compare with, by the name the log uses.
        mailboxes: Addresses whose mails bound the offset, with the office of each for the log.
        interval: Seconds between two measurements.
        tolerance: An offset surely beyond this is warned of.
    """

    def __init__(
        self,
        clocks: Mapping[str, ReferenceClock],
        mailboxes: Mapping[str, str],
        storage: Storage,
        clock: Clock,
        *,
        interval: float,
        tolerance: timedelta,
        progress: Progress,
    ) -> None:
        self._clocks = clocks
        self._mailboxes = mailboxes
        self._storage = storage
        self._clock = clock
        self._interval = interval
        self._tolerance = tolerance
        self._progress = progress
        self._told: dict[tuple[ClockReference, str], ClockReading] = {}
        self._stop = threading.Event()

    def run(self) -> None:
        """Measure until `stop` is called; never raises."""
        while not self._stop.is_set():
            try:
                self.measure()
            except Exception as error:  # noqa: BLE001 - a clock is no reason to end anything
                self._progress.fault("clock keeper", error)
            self._stop.wait(self._interval)

    def stop(self) -> None:
        """Make `run` return soon."""
        self._stop.set()

    def measure(self) -> None:
        """Compare with every clock once, and keep the readings.

        Raises:
            TemporaryError: The database could not be read or written.
        """
        for name, reference in self._clocks.items():
            if self._stop.is_set():
                return
            try:
                self._keep(reference.read(), name)
            except IntakeError as error:
                self._progress.clock_unread(name, str(error))
        for mailbox, office in self._mailboxes.items():
            self._keep_bound(mailbox, office)

    def _keep_bound(self, mailbox: str, office: str) -> None:
        now = self._clock.now()
        with self._storage.unit(write=False) as unit:
            spans = unit.clocks.deliveries(mailbox, now - STILL_TRUE)
            former = unit.clocks.latest(ClockReference.MAILS, mailbox)
        reading = bound_by_mails(mailbox, spans, now)
        # The same mails say the same again; once in a while is enough.
        if reading is not None and self._is_due(reading, former):
            self._keep(reading, f"mails of {office}")

    def _keep(self, reading: ClockReading, name: str) -> None:
        key = (reading.reference, reading.name)
        with self._storage.unit() as unit:
            unit.clocks.add(reading)
            if self._is_due(reading, self._told.get(key)):
                unit.mails.record(None, Event.CLOCK_MEASURED, _detail(reading))
            unit.commit()
        if self._is_due(reading, self._told.get(key)):
            self._told[key] = reading
        if reading.is_beyond(self._tolerance):
            self._progress.clock_off(name, reading.low, reading.high)

    def _is_due(self, reading: ClockReading, former: ClockReading | None) -> bool:
        if former is None or reading.is_news_after(former):
            return True
        return _age(former, reading.at) >= _TOLD_AT_LEAST


def _age(reading: ClockReading, now: datetime) -> timedelta:
    # After a clock was set back the former reading lies ahead; then too it is told anew.
    return abs(now - reading.at)


def _detail(reading: ClockReading) -> dict[str, object]:
    return {
        "reference": str(reading.reference),
        "name": reading.name,
        "offset_seconds": _rounded(reading.offset),
        "uncertainty_seconds": _rounded(reading.uncertainty),
        "at_most_seconds": _rounded(reading.high),
    }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
