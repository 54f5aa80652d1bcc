"""A whole intake on a few small mails, for runs that are killed: real database, archive, SMTP.

The mailbox is a Maildir, whose server copies are moved, and documents are read in the
process itself, which spares the start of child processes. Time stands still within a
phase; a later phase is a later run of the daemon.
"""

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.round_file import find_round
from intake.adapters.after_archiving import Move
from intake.adapters.jinja_letter_writer import JinjaLetterWriter, LetterSettings
from intake.adapters.maildir_mailbox import MaildirMailbox
from intake.adapters.smtp_account import SmtpAccount
from intake.adapters.smtp_sender import SmtpSender
from intake.daemon.executor import Executor, RetryPolicy
from intake.daemon.poller import Poller, Watch
from intake.daemon.progress import Progress
from intake.daemon.service import Service
from intake.domain.documents import DocumentFacts
from intake.domain.errors import (
    ConfigurationError,
    DocumentExaminationError,
    MailUnavailableError,
    ServerUnreachableError,
)
from intake.domain.mail import ParsedMail
from intake.domain.office import Office
from intake.flow import Role
from intake.ports import Sink
from intake.stages.acknowledge import Acknowledge, Correspondence
from intake.stages.archive import Archiver
from intake.stages.check import Check
from intake.stages.fetch import Fetcher
from intake.stages.hand_over import HandOver
from intake.stages.parse import Parse
from storage.blob_archive import FileArchive
from storage.process_lock import RoleLock
from storage.unit_of_work import SqlStorage
from tests.failures.letter_box import ALWAYS_LATER, HANGS_UP_ONCE, LATER_ONCE, NEVER
from tests.fakes.clock import FixedClock
from tests.fakes.examiner import DirectExaminer

ADDRESS = "oco@zorgkantoor.test"
ARCHIVED_FOLDER = "Archief"
_BEGIN = datetime(2023, 7, 31, 10, 0, tzinfo=UTC)
_RETRY_HOURS = 72
_SECONDS_FOR_LOCKS = 20

# Subjects that tell the fakes below to be difficult.
_UNDELIVERED_ONCE = "niet geleverd"
_HANGS_UP_ONCE = "verbinding weg"
_VANISHES = "verdwijnt"
_UNREADABLE_ONCE = "eerst onleesbaar"
_UNREADABLE = "altijd onleesbaar"
_EXAMINER_DIES = "ONLEESBAAR DOCUMENT"


def _registration(sender: str, subject: str, document: str = "Bestuursverklaring") -> bytes:
    lines = (
        f"From: Aanbieder <{sender}@aanbieder.test>",
        f"To: {ADDRESS}",
        f"Subject: {subject}",
        f"Message-ID: <{hashlib.sha256(subject.encode()).hexdigest()[:16]}@aanbieder.test>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="grens"',
        "",
        "--grens",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Hierbij onze inschrijving voor Nijmegen en Midden-Brabant.",
        "--grens",
        "Content-Type: text/plain; charset=utf-8",
        'Content-Disposition: attachment; filename="bestuursverklaring.txt"',
        "",
        f"{document} van {sender}: Nijmegen, Midden-Brabant",
        "--grens",
        "Content-Type: text/plain; charset=utf-8",
        'Content-Disposition: attachment; filename="uittreksel KvK.txt"',
        "",
        f"Uittreksel Kamer van Koophandel van {sender}",
        "--grens--",
        "",
    )
    return "\r\n".join(lines).encode()


def _note(sender: str, subject: str, *fields: str) -> bytes:
    head = (f"From: {sender}@aanbieder.test", f"To: {ADDRESS}", f"Subject: {subject}", *fields)
    return "\r\n".join((*head, "", "Goedemorgen, groet.", "")).encode()


_QUESTION = _note("vraag", "Vraag: wanneer is de uitslag?")
ORDINARY = (
    _registration("praktijk", "Inschrijving Nijmegen en Midden-Brabant"),
    _QUESTION,
    _note("weg", "Automatisch antwoord: ik ben er niet", "Auto-Submitted: auto-replied"),
    _QUESTION,
)
TROUBLED = (
    _registration(LATER_ONCE, f"Inschrijving Nijmegen {_UNDELIVERED_ONCE}"),
    _registration(HANGS_UP_ONCE, f"Inschrijving {_UNREADABLE_ONCE}", _EXAMINER_DIES),
    _note(NEVER, "Vraag: bestaat dit adres?"),
    _note(ALWAYS_LATER, "Vraag: komt dit ooit aan?"),
    _note("leest-niemand", f"Vraag: {_UNREADABLE}"),
    _note("verdwijnt", f"Vraag: {_VANISHES}"),
    _note("laatste", f"Vraag: {_HANGS_UP_ONCE}"),
)


@dataclass(frozen=True)
class Scenario:
    """Mails, and the moments at which a daemon is run; what vanishes is gone from the second on."""

    mails: tuple[bytes, ...]
    phases: tuple[datetime, ...]


SCENARIOS = {
    "ordinary": Scenario(ORDINARY, (_BEGIN,)),
    "troubled": Scenario(
        TROUBLED,
        (_BEGIN, _BEGIN + timedelta(hours=2), _BEGIN + timedelta(hours=2 * _RETRY_HOURS)),
    ),
}


def deliver(directory: Path, mails: Sequence[bytes]) -> None:
    """Make the mailbox with its mails, as a mail server would have left them."""
    maildir = directory / "mailbox"
    for part in ("tmp", "new", "cur"):
        (maildir / part).mkdir(parents=True)
    for number, raw in enumerate(mails, start=1):
        path = maildir / "new" / f"{number:03}.mail.test"
        path.write_bytes(raw)
        seconds = (_BEGIN - timedelta(minutes=60 - number)).timestamp()
        os.utime(path, (seconds, seconds))


def let_vanish(directory: Path) -> None:
    """Remove the mails that a colleague removes before they could be had; more than once is fine."""
    for path in (directory / "mailbox" / "new").iterdir():
        if _VANISHES.encode() in path.read_bytes():
            path.unlink()


class _Once:
    """Whether something happens for the first time; also a killed process remembers."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory / "once"
        self._directory.mkdir(exist_ok=True)

    def is_first(self, name: str) -> bool:
        try:
            (self._directory / name).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


class _DifficultMailbox(MaildirMailbox):
    """Lists mails that it does not deliver, for as long as their subjects say."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory / "mailbox", Move(ARCHIVED_FOLDER))
        self._once = _Once(directory)

    def download(self, folder: str, uid: int, size: int | None, sink: Sink) -> int:
        raw = self._file_of(folder, uid).read_bytes()
        if _VANISHES.encode() in raw:
            raise MailUnavailableError(f"mail {uid} is not delivered; it is tried again")
        if _UNDELIVERED_ONCE.encode() in raw and self._once.is_first("undelivered"):
            raise MailUnavailableError(f"mail {uid} is not delivered; it is tried again")
        if _HANGS_UP_ONCE.encode() in raw and self._once.is_first("hung-up"):
            raise ServerUnreachableError("the server hung up; it is tried again")
        return super().download(folder, uid, size, sink)

    def _file_of(self, folder: str, uid: int) -> Path:
        return self._found[folder][uid].path


class _FragileExaminer(DirectExaminer):
    """Loses its child process over some mails and documents."""

    def __init__(self, directory: Path) -> None:
        super().__init__()
        self._once = _Once(directory)

    def parse(self, mail: Path, into: Path) -> ParsedMail:
        raw = mail.read_bytes()
        if _UNREADABLE.encode() in raw:
            raise DocumentExaminationError("the child died; look into this mail", reason="crash")
        if _UNREADABLE_ONCE.encode() in raw and self._once.is_first("unreadable"):
            raise DocumentExaminationError("the child died; look into this mail", reason="crash")
        return super().parse(mail, into)

    def examine(self, document: Path, media_type: str) -> DocumentFacts:
        if _EXAMINER_DIES.encode() in document.read_bytes():
            raise DocumentExaminationError("the child died; look by hand", reason="crash")
        return super().examine(document, media_type)


@dataclass(frozen=True)
class World:
    """Where everything is, and how letters go out.

    Attributes:
        directory: Holds the mailbox, the archive and, on SQLite, the database.
        letter_domain: Ends the Message-IDs of this world's letters and of no other's.
    """

    directory: Path
    database_url: str
    smtp_port: int
    letter_domain: str
    resend_uncertain: bool = True

    def run(self, moment: datetime, progress: Progress) -> None:
        """Drain the mailbox as a daemon that is started at a moment."""
        self._service(FixedClock(moment), progress).drain()

    def _service(self, clock: FixedClock, progress: Progress) -> Service:
        with ExitStack() as stack:
            for role in Role:
                stack.enter_context(self._role(role))
            storage = SqlStorage(self.database_url, now=clock.now)
            stack.callback(storage.close)
            sender = SmtpSender(
                SmtpAccount("127.0.0.1", self.smtp_port, "none", None, None, None, 30.0)
            )
            stack.callback(sender.close)
            archive = FileArchive(self.directory / "archive", 0)
            executor = self._executor(storage, archive, clock, sender, progress)
            poller = self._poller(storage, archive, clock, executor, progress)
            close = stack.pop_all().close
        return Service([("vgz", poller)], executor, progress, close)

    def _role(self, role: Role) -> RoleLock:
        lock = RoleLock(self.database_url, self.directory, role)
        return _PatientLock(lock) if self.database_url.startswith("postgresql") else lock
