"""What looks into mailboxes and archives what is there."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from config.settings import AnyMailbox, Configuration, ImapMailbox
from intake.daemon.executor import Executor
from intake.daemon.mailbox_look import Surroundings
from intake.daemon.poller import Poller, Watch
from intake.daemon.sight import MailboxSight
from intake.daemon.tempo import Tempo
from intake.domain.pace import DeadlineMode
from intake.domain.round import StreamDeadline
from intake.stages.archive import Archiver
from intake.stages.deadlines_in_force import DeadlinesInForce
from intake.stages.fetch import Fetcher
from intake.wiring.mailboxes import watched
from intake.wiring.parts import Parts


def pollers_of(parts: Parts, executor: Executor) -> tuple[tuple[str, Poller], ...]:
    """Return the poller of each mailbox, by its office."""
    return tuple(
        (mailbox.zorgkantoor, _poller(parts, mailbox, sight, executor.hint))
        for mailbox, sight in zip(parts.configuration.mailboxes, parts.sights, strict=True)
    )


def _poller(
    parts: Parts, mailbox: AnyMailbox, sight: MailboxSight, hint: Callable[[], None]
) -> Poller:
    def arrived() -> None:
        sight.seen(parts.clock.now())
        hint()

    connection = watched(parts.configuration, mailbox, parts.storage, parts.clock)
    archiver = archiver_of(parts, mailbox, arrived, settles=mailbox.after_archiving != "leave")
    fetcher = Fetcher(mailbox.address, connection, archiver, parts.storage, parts.clock)
    listen = mailbox.idle if isinstance(mailbox, ImapMailbox) else True
    watch = Watch(
        mailbox.zorgkantoor, mailbox.folders, listen=listen, further=connection.spam_folders
    )
    around = Surroundings(
        clock=parts.clock,
        progress=parts.progress,
        tempo=_tempo(parts, mailbox),
        sight=sight,
        backlog=parts.backlog,
        turn=parts.turns[mailbox.address],
    )
    return Poller(connection, fetcher, watch, around)


def archiver_of(
    parts: Parts, mailbox: AnyMailbox, hint: Callable[[], None], *, settles: bool
) -> Archiver:
    """Return what archives mails of a mailbox and calls `hint` after each; see `Archiver`."""

    def arrived(mail_id: int) -> None:
        parts.progress.mail_archived(mailbox.zorgkantoor, mail_id)
        hint()

    return Archiver(
        mailbox.zorgkantoor,
        parts.archive,
        parts.storage,
        parts.clock,
        arrived=arrived,
        unsettled=partial(parts.progress.server_copy_refused, mailbox.zorgkantoor),
        settles=settles,
    )


def _tempo(parts: Parts, mailbox: AnyMailbox) -> Tempo:
    return Tempo(
        mailbox.zorgkantoor,
        parts.clock,
        deadlines_of(parts, mailbox),
        mode=deadline_mode_of(parts.configuration),
        poll_seconds=mailbox.poll_seconds,
        progress=parts.progress,
    )


def deadline_mode_of(configuration: Configuration) -> DeadlineMode:
    """Return the window around each deadline."""
    settings = configuration.deadline
    return DeadlineMode(
        before=timedelta(minutes=settings.before_minutes),
        after=timedelta(minutes=settings.after_minutes),
        seconds=settings.poll_seconds,
        longest_pause=settings.retry_seconds,
    )


def deadlines_of(parts: Parts, mailbox: AnyMailbox) -> Callable[[], Sequence[StreamDeadline]]:
    """Return what tells the deadlines of a mailbox, with what staff extended meanwhile."""
    return partial(DeadlinesInForce(parts.storage), parts.offices[mailbox.address])
