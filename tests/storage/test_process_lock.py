"""One process per role: files on SQLite, a session of its own on PostgreSQL."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from intake.domain.errors import ConfigurationError
from storage.process_lock import RoleLock

_HOLDER = """
import os, sys, time
from pathlib import Path
from storage.process_lock import RoleLock
with RoleLock(sys.argv[1], Path(sys.argv[2]), "poll"):
    # A child such as examines documents outlives its parent for a while.
    child = os.fork()
    if not child:
        sys.stdout.close()
        time.sleep(60)
        os._exit(0)
    print(child, flush=True)
    time.sleep(60)
"""


@contextmanager
def _holder(url: str, data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the role `poll` and has a child."""
    command = [sys.executable, "-c", _HOLDER, url, str(data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        try:
            yield process
        finally:
            process.kill()
            os.kill(child, signal.SIGKILL)


def test_a_role_is_held_once(database: str, tmp_path: Path) -> None:
    with (
        RoleLock(database, tmp_path, "poll") as lock,
        pytest.raises(ConfigurationError, match=rf"pid {os.getpid()}\b.* runs the role poll"),
        RoleLock(database, tmp_path, "poll"),
    ):
        pass
    assert not lock.still_held()


def test_another_process_is_named(database: str, tmp_path: Path) -> None:
    with (
        _holder(database, tmp_path) as other,
        pytest.raises(ConfigurationError, match=rf"pid {other.pid}\b"),
        RoleLock(database, tmp_path, "poll"),
    ):
        pass


def test_a_role_is_free_again_after_its_holder(database: str, tmp_path: Path) -> None:
    for _ in range(3):
        with RoleLock(database, tmp_path, "poll") as lock:
            assert lock.still_held()


def test_roles_do_not_shut_each_other_out(database: str, tmp_path: Path) -> None:
    with RoleLock(database, tmp_path, "poll"), RoleLock(database, tmp_path, "send"):
        pass


def test_a_killed_process_lets_go_though_its_child_lives_on(database: str, tmp_path: Path) -> None:
    with _holder(database, tmp_path) as other:
        other.kill()
        other.wait()
        # PostgreSQL notices the closed line by itself, only not in the same instant.
        for _ in range(200):
            try:
                with RoleLock(database, tmp_path, "poll") as lock:
                    assert lock.still_held()
                    return
            except ConfigurationError:
                time.sleep(0.05)
    pytest.fail("the role is still held")


def test_a_lock_that_cannot_be_made_names_the_setting(tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigurationError, match=r"service\.data_dir"),
        RoleLock(f"sqlite:///{tmp_path}/intake.db", tmp_path / "absent", "poll"),
    ):
        pass


def test_a_lost_session_is_noticed(postgres_with_tables: str, tmp_path: Path) -> None:
    with RoleLock(postgres_with_tables, tmp_path, "poll") as lock:
        assert lock.still_held()
        engine = create_engine(postgres_with_tables)
        with engine.connect() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name LIKE 'oco-intake poll%%'"
            )
        engine.dispose()
        assert not lock.still_held()
        lock.keep()
        assert lock.still_held()
        with pytest.raises(ConfigurationError), RoleLock(postgres_with_tables, tmp_path, "poll"):
            pass
