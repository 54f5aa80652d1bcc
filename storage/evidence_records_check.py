"""Comparing what people and the service wrote down once with the events that tell it.

Decisions, extended deadlines, reconciliations with their sign-offs, and imports of the
register are rows that nobody changes. Each has one event that repeats it column by
column, and that event is sealed in the log. So a row is held against its event. Of a
span of sight the end grows, until the event of the next one tells what became of it.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Connection, Table, Text

from intake.domain.chain_check import LogRow, is_witness
from intake.domain.evidence_findings import Fault, Finding
from intake.domain.evidence_line import digest_of
from intake.domain.lifecycle import Event
from storage.column_types import JsonValue, Moment, Word, ZonedMoment
from storage.evidence_snapshot import moment_of
from storage.tables import (
    deadline_extension,
    kind_decision,
    provider_import,
    reconciliation,
    sign_off,
    time_decision,
    visibility,
)

_AT_ONCE: Final = 500
_AT: Final = "at"


@dataclass(frozen=True, eq=False)
class _Kind:
    """How the rows of a table are told by their event.

    Attributes:
        key: What the detail calls the id of the row.
        told: What the detail calls a column, where it has another name.
        only: The columns that the detail repeats; None: all of them.
        later: Whether the row is older than the event, and has one of its own.
        before: What columns have whose value the events of an earlier version did not tell.
    """

    table: Table
    key: str
    told: Mapping[str, str] = field(default_factory=dict)
    only: frozenset[str] | None = None
    later: bool = False
    before: Mapping[str, Any] = field(default_factory=dict)

    def columns(self) -> list[sa.Column[Any]]:
        """Return the columns that are compared."""
        columns = (item for item in self.table.c if item.name != "id")
        return [item for item in columns if self.only is None or item.name in self.only]


_SPAN: Final = _Kind(
    visibility, "span", only=frozenset({"mailbox", "since", "sight", "reason", "text"})
)
_SPAN_BEFORE: Final = _Kind(
    visibility,
    "known_before",
    {"until": "known_before_until"},
    only=frozenset({"until"}),
    later=True,
)
_KINDS: Final[dict[str, tuple[_Kind, ...]]] = {
    Event.TIME_DECIDED: (_Kind(time_decision, "decision"),),
    # The words of the document that the machine went by are in the row alone.
    Event.KIND_DECIDED: (
        _Kind(
            kind_decision,
            "decision",
            only=frozenset(item.name for item in kind_decision.c) - {"id", "machine_evidence"},
        ),
    ),
    Event.DEADLINE_EXTENDED: (_Kind(deadline_extension, "extension"),),
    Event.RECONCILED: (_Kind(reconciliation, "reconciliation", {"report": "report_sha256"}),),
    Event.RECONCILIATION_SIGNED_OFF: (
        _Kind(sign_off, "sign_off", {"reconciliation_id": "reconciliation"}),
    ),
    Event.PROVIDERS_IMPORTED: (
        _Kind(
            provider_import,
            "import",
            {"imported_by": "by", "file_name": "file"},
            before={"withdraws": False},
        ),
    ),
    Event.MAILBOX_SEEN: (_SPAN, _SPAN_BEFORE),
    Event.MAILBOX_LOST: (_SPAN, _SPAN_BEFORE),
}
_ALL_KINDS: Final = tuple(dict.fromkeys(kind for kinds in _KINDS.values() for kind in kinds))


class RecordsCheck:
    """Takes entries of the log and tells which rows are not what their events say.

    Args:
        connection: To read the rows.
        mail_ids: Only what is about these mails; None: everything.
    """

    def __init__(self, connection: Connection, mail_ids: Sequence[int] | None = None) -> None:
        self._connection = connection
        self._mail_ids = mail_ids
        self._waiting: dict[_Kind, dict[int, LogRow]] = {kind: {} for kind in _ALL_KINDS}
        self._known: dict[_Kind, set[int]] = {kind: set() for kind in _ALL_KINDS}

    def take(self, row: LogRow) -> Iterator[Finding]:
        """Yield what is wrong with rows of earlier entries, some hundreds at a time."""
        name = row.event.name if row.event else ""
        detail = row.event.detail if row.event else None
        if name not in _KINDS or not isinstance(detail, dict):
            return
        # A detail that was changed is its own finding elsewhere.
        may_tell = is_witness(row)
        for kind in _KINDS[name]:
            row_id = detail.get(kind.key)
            if not isinstance(row_id, int):
                continue
            self._known[kind].add(row_id)
            if may_tell:
                self._waiting[kind][row_id] = row
            if len(self._waiting[kind]) >= _AT_ONCE:
                yield from self._compare(kind)

    def end(self) -> Iterator[Finding]:
        """Yield what is left to tell, and the rows that no entry tells of."""
        for kind in _ALL_KINDS:
            yield from self._compare(kind)
            if kind.later:
                continue
            for row_id in self._ids(kind):
                if row_id not in self._known[kind]:
                    table = kind.table.name
                    text = f"{table} {row_id}: no entry of the log tells of this row"
                    yield Finding(Fault.UNKNOWN_ROW, text, table=table, row=row_id)

    def _ids(self, kind: _Kind) -> Iterator[int]:
        query = sa.select(kind.table.c.id).order_by(kind.table.c.id)
        if self._mail_ids is not None:
            if "mail_id" not in kind.table.c:
                return
            query = query.where(kind.table.c.mail_id.in_(self._mail_ids))
        after, page = 0, [0]
        while page:
            found = self._connection.execute(query.where(kind.table.c.id > after).limit(_AT_ONCE))
            page = list(found.scalars())
            yield from page
            after = page[-1] if page else after

    def _compare(self, kind: _Kind) -> Iterator[Finding]:
        waiting, self._waiting[kind] = self._waiting[kind], {}
        if not waiting:
            return
        columns = kind.columns()
        query = sa.select(kind.table.c.id, *map(_as_found, columns))
        found = self._connection.execute(query.where(kind.table.c.id.in_(list(waiting))))
        rows = {row["id"]: dict(row) for row in found.mappings()}
        for row_id, entry in waiting.items():
            if row_id in rows:
                yield from _differences(kind, columns, rows[row_id], entry)
            elif not kind.later:
                table = kind.table.name
                text = f"{table} {row_id}: what entry {entry.seq} tells of is gone"
                yield Finding(Fault.MISSING_ROW, text, entry=entry.seq, table=table, row=row_id)


def _differences(
    kind: _Kind, columns: Sequence[sa.Column[Any]], row: Mapping[str, Any], entry: LogRow
) -> Iterator[Finding]:
    if entry.event is None:
        return
    told = {_AT: entry.event.at, "mail_id": entry.event.mail_id, **entry.event.detail}
    for column in columns:
        name = kind.told.get(column.name, column.name)
        if name not in told and name not in kind.before:
            # An earlier version told less.
            continue
        told.setdefault(name, kind.before.get(name))
        read = _READ.get(type(column.type), _same)
        then = told[name] if isinstance(column.type, JsonValue) else read(told[name])
        if read(row[column.name]) != then:
            yield changed(kind.table.name, row["id"], column.name, entry.seq)


def changed(table: str, row: int, column: str, seq: int) -> Finding:
    """Return the finding that a column of a row is not what an entry says."""
    return Finding(
        Fault.CHANGED_ROW,
        f"{table} {row}: {column} is not what entry {seq} says",
        entry=seq,
        table=table,
        row=row,
        column=column,
    )


def _as_found(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """Read as text what a type would refuse after somebody put something else there."""
    if isinstance(column.type, Moment | ZonedMoment | Word | JsonValue):
        return column.cast(Text).label(column.name)
    return column


def _same(value: Any) -> Any:
    return value


def _digest(text: Any) -> str | None:
    try:
        return digest_of(json.loads(text))
    except (TypeError, ValueError, RecursionError):
        return None


def _moment(value: Any) -> Any:
    return None if value is None else moment_of(value) or "no moment"


_READ: Final[dict[type[Any], Callable[[Any], Any]]] = {Moment: _moment, JsonValue: _digest}
