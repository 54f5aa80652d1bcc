"""The throwaway PostgreSQL keeps what was committed, whatever happens to it."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import create_engine, text

from deploy.servers.postgres import Postgres
from deploy.servers.process import is_running
from deploy.servers.throwaway import throwaway_directory


@pytest.fixture
def own_server() -> Iterator[Postgres]:
    with throwaway_directory("test") as directory, Postgres(directory) as server:
        yield server


def write(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mail (id integer)"))
        connection.execute(text("INSERT INTO mail VALUES (1)"))
    engine.dispose()


def count(url: str) -> int:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM mail")).scalar_one()
    engine.dispose()
    return int(found)


def test_every_database_is_new(postgres_server: Postgres) -> None:
    first, second = postgres_server.create_database(), postgres_server.create_database()
    write(first)
    write(second)
    assert first != second
    assert count(second) == 1


def test_commits_wait_for_the_disk(postgres_server: Postgres) -> None:
    engine = create_engine(postgres_server.url("postgres"))
    with engine.connect() as connection:
        assert connection.execute(text("SHOW fsync")).scalar_one() == "on"
        assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "on"
    engine.dispose()


@pytest.mark.parametrize("end", [Postgres.stop, Postgres.kill])
def test_committed_data_outlives_the_server(
    own_server: Postgres, end: Callable[[Postgres], None]
) -> None:
    url = own_server.create_database()
    write(url)
    started = own_server.pids()
    assert len(started) > 3
    end(own_server)
    assert own_server.pids() == set()
    assert not any(is_running(pid) for pid in started)
    own_server.start()
    assert count(url) == 1


def test_a_stop_does_not_wait_for_its_clients(own_server: Postgres) -> None:
    engine = create_engine(own_server.url("postgres"))
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        own_server.stop()
        connection.invalidate()
    engine.dispose()
    assert own_server.pids() == set()
