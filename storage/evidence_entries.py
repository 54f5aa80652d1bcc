"""The entries and timestamps of the evidence log. See `EvidenceRepository`."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from intake.domain.lifecycle import Event
from intake.domain.records import SealedEntry, StoredTimestamp, Timestamp
from storage.history import History
from storage.tables import event as event_table
from storage.tables import evidence, evidence_timestamp


class SqlEvidenceRepository:
    """See `EvidenceRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def head(self) -> SealedEntry | None:
        """See `EvidenceRepository`."""
        newest = select(func.max(evidence.c.seq)).scalar_subquery()
        return _entry(self._connection.execute(_entries().where(evidence.c.seq == newest)).first())

    def head_to_stamp(self) -> SealedEntry | None:
        """See `EvidenceRepository`."""
        stamped = select(func.coalesce(func.max(evidence_timestamp.c.seq), 0)).scalar_subquery()
        news = self._connection.execute(
            select(evidence.c.seq)
            .join(event_table, event_table.c.id == evidence.c.event_id)
            .where(evidence.c.seq > stamped, event_table.c.name != Event.TIMESTAMPED)
            .limit(1)
        ).first()
        return None if news is None else self.head()

    def latest_timestamp(self) -> StoredTimestamp | None:
        """See `EvidenceRepository`."""
        newest = select(func.max(evidence_timestamp.c.id)).scalar_subquery()
        row = self._connection.execute(
            select(evidence_timestamp).where(evidence_timestamp.c.id == newest)
        ).first()
        return None if row is None else timestamp_of_row(row)

    def add_timestamp(self, entry: SealedEntry, stamp: Timestamp, at: datetime) -> None:
        """See `EvidenceRepository`."""
        token_sha256 = hashlib.sha256(stamp.token).hexdigest()
        row = {
            "seq": entry.seq,
            "token": stamp.token,
            "token_sha256": token_sha256,
            "gen_time": stamp.gen_time,
            "authority": stamp.authority,
            "obtained_at": at,
        }
        self._connection.execute(insert(evidence_timestamp), row)
        detail = {
            "seq": entry.seq,
            "sha256": entry.sha256,
            "token_sha256": token_sha256,
            "gen_time": stamp.gen_time,
            "authority": stamp.authority,
        }
        self._history.record(None, Event.TIMESTAMPED, detail, at)

    def last_detail(self, event: Event) -> dict[str, Any] | None:
        """See `EvidenceRepository`."""
        detail: dict[str, Any] | None = self._connection.execute(
            select(event_table.c.detail)
            .where(event_table.c.name == event)
            .order_by(event_table.c.id.desc())
            .limit(1)
        ).scalar()
        return detail


def timestamp_of_row(row: Row[Any]) -> StoredTimestamp:
    """Return the timestamp of a row of all columns."""
    return StoredTimestamp(
        seq=row.seq,
        token=row.token,
        token_sha256=row.token_sha256,
        gen_time=row.gen_time,
        authority=row.authority,
        obtained_at=row.obtained_at,
    )


def _entries() -> Select[Any]:
    return select(evidence.c.seq, evidence.c.line, evidence.c.sha256)


def _entry(row: Row[Any] | None) -> SealedEntry | None:
    return None if row is None else SealedEntry(row.seq, row.line, row.sha256)
