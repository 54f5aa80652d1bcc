"""When each mailbox could be seen. See `VisibilityRepository`."""

from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from intake.domain.lifecycle import Event
from intake.domain.moments import iso
from intake.domain.visibility import LossReason, Sight, VisibleSpan
from storage.history import History
from storage.tables import visibility as table


class SqlVisibilityRepository:
    """See `VisibilityRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def begin(self, span: VisibleSpan) -> int:
        """See `VisibilityRepository`; with its event."""
        before = self._latest_row(span.mailbox)
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
        detail = {
            "span": added,
            "mailbox": span.mailbox,
            "since": iso(span.since),
            "sight": span.sight,
            "reason": span.reason,
            "text": span.text,
            # What lies between the two is time in which the service did not run.
            "known_before": before["id"] if before else None,
            "known_before_until": iso(before["until"]) if before else None,
        }
        if span.sight is Sight.SEEN:
            self._history.record(None, Event.MAILBOX_SEEN, detail)
        else:
            noticed = {"noticed": iso(span.until)}
            self._history.record(None, Event.MAILBOX_LOST, detail | noticed)
        return added

    def extend(self, span_id: int, until: datetime) -> None:
        """See `VisibilityRepository`."""
        self._connection.execute(
            update(table).where(table.c.id == span_id, table.c.until < until).values(until=until)
        )

    def latest(self, mailbox: str) -> VisibleSpan | None:
        """See `VisibilityRepository`."""
        row = self._latest_row(mailbox)
        return None if row is None else _span_of_row(row)

    def _latest_row(self, mailbox: str) -> RowMapping | None:
        last = select(func.max(table.c.id)).where(table.c.mailbox == mailbox).scalar_subquery()
        return self._connection.execute(select(table).where(table.c.id == last)).mappings().first()

    def first(self, mailbox: str) -> datetime | None:
        """See `VisibilityRepository`."""
        found: datetime | None = self._connection.execute(
            select(table.c.since).where(table.c.mailbox == mailbox).order_by(table.c.since).limit(1)
        ).scalar()
        return found

    def mailboxes(self) -> list[str]:
        """See `VisibilityRepository`; a step in the index for each, however many spans it has."""
        names: list[str] = []
        while (name := self._name_after(names[-1] if names else "")) is not None:
            names.append(name)
        return names

    def _name_after(self, name: str) -> str | None:
        query = select(func.min(table.c.mailbox)).where(table.c.mailbox > name)
        found: str | None = self._connection.execute(query).scalar()
        return found

    def between(self, mailbox: str, since: datetime, until: datetime) -> list[VisibleSpan]:
        """See `VisibilityRepository`."""
        begun = (table.c.mailbox == mailbox, table.c.since <= until)
        first = select(func.min(table.c.id)).where(*begun, table.c.until >= since).scalar_subquery()
        rows = self._connection.execute(
            select(table).where(*begun, table.c.id >= first).order_by(table.c.id)
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
