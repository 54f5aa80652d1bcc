"""The migrations make the tables that the code means, with all their rules."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, NullPool, inspect, text

from intake.domain.errors import ConfigurationError, IntakeError, ServerUnreachableError
from storage import schema
from storage.engine import database_url, make_engine
from storage.schema import current, head, require_current, upgrade, version_fault
from storage.tables import metadata
from storage.unit_of_work import SqlStorage
from tests.storage.samples import add


@pytest.fixture
def engine(empty_database: str) -> Iterator[Engine]:
    engine = make_engine(database_url(empty_database), pool=NullPool)
    yield engine
    engine.dispose()


def test_the_migrations_make_what_the_code_means(engine: Engine, empty_database: str) -> None:
    upgrade(empty_database)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_constraints_and_indexes_are_the_same_to_the_word(
    engine: Engine, empty_database: str
) -> None:
    upgrade(empty_database)
    with engine.connect() as connection:
        migrated = _rules(connection)
    with engine.begin() as connection:
        for statement in _remove_all(connection):
            connection.exec_driver_sql(statement)
        metadata.create_all(connection)
    with engine.connect() as connection:
        assert _rules(connection) == migrated
    assert migrated["mail"]["checks"]


def _rules(connection: Connection) -> dict[str, dict[str, Any]]:
    inspector = inspect(connection)
    return {
        name: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"])
                for column in inspector.get_columns(name)
            ],
            "primary key": inspector.get_pk_constraint(name),
            "checks": _by_name(inspector.get_check_constraints(name)),
            "unique": _by_name(inspector.get_unique_constraints(name)),
            "indexes": _by_name(inspector.get_indexes(name)),
            "foreign keys": _by_name(inspector.get_foreign_keys(name)),
        }
        for name in metadata.tables
    }


def _by_name(rules: list[Any]) -> list[str]:
    # A condition is a clause, whose words alone can be compared.
    words = [{key: str(value) for key, value in rule.items()} for rule in rules]
    return sorted(str(rule | {"options": _conditions(rule)}) for rule in words)


def _conditions(rule: dict[str, str]) -> str:
    return rule.pop("dialect_options", "").split(" object at ")[0]


def _remove_all(connection: Connection) -> list[str]:
    if connection.dialect.name == "postgresql":
        return ["DROP SCHEMA public CASCADE", "CREATE SCHEMA public"]
    return [f"DROP TABLE {table.name}" for table in reversed(metadata.sorted_tables)]


def test_a_partial_index_has_its_condition_in_both(engine: Engine, empty_database: str) -> None:
    upgrade(empty_database)
    places = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE name = :name",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE indexname = :name",
    }
    with engine.connect() as connection:
        for name, condition in (
            ("ix_mail_unsettled", "server_copy = 'pending'"),
            ("ux_mail_original", "copy_of IS NULL"),
            ("ix_fetch_trouble_open", "state <> 'recovered'"),
        ):
            place = text(places[connection.dialect.name])
            definition = connection.execute(place, {"name": name}).scalar_one()
            assert condition in definition.replace("::text", "").replace("(", "").replace(")", "")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET name = 'x'",
        "DELETE FROM event",
        "DELETE FROM event WHERE id > 0",
        "TRUNCATE event",
        "INSERT OR REPLACE INTO event (id, at, name, detail) SELECT id, at, 'x', detail FROM event",
    ],
)
def test_an_event_is_never_changed_or_removed(database: str, statement: str) -> None:
    foreign = "TRUNCATE" if database.startswith("sqlite") else "OR REPLACE"
    if foreign in statement:
        pytest.skip(f"this database does not know {foreign}")
    storage = SqlStorage(database)
    mail_id = add(storage)
    with storage.unit(write=False) as unit:
        before = unit.mails.events(mail_id)
    with storage._writing.connect() as connection, pytest.raises(IntakeError):
        connection.exec_driver_sql(statement)
    with storage.unit(write=False) as unit:
        assert unit.mails.events(mail_id) == before
    storage.close()


@pytest.mark.parametrize(
    "change",
    [
        "state = 'fetched'",
        "state = 'held'",
        "held_in = 'parsed'",
        "state = 'held', held_in = 'filed'",
        "server_copy = 'lost'",
        "copy_of = 1000000000",
        "mailbox = NULL",
    ],
)
def test_the_database_refuses_a_state_that_does_not_exist(database: str, change: str) -> None:
    storage = SqlStorage(database)
    add(storage)
    with storage._writing.connect() as connection, pytest.raises(IntakeError):
        connection.exec_driver_sql(f"UPDATE mail SET {change}")  # noqa: S608 - our own words
    storage.close()


def test_upgrading_twice_changes_nothing(empty_database: str) -> None:
    assert current(empty_database) is None
    upgrade(empty_database)
    upgrade(empty_database)
    assert current(empty_database) == head()
    require_current(empty_database)


def test_two_processes_that_upgrade_at_once_both_succeed(empty_database: str) -> None:
    program = "import sys; from storage.schema import upgrade; upgrade(sys.argv[1])"
    line = [sys.executable, "-W", "error", "-c", program, empty_database]
    both = [subprocess.Popen(line, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=60)[1] for process in both]
    assert said == ["", ""]
    assert [process.returncode for process in both] == [0, 0]
    require_current(empty_database)


def test_an_upgrade_that_fails_leaves_what_was(engine: Engine, empty_database: str) -> None:
    config = schema._config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with engine.begin() as connection:
        # In the way of the last table of a later version, after others were made.
        connection.exec_driver_sql("CREATE TABLE clock_reading (id INTEGER)")
        before = inspect(connection).get_table_names()
    with pytest.raises(IntakeError):
        upgrade(empty_database)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == before
    assert current(empty_database) == "0001"


THEIRS = "CREATE TABLE customers (id INTEGER)"
VERSIONS = "CREATE TABLE alembic_version (version_num VARCHAR(32))"
OF_ANOTHER_PROGRAM = {
    "no versions": (THEIRS,),
    "no versions, and a table that is called as ours": (
        THEIRS,
        "CREATE TABLE mail (id INTEGER)",
    ),
    "versions, and none is noted": (THEIRS, VERSIONS),
    "a version that is named otherwise": (
        *(THEIRS, VERSIONS),
        "INSERT INTO alembic_version VALUES ('abc123')",
    ),
    "a version that is named as ours": (
        *(THEIRS, VERSIONS),
        "INSERT INTO alembic_version VALUES ('0005')",
    ),
    "a version and no table": (VERSIONS, "INSERT INTO alembic_version VALUES ('0005')"),
    "two versions": (VERSIONS, "INSERT INTO alembic_version VALUES ('0007'), ('0008')"),
}


@pytest.mark.parametrize("case", OF_ANOTHER_PROGRAM)
def test_a_database_of_another_program_is_left_alone(
    engine: Engine, empty_database: str, case: str
) -> None:
    with engine.begin() as connection:
        for statement in OF_ANOTHER_PROGRAM[case]:
            connection.exec_driver_sql(statement)
        before = inspect(connection).get_table_names()
    sentence = "belongs to another program; name another database in service.database_url$"
    for use in (current, version_fault, require_current, upgrade):
        with pytest.raises(ConfigurationError, match=sentence):
            use(empty_database)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == before


def test_an_empty_table_of_versions_alone_is_an_empty_database(
    engine: Engine, empty_database: str
) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
    assert current(empty_database) is None
    upgrade(empty_database)
    require_current(empty_database)


def test_a_database_without_tables_is_to_be_upgraded(empty_database: str) -> None:
    wrong = "does not exist yet" if "sqlite" in empty_database else "has no tables yet"
    with pytest.raises(ConfigurationError, match=f"{wrong}; run `intake db upgrade`"):
        require_current(empty_database)


def test_looking_at_a_database_does_not_make_it(tmp_path: Path) -> None:
    assert current(f"sqlite:///{tmp_path}/intake.db") is None
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_a_newer_version_is_left_alone(engine: Engine, empty_database: str) -> None:
    upgrade(empty_database)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ConfigurationError, match="at version 9999, newer"):
        require_current(empty_database)
    with pytest.raises(ConfigurationError, match="at version 9999, newer"):
        upgrade(empty_database)
    assert current(empty_database) == "9999"


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(ServerUnreachableError, match="see that PostgreSQL runs"):
        current("postgresql+psycopg://postgres@127.0.0.1:1/intake")
