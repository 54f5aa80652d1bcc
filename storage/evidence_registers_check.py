"""Comparing the lists of contracted providers with what the events of their imports tell."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy import Connection

from intake.domain.chain_check import LogRow, is_witness
from intake.domain.evidence_findings import Fault, Finding
from intake.domain.lifecycle import Event
from storage.provider_digests import PROVIDER_TABLES, provider_digests


class RegistersCheck:
    """Takes entries of the log and tells which lists are not what was imported.

    Args:
        connection: To read the rows.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: set[int] = set()

    def take(self, row: LogRow) -> Iterator[Finding]:
        """Yield what is wrong with the lists that one entry tells of."""
        event = row.event
        if event is None or event.name != Event.PROVIDERS_IMPORTED:
            return
        if not isinstance(event.detail, dict) or not isinstance(event.detail.get("import"), int):
            return
        import_id = event.detail["import"]
        self._known.add(import_id)
        told = event.detail.get("rows")
        # A detail that was changed is no witness; an earlier version told no hashes.
        if not is_witness(row) or not isinstance(told, dict):
            return
        for table, digest in provider_digests(self._connection, import_id).items():
            if told.get(table) != digest:
                yield Finding(
                    Fault.CHANGED_ROW,
                    f"{table}: the rows of import {import_id} are not those that entry {row.seq} "
                    "vouches for",
                    entry=row.seq,
                    table=table,
                )

    def end(self) -> Iterator[Finding]:
        """Yield the lists of imports that no entry tells of."""
        for table in PROVIDER_TABLES:
            query = sa.select(table.c.import_id).distinct().order_by(table.c.import_id)
            for import_id in self._connection.execute(query).scalars():
                if import_id not in self._known:
                    text = f"{table.name}: no entry of the log tells of import {import_id}"
                    yield Finding(Fault.UNKNOWN_ROW, text, table=table.name)
