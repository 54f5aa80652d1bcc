"""Migrated tables, empty for each test, once on SQLite and once on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine

from deploy.servers.postgres import Postgres
from storage.tables import metadata
from storage.unit_of_work import SqlStorage
from tests.new_database import make_tables


@pytest.fixture(scope="session")
def postgres_without_tables(postgres_server: Postgres) -> str:
    """One database for all tests that make tables: a new one costs 300 files."""
    return postgres_server.create_database()


@pytest.fixture(scope="session")
def postgres_with_tables(postgres_server: Postgres) -> str:
    """One database for all tests that use the tables."""
    url = postgres_server.create_database()
    make_tables(url)
    return url


@pytest.fixture(scope="session")
def emptying(postgres_with_tables: str) -> Iterator[Connection]:
    """What empties the tables: it stays, as a new one would have to learn each table anew."""
    engine = create_engine(postgres_with_tables, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        # As a replica a session asks no triggers, which would keep the events.
        connection.exec_driver_sql("SET session_replication_role = replica")
        yield connection
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/intake.db"
    url: str = request.getfixturevalue("postgres_without_tables")
    _run(url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with the tables of this version and no rows."""
    if request.param == "sqlite":
        own = f"sqlite:///{tmp_path}/intake.db"
        make_tables(own)
        return own
    url: str = request.getfixturevalue("postgres_with_tables")
    connection: Connection = request.getfixturevalue("emptying")
    connection.exec_driver_sql("; ".join(f"DELETE FROM {name}" for name in metadata.tables))  # noqa: S608 - our own names
    return url


@pytest.fixture
def storage(database: str) -> Iterator[SqlStorage]:
    """Storage on a fresh database."""
    storage = SqlStorage(database)
    yield storage
    storage.close()


def _run(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()
