"""One process per role on one installation.

Two pollers on one mailbox would each download every mail, and two senders would each
take the other's letter for one that a crash left behind.
"""

import hashlib
import os
import re
import socket
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, NullPool, text

from intake.domain.errors import ConfigurationError, IntakeError
from storage.engine import database_url, is_sqlite, make_engine
from storage.file_lock import try_lock, unlock
from storage.own_descriptors import give_up, keep_from_children

STOP_OR_START_OTHERWISE = "stop it first, or start this one with other roles"
_BYTES_OF_A_KEY = 8
_LONGEST_NAME = 63  # of an application, in PostgreSQL

_TRY = text("SELECT pg_try_advisory_lock(:key)")
_HOLDER = text(
    "SELECT activity.application_name FROM pg_locks AS held"
    " JOIN pg_stat_activity AS activity ON activity.pid = held.pid"
    " WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1"
    " AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND ((held.classid::bigint << 32) | held.objid::bigint) = :key"
)


class RoleLock:
    """Holds a role while the context lasts; a killed process lets go at once.

    Args:
        database_url: Of the installation. On SQLite the lock is a file beside it, on
            PostgreSQL it is held on a connection of its own, for all machines.
        data_dir: Where the lock file is made (SQLite).
        role: E.g. `poll`.
        remedy: What to do when another process has it.
    """

    def __init__(
        self,
        database_url: str,
        data_dir: Path,
        role: str,
        *,
        remedy: str = STOP_OR_START_OTHERWISE,
    ) -> None:
        self._url = database_url
        self._data_dir = data_dir
        self._role = role
        self._remedy = remedy
        self._descriptor: int | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        """Take the role.

        Raises:
            ConfigurationError: Another process has it, or the lock file cannot be made.
            TemporaryError: The database cannot be reached now.
        """
        if is_sqlite(database_url(self._url)):
            self._lock_file()
        else:
            self._lock_database()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        descriptor, self._descriptor = self._descriptor, None
        connection, self._connection = self._connection, None
        if descriptor is None:
            return
        if connection is None:
            os.ftruncate(descriptor, 0)
            unlock(descriptor)
        elif give_up(descriptor):
            # The lock ends with the session, whether the server still answers or not.
            connection.invalidate()
            connection.close()

    def still_held(self) -> bool:
        """Tell whether the role is still ours: a PostgreSQL that restarted forgot it."""
        if self._descriptor is None:
            return False
        if self._connection is None:
            return True
        if self._connection.invalidated:
            return False
        try:
            self._connection.exec_driver_sql("SELECT 1")
        except IntakeError:
            return False
        return not self._connection.invalidated

    def keep(self) -> None:
        """Take the role again if the database forgot it.

        Raises:
            ConfigurationError: Another process took it meanwhile.
            TemporaryError: The database cannot be reached now; nobody can work on it either.
        """
        if not self.still_held():
            self.__exit__(None, None, None)
            self.__enter__()

    def _lock_file(self) -> None:
        path = self._data_dir / f"{self._role}.lock"
        try:
            descriptor = try_lock(path)
            if descriptor is None:
                raise self._taken(f"pid {path.read_text().strip() or 'unknown'}")
            with suppress(OSError):
                # On a full disk the lock holds all the same; only its owner is not told.
                os.ftruncate(descriptor, 0)
                os.write(descriptor, f"{os.getpid()}\n".encode())
        except OSError as error:
            raise ConfigurationError(
                f"the lock file {path} cannot be made ({error.strerror}); "
                "see that service.data_dir exists and belongs to the service"
            ) from error
        self._descriptor = descriptor

    def _lock_database(self) -> None:
        name = f"oco-intake {self._role}, pid {os.getpid()} on {socket.gethostname()}"
        engine = make_engine(database_url(self._url), pool=NullPool, name=name[:_LONGEST_NAME])
        # Without a transaction: a session that only waits must not hold back vacuum.
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        key = _key(self._role)
        with ExitStack() as unless_taken:
            unless_taken.callback(connection.close)
            if not connection.execute(_TRY, {"key": key}).scalar_one():
                holder: str = connection.execute(_HOLDER, {"key": key}).scalar() or ""
                found = re.search("pid .*", holder)
                raise self._taken(found.group() if found else "pid unknown")
            unless_taken.pop_all()
        self._connection = connection
        self._descriptor = _socket_of(connection)
        keep_from_children(self._descriptor)

    def _taken(self, holder: str) -> ConfigurationError:
        return ConfigurationError(
            f"another intake process ({holder}) runs the role {self._role} on this database; "
            f"{self._remedy}"
        )


def _key(role: str) -> int:
    digest = hashlib.sha256(f"oco-intake\n{role}".encode()).digest()
    return int.from_bytes(digest[:_BYTES_OF_A_KEY], "big", signed=True)


def _socket_of(connection: Connection) -> int:
    driver = connection.connection.driver_connection
    if driver is None:
        raise ConfigurationError("the session that was to hold the role is gone; start again")
    descriptor: int = driver.fileno()
    return descriptor
