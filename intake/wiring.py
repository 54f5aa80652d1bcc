"""Where the parts meet: the only module that knows every concrete class.

Nothing here opens a connection; what is built connects when it is used, so that a
dead server never keeps the daemon from starting.
"""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import (
    AbstractContextManager,
    ExitStack,
    closing,
    contextmanager,
    nullcontext,
)
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from importlib.metadata import version
from types import MappingProxyType

from config.load import default_limits
from config.mailbox_settings import account_of
from config.round_file import find_round, round_bytes
from config.settings import AnyMailbox, Configuration, ImapMailbox, LimitSettings, SmtpSettings
from intake.adapters.after_archiving import AfterArchiving, Flag, Leave, Move
from intake.adapters.argon2_passwords import Argon2Passwords
from intake.adapters.child_examiner import ChildExaminer, ExaminerLimits
from intake.adapters.imap_account import ImapAccount
from intake.adapters.imap_clock import ImapClock
from intake.adapters.imap_mailbox import ImapMailbox as ImapAdapter
from intake.adapters.jinja_letter_writer import JinjaLetterWriter, LetterSettings
from intake.adapters.maildir_mailbox import MaildirMailbox as MaildirAdapter
from intake.adapters.ntp_clock import NtpClock
from intake.adapters.rfc3161_timestamper import Rfc3161Timestamper, TimestampAccount
from intake.adapters.smtp_sender import SmtpAccount, SmtpSender
from intake.adapters.system_clock import SystemClock
from intake.daemon.backlog import Backlog
from intake.daemon.clock_keeper import ClockKeeper
from intake.daemon.executor import Executor, RetryPolicy
from intake.daemon.lookout import Lookout
from intake.daemon.mailbox_look import Surroundings
from intake.daemon.poller import Poller, Watch
from intake.daemon.progress import Progress
from intake.daemon.reconciler import Reconciler
from intake.daemon.rejudger import Rejudger
from intake.daemon.service import Companion, Service
from intake.daemon.service_record import ServiceRecord
from intake.daemon.sight import MailboxSight
from intake.daemon.tempo import Tempo
from intake.daemon.timestamper import StampingPace, Timestamper
from intake.domain.errors import ConfigurationError
from intake.domain.evidence_line import canonical
from intake.domain.folders import FolderWishes
from intake.domain.mail_domain import comparable_domain
from intake.domain.office import Office
from intake.domain.pace import DeadlineMode
from intake.domain.reconcile_moments import Rhythm
from intake.domain.round import StreamDeadline
from intake.flow import Role
from intake.ports import Clock, Mailbox, ReferenceClock
from intake.stages.acknowledge import Acknowledge, Correspondence
from intake.stages.archive import Archiver
from intake.stages.check import Check
from intake.stages.deadlines_in_force import DeadlinesInForce
from intake.stages.decide import Decide
from intake.stages.extend import Extend
from intake.stages.fetch import Fetcher
from intake.stages.fetch_in_turn import FetcherInTurn
from intake.stages.hand_over import HandOver
from intake.stages.parse import Parse
from intake.stages.reconcile import Reconciliation, Scope
from intake.stages.rejudge import Rejudge
from intake.stages.search import FolderSearch
from intake.stages.step import Step
from intake.stages.watched_mailbox import WatchedMailbox
from intake.web.application import application
from intake.web.server import WebServer, listening_socket
from intake.web.templates import Templates
from intake.web.visit import Workplace
from storage.blob_archive import FileArchive
from storage.process_lock import RoleLock
from storage.schema import require_current
from storage.unit_of_work import SqlStorage

ALL_ROLES = frozenset(Role)
_LOCKED_ROLES = ALL_ROLES - {Role.WEB}  # pages may be served by as many processes as one likes


def offices_of(configuration: Configuration) -> dict[str, Office]:
    """Return the rules of each mailbox, by its address.

    Raises:
        ConfigurationError: A round is unknown or wrong, or knows no such zorgkantoor.
    """
    offices = {}
    for number, mailbox in enumerate(configuration.mailboxes, start=1):
        round_ = find_round(configuration.round_of(mailbox), configuration.service.rounds_dir)
        try:
            zorgkantoor = round_.zorgkantoor(mailbox.zorgkantoor)
        except KeyError as error:
            known = ", ".join(office.id for office in round_.zorgkantoren)
            raise ConfigurationError(
                f"mailbox[{number}].zorgkantoor: round {round_.id} knows no "
                f"{mailbox.zorgkantoor!r}; it knows {known}"
            ) from error
        offices[mailbox.address] = Office(
            mailbox=mailbox.address,
            zorgkantoor=zorgkantoor,
            round=round_,
            trusted_hosts=mailbox.trusted_hosts,
            tolerance=timedelta(seconds=configuration.service.clock_tolerance_seconds),
            receipt_domain=configuration.message_id_domain_of(mailbox),
        )
    return offices


def public_domains_of(configuration: Configuration) -> frozenset[str]:
    """Return the mail domains that show nothing about who writes, beside the well-known ones."""
    names = map(comparable_domain, configuration.providers.public_domains_extra)
    return frozenset(filter(None, names))


def storage_of(configuration: Configuration) -> SqlStorage:
    """Return the database of an installation, whatever its version."""
    return SqlStorage(configuration.service.database_url.get_secret_value())


def serves_one_process(configuration: Configuration) -> bool:
    """Tell whether the database is SQLite, which one daemon process may use."""
    return configuration.service.database_url.get_secret_value().startswith("sqlite")


def clock() -> Clock:
    """Return where `now` comes from."""
    return SystemClock()


def archive_of(configuration: Configuration) -> FileArchive:
    """Return the archive of an installation."""
    return FileArchive(configuration.service.archive_dir, configuration.limits.min_free_bytes)


def mailbox_of(configuration: Configuration, mailbox: AnyMailbox) -> Mailbox:
    """Return the mailbox itself, not yet connected."""
    if not isinstance(mailbox, ImapMailbox):
        return MaildirAdapter(mailbox.directory, _after_archiving(mailbox))
    return ImapAdapter(_imap_account(configuration, mailbox))


def _imap_account(configuration: Configuration, mailbox: ImapMailbox) -> ImapAccount:
    return ImapAccount(
        host=mailbox.host,
        port=mailbox.port,
        tls=mailbox.tls,
        username=mailbox.username,
        password=mailbox.password.get_secret_value(),
        ca_file=mailbox.ca_file,
        connect_timeout=mailbox.connect_timeout_seconds,
        read_timeout=mailbox.read_timeout_seconds,
        piece_size=configuration.limits.piece_bytes,
        after_archiving=_after_archiving(mailbox),
    )


def reference_clocks_of(configuration: Configuration) -> dict[str, ReferenceClock]:
    """Return the clocks that ours is compared with, by the name people know them by."""
    timeout = configuration.clock.timeout_seconds
    clocks: dict[str, ReferenceClock] = {
        f"time server {host}:{port}": NtpClock(host, port, timeout)
        for host, port in configuration.clock.servers
    }
    for mailbox in configuration.mailboxes:
        if isinstance(mailbox, ImapMailbox) and mailbox.clock_folder is not None:
            name = f"mail server of {mailbox.zorgkantoor} ({mailbox.host}:{mailbox.port})"
            account = _imap_account(configuration, mailbox)
            clocks[name] = ImapClock(account, mailbox.address, mailbox.clock_folder, SystemClock())
    return clocks


def sender_of(server: SmtpSettings, connections: int) -> SmtpSender:
    """Return the way to a mail server that sends receipts, not yet connected."""
    return SmtpSender(
        SmtpAccount(
            host=server.host,
            port=server.port,
            tls=server.tls,
            username=server.username,
            password=server.password.get_secret_value() if server.password else None,
            ca_file=server.ca_file,
            timeout=server.timeout_seconds,
        ),
        connections=connections,
    )


def authority_of(configuration: Configuration) -> Rfc3161Timestamper | None:
    """Return who stamps the evidence log; None without certificates to verify stamps with."""
    settings = configuration.evidence
    if settings.timestamp_ca_file is None:
        return None
    login = None
    if settings.username is not None and settings.password is not None:
        login = (settings.username, settings.password.get_secret_value())
    account = TimestampAccount(
        url=settings.timestamp_url,
        ca_file=settings.timestamp_ca_file,
        timeout=settings.timestamp_timeout_seconds,
        clock_tolerance=timedelta(seconds=settings.timestamp_clock_seconds),
        login=login,
    )
    return Rfc3161Timestamper(account, SystemClock())


def offline_examiner(slots: int) -> ChildExaminer:
    """Return child processes with the limits an installation has by default."""
    return _examiner(default_limits(), slots)


def _examiner(limits: LimitSettings, slots: int) -> ChildExaminer:
    return ChildExaminer(
        ExaminerLimits(
            slots=slots,
            seconds=limits.document_seconds,
            mail_seconds=limits.mail_seconds,
            memory_bytes=limits.document_memory_bytes,
            output_bytes=limits.output_bytes,
            document_bytes=limits.document_bytes,
        )
    )


@dataclass(frozen=True)
class Parts:
    """What the stages share, and what has to be freed at the end.

    Attributes:
        backlog: Of all pollers; slow work stands back for it.
        sights: What each poller remembers of its mailbox, in the order of the configuration.
        turns: A lock per address of a mailbox, held by whoever looks into it: a poller during
            one look, and everybody else who wants to.
    """

    configuration: Configuration
    offices: Mapping[str, Office]
    storage: SqlStorage
    archive: FileArchive
    clock: Clock
    progress: Progress
    open_things: ExitStack
    backlog: Backlog
    sights: tuple[MailboxSight, ...]
    turns: Mapping[str, threading.Lock]


def service_of(configuration: Configuration, roles: frozenset[Role], progress: Progress) -> Service:
    """Return the daemon with the given roles, its locks taken and nothing running yet.

    Raises:
        ConfigurationError: The configuration does not fit the rounds, the database is
            not of this version, or another process has one of the roles.
        TemporaryError: The database could not be reached.
    """
    with ExitStack() as stack:
        service = configuration.service
        url = service.database_url.get_secret_value()
        require_current(url)
        locks = [
            RoleLock(url, service.data_dir, str(role)) for role in sorted(roles & _LOCKED_ROLES)
        ]
        for lock in locks:
            stack.enter_context(lock)
        news = threading.Event()
        parts = Parts(
            configuration=configuration,
            offices=MappingProxyType(offices_of(configuration)),
            storage=storage_of(configuration),
            archive=archive_of(configuration),
            clock=SystemClock(),
            progress=progress,
            open_things=stack,
            backlog=Backlog(),
            sights=tuple(MailboxSight(name, news.set) for name in watch_names(configuration)),
            turns={mailbox.address: threading.Lock() for mailbox in configuration.mailboxes},
        )
        stack.callback(parts.storage.close)
        limits = configuration.limits
        examiner = _examiner(limits, limits.work_slots)
        stack.callback(examiner.close)
        executor = _executor(parts, roles, examiner)
        pollers = _pollers(parts, executor) if Role.POLL in roles else ()
        companions = _companions(parts, roles, executor)
        close = stack.pop_all().close
    prepare = examiner.warm if Role.WORK in roles else _nothing

    def guard() -> None:
        for lock in locks:
            lock.keep()

    return Service(
        pollers,
        executor,
        progress,
        lookout=Lookout(parts.storage, parts.sights, news, parts.clock, progress),
        prepare=prepare,
        guard=guard,
        close=close,
        companions=companions,
        record=_record(parts, roles),
        # One process alone has this role.
        timestamper=_timestamper(parts) if Role.WORK in roles else None,
    )


def _companions(
    parts: Parts, roles: Collection[Role], executor: Executor
) -> tuple[tuple[str, Companion], ...]:
    companions: list[tuple[str, Companion]] = []
    if Role.POLL in roles:
        companions += [("clock", _clock_keeper(parts)), *_reconcilers(parts, executor)]
    if Role.WORK in roles:
        rejudge = rejudge_of(parts.storage, parts.offices)
        companions.append(("rejudger", Rejudger(rejudge, parts.progress)))
    if Role.WEB in roles:
        companions.append(("web", _web_server(parts)))
    return tuple(companions)


def _clock_keeper(parts: Parts) -> ClockKeeper:
    configuration = parts.configuration
    return ClockKeeper(
        reference_clocks_of(configuration),
        {mailbox.address: mailbox.zorgkantoor for mailbox in configuration.mailboxes},
        parts.storage,
        parts.clock,
        interval=configuration.clock.interval_seconds,
        tolerance=timedelta(seconds=configuration.service.clock_tolerance_seconds),
        progress=parts.progress,
    )


def _record(parts: Parts, roles: Collection[Role]) -> ServiceRecord:
    configuration = parts.configuration
    # Secrets are of a type that shows stars in their place.
    shown = canonical(configuration.model_dump(mode="json", by_alias=True))
    rounds = {configuration.round_of(mailbox) for mailbox in configuration.mailboxes}
    return ServiceRecord(
        parts.storage,
        parts.archive,
        configuration=shown.encode(),
        rounds={name: round_bytes(name, configuration.service.rounds_dir) for name in rounds},
        roles=[str(role) for role in roles],
        version=version("oco-intake"),
    )


def _timestamper(parts: Parts) -> Timestamper | None:
    settings = parts.configuration.evidence
    authority = authority_of(parts.configuration)
    if authority is None or settings.timestamp_url is None:
        return None
    pace = StampingPace(timedelta(seconds=settings.timestamp_interval_seconds))
    return Timestamper(parts.storage, authority, parts.clock, pace, parts.progress)


def watch_names(configuration: Configuration) -> tuple[str, ...]:
    """Return the name under which the visibility of each configured mailbox is kept.

    It is the address; where several watch folders of one address, the folders tell them apart.
    """
    addresses = [mailbox.address for mailbox in configuration.mailboxes]
    return tuple(
        mailbox.address
        if addresses.count(mailbox.address) == 1
        else f"{mailbox.address} ({', '.join(mailbox.folders)})"
        for mailbox in configuration.mailboxes
    )


def rejudge_of(storage: SqlStorage, offices: Mapping[str, Office]) -> Rejudge:
    """Return what judges mails again after a deadline was extended."""
    return Rejudge(storage, SystemClock(), offices)


def decide_of(storage: SqlStorage) -> Decide:
    """Return what keeps a decision on time."""
    return Decide(storage, SystemClock())


def extend_of(storage: SqlStorage, offices: Mapping[str, Office]) -> Extend:
    """Return what extends a deadline."""
    return Extend(storage, SystemClock(), offices)


def _web_server(parts: Parts) -> WebServer:
    settings = parts.configuration.web
    listening = listening_socket(settings.host, settings.port)
    parts.open_things.callback(listening.close)
    work = Workplace(
        storage=parts.storage,
        archive=parts.archive,
        clock=parts.clock,
        offices=parts.offices,
        passwords=Argon2Passwords(),
        decide=decide_of(parts.storage),
        extend=extend_of(parts.storage, parts.offices),
        templates=Templates(),
        origin=settings.origin,
        session=timedelta(hours=settings.session_hours),
    )
    return WebServer(application(work, parts.progress.fault), listening)


def _nothing() -> None:
    """Do nothing: this process opens no documents, or runs no stages that could be hinted."""


def _executor(parts: Parts, roles: Collection[Role], examiner: ChildExaminer) -> Executor:
    limits = parts.configuration.limits
    slots = {Role.WORK: limits.work_slots, Role.SEND: limits.send_slots}
    return Executor(
        parts.storage,
        _steps(parts, examiner),
        parts.clock,
        slots={role: count for role, count in slots.items() if role in roles},
        retry=RetryPolicy(
            first=timedelta(seconds=limits.retry_first_seconds),
            most=timedelta(seconds=limits.retry_most_seconds),
            unforeseen_attempts=limits.max_attempts,
        ),
        progress=parts.progress,
        backlog=parts.backlog,
    )


def _steps(parts: Parts, examiner: ChildExaminer) -> dict[str, Step]:
    own_addresses = frozenset(
        address.lower()
        for mailbox in parts.configuration.mailboxes
        for address in (mailbox.address, parts.configuration.from_address_of(mailbox))
    )
    return {
        "parse": Parse(parts.storage, parts.archive, examiner),
        "check": Check(
            parts.storage,
            parts.archive,
            examiner,
            parts.offices,
            clock=parts.clock,
            seconds=parts.configuration.limits.check_seconds,
            public_domains=public_domains_of(parts.configuration),
        ),
        "acknowledge": Acknowledge(
            parts.storage,
            parts.archive,
            parts.clock,
            offices=parts.offices,
            correspondence=_correspondence(parts),
            own_addresses=own_addresses,
            failed=parts.progress.receipt_failed,
        ),
        "hand over": HandOver(parts.storage, parts.clock, parts.offices),
    }


def _correspondence(parts: Parts) -> dict[str, Correspondence]:
    configuration = parts.configuration
    senders: dict[SmtpSettings, SmtpSender] = {}
    letters = {}
    for mailbox in configuration.mailboxes:
        server = configuration.smtp_of(mailbox)
        if server not in senders:
            senders[server] = sender_of(server, configuration.limits.send_slots)
            parts.open_things.callback(senders[server].close)
        letters[mailbox.address] = Correspondence(
            writer=JinjaLetterWriter(_letter_settings(parts, mailbox)),
            sender=senders[server],
            max_per_address_per_day=configuration.receipts.max_per_address_per_day,
            give_up_after=timedelta(hours=configuration.receipts.retry_hours),
            resend_uncertain=configuration.receipts.on_uncertain == "resend",
        )
    return letters


def _letter_settings(parts: Parts, mailbox: AnyMailbox) -> LetterSettings:
    receipts = parts.configuration.receipts
    name = parts.offices[mailbox.address].zorgkantoor.name
    return LetterSettings(
        sender_name=receipts.sender_name or f"Zorgkantoor {name}",
        from_address=parts.configuration.from_address_of(mailbox),
        # A reply has to come back to the mailbox that is watched.
        reply_to=mailbox.address,
        envelope_sender=receipts.envelope_sender,
        contact=receipts.contact,
        message_id_domain=parts.configuration.message_id_domain_of(mailbox),
        templates=None,
    )


def _pollers(parts: Parts, executor: Executor) -> tuple[tuple[str, Poller], ...]:
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

    connection = _watched(parts.configuration, mailbox, parts.storage, parts.clock)
    archiver = _archiver(parts, mailbox, arrived, settles=mailbox.after_archiving != "leave")
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


def _archiver(
    parts: Parts, mailbox: AnyMailbox, hint: Callable[[], None], *, settles: bool
) -> Archiver:
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
        _deadlines(parts, mailbox),
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


def _watched(
    configuration: Configuration, mailbox: AnyMailbox, storage: SqlStorage, clock: Clock
) -> WatchedMailbox:
    return WatchedMailbox(
        mailbox_of(configuration, mailbox),
        mailbox.address,
        wishes_of(configuration, mailbox),
        storage,
        clock,
    )


def wishes_of(configuration: Configuration, mailbox: AnyMailbox) -> FolderWishes:
    """Return what the configuration says of the folders of a mailbox."""
    account = account_of(mailbox)
    sharing = [other for other in configuration.mailboxes if account_of(other) == account]
    others = [other for other in sharing if other is not mailbox]
    return FolderWishes(
        folders=mailbox.folders,
        spam_folder=mailbox.spam_folder,
        move_to=mailbox.move_to,
        elsewhere=frozenset(name for other in others for name in other.folders),
        searches=sharing[0] is mailbox,
    )


def _reconcilers(parts: Parts, executor: Executor) -> tuple[tuple[str, Reconciler], ...]:
    settings = parts.configuration.reconcile
    rhythm = Rhythm(
        interval=timedelta(minutes=settings.interval_minutes),
        after_deadline=tuple(
            timedelta(minutes=minutes) for minutes in settings.after_deadline_minutes
        ),
    )
    return tuple(
        (
            f"reconcile-{mailbox.zorgkantoor}",
            Reconciler(
                _reconciliation(
                    parts,
                    mailbox,
                    executor.hint,
                    turn=parts.turns[mailbox.address],
                    patience=settings.wait_for_answers_seconds,
                ),
                rhythm,
                _deadlines(parts, mailbox),
                storage=parts.storage,
                clock=parts.clock,
                progress=parts.progress,
            ),
        )
        for mailbox in parts.configuration.mailboxes
    )


def _deadlines(parts: Parts, mailbox: AnyMailbox) -> Callable[[], Sequence[StreamDeadline]]:
    return partial(DeadlinesInForce(parts.storage), parts.offices[mailbox.address])


def _reconciliation(
    parts: Parts,
    mailbox: AnyMailbox,
    hint: Callable[[], None],
    *,
    turn: AbstractContextManager[object],
    patience: int = 0,
    told: Callable[[str], None] = lambda _folder: None,
) -> Reconciliation:
    name, storage, clock = mailbox.address, parts.storage, parts.clock
    connection = _watched(parts.configuration, mailbox, storage, clock)
    settles = mailbox.after_archiving != "leave"
    settling = _archiver(parts, mailbox, hint, settles=settles)
    # What a colleague filed stays where he put it.
    leaving = _archiver(parts, mailbox, hint, settles=False)
    look_back = timedelta(days=parts.configuration.reconcile.look_back_days)
    return Reconciliation(
        Scope(name, mailbox.zorgkantoor, look_back, patience),
        connection,
        FetcherInTurn(name, connection, settling, storage, clock, turn=turn),
        FolderSearch(name, connection, leaving, storage, clock),
        storage=storage,
        archive=parts.archive,
        clock=clock,
        told=told,
    )


@contextmanager
def reconciliations_of(
    configuration: Configuration,
    zorgkantoor: str | None,
    progress: Progress,
    told: Callable[[str], None],
) -> Iterator[tuple[Reconciliation, ...]]:
    """Lend the reconciliations of all mailboxes, or of one office, beside a daemon or without.

    Args:
        configuration: Of the installation.
        zorgkantoor: None: all.
        progress: Told of what is fetched.
        told: Called with each folder before it is looked into.

    Raises:
        ConfigurationError: The configuration does not fit the rounds, or the database is
            not of this version.
        TemporaryError: The database could not be reached.
    """
    require_current(configuration.service.database_url.get_secret_value())
    with ExitStack() as stack:
        parts = Parts(
            configuration=configuration,
            offices=MappingProxyType(offices_of(configuration)),
            storage=stack.enter_context(closing(storage_of(configuration))),
            archive=archive_of(configuration),
            clock=SystemClock(),
            progress=progress,
            open_things=stack,
            backlog=Backlog(),
            sights=(),
            turns={},
        )
        yield tuple(
            _reconciliation(parts, mailbox, _nothing, turn=nullcontext(), told=told)
            for mailbox in configuration.mailboxes
            if zorgkantoor in (None, mailbox.zorgkantoor)
        )


def _after_archiving(mailbox: AnyMailbox) -> AfterArchiving:
    if mailbox.after_archiving == "flag" and mailbox.keyword is not None:
        return Flag(mailbox.keyword)
    if mailbox.after_archiving == "move" and mailbox.move_to is not None:
        return Move(mailbox.move_to)
    return Leave()
