"""Readings of our own clock. See `ClockRepository`."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, insert, or_, select

from intake.domain.clock_reading import STILL_TRUE, ClockReading, ClockReference
from storage.tables import clock_reading as table
from storage.tables import mail as mail_table

_MAILS = 500
_MOST_FUTURE = timedelta(minutes=10)


class SqlClockRepository:
    """See `ClockRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, reading: ClockReading) -> None:
        """See `ClockRepository`."""
        self._connection.execute(
            insert(table),
            {
                "reference": reading.reference,
                "name": reading.name,
                "at": reading.at,
                "low": reading.low,
                "high": reading.high,
            },
        )

    def latest(self, reference: ClockReference, name: str) -> ClockReading | None:
        """See `ClockRepository`."""
        row = (
            self._connection.execute(
                select(table)
                .where(table.c.reference == reference, table.c.name == name)
                .order_by(table.c.id.desc())
                .limit(1)
            )
            .mappings()
            .one_or_none()
        )
        return None if row is None else _reading_of_row(row)

    def around(self, mailbox: str, moment: datetime) -> list[ClockReading]:
        """See `ClockRepository`."""
        rows = self._connection.execute(
            select(table)
            .where(
                table.c.at >= moment - STILL_TRUE,
                table.c.at <= moment + STILL_TRUE,
                or_(table.c.reference == ClockReference.NTP, table.c.name == mailbox),
            )
            .order_by(table.c.id)
        ).mappings()
        nearest: dict[tuple[ClockReference, str], ClockReading] = {}
        for reading in map(_reading_of_row, rows):
            key = (reading.reference, reading.name)
            former = nearest.get(key)
            if former is None or abs(reading.at - moment) < abs(former.at - moment):
                nearest[key] = reading
        return sorted(
            nearest.values(),
            key=lambda item: (list(ClockReference).index(item.reference), item.name),
        )

    def deliveries(self, mailbox: str, since: datetime) -> list[tuple[datetime, datetime]]:
        """See `ClockRepository`."""
        rows = self._connection.execute(
            select(mail_table.c.internaldate, mail_table.c.first_seen)
            .where(mail_table.c.mailbox == mailbox, mail_table.c.internaldate.is_not(None))
            .order_by(mail_table.c.id.desc())
            .limit(_MAILS)
        )
        return [
            (delivered, seen)
            for delivered, seen in rows
            # Further in the future than clocks differ: a client gave that date.
            if seen >= since and delivered - seen <= _MOST_FUTURE
        ]


def _reading_of_row(row: RowMapping) -> ClockReading:
    return ClockReading(
        ClockReference(row["reference"]), row["name"], row["at"], row["low"], row["high"]
    )
