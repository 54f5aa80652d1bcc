"""Reading the evidence log in pages, all of one moment, however long it takes.

What is read may have been tampered with, so nothing here trusts a value to be what the
column is for: a moment or a JSON value that cannot be read comes back as None.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Connection, Row, Select, Text, func, select

from intake.domain.chain_check import EventRow, LogRow
from intake.domain.lifecycle import Event
from intake.domain.records import SealedEntry
from storage.tables import event, evidence, evidence_timestamp, mail, receipt

_AT_ONCE: Final = 500


class EvidenceSnapshot:
    """The evidence as one transaction sees it.

    Args:
        connection: In a transaction that reads one moment; see `SqlStorage.snapshot`.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def length(self) -> int:
        """Return the number of the newest entry; 0 when there is none."""
        newest: int | None = self.connection.execute(select(func.max(evidence.c.seq))).scalar()
        return newest or 0

    def newest_event_of_log(self) -> int:
        """Return the newest event that has an entry; 0 when none has."""
        newest: int | None = self.connection.execute(select(func.max(evidence.c.event_id))).scalar()
        return newest or 0

    def count_mails(self) -> int:
        """Return how many mails there are."""
        return self.connection.execute(select(func.count()).select_from(mail)).scalar_one()

    def entry(self, seq: int) -> SealedEntry | None:
        """Return one entry."""
        row = self.connection.execute(
            select(evidence.c.line, evidence.c.sha256).where(evidence.c.seq == seq)
        ).first()
        return None if row is None else SealedEntry(seq, _text(row.line), _text(row.sha256))

    def rows(self, first: int, last: int) -> Iterator[LogRow]:
        """Yield the entries from one number to another, with their events."""
        query = _log_rows().where(evidence.c.seq <= last)
        for row in self._paged(query, evidence.c.seq, first - 1, lambda row: row.seq):
            yield _log_row(row)

    def rows_of_mails(self, mail_ids: Sequence[int]) -> Iterator[LogRow]:
        """Yield the entries of some mails in order; by the events, which name their mail."""
        query = _log_rows().where(event.c.mail_id.in_(mail_ids)).order_by(evidence.c.seq)
        for row in self.connection.execute(query):
            yield _log_row(row)

    def mail_ids(self) -> Iterator[Sequence[int]]:
        """Yield the ids of all mails, some at a time."""
        query = select(mail.c.id)
        page: list[int] = []
        for row in self._paged(query, mail.c.id, 0, lambda row: row.id):
            page.append(row.id)
            if len(page) == _AT_ONCE:
                yield page
                page = []
        if page:
            yield page

    def mails_of_receipt(self, name: str) -> list[int]:
        """Return the mails that a reference, or the Message-ID of a letter, stands for."""
        message_id = f"<{name.strip('<>')}>"
        letters = select(receipt.c.mail_id).where(receipt.c.message_id == message_id)
        query = select(mail.c.id).where(
            sa.or_(mail.c.reference == name.upper(), mail.c.id.in_(letters))
        )
        return list(self.connection.execute(query.order_by(mail.c.id)).scalars())

    def entries_naming(self, reference: str) -> list[int]:
        """Return the numbers of the entries about a reference, its mail being there or not."""
        words = f'%"reference":"{reference.upper()}"%'
        query = select(evidence.c.seq).where(evidence.c.line.like(words)).order_by(evidence.c.seq)
        return list(self.connection.execute(query).scalars())

    def events_without_entry(self) -> Iterator[int]:
        """Yield the events that have no entry."""
        query = (
            select(event.c.id)
            .outerjoin(evidence, evidence.c.event_id == event.c.id)
            .where(evidence.c.seq.is_(None))
        )
        for row in self._paged(query, event.c.id, 0, lambda row: row.id):
            yield row.id

    def events_named(self, name: Event) -> Iterator[LogRow]:
        """Yield the entries of all events of a name."""
        query = _log_rows().where(event.c.name == name)
        for row in self._paged(query, evidence.c.seq, 0, lambda row: row.seq):
            yield _log_row(row)

    def timestamps(self, first: int = 1) -> Iterator[Row[Any]]:
        """Yield the timestamps over this entry and later ones, by the entry they are over."""
        query = select(
            *(evidence_timestamp.c[name] for name in ("id", "seq", "token", "token_sha256")),
            evidence_timestamp.c.authority,
            evidence_timestamp.c.gen_time.cast(Text).label("gen_time"),
        ).where(evidence_timestamp.c.seq >= first)
        seq = evidence_timestamp.c.seq
        for page in self._keys(select(evidence_timestamp.c.id, seq).where(seq >= first)):
            among = query.where(evidence_timestamp.c.id.in_(page))
            rows: Sequence[Any] = self.connection.execute(
                among.order_by(seq, evidence_timestamp.c.id)
            ).all()
            yield from rows

    def has_timestamp(self, token_sha256: str) -> bool:
        """Tell whether a token is there."""
        column = evidence_timestamp.c.token_sha256
        found = self.connection.execute(select(column).where(column == token_sha256))
        return found.first() is not None

    def _keys(self, query: Select[Any]) -> Iterator[list[int]]:
        # Tokens weigh some kilobytes each; their keys do not.
        keys = [row.id for row in self.connection.execute(query.order_by("seq", "id"))]
        for at in range(0, len(keys), _AT_ONCE):
            yield keys[at : at + _AT_ONCE]

    def _paged(
        self,
        query: Select[Any],
        key: sa.ColumnElement[int],
        after: int,
        key_of: Callable[[Row[Any]], int],
    ) -> Iterator[Row[Any]]:
        while True:
            page = self.connection.execute(
                query.where(key > after).order_by(key).limit(_AT_ONCE)
            ).all()
            yield from page
            if len(page) < _AT_ONCE:
                return
            after = key_of(page[-1])


def moment_of(text: Any) -> datetime | None:
    """Return the moment a database wrote as text, in UTC; None when it is none."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _log_rows() -> Select[Any]:
    return select(
        *(evidence.c.seq, evidence.c.event_id, evidence.c.line, evidence.c.sha256),
        event.c.id.label("event"),
        *(event.c.mail_id, event.c.name),
        event.c.at.cast(Text).label("at"),
        event.c.detail.cast(Text).label("detail"),
    ).outerjoin_from(evidence, event, event.c.id == evidence.c.event_id)


def _log_row(row: Row[Any]) -> LogRow:
    found = None
    if row.event is not None:
        found = EventRow(
            row.event, row.mail_id, moment_of(row.at), str(row.name), _json(row.detail)
        )
    return LogRow(row.seq, row.event_id, _text(row.line), _text(row.sha256), found)


def _json(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)
