"""A throwaway PostgreSQL cluster with durability on, since durability is what is tested."""

import shutil
import signal
import subprocess
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

from deploy.servers.ports import LOOPBACK, free_port
from deploy.servers.process import ServerProcess
from deploy.servers.server import Server
from deploy.servers.throwaway import require_searchable

# PostgreSQL refuses to run as root; Debian's package makes this user.
_USER = "postgres"
_INSTALLATIONS = Path("/usr/lib/postgresql")


class Postgres(Server):
    """PostgreSQL on a loopback port of its own; user postgres, no password.

    Run by root, in a directory of `throwaway_directory()`.
    """

    host = LOOPBACK

    def __init__(self, directory: Path) -> None:
        require_searchable(directory)
        self.port = free_port()
        self._programs = _newest_installation()
        self._directory = directory / "postgres"
        self._directory.mkdir(mode=0o700)
        shutil.chown(self._directory, _USER, _USER)
        self._data = self._directory / "data"
        self._log = self._directory / "postgres.log"
        self._make_cluster()
        # SIGINT is its fast shutdown; SIGTERM would wait for the clients to leave.
        self._process = ServerProcess(
            self._command(), log=self._log, user=_USER, ends_on=signal.SIGINT
        )

    def start(self) -> None:
        """Start on the same port and data as before and wait until it lets us in."""
        self._process.start(self._lets_in)

    def log_text(self) -> str:
        """What PostgreSQL logged so far."""
        return self._log.read_text(errors="replace")

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://{_USER}@{self.host}:{self.port}/{database}"

    def create_database(self) -> str:
        """Make an empty database with a name of its own and return its SQLAlchemy URL."""
        name = f"intake_{uuid4().hex}"
        with self._connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=self.host,
            port=self.port,
            user=_USER,
            dbname="postgres",
            connect_timeout=2,
            autocommit=True,
        )

    def _lets_in(self) -> bool:
        try:
            with self._connect():
                return True
        except psycopg.OperationalError:
            return False

    def _make_cluster(self) -> None:
        """Run initdb.

        Raises:
            RuntimeError: when it fails; the message carries what it said.
        """
        made = subprocess.run(
            [
                *(str(self._programs / "initdb"), "--pgdata", str(self._data)),
                *("--username", _USER, "--auth", "trust"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8"),
                # Only the empty cluster goes unsynced to disk; what tests commit is synced.
                "--no-sync",
            ],
            check=False,
            capture_output=True,
            text=True,
            user=_USER,
            group=_USER,
            extra_groups=[],
            cwd="/",
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed; mend what it names:\n{made.stderr}")

    def _command(self) -> list[str]:
        settings = {
            "listen_addresses": self.host,
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "on",
            "synchronous_commit": "on",
        }
        command = [str(self._programs / "postgres"), "-D", str(self._data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        return command


def _newest_installation() -> Path:
    """The folder with initdb and postgres, which Debian keeps out of PATH.

    Raises:
        FileNotFoundError: when no PostgreSQL server is installed.
    """
    found = sorted(_INSTALLATIONS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise FileNotFoundError(
            f"no PostgreSQL under {_INSTALLATIONS}; install deploy/apt-packages.txt"
        )
    return found[-1].parent
