"""The world of the demo: real servers, one zorgkantoor, providers with mailboxes of their own."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from deploy.demo.register import register_of
from deploy.demo.stop_signals import StopSignals
from deploy.samples.providers import SENDER_DOMAINS
from deploy.samples.sample import Sample
from deploy.servers.dovecot import Dovecot
from deploy.servers.ports import LOOPBACK, free_port
from deploy.servers.postfix import Postfix
from deploy.servers.process import ServerProcess
from deploy.servers.throwaway import throwaway_directory
from intake.domain.moments import AMSTERDAM, in_dutch
from intake.domain.round import Stream

OFFICE = "vgz"
ROUND = "demo"
OFFICE_DOMAIN = "zorgkantoor.test"
OFFICE_ADDRESS = f"oco@{OFFICE_DOMAIN}"
OFFICE_PASSWORD = "demo-only"
STAFF = "demo"
STAFF_PASSWORD = "kijk maar eens rond"
VISITOR = f"bezoeker@{SENDER_DOMAINS[0]}"
RELAY = f"mx.{OFFICE_DOMAIN}"
_PROGRAM = Path(sys.executable).with_name("intake")
_REGISTER = "providers.csv"


@dataclass(frozen=True)
class StageSet:
    """What is running, and where to look."""

    directory: Path
    configuration: Path
    deadline: datetime
    dovecot: Dovecot
    postfix: Postfix
    daemon: ServerProcess
    signals: StopSignals
    pages: str

    def look(self) -> None:
        """Return while everything runs and nobody wants it to end.

        Raises:
            RuntimeError: A server ended by itself; the message has the end of its log.
            KeyboardInterrupt: A signal came.
        """
        self.signals.look()
        for server in (self.daemon, self.dovecot, self.postfix):
            server.require_running()

    @property
    def log(self) -> Path:
        """What the daemon writes."""
        return self.directory / "daemon.log"

    @property
    def register(self) -> Path:
        """A register of contracted providers to be imported, which the demo leaves to people."""
        return self.directory / _REGISTER

    @property
    def database_url(self) -> str:
        """Where the daemon keeps its rows."""
        return f"sqlite:///{self.directory / 'data' / 'intake.db'}"


@contextmanager
def stage_set(
    samples: Sequence[Sample], signals: StopSignals, *, open_for: timedelta, keep: bool
) -> Iterator[StageSet]:
    """Start everything, registration being open for so long; stop it all at the end.

    Args:
        samples: Whose senders get a mailbox.
        signals: Looked at between the starts, and by `StageSet.look`.
        open_for: From when all servers run.
        keep: Let the directory stay, with mails, database and logs.

    Raises:
        RuntimeError: A server does not start, or the daemon ends with a fault.
    """
    signals.hold()
    with ExitStack() as stack:
        directory = stack.enter_context(throwaway_directory("demo", keep=keep))
        dovecot = stack.enter_context(Dovecot(directory, {OFFICE_ADDRESS: OFFICE_PASSWORD}))
        for sender in sorted({VISITOR, *(sample.sender for sample in samples if sample.sender)}):
            dovecot.add_user(sender, OFFICE_PASSWORD)
        signals.look()
        postfix = Postfix(
            directory,
            lmtp_port=dovecot.lmtp_port,
            domains=[OFFICE_DOMAIN, *SENDER_DOMAINS],
            myhostname=RELAY,
        )
        stack.enter_context(postfix)
        signals.look()
        deadline = (datetime.now(AMSTERDAM) + open_for).replace(microsecond=0)
        _write_round(directory, deadline)
        (directory / _REGISTER).write_text(register_of(ROUND), "utf-8")
        port = free_port()
        configuration = _write_configuration(directory, dovecot, postfix, port)
        daemon = ServerProcess(
            [str(_PROGRAM), "run", "--config", str(configuration)], log=directory / "daemon.log"
        )
        pages = f"http://{LOOPBACK}:{port}"
        scene = StageSet(
            directory, configuration, deadline, dovecot, postfix, daemon, signals, pages
        )
        _prepare(scene)
        signals.look()
        stack.enter_context(_running(scene))
        yield scene


def _write_round(directory: Path, deadline: datetime) -> None:
    """Write a local round that is 2024-2025 with a deadline of today."""
    # Questions are open as long, so that a question in the demo is in time.
    deadlines = "".join(
        f"""
[[deadline]]
stream = "{stream}"
at = {deadline.replace(tzinfo=None).isoformat()}
words = "{in_dutch(deadline)}"
source = "[demo]"
"""
        for stream in (Stream.REGISTRATION, Stream.QUESTION)
    )
    rounds = directory / "rounds"
    rounds.mkdir()
    (rounds / f"{ROUND}.toml").write_text(
        f'id = "{ROUND}"\nbased_on = "2024-2025"\n{deadlines}', "utf-8"
    )


def _write_configuration(directory: Path, dovecot: Dovecot, postfix: Postfix, port: int) -> Path:
    path = directory / "intake.toml"
    path.write_text(
        f"""
[service]
data_dir = "data"
round = "{ROUND}"

[[mailbox]]
zorgkantoor = "{OFFICE}"
address = "{OFFICE_ADDRESS}"
host = "{dovecot.host}"
port = {dovecot.imap_port}
tls = "none"
password = "{OFFICE_PASSWORD}"
folders = ["INBOX", "Junk"]
trusted_hosts = ["{OFFICE_DOMAIN}"]
after_archiving = "flag"
keyword = "$OcoArchived"

[smtp]
host = "{postfix.host}"
port = {postfix.port}
tls = "none"

[web]
port = {port}

[receipts]
contact = "Inkoop OCO, telefoon 000 000 00 00 (dit is een demonstratie)"
""",
        "utf-8",
    )
    return path


def _prepare(scene: StageSet) -> None:
    """Make the database, and hire somebody who may decide."""
    password = scene.directory / "staff-password"
    password.write_text(f"{STAFF_PASSWORD}\n", "utf-8")
    person = ["user", "add", STAFF, "--all", "--full-name", "Demi Demonstratie"]
    for command in (["db", "upgrade"], [*person, "--password-file", str(password)]):
        subprocess.run(
            [_PROGRAM, *command, "--config", scene.configuration],
            check=True,
            stdout=subprocess.DEVNULL,
            # Ctrl-C on the terminal is for the demo alone, which ends what it started.
            start_new_session=True,
        )


@contextmanager
def _running(scene: StageSet) -> Iterator[None]:
    scene.daemon.start(lambda: b"started" in scene.log.read_bytes())
    try:
        yield
    finally:
        status = scene.daemon.stop()
    if status:
        raise RuntimeError(scene.daemon.told(f"ended with status {status}"))
