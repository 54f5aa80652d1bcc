"""A database and an archive as they were once, to be had again without making them again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine

from storage.tables import metadata

_SQLITE = "sqlite:///"
_KEPT_SCHEMA = "kept_world"


@dataclass(frozen=True)
class KeptWorld:
    """What a world was made of.

    On PostgreSQL the rows are kept beside the tables, and can be had in that database alone.

    Attributes:
        moment: How late it was there.
        files: What the archive holds: the bytes and the mode of each file.
        folders: The mode of each folder.
        database: The file of a SQLite database.
    """

    moment: datetime
    files: dict[Path, tuple[bytes, int]]
    folders: dict[Path, int]
    database: bytes

    @classmethod
    def of(cls, url: str, directory: Path, moment: datetime) -> "KeptWorld":
        """Keep a world that nobody has open any more."""
        archive = directory / "archive"
        places = sorted(archive.rglob("*"))
        return cls(
            moment,
            {
                path.relative_to(directory): (path.read_bytes(), path.stat().st_mode)
                for path in places
                if path.is_file()
            },
            {
                path.relative_to(directory): path.stat().st_mode
                for path in (archive, *places)
                if path.is_dir()
            },
            _keep_rows(url),
        )

    def copy_to(self, url: str, directory: Path) -> None:
        """Give an empty database and a folder what there was."""
        for path, mode in self.folders.items():
            (directory / path).mkdir(exist_ok=True)
            (directory / path).chmod(mode)
        for path, (data, mode) in self.files.items():
            (directory / path).write_bytes(data)
            (directory / path).chmod(mode)
        if url.startswith(_SQLITE):
            Path(url.removeprefix(_SQLITE)).write_bytes(self.database)
        else:
            _copy_rows(url)


def _keep_rows(url: str) -> bytes:
    if url.startswith(_SQLITE):
        path = Path(url.removeprefix(_SQLITE))
        assert not path.with_name(f"{path.name}-wal").exists(), "something has it open"
        return path.read_bytes()
    with _connected(url) as connection:
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {_KEPT_SCHEMA} CASCADE")
        connection.exec_driver_sql(f"CREATE SCHEMA {_KEPT_SCHEMA}")
        for name in _names():
            connection.exec_driver_sql(f"CREATE TABLE {_KEPT_SCHEMA}.{name} AS TABLE public.{name}")
    return b""


def _copy_rows(url: str) -> None:
    with _connected(url) as connection:
        # As a replica a session asks no triggers and may give the numbers of rows.
        connection.exec_driver_sql("SET session_replication_role = replica")
        for name in _names():
            connection.exec_driver_sql(
                f"INSERT INTO public.{name} OVERRIDING SYSTEM VALUE "  # noqa: S608 - our own names
                f"SELECT * FROM {_KEPT_SCHEMA}.{name}"
            )


def _names() -> list[str]:
    return [table.name for table in metadata.tables.values()]


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()
