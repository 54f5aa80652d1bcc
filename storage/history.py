"""The events: written beside every change, in its transaction, and never changed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from intake.domain.records import StoredEvent
from storage.evidence_chain import EvidenceChain
from storage.evidence_parts import Part
from storage.tables import event


class History:
    """The event table of one unit of work, and the evidence log behind it.

    Args:
        connection: Of the unit.
        now: The moment in UTC, for events that come without one.
    """

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._now = now
        self._chain = EvidenceChain(connection)

    def record(
        self,
        mail_id: int | None,
        name: str,
        detail: dict[str, Any] | None = None,
        at: datetime | None = None,
    ) -> None:
        """Write one event."""
        row = {
            "mail_id": mail_id,
            "at": at or self._now(),
            "name": str(name),
            "detail": detail or {},
        }
        event_id = self._connection.execute(insert(event).returning(event.c.id), row).scalar_one()
        self._chain.note(event_id, row)

    def touch(self, mail_id: int, *parts: Part) -> None:
        """Say that rows of a mail change; the next entry of the log vouches for them."""
        self._chain.touch(mail_id, parts)

    def seal(self) -> None:
        """Give every event of this unit its entry in the evidence log; before each commit."""
        self._chain.seal()

    def of_mail(self, mail_id: int) -> list[StoredEvent]:
        """Return the events of a mail, oldest first."""
        rows = self._connection.execute(
            select(event).where(event.c.mail_id == mail_id).order_by(event.c.id)
        )
        return [StoredEvent(row.id, row.mail_id, row.at, row.name, row.detail) for row in rows]
