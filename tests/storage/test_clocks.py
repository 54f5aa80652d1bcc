"""Readings of our own clock, kept and found again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.domain.clock_reading import ClockReading, ClockReference
from storage.unit_of_work import SqlStorage
from tests.storage.samples import MAILBOX, NOON, add, arrived

HOUR = timedelta(hours=1)
NTP = ClockReading(ClockReference.NTP, "tijd.test:123", NOON, -0.25, 0.5)
SERVER = ClockReading(ClockReference.MAIL_SERVER, MAILBOX, NOON, 1.0, 2.0)
MAILS = ClockReading(ClockReference.MAILS, MAILBOX, NOON, None, 3.5)


def keep(storage: SqlStorage, *readings: ClockReading) -> None:
    with storage.unit() as unit:
        for reading in readings:
            unit.clocks.add(reading)
        unit.commit()


@pytest.mark.parametrize("reading", [NTP, SERVER, MAILS], ids=lambda item: item.reference)
def test_a_reading_comes_back_equal(storage: SqlStorage, reading: ClockReading) -> None:
    keep(storage, replace(reading, high=9.0), reading)
    with storage.unit(write=False) as unit:
        assert unit.clocks.latest(reading.reference, reading.name) == reading
        assert unit.clocks.latest(reading.reference, "een ander") is None


def test_of_each_clock_the_nearest_reading_bears_on_a_mail(storage: SqlStorage) -> None:
    near = replace(NTP, at=NOON + HOUR)
    keep(storage, MAILS, NTP, near, replace(NTP, at=NOON - 2 * HOUR), SERVER)
    with storage.unit(write=False) as unit:
        found = unit.clocks.around(MAILBOX, NOON + timedelta(minutes=50))
    assert found == [near, SERVER, MAILS]


def test_another_mailbox_and_another_day_bear_on_nothing(storage: SqlStorage) -> None:
    keep(storage, replace(SERVER, name="oco@ander.test"), replace(NTP, at=NOON - 25 * HOUR))
    with storage.unit(write=False) as unit:
        assert unit.clocks.around(MAILBOX, NOON) == []


def test_deliveries_are_those_seen_since_and_none_dated_into_the_future(
    storage: SqlStorage,
) -> None:
    mail = arrived(uid=1)
    add(storage, mail)
    add(storage, replace(arrived(uid=2), first_seen=NOON - HOUR))
    add(storage, replace(arrived(uid=3), internaldate=NOON + HOUR))
    add(storage, replace(arrived(uid=4), internaldate=None))
    add(storage, arrived(uid=5, mailbox="oco@ander.test"))
    with storage.unit(write=False) as unit:
        assert unit.clocks.deliveries(MAILBOX, NOON) == [(mail.internaldate, mail.first_seen)]
