"""The world of the demo: real servers, one zorgkantoor, providers with mailboxes of their own."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from deploy.demo.register import register_of
from deploy.samples.providers import SENDER_DOMAINS
from deploy.samples.sample import Sample
from deploy.servers.dovecot import Dovecot
from deploy.servers.ports import LOOPBACK, free_port
from deploy.servers.postfix import Postfix
from deploy.servers.throwaway import throwaway_directory
from deploy.servers.waiting import wait_until
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
_STOP_SECONDS = 10
_REGISTER = "providers.csv"


@dataclass(frozen=True)
class StageSet:
    """What is running, and where to look."""

    directory: Path
    configuration: Path
    deadline: datetime
    dovecot: Dovecot
    postfix: Postfix
    pages: str

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
def stage_set(samples: Sequence[Sample], *, open_for: timedelta) -> Iterator[StageSet]:
    """Start everything, registration being open for so long; stop it all at the end."""
    with ExitStack() as stack:
        directory = stack.enter_context(throwaway_directory("demo"))
        dovecot = stack.enter_context(Dovecot(directory, {OFFICE_ADDRESS: OFFICE_PASSWORD}))
        for sender in sorted({VISITOR, *(sample.sender for sample in samples if sample.sender)}):
            dovecot.add_user(sender, OFFICE_PASSWORD)
        postfix = Postfix(
            directory,
            lmtp_port=dovecot.lmtp_port,
            domains=[OFFICE_DOMAIN, *SENDER_DOMAINS],
            myhostname=RELAY,
        )
        stack.enter_context(postfix)
        deadline = (datetime.now(AMSTERDAM) + open_for).replace(microsecond=0)
        _write_round(directory, deadline)
        (directory / _REGISTER).write_text(register_of(ROUND), "utf-8")
        port = free_port()
        configuration = _write_configuration(directory, dovecot, postfix, port)
        pages = f"http://{LOOPBACK}:{port}"
        scene = StageSet(directory, configuration, deadline, dovecot, postfix, pages)
        stack.enter_context(_daemon(scene))
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
source = "[P24 ch.6]"
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


def _hire(scene: StageSet) -> None:
    password = scene.directory / "staff-password"
    password.write_text(f"{STAFF_PASSWORD}\n", "utf-8")
    command: list[str | Path] = [_PROGRAM, "user", "add", STAFF, "--all"]
    command += ["--full-name", "Demi Demonstratie", "--password-file", password]
    command += ["--config", scene.configuration]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _daemon(scene: StageSet) -> Iterator[None]:
    subprocess.run(
        [_PROGRAM, "db", "upgrade", "--config", scene.configuration],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    _hire(scene)
    with (
        scene.log.open("wb") as log,
        subprocess.Popen(
            [_PROGRAM, "run", "--config", scene.configuration], stderr=log, stdout=log
        ) as daemon,
    ):
        try:
            wait_until(lambda: b"started" in scene.log.read_bytes() or daemon.poll() is not None)
            yield
        finally:
            daemon.terminate()
            try:
                status = daemon.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                daemon.kill()
                raise
            if status:
                print(scene.log.read_text("utf-8", errors="replace"))
                raise subprocess.CalledProcessError(status, "intake run")
