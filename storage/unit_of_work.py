"""Units of work on SQLite or PostgreSQL. See `Storage`."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from intake.domain.errors import IntakeError, TemporaryError
from storage.clocks import SqlClockRepository
from storage.decisions import SqlDecisionRepository
from storage.engine import database_url, is_sqlite, make_engine
from storage.evidence_entries import SqlEvidenceRepository
from storage.evidence_snapshot import EvidenceSnapshot
from storage.extensions import SqlExtensionRepository
from storage.first_looks import SqlFolderRepository
from storage.folder_marks import SqlFolderMarkRepository
from storage.history import History
from storage.kind_decisions import SqlKindDecisionRepository
from storage.mail_pieces import SqlPieceRepository
from storage.mails import SqlMailRepository
from storage.providers import SqlProviderRepository
from storage.receipts import SqlReceiptRepository
from storage.reconciliations import SqlReconciliationRepository
from storage.registrations import SqlRegistrationRepository
from storage.searchable_copies import SqlCopyRepository
from storage.staff import SqlStaffRepository
from storage.time_cases import SqlCaseRepository
from storage.troubles import SqlTroubleRepository
from storage.visibility import SqlVisibilityRepository
from storage.writer_queue import WriterQueue

_CONNECTIONS = 10
_SECONDS_TO_WAIT_FOR_A_TURN = 60


class SqlUnitOfWork:
    """See `UnitOfWork`. After `commit` a further transaction begins with the next use."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._history = history = History(connection, now)
        self.mails = SqlMailRepository(connection, history)
        self.pieces = SqlPieceRepository(connection)
        self.copies = SqlCopyRepository(connection, history)
        self.troubles = SqlTroubleRepository(connection, history)
        self.folder_marks = SqlFolderMarkRepository(connection)
        self.visibility = SqlVisibilityRepository(connection, history)
        self.receipts = SqlReceiptRepository(connection, history)
        self.clocks = SqlClockRepository(connection)
        self.providers = SqlProviderRepository(connection, history)
        self.registrations = SqlRegistrationRepository(connection, history)
        self.evidence = SqlEvidenceRepository(connection, history)
        self.folders = SqlFolderRepository(connection)
        self.reconciliations = SqlReconciliationRepository(connection, history)
        self.cases = SqlCaseRepository(connection)
        self.decisions = SqlDecisionRepository(connection, history)
        self.kind_decisions = SqlKindDecisionRepository(connection, history)
        self.extensions = SqlExtensionRepository(connection, history)
        self.staff = SqlStaffRepository(connection, history)

    def commit(self) -> None:
        """See `UnitOfWork`; the events of the unit get their entries in the evidence log."""
        self._history.seal()
        self._connection.commit()


class SqlStorage:
    """See `Storage`. Connections are kept and made anew when they broke.

    On SQLite there is one writing connection, for which threads queue, and reading ones
    that see the last committed state meanwhile; a writing unit begins with BEGIN
    IMMEDIATE, so that it never finds out late that another process was faster.

    Args:
        url: Of the database; see `database_url` for what it may be.
        now: Where the moment of events comes from, in UTC.

    Raises:
        ConfigurationError: The URL is none that can be used.
    """

    def __init__(
        self, url: str, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._now = now
        parsed = database_url(url)
        self._writers: WriterQueue | None = None
        if is_sqlite(parsed):
            self._writers = WriterQueue(_SECONDS_TO_WAIT_FOR_A_TURN)
            self._writing = make_engine(parsed)
            self._reading = make_engine(parsed, read_only=True, connections=_CONNECTIONS)
        else:
            self._writing = make_engine(parsed, connections=_CONNECTIONS)
            self._reading = self._writing.execution_options(postgresql_readonly=True)

    @contextmanager
    def unit(self, *, write: bool = True) -> Iterator[SqlUnitOfWork]:
        """See `Storage`; a reading unit refuses to write.

        Raises:
            StorageFullError: There is no room to write.
            TemporaryError: The database cannot be reached or used now.
            ConfigurationError: The database lacks tables of this version.
            RuntimeError: A writing unit was begun inside a writing unit (SQLite).
        """
        with self._turn(write=write), _begun(self._writing if write else self._reading) as begun:
            yield SqlUnitOfWork(begun, self._now)

    @contextmanager
    def snapshot(self) -> Iterator[EvidenceSnapshot]:
        """Lend the evidence as it is at one moment, for as long as reading it takes.

        Writers are not kept waiting, and what they write meanwhile is not seen.

        Raises:
            TemporaryError: The database cannot be reached or used now.
            ConfigurationError: The database lacks tables of this version.
        """
        engine = self._reading
        on_server = engine.dialect.name == "postgresql"
        if on_server:
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with _begun(engine) as connection:
            if on_server:
                # Between two statements gigabytes may be hashed.
                connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
            yield EvidenceSnapshot(connection)

    def reachable(self) -> bool:
        """Tell whether the database answers."""
        try:
            with _begun(self._reading) as connection:
                connection.exec_driver_sql("SELECT 1")
        except IntakeError:
            return False
        return True

    def close(self) -> None:
        """Close all connections; SQLite then moves its log into the file."""
        self._reading.dispose()
        self._writing.dispose()

    def _turn(self, *, write: bool) -> AbstractContextManager[None]:
        return self._writers.turn() if write and self._writers else nullcontext()


@contextmanager
def _begun(engine: Engine) -> Iterator[Connection]:
    """Lend a connection with a transaction begun; what is not committed is undone."""
    try:
        connection = engine.connect()
    except PoolTimeoutError as error:
        raise TemporaryError(
            "all connections to the database are in use; it is tried again by itself"
        ) from error
    with connection:
        connection.begin()
        yield connection
