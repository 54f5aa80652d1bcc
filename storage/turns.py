"""Turns of units that must not overlap, where the database lets several write at once.

On SQLite writing units queue anyway. On PostgreSQL a turn is an advisory lock that ends
with the transaction.
"""

from sqlalchemy import Connection, text

# Any numbers will do, as long as they differ and stay the same.
DEADLINES = 4_713_020_006
SIGN_IN = 4_713_020_007

_TAKE = text("SELECT pg_advisory_xact_lock(:key)")
_SHARE = text("SELECT pg_advisory_xact_lock_shared(:key)")


def take_turn(connection: Connection, key: int, *, shared: bool = False) -> None:
    """Wait for the turn; shared ones exclude only those that are not."""
    if connection.dialect.name == "postgresql":
        connection.execute(_SHARE if shared else _TAKE, {"key": key})
