"""What a database says went wrong, told by what happens next.

Statements and their values stay out of the messages: they carry addresses and subjects.
"""

import sqlite3

from sqlalchemy import URL

from intake.domain.errors import (
    ConfigurationError,
    IntakeError,
    PermanentError,
    ServerUnreachableError,
    StorageFullError,
    TemporaryError,
)

_UPGRADE = "run `intake db upgrade`"

# SQLSTATE codes and classes (appendix A of PostgreSQL's manual); the first that fits counts.
_MEANINGS: tuple[tuple[tuple[str, ...], type[IntakeError], str], ...] = (
    (("53100",), StorageFullError, "has no room left; make room on the server's disk"),
    (("08", "57P"), ServerUnreachableError, "hung up; see that PostgreSQL runs"),
    # Too few resources, deadlocks, time-outs, a standby: all may pass.
    (("25006", "40", "53", "55P03", "57", "58"), TemporaryError, "could not do it now; it retries"),
    (("42P01", "42703"), ConfigurationError, f"lacks tables of this version; {_UPGRADE}"),
    (("3D000",), ConfigurationError, f"does not exist; create it, then {_UPGRADE}"),
)


def translate(error: BaseException, url: URL) -> IntakeError:
    """Return the product's error for one of a database driver.

    Args:
        error: As the driver raised it.
        url: Of the database; its password is not shown.
    """
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, f"the database {url.database}")
    sqlstate = getattr(error, "sqlstate", None)
    place = f"the database {url.database} on {url.host or 'localhost'}"
    return _of_postgresql(error, sqlstate, place)


def _of_sqlite(error: sqlite3.Error, place: str) -> IntakeError:
    # Errors that Python itself raises carry no name.
    name: str = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_FULL" or name.startswith("SQLITE_IOERR_SHM"):
        return StorageFullError(f"no room left for {place}; make room on its disk")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return TemporaryError(f"{place} is in use by another process; it is tried again by itself")
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return TemporaryError(
            f"{place} cannot be read or written ({name}); "
            "see that its folder exists, is mounted, and belongs to the service"
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return PermanentError(f"{place} is damaged ({name}); restore it from the backup")
    if "no such table" in str(error) or "no such column" in str(error):
        return ConfigurationError(f"{place} lacks tables of this version; {_UPGRADE}")
    return _refused(place, name or type(error).__name__)


def _of_postgresql(error: BaseException, sqlstate: str | None, place: str) -> IntakeError:
    if sqlstate is None:
        said = str(error).partition("\n")[0]
        return ServerUnreachableError(
            f"{place} does not answer ({said}); see that PostgreSQL runs and lets us in"
        )
    for codes, kind, words in _MEANINGS:
        if sqlstate.startswith(codes):
            return kind(f"{place} {words} (SQLSTATE {sqlstate})")
    return _refused(place, f"SQLSTATE {sqlstate}")


def _refused(place: str, word: str) -> PermanentError:
    return PermanentError(
        f"{place} refused a statement ({word}); report it with the log of this moment"
    )
