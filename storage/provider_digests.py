"""What the rows of one import of the register come to, table by table.

The event of an import cannot repeat thousands of rows. It tells a hash of them, so that
a row that is changed, removed or added afterwards is found.
"""

import json
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Connection, Date, Table, Text

from intake.domain.evidence_line import canonical, sha256_of
from storage.column_types import JsonValue
from storage.tables import provider_contract, provider_register, provider_sender

PROVIDER_TABLES: Final = (provider_register, provider_contract, provider_sender)


def provider_digests(connection: Connection, import_id: int) -> dict[str, str]:
    """Return the SHA-256 of the rows of an import in each table, by its name.

    It is of the rows in canonical JSON, sorted, one a line. A value that its type would
    refuse, because somebody put it there, is one among others.
    """
    return {table.name: _digest(connection, table, import_id) for table in PROVIDER_TABLES}


def _digest(connection: Connection, table: Table, import_id: int) -> str:
    query = sa.select(*map(_as_found, table.c)).where(table.c.import_id == import_id)
    lines = sorted(
        canonical(_plain(table, dict(row))) for row in connection.execute(query).mappings()
    )
    return sha256_of("\n".join(lines))


def _as_found(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    if isinstance(column.type, JsonValue | Date):
        return column.cast(Text).label(column.name)
    return column


def _plain(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _json(value) if isinstance(table.c[name].type, JsonValue) else value
        for name, value in row.items()
    }


def _json(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return f"no JSON: {text!r}"
