"""Connections to SQLite or PostgreSQL, set up such that what is committed stays.

On both, a driver's error leaves as one of the product, see `translate`.
"""

import sqlite3
from typing import Any

from pydantic_core import to_json
from sqlalchemy import URL, Connection, Engine, NullPool, Pool, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError

from intake.domain.errors import ConfigurationError
from storage.database_errors import translate

_SQLITE = "sqlite"
_POSTGRESQL = "postgresql+psycopg"
_SECONDS_TO_WAIT_FOR_OTHER_PROCESSES = 10
_SECONDS_TO_CONNECT = 5
_MILLISECONDS_OF_SILENCE = 15_000
_SECONDS_BETWEEN_SIGNS_OF_LIFE = 10
_SESSION = {
    # A statement or a forgotten transaction must not stop the others for ever.
    "statement_timeout": "60s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "120s",
    # The server drops the locks of a machine that went away without saying so.
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    "timezone": "UTC",
}


def database_url(text: str) -> URL:
    """Return the URL of a database.

    Raises:
        ConfigurationError: It is none that the product can use.
    """
    remedy = "set service.database_url to sqlite:////path or postgresql+psycopg://user@host/name"
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        # The text itself may hold a password and is not shown.
        raise ConfigurationError(f"service.database_url is no URL; {remedy}") from error
    if url.drivername not in (_SQLITE, "sqlite+pysqlite", _POSTGRESQL):
        raise ConfigurationError(
            f"service.database_url names {url.drivername}, which is not supported; {remedy}"
        )
    if url.get_backend_name() == _SQLITE and url.database in (None, "", ":memory:"):
        raise ConfigurationError(f"service.database_url names no file; {remedy}")
    return url


def is_sqlite(url: URL) -> bool:
    """Tell whether a database is a file of ours rather than a server."""
    return url.get_backend_name() == _SQLITE


def make_engine(
    url: URL,
    *,
    read_only: bool = False,
    connections: int = 1,
    name: str = "oco-intake",
    pool: type[Pool] | None = None,
) -> Engine:
    """Return an engine; it connects when it is first used.

    Args:
        url: From `database_url`.
        read_only: For SQLite, connections that refuse to write.
        connections: How many are kept open; twice as many may be in use.
        name: What PostgreSQL shows of us.
        pool: Another kind of pool.
    """
    options: dict[str, Any] = {
        "hide_parameters": True,
        "json_serializer": _as_json,
        "connect_args": _sqlite_arguments() if is_sqlite(url) else _postgresql_arguments(name),
    }
    if pool is not None:
        options["poolclass"] = pool
    if pool is not NullPool:
        options |= {"pool_size": connections, "max_overflow": connections, "pool_timeout": 30}
    engine = create_engine(url, pool_pre_ping=not is_sqlite(url), **options)
    if is_sqlite(url):
        _set_up_sqlite(engine, read_only=read_only)
    event.listen(engine, "handle_error", _raise_ours(url))
    return engine


def _sqlite_arguments() -> dict[str, Any]:
    # Without an isolation level the driver leaves BEGIN to us.
    return {
        "isolation_level": None,
        "timeout": _SECONDS_TO_WAIT_FOR_OTHER_PROCESSES,
        "check_same_thread": False,
    }


def _postgresql_arguments(name: str) -> dict[str, Any]:
    return {
        "connect_timeout": _SECONDS_TO_CONNECT,
        "keepalives_idle": _SECONDS_BETWEEN_SIGNS_OF_LIFE,
        "tcp_user_timeout": _MILLISECONDS_OF_SILENCE,
        "application_name": name,
        "options": " ".join(f"-c {key}={value}" for key, value in _SESSION.items()),
    }


def _set_up_sqlite(engine: Engine, *, read_only: bool) -> None:
    # Foreign keys are off and a commit survives only a crash of ours unless asked for.
    pragmas = ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"]
    if read_only:
        pragmas.append("query_only = ON")
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    def began(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", began)


def _raise_ours(url: URL) -> Any:
    def handle(context: ExceptionContext) -> None:
        error = context.original_exception
        if context.sqlalchemy_exception is None:
            return
        # What is no error of the driver was raised by a column type of ours.
        if not hasattr(error, "sqlstate") and not isinstance(error, sqlite3.Error):
            raise error
        raise translate(error, url) from error

    return handle


def _as_json(value: Any) -> str:
    return to_json(value).decode()
