"""Which tables a database has, and how it gets those of this version."""

import re
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, NullPool, inspect

from intake.domain.errors import ConfigurationError, IntakeError, ServerUnreachableError
from storage.engine import database_url, is_sqlite, make_engine
from storage.tables import metadata

_MIGRATIONS = Path(__file__).parent / "migrations"
_OUR_REVISION = re.compile(r"[0-9]{4}")


def upgrade(url: str) -> None:
    """Bring a database to the tables of this version; nothing happens when it has them.

    An empty SQLite file is made when there is none. All or nothing: a process that is
    killed half-way leaves the database as it was.

    Raises:
        ConfigurationError: The URL cannot be used, or the database is of a newer version
            or of another program.
        TemporaryError: The database cannot be reached or written now.
    """
    parsed = database_url(url)
    current(url)
    config = _config()
    engine = make_engine(parsed, pool=NullPool, name="oco-intake upgrade")
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise ConfigurationError(_newer(parsed, current(url))) from error


def current(url: str) -> str | None:
    """Return the revision a database is at; None when it has no tables of ours.

    Raises:
        ConfigurationError: The URL cannot be used, the server has no such database, or it
            belongs to another program.
        TemporaryError: The database cannot be reached now.
    """
    parsed = database_url(url)
    # To connect to a SQLite file is to make it, and to look must not.
    if is_sqlite(parsed) and not _is_there(parsed):
        return None
    try:
        with make_engine(parsed, pool=NullPool).connect() as connection:
            return _revision(connection, parsed)
    except ServerUnreachableError as error:
        # A server that refuses a connection gives words and no SQLSTATE.
        if f'database "{parsed.database}" does not exist' not in str(error.__cause__):
            raise
    raise ConfigurationError(
        f"the database {parsed.database} on {parsed.host or 'localhost'} does not exist; "
        "create it, then run `intake db upgrade`"
    )


def head() -> str:
    """Return the revision of this version."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        raise ConfigurationError("the installation lacks its migrations; install it again")
    return revision


def require_current(url: str) -> None:
    """Return when a database has the tables of this version.

    Raises:
        ConfigurationError: It has not; the message says what to do.
        TemporaryError: The database cannot be reached now.
    """
    if (fault := version_fault(url)) is not None:
        raise ConfigurationError(fault)


def require_still_at(url: str, revision: str) -> None:
    """Return unless a database came to another version than the one a process began with.

    One that is not there or cannot be read now is told by the work that needs it.

    Raises:
        ConfigurationError: It has another version, or is another program's.
    """
    try:
        found = current(url)
    except ConfigurationError:
        raise
    except IntakeError:
        return
    if found not in (None, revision):
        raise ConfigurationError(
            f"the database {database_url(url).database} came to version {found} while this "
            f"program ran, which needs {revision}; start the program of that version"
        )


def version_fault(url: str) -> str | None:
    """Return why a database cannot be used by this version, with the remedy; None when it can.

    Raises:
        ConfigurationError: The URL cannot be used, or the server has no such database.
        TemporaryError: The database cannot be reached now.
    """
    found, wanted = current(url), head()
    if found == wanted:
        return None
    parsed = database_url(url)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
        return _newer(parsed, found)
    if found is not None:
        fault = f"has the tables of version {found}, and this program needs {wanted}"
    elif is_sqlite(parsed) and not _is_there(parsed):
        fault = "does not exist yet"
    else:
        fault = "has no tables yet"
    return f"the database {parsed.database} {fault}; run `intake db upgrade`"


def _revision(connection: Connection, url: URL) -> str | None:
    context = MigrationContext.configure(connection)
    found = context.get_current_heads()
    tables = set(inspect(connection).get_table_names()) - {context.version_table}
    if tables and not found:
        # Another process may have made them all between the two looks.
        found = context.get_current_heads()
    if not found and not tables:
        return None
    # Ours come with their revision, in one transaction, and have one revision at a time.
    if len(found) == 1 and _OUR_REVISION.fullmatch(found[0]) and tables & metadata.tables.keys():
        return found[0]
    raise ConfigurationError(
        f"the database {url.database} belongs to another program; name another database in "
        "service.database_url"
    )


def _is_there(url: URL) -> bool:
    try:
        return Path(url.database or "").exists()
    except OSError as error:
        raise ConfigurationError(
            f"the database {url.database} cannot be looked at ({error.strerror}); run this as the "
            "user of the daemon, and correct service.data_dir or service.database_url"
        ) from error


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _newer(url: URL, found: str | None) -> str:
    return (
        f"the database {url.database} is at version {found}, newer than this program "
        f"({head()}); install the newer program again, or restore the backup from before its "
        "upgrade"
    )
