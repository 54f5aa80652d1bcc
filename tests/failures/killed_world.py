"""A whole intake on a few small mails, for runs that are killed: real database, archive, SMTP.

The mailbox is a Maildir, whose server copies are moved, and documents are read in the
process itself, which spares the start of child processes. Time stands still within a run.
"""

import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from config.round_file import find_round
from intake.adapters.after_archiving import Move
from intake.adapters.jinja_letter_writer import JinjaLetterWriter, LetterSettings
from intake.adapters.maildir_mailbox import MaildirMailbox
from intake.adapters.smtp_sender import SmtpAccount, SmtpSender
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
from intake.domain.records import ServerCopy
from intake.flow import Role
from intake.ports import Sink
from intake.stages.acknowledge import Acknowledge, Correspondence
from intake.stages.archive import Archiver
from intake.stages.check import Check
from intake.stages.fetch import Fetcher
from intake.stages.hand_over import HandOver
from intake.stages.parse import Parse
from intake.stages.step import Step
from storage.blob_archive import FileArchive
from storage.process_lock import RoleLock
from storage.unit_of_work import SqlStorage
from tests.failures.killed_mails import (
    ADDRESS,
    DROPS_LINE_ONCE,
    EXAMINER_DIES,
    RETRY_HOURS,
    UNDELIVERED_ONCE,
    UNMOVED_ONCE,
    UNREADABLE,
    UNREADABLE_ONCE,
    VANISHES,
)
from tests.fakes.clock import FixedClock
from tests.fakes.examiner import DirectExaminer

ARCHIVED_FOLDER = "Archief"
_SECONDS_FOR_LOCKS = 20.0
_OFFICE = "vgz"


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
        if VANISHES.encode() in raw:
            raise MailUnavailableError(f"mail {uid} is not delivered; it is tried again")
        if UNDELIVERED_ONCE.encode() in raw and self._once.is_first("undelivered"):
            raise MailUnavailableError(f"mail {uid} is not delivered; it is tried again")
        if DROPS_LINE_ONCE.encode() in raw and self._once.is_first("hung-up"):
            raise ServerUnreachableError("the server hung up; it is tried again")
        return super().download(folder, uid, size, sink)

    def settle(self, folder: str, uid: int) -> ServerCopy:
        is_difficult = UNMOVED_ONCE.encode() in self._file_of(folder, uid).read_bytes()
        if is_difficult and self._once.is_first("unmoved"):
            raise ConfigurationError(f"mail {uid} may not be moved; mend the rights")
        return super().settle(folder, uid)

    def _file_of(self, folder: str, uid: int) -> Path:
        return self._found[folder][uid].path


class _FragileExaminer(DirectExaminer):
    """Loses its child process over some mails and documents."""

    def __init__(self, directory: Path) -> None:
        super().__init__()
        self._once = _Once(directory)

    def parse(self, mail: Path, into: Path) -> ParsedMail:
        raw = mail.read_bytes()
        if UNREADABLE.encode() in raw:
            raise DocumentExaminationError("the child died; look into this mail", reason="crash")
        if UNREADABLE_ONCE.encode() in raw and self._once.is_first("unreadable"):
            raise DocumentExaminationError("the child died; look into this mail", reason="crash")
        return super().parse(mail, into)

    def examine(self, document: Path, media_type: str) -> DocumentFacts:
        if EXAMINER_DIES.encode() in document.read_bytes():
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
                self._take(role, stack)
            storage = SqlStorage(self.database_url, now=clock.now)
            stack.callback(storage.close)
            sender = SmtpSender(SmtpAccount("127.0.0.1", self.smtp_port, "none"))
            stack.callback(sender.close)
            archive = FileArchive(self.directory / "archive", 0)
            executor = Executor(
                storage,
                self._steps(storage, archive, clock, sender),
                clock,
                slots={Role.WORK: 1, Role.SEND: 1},
                retry=RetryPolicy(timedelta(seconds=10), timedelta(minutes=5), 3),
                progress=progress,
            )
            poller = self._poller(storage, archive, clock, executor, progress)
            close = stack.pop_all().close
        return Service(
            [(_OFFICE, poller)], executor, progress, prepare=_nothing, guard=_nothing, close=close
        )

    def _take(self, role: Role, stack: ExitStack) -> None:
        """Take a role; PostgreSQL may need a moment to notice that its last holder is dead."""
        limit = time.monotonic() + _SECONDS_FOR_LOCKS
        while True:
            try:
                stack.enter_context(RoleLock(self.database_url, self.directory, str(role)))
            except ConfigurationError:
                if self.database_url.startswith("sqlite") or time.monotonic() > limit:
                    raise
                time.sleep(0.02)
            else:
                return

    def _steps(
        self, storage: SqlStorage, archive: FileArchive, clock: FixedClock, sender: SmtpSender
    ) -> dict[str, Step]:
        examiner = _FragileExaminer(self.directory)
        round_ = find_round("2024-2025", None)
        office = Office(ADDRESS, round_.zorgkantoor(_OFFICE), round_, (), timedelta(0))
        offices = {ADDRESS: office}
        letters = Correspondence(
            writer=JinjaLetterWriter(
                LetterSettings("Zorgkantoor", ADDRESS, "", None, self.letter_domain)
            ),
            sender=sender,
            max_per_address_per_day=10,
            give_up_after=timedelta(hours=RETRY_HOURS),
            resend_uncertain=self.resend_uncertain,
        )
        acknowledge = Acknowledge(
            storage,
            archive,
            clock,
            offices=offices,
            correspondence={ADDRESS: letters},
            own_addresses=frozenset({ADDRESS}),
        )
        return {
            "parse": Parse(storage, archive, examiner),
            "check": Check(storage, archive, examiner, offices),
            "acknowledge": acknowledge,
            "hand over": HandOver(storage, clock, offices),
        }

    def _poller(
        self,
        storage: SqlStorage,
        archive: FileArchive,
        clock: FixedClock,
        executor: Executor,
        progress: Progress,
    ) -> Poller:
        def arrived(mail_id: int) -> None:
            progress.mail_archived(_OFFICE, mail_id)
            executor.hint()

        mailbox = _DifficultMailbox(self.directory)
        archiver = Archiver(
            _OFFICE,
            archive,
            storage,
            clock,
            arrived=arrived,
            unsettled=partial(progress.server_copy_refused, _OFFICE),
            settles=True,
        )
        fetcher = Fetcher(ADDRESS, mailbox, archiver, storage, clock)
        return Poller(mailbox, fetcher, Watch(_OFFICE, ["INBOX"], 60), progress)


def _nothing() -> None:
    """No child process has to be made ready, and nobody else wants these roles."""
