"""Units of work: all or nothing, writers in turn, and what a broken database raises."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import make_url

from deploy.servers.postgres import Postgres
from deploy.servers.throwaway import throwaway_directory
from intake.domain.errors import (
    ConfigurationError,
    PermanentError,
    ServerUnreachableError,
    StorageFullError,
    TemporaryError,
)
from intake.domain.lifecycle import Event, MailState
from storage.schema import upgrade
from storage.unit_of_work import SqlStorage
from tests.storage.samples import MAILBOX, NOON, add, arrived, checks, letter, parsed
from tests.storage.small_disk import small_disk


class StageError(Exception):
    """Stands for anything that goes wrong in a stage."""


def test_a_unit_that_raises_leaves_nothing(storage: SqlStorage) -> None:
    mail_id = add(storage)
    with storage.unit(write=False) as unit:
        before = (unit.mails.get(mail_id), unit.mails.events(mail_id))

    def everything() -> None:
        with storage.unit() as unit:
            unit.mails.add(arrived(), zorgkantoor="z", reference="R")
            unit.mails.store_parsed(mail_id, parsed())
            unit.mails.store_checks(mail_id, checks())
            unit.mails.move(mail_id, Event.PARSED, MailState.PARSED)
            unit.receipts.add(
                mail_id, "receipt", letter(), sha256="e" * 64, written_at=NOON, told=None
            )
            registration = unit.registrations.add(mail_id, checks())
            unit.registrations.hand_over(registration, None, 1, {}, NOON)
            raise StageError

    with pytest.raises(StageError):
        everything()
    with storage.unit(write=False) as unit:
        assert (unit.mails.get(mail_id), unit.mails.events(mail_id)) == before
        assert unit.mails.count_open() == 1
        assert unit.receipts.of_mail(mail_id, "receipt") is None
        assert unit.registrations.list() == []
        assert list(unit.registrations.assessments()) == []


def test_a_unit_that_is_not_committed_leaves_nothing(storage: SqlStorage) -> None:
    with storage.unit() as unit:
        unit.mails.add(arrived(), zorgkantoor="z", reference="R")
    with storage.unit(write=False) as unit:
        assert unit.mails.count_open() == 0


def test_what_was_committed_is_there_after_a_fault_in_the_same_unit(storage: SqlStorage) -> None:
    def commit_and_fail() -> None:
        with storage.unit() as unit:
            unit.mails.add(arrived(), zorgkantoor="z", reference="R")
            unit.commit()
            unit.mails.add(arrived(), zorgkantoor="z", reference="R")
            raise StageError

    with pytest.raises(StageError):
        commit_and_fail()
    with storage.unit(write=False) as unit:
        assert unit.mails.count_open() == 1


def test_a_reading_unit_refuses_to_write(storage: SqlStorage) -> None:
    with pytest.raises((TemporaryError, PermanentError)), storage.unit(write=False) as unit:
        unit.mails.add(arrived(), zorgkantoor="z", reference="R")
    # The connection goes back to the pool without the habit.
    add(storage)


def test_a_reader_sees_the_last_committed_state_while_somebody_writes(storage: SqlStorage) -> None:
    with storage.unit() as writing:
        writing.mails.add(arrived(), zorgkantoor="z", reference="R")
        with storage.unit(write=False) as reading:
            assert reading.mails.count_open() == 0
        writing.commit()
        with storage.unit(write=False) as reading:
            assert reading.mails.count_open() == 1


def test_many_threads_write_at_once_and_none_is_refused(storage: SqlStorage) -> None:
    threads = [
        Thread(target=lambda: [add(storage) for _ in range(20)], daemon=True) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    with storage.unit(write=False) as unit:
        assert len(unit.mails.known_uids(MAILBOX, "INBOX", 7)) == 160


def test_two_storages_on_one_database_write_in_turn(database: str) -> None:
    with closing(SqlStorage(database)) as one, closing(SqlStorage(database)) as other:
        threads = [
            Thread(target=lambda mine=storage: [add(mine) for _ in range(30)], daemon=True)
            for storage in (one, other)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        with one.unit(write=False) as unit:
            assert unit.mails.count_open() == 60


def test_a_database_that_answers_is_reachable(storage: SqlStorage) -> None:
    assert storage.reachable()


def test_a_database_without_tables_names_the_remedy(empty_database: str) -> None:
    with (
        closing(SqlStorage(empty_database)) as storage,
        pytest.raises(ConfigurationError, match="intake db upgrade"),
        storage.unit(write=False) as unit,
    ):
        unit.mails.count_open()


def test_no_error_shows_what_was_to_be_stored(storage: SqlStorage) -> None:
    secret = letter("provider@aanbieder.test")
    with pytest.raises(PermanentError) as caught, storage.unit() as unit:
        # No such mail: the foreign key refuses it.
        unit.receipts.add(10**9, "receipt", secret, sha256="e" * 64, written_at=NOON, told=None)
    assert "aanbieder" not in str(caught.value)


def test_a_writing_unit_inside_a_writing_unit_is_told_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/intake.db"
    upgrade(url)
    with closing(SqlStorage(url)) as storage, storage.unit():  # noqa: SIM117 - one inside the other is what is tested
        with pytest.raises(RuntimeError, match="inside"), storage.unit():
            pass


@pytest.mark.parametrize(
    "url", ["", "nonsense", "mysql://x/y", "sqlite://", "sqlite:///:memory:", "postgresql://x/y"]
)
def test_a_url_that_cannot_be_used_names_the_key(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"service\.database_url"):
        SqlStorage(url)


def test_a_url_that_is_refused_does_not_show_its_password() -> None:
    with pytest.raises(ConfigurationError) as caught:
        SqlStorage("mysql://intake:geheim@host/name")
    assert "geheim" not in str(caught.value)


class TestSqliteFile:
    """What a file can do wrong."""

    def test_a_missing_folder_is_temporary(self, tmp_path: Path) -> None:
        with closing(SqlStorage(f"sqlite:///{tmp_path}/unmounted/intake.db")) as storage:
            assert not storage.reachable()
            with pytest.raises(TemporaryError, match="mounted"), storage.unit():
                pass

    def test_a_damaged_file_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "intake.db").write_bytes(b"no database " * 1000)
        with (
            closing(SqlStorage(f"sqlite:///{tmp_path}/intake.db")) as storage,
            pytest.raises(PermanentError, match="restore it from the backup"),
            storage.unit(),
        ):
            pass

    def test_a_full_disk_is_told_and_passes(self, tmp_path: Path) -> None:
        with small_disk(tmp_path / "disk", megabytes=2) as disk:
            upgrade(f"sqlite:///{disk}/intake.db")
            with closing(SqlStorage(f"sqlite:///{disk}/intake.db")) as storage:
                mail_id = add(storage)
                large = parsed(body="x" * 100_000)

                def fill() -> None:
                    for _ in range(100):
                        with storage.unit() as unit:
                            unit.mails.record(mail_id, Event.PARSED, {"x": large.body})
                            unit.commit()

                ballast = disk / "ballast"
                ballast.write_bytes(b"x" * 700_000)
                with pytest.raises(StorageFullError, match="make room"):
                    fill()
                with storage.unit(write=False) as unit:
                    assert unit.mails.get(mail_id).state is MailState.ARCHIVED
                ballast.unlink()
                assert add(storage) > mail_id

    def test_it_is_set_up_to_keep_what_was_committed(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path}/intake.db"
        upgrade(url)
        with closing(SqlStorage(url)) as storage, storage._writing.connect() as connection:
            settings = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
        assert settings == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "busy_timeout": 10_000,
        }

    def test_nothing_but_the_file_is_left_after_closing(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path}/intake.db"
        upgrade(url)
        with closing(SqlStorage(url)) as storage:
            add(storage)
        assert [item.name for item in tmp_path.iterdir()] == ["intake.db"]
        with closing(sqlite3.connect(tmp_path / "intake.db")) as connection:
            assert connection.execute("SELECT count(*) FROM mail").fetchone() == (1,)


@pytest.fixture(scope="module")
def own_server() -> Iterator[Postgres]:
    """A server that tests may kill."""
    with throwaway_directory("postgres") as directory, Postgres(directory) as server:
        yield server


class TestPostgresServer:
    """What a server can do wrong."""

    def test_a_server_that_restarts_is_found_again(self, own_server: Postgres) -> None:
        url = own_server.create_database()
        upgrade(url)
        with closing(SqlStorage(url)) as storage:
            add(storage)
            own_server.kill()
            assert not storage.reachable()
            with pytest.raises(ServerUnreachableError, match="see that PostgreSQL runs"):
                add(storage)
            own_server.start()
            add(storage)
            with storage.unit(write=False) as unit:
                assert unit.mails.count_open() == 2

    def test_a_session_that_is_ended_in_mid_unit_is_temporary(self, own_server: Postgres) -> None:
        url = own_server.create_database()
        upgrade(url)
        with closing(SqlStorage(url)) as storage:

            def lose_the_session() -> None:
                with storage.unit() as unit:
                    unit.mails.add(arrived(), zorgkantoor="z", reference="R")
                    with storage._reading.connect() as other:
                        other.exec_driver_sql(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                        )
                    unit.mails.count_open()

            with pytest.raises(ServerUnreachableError):
                lose_the_session()
            add(storage)
            with storage.unit(write=False) as unit:
                assert unit.mails.count_open() == 1

    def test_a_database_that_does_not_exist_is_told(self, own_server: Postgres) -> None:
        with (
            closing(SqlStorage(own_server.url("nowhere"))) as storage,
            pytest.raises(TemporaryError, match="nowhere"),
            storage.unit() as unit,
        ):
            unit.mails.count_open()

    def test_no_error_shows_the_password(self, own_server: Postgres) -> None:
        url = make_url(own_server.url("nowhere")).set(password="geheim")
        with (
            closing(SqlStorage(url.render_as_string(hide_password=False))) as storage,
            pytest.raises(TemporaryError) as caught,
            storage.unit() as unit,
        ):
            unit.mails.count_open()
        assert "geheim" not in str(caught.value)
