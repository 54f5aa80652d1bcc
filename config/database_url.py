"""The address of the database: which ones are possible, and the default one.

It may hold a password, so no message shows any part of it.
"""

from pathlib import Path
from typing import Any, Final

from config.complaint import complain

_KEY: Final = "service.database_url"
_SQLITE: Final = "sqlite:///"
_POSTGRESQL: Final = "postgresql+psycopg://"
_POSSIBLE: Final = f"{_SQLITE}PATH and {_POSTGRESQL}USER@HOST/NAME are possible"


def checked_database_url(url: Any, file: Path, data_dir: str) -> Any:
    """Return the address to use; a relative SQLite path begins at the configuration's folder.

    Args:
        url: As configured; None for the default. What is no text is returned unchanged,
            to be refused by the settings.
        file: The configuration file.
        data_dir: As configured.

    Raises:
        ConfigurationError: No address of a database that is possible here.
    """
    base = file.absolute().parent
    if url is None:
        if "?" in str(base / data_dir):
            raise complain(file, "service.data_dir", "has a question mark in it; rename it")
        return f"{_SQLITE}{base / data_dir / 'intake.db'}"
    if not isinstance(url, str):
        return url
    if url.startswith(_POSTGRESQL) and url != _POSTGRESQL:
        return url
    if not url.startswith(_SQLITE):
        raise complain(
            file,
            _KEY,
            f"is no database this version can use, here or in INTAKE_DATABASE_URL; {_POSSIBLE}",
        )
    path, question, options = url.removeprefix(_SQLITE).partition("?")
    if path in {"", ":memory:"} or path.startswith("file:"):
        raise complain(
            file, _KEY, "names no file, and what is only in memory is lost; name a file on disk"
        )
    return f"{_SQLITE}{base / path}{question}{options}"
