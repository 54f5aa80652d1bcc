"""Which tables a database has, and how it gets those of this version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, NullPool

from intake.domain.errors import ConfigurationError
from storage.engine import database_url, is_sqlite, make_engine

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(url: str) -> None:
    """Bring a database to the tables of this version; nothing happens when it has them.

    An empty SQLite file is made when there is none. All or nothing: a process that is
    killed half-way leaves the database as it was.

    Raises:
        ConfigurationError: The URL cannot be used, or the database is of a newer version.
        TemporaryError: The database cannot be reached or written now.
    """
    parsed = database_url(url)
    config = _config()
    engine = make_engine(parsed, pool=NullPool, name="oco-intake upgrade")
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise ConfigurationError(_newer(parsed)) from error


def current(url: str) -> str | None:
    """Return the revision a database is at; None when it has no tables of ours.

    Raises:
        ConfigurationError: The URL cannot be used.
        TemporaryError: The database cannot be reached now.
    """
    parsed = database_url(url)
    # To connect to a SQLite file is to make it, and to look must not.
    if is_sqlite(parsed) and not Path(parsed.database or "").exists():
        return None
    with make_engine(parsed, pool=NullPool).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


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
    found, wanted = current(url), head()
    if found == wanted:
        return
    parsed = database_url(url)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
        raise ConfigurationError(_newer(parsed))
    has = f"has the tables of {found}" if found else "has no tables yet"
    raise ConfigurationError(
        f"the database {parsed.database} {has}, this version needs {wanted}; "
        "run `intake db upgrade`"
    )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _newer(url: URL) -> str:
    return (
        f"the database {url.database} belongs to another version of the product; "
        "install that version or a later one"
    )
