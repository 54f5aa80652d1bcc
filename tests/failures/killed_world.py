"""A whole intake on a few small mails, for runs that are killed: real database, archive, SMTP.

The mailbox is a Maildir, whose server copies are moved, and documents are read in the
process itself, which spares the start of child processes. Time stands still within a run.
"""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from importlib import import_module
from pathlib import Path

from config.round_file import find_round
from intake.adapters.child_work import READERS
from intake.adapters.jinja_letter_writer import JinjaLetterWriter, LetterSettings
from intake.adapters.smtp_sender import SmtpAccount, SmtpSender
from intake.daemon.backlog import Backlog
from intake.daemon.executor import Executor, RetryPolicy
from intake.daemon.mailbox_look import Surroundings
from intake.daemon.poller import Poller, Watch
from intake.daemon.progress import Progress
from intake.daemon.service import Service
from intake.daemon.sight import MailboxSight
from intake.daemon.tempo import Tempo
from intake.domain.errors import ConfigurationError
from intake.domain.folders import FolderWishes
from intake.domain.office import Office
from intake.domain.pace import DeadlineMode
from intake.flow import Role
from intake.parsing.media_type import media_type
from intake.stages.acknowledge import Acknowledge, Correspondence
from intake.stages.archive import Archiver
from intake.stages.check import Check
from intake.stages.fetch import Fetcher
from intake.stages.hand_over import HandOver
from intake.stages.parse import Parse
from intake.stages.step import Step
from intake.stages.watched_mailbox import WatchedMailbox
from storage.blob_archive import FileArchive
from storage.process_lock import RoleLock
from storage.unit_of_work import SqlStorage
from tests.adapters.receipt_samples import WRITTEN, contents
from tests.failures.difficult_fakes import ARCHIVED_FOLDER, DifficultMailbox, FragileExaminer
from tests.failures.killed_evening import extend_and_rejudge, reconcile
from tests.failures.killed_mails import ADDRESS, RETRY_HOURS
from tests.fakes.clock import FixedClock

_SECONDS_FOR_LOCKS = 20.0
_OFFICE = "vgz"
_NO_DEADLINES = DeadlineMode(timedelta(0), timedelta(0), seconds=3, longest_pause=3)


@cache
def _letter_writer() -> JinjaLetterWriter:
    """One for all worlds, since the templates take longer than everything else."""
    return JinjaLetterWriter(LetterSettings("Zorgkantoor", ADDRESS, "", None, "zorgkantoor.test"))


def warm_up() -> None:
    """Do what takes long and is the same in all worlds: for whoever forks them."""
    _letter_writer().write(contents(), f"iemand@{ADDRESS}", WRITTEN)
    find_round("2024-2025", None)
    for reader in READERS:
        import_module(reader)
    # The first question loads the database of file types.
    media_type(b"the first question", "")


@dataclass(frozen=True)
class World:
    """Where everything is, and how letters go out.

    Attributes:
        directory: Holds the mailbox, the archive and, on SQLite, the database.
        client: What this world, and no other, calls itself at the mail server.
    """

    directory: Path
    database_url: str
    smtp_port: int
    client: str
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
            sender = SmtpSender(
                SmtpAccount("127.0.0.1", self.smtp_port, "none", ehlo_name=self.client)
            )
            stack.callback(sender.close)
            archive = FileArchive(self.directory / "archive", 0)
            executor = Executor(
                storage,
                self._steps(storage, archive, clock, sender),
                clock,
                slots={Role.WORK: 1, Role.SEND: 1},
                retry=RetryPolicy(timedelta(seconds=10), timedelta(minutes=5), 3),
                progress=progress,
                backlog=Backlog(),
            )
            poller = self._poller(storage, archive, clock, executor, progress)
            close = stack.pop_all().close
        return Service(
            [(_OFFICE, poller)],
            executor,
            progress,
            prepare=_nothing,
            guard=_nothing,
            close=close,
        )

    def end_the_day(self, moment: datetime, until: datetime, progress: Progress) -> None:
        """Extend the deadline, judge again, and reconcile."""
        clock = FixedClock(moment)
        archive = FileArchive(self.directory / "archive", 0)
        with closing(SqlStorage(self.database_url, now=clock.now)) as storage:
            extend_and_rejudge(storage, clock, _offices(), until, progress)
            archiver = _archiver(storage, archive, clock, progress, _nothing)
            reconcile(storage, archive, clock, self._mailbox(storage, clock), archiver)

    def _mailbox(self, storage: SqlStorage, clock: FixedClock) -> WatchedMailbox:
        wishes = FolderWishes(("INBOX",), move_to=ARCHIVED_FOLDER)
        return WatchedMailbox(DifficultMailbox(self.directory), ADDRESS, wishes, storage, clock)

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
        examiner = FragileExaminer(self.directory)
        offices = _offices()
        letters = Correspondence(
            writer=_letter_writer(),
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
            failed=lambda _mail_id, _answer: None,
        )
        return {
            "parse": Parse(storage, archive, examiner),
            "check": Check(storage, archive, examiner, offices, clock=clock, seconds=60),
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
        mailbox = self._mailbox(storage, clock)
        archiver = _archiver(storage, archive, clock, progress, executor.hint)
        fetcher = Fetcher(ADDRESS, mailbox, archiver, storage, clock)
        around = Surroundings(
            clock=clock,
            progress=progress,
            tempo=Tempo(
                _OFFICE, clock, tuple, mode=_NO_DEADLINES, poll_seconds=60, progress=progress
            ),
            sight=MailboxSight(ADDRESS, _nothing),
            backlog=Backlog(),
            turn=threading.Lock(),
        )
        return Poller(
            mailbox, fetcher, Watch(_OFFICE, ["INBOX"], further=mailbox.spam_folders), around
        )


def _offices() -> dict[str, Office]:
    round_ = find_round("2024-2025", None)
    return {ADDRESS: Office(ADDRESS, round_.zorgkantoor(_OFFICE), round_, (), timedelta(0))}


def _archiver(
    storage: SqlStorage,
    archive: FileArchive,
    clock: FixedClock,
    progress: Progress,
    hint: Callable[[], None],
) -> Archiver:
    def arrived(mail_id: int) -> None:
        progress.mail_archived(_OFFICE, mail_id)
        hint()

    return Archiver(
        _OFFICE,
        archive,
        storage,
        clock,
        arrived=arrived,
        unsettled=partial(progress.server_copy_refused, _OFFICE),
        settles=True,
    )


def _nothing() -> None:
    """No child process has to be made ready, and nobody else wants these roles."""
