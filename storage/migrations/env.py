"""What alembic runs around the steps: one transaction, and one upgrade at a time."""

from alembic import context
from sqlalchemy import Connection, text

from storage.tables import metadata

# Any number will do, as long as it stays the same.
_ADVISORY_LOCK = 4_713_020_001


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        # SQLite too can undo a new table, when BEGIN is ours, see `make_engine`.
        transactional_ddl=True,
    )
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        context.run_migrations()


_run(context.config.attributes["connection"])
