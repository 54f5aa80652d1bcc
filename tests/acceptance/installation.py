"""One installation in a throwaway directory, used as ops use it: by its command line."""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, select
from typer.testing import CliRunner

from deploy.servers.dovecot import Dovecot, MailAccount
from intake.cli.main import app
from storage.engine import database_url, make_engine
from storage.tables import assessment, clock_reading, event, mail, receipt
from tests.acceptance.daemon import PATIENCE, Daemon, patiently
from tests.acceptance.open_round import write_round
from tests.new_database import make_tables
from tests.program.started import Started, ended

PROGRAM = Path(sys.executable).with_name("intake")
Table = Mapping[str, object]


@dataclass(frozen=True)
class Ended:
    """A command that came to its end."""

    status: int
    out: str
    err: str

    def rows(self) -> list[dict[str, Any]]:
        """What it printed as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    def complaints(self) -> list[str]:
        """Its lines on standard error."""
        return self.err.splitlines()


class Installation:
    """`intake.toml`, a round that is open until tomorrow, a database, and what was printed.

    `mailboxes` and `smtp` are tables of `intake.toml`; further tables go by their name.
    Failed letters are tried again each second.
    """

    def __init__(
        self,
        directory: Path,
        mailboxes: Sequence[Table],
        smtp: Table,
        **tables: Table,
    ) -> None:
        directory.mkdir(exist_ok=True)
        self.directory = directory
        self.configuration = directory / "intake.toml"
        self.printed: list[str] = []
        self._logs: list[Path] = []
        service: dict[str, object] = {"data_dir": "data", "round": "proef", "log_format": "json"}
        self.service = service | dict(tables.get("service", {}))
        limits: dict[str, object] = {"retry_first_seconds": 1, "retry_most_seconds": 1}
        self.limits = {"min_free_bytes": 0} | limits | dict(tables.get("limits", {}))
        # Daemons run side by side here, and the port of the pages can be had once.
        self.mailboxes = list(mailboxes)
        self.smtp = smtp
        own = {"service", "limits"}
        self.tables = {name: dict(table) for name, table in tables.items() if name not in own}
        self.tables.setdefault("web", {}).setdefault("enabled", False)
        # Seconds of a processor for each scan, which only few of the tests are about.
        self.tables.setdefault("ocr", {}).setdefault("enabled", False)
        write_round(directory / "rounds")
        self.write()

    def write(self) -> None:
        """Write `intake.toml` as the attributes now say."""
        tables = [("service", self.service), ("limits", self.limits), ("smtp", self.smtp)]
        tables += self.tables.items()
        lines = [_toml(f"[{name}]", table) for name, table in tables]
        lines += [_toml("[[mailbox]]", table) for table in self.mailboxes]
        self.configuration.write_text("\n".join(lines), "utf-8")

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.directory / str(self.service["data_dir"])

    @property
    def database_url(self) -> str:
        """Where the rows are."""
        return str(self.service.get("database_url", f"sqlite:///{self.data}/intake.db"))

    def make_database(self) -> None:
        """What `intake db upgrade` does, without the second it takes to start."""
        self.data.mkdir(exist_ok=True)
        make_tables(self.database_url)

    def intake(self, *arguments: str) -> Ended:
        """Run a command to its end."""
        told = ended(*arguments, "--config", self.configuration, timeout=PATIENCE)
        self.printed += [told.stdout, told.stderr]
        return Ended(told.returncode, told.stdout, told.stderr)

    def shown(self, *arguments: str) -> Ended:
        """Run a reading command within this process, which saves the second it takes to start."""
        told = CliRunner().invoke(app, [*arguments, "--config", str(self.configuration)])
        self.printed += [told.stdout, told.stderr]
        return Ended(told.exit_code, told.stdout, told.stderr)

    def held(self) -> list[dict[str, Any]]:
        """What waits for a person, as `intake held list --json` tells it."""
        return self.shown("held", "list", "--json").rows()

    def drain(self) -> Ended:
        """Run `intake drain`."""
        return self.intake("drain")

    @contextmanager
    def running(self, *roles: str) -> Iterator[Daemon]:
        """Run the daemon, with all roles or these; it ends with status 0 and leaves no child."""
        options = [word for role in roles for word in ("--role", role)]
        log = self.directory / f"run-{len(self._logs)}.log"
        self._logs.append(log)
        with (
            Path(os.devnull).open("rb") as nothing,
            log.open("wb") as output,
            Started(
                ["run", *options, "--config", self.configuration],
                (nothing, output, output),
                session=True,
            ) as process,
        ):
            daemon = Daemon(process, log)
            try:
                daemon.wait_for("started")
                yield daemon
                if process.poll() is None:
                    assert daemon.end() == 0
                patiently(lambda: not daemon.has_left_children())
            finally:
                process.kill()

    def states(self) -> list[str]:
        """The states of all mails that are no copies, in order of arrival."""
        return self._column(
            select(mail.c.state).where(mail.c.copy_of.is_(None)).order_by(mail.c.id)
        )

    def copies(self) -> list[str]:
        """The states of all mails whose bytes were known before."""
        return self._column(select(mail.c.state).where(mail.c.copy_of.is_not(None)))

    def receipt_states(self) -> list[str]:
        """The states of all letters."""
        return self._column(select(receipt.c.state).order_by(receipt.c.id))

    def uncertain_letters(self) -> set[str]:
        """Message-IDs of the letters that were ever shown as uncertain."""
        query = select(receipt.c.message_id).join(event, event.c.mail_id == receipt.c.mail_id)
        return set(self._column(query.where(event.c.name == "receipt_uncertain")))

    def assessments(self) -> int:
        """How many rows wait to be assessed."""
        return len(self._column(select(assessment.c.id)))

    def readings(self) -> list[str]:
        """What our clock was compared with so far."""
        return self._column(select(clock_reading.c.reference).order_by(clock_reading.c.id))

    def details(self, name: str) -> list[Any]:
        """What the events of a name tell, oldest first."""
        return self._column(select(event.c.detail).where(event.c.name == name).order_by(event.c.id))

    def blob(self, sha256: str) -> bytes:
        """Archived bytes."""
        return (self.data / "archive" / sha256[:2] / sha256[2:4] / sha256).read_bytes()

    def tamper(self, statement: str) -> None:
        """Run a statement behind the product's back."""
        engine = make_engine(database_url(self.database_url), pool=NullPool)
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)

    def leaks(self) -> list[str]:
        """What was told and should not have been: secrets; in logs also addresses and subjects."""
        logs = [path.read_text("utf-8") for path in self._logs]
        tables = [*self.mailboxes, self.smtp, *self.tables.values()]
        secrets = [str(table["password"]) for table in tables if "password" in table]
        found = [text for text in logs + self.printed if any(each in text for each in secrets)]
        return found + [text for text in logs if "@" in text or "inschrijving" in text.lower()]

    def _column(self, query: Any) -> list[Any]:
        url = database_url(self.database_url)
        with make_engine(url, read_only=True, pool=NullPool).connect() as connection:
            return [
                str(value) if isinstance(value, str) else value
                for value in connection.execute(query).scalars()
            ]


def mailbox_table(server: Dovecot, account: MailAccount, **settings: object) -> dict[str, object]:
    """A `[[mailbox]]` of a zorgkantoor on a Dovecot, looked into each second."""
    return {
        "zorgkantoor": "vgz",
        "address": account.address,
        "host": server.host,
        "port": server.imap_port,
        "tls": "none",
        "password": account.password,
        "trusted_hosts": ["zorgkantoor.test"],
        "poll_seconds": 1,
    } | settings


def _toml(header: str, table: Table) -> str:
    # What JSON writes of strings, numbers, truth values and lists is TOML as well.
    return "\n".join([header, *(f"{key} = {json.dumps(value)}" for key, value in table.items())])
