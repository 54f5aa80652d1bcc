"""Insert a row unless a unique constraint says that it is already there."""

from typing import Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_once(
    connection: Connection, table: Table, values: dict[str, Any], *, key: Column[int] | None = None
) -> int | None:
    """Insert and return the id of the new row; None when any unique constraint refused it.

    Somebody else's uncommitted row of the same key is waited for. The transaction stays
    usable either way, which a caught violation would not leave on PostgreSQL.

    Args:
        connection: Of the unit.
        table: Where to.
        values: By column.
        key: The column that is returned, where it is not called `id`.
    """
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    returned = table.c.id if key is None else key
    # The names alone make the statement, so that its compiled form is found again.
    statement = insert(table).on_conflict_do_nothing().returning(returned)
    new_id: int | None = connection.execute(statement, values).scalar()
    return new_id
