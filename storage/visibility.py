"""When each mailbox could be seen. See `VisibilityRepository`."""

from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from intake.domain.visibility import LossReason, Sight, VisibleSpan
from storage.tables import visibility as table


class SqlVisibilityRepository:
    """See `VisibilityRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, span: VisibleSpan) -> int:
        """See `VisibilityRepository`."""
        added: int = self._connection.execute(
            insert(table).returning(table.c.id),
            {
                "mailbox": span.mailbox,
                "since": span.since,
                "until": span.until,
                "sight": span.sight,
                "reason": span.reason,
                "text": span.text,
            },
        ).scalar_one()
        return added

    def extend(self, span_id: int, until: datetime) -> None:
        """See `VisibilityRepository`."""
        self._connection.execute(
            update(table).where(table.c.id == span_id, table.c.until < until).values(until=until)
        )

    def latest(self, mailbox: str) -> VisibleSpan | None:
        """See `VisibilityRepository`."""
        row = (
            self._connection.execute(
                select(table)
                .where(table.c.mailbox == mailbox)
                .order_by(table.c.since.desc(), table.c.id.desc())
                .limit(1)
            )
            .mappings()
            .first()
        )
        return None if row is None else _span_of_row(row)

    def first(self, mailbox: str) -> datetime | None:
        """See `VisibilityRepository`."""
        found: datetime | None = self._connection.execute(
            select(table.c.since).where(table.c.mailbox == mailbox).order_by(table.c.since).limit(1)
        ).scalar()
        return found

    def between(self, mailbox: str, since: datetime, until: datetime) -> list[VisibleSpan]:
        """See `VisibilityRepository`."""
        rows = self._connection.execute(
            select(table)
            .where(table.c.mailbox == mailbox, table.c.since <= until, table.c.until >= since)
            .order_by(table.c.since, table.c.id)
        ).mappings()
        return [_span_of_row(row) for row in rows]


def _span_of_row(row: RowMapping) -> VisibleSpan:
    return VisibleSpan(
        mailbox=row["mailbox"],
        since=row["since"],
        until=row["until"],
        sight=Sight(row["sight"]),
        reason=None if row["reason"] is None else LossReason(row["reason"]),
        text=row["text"],
    )
