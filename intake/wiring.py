"""Where the parts meet: the only module that knows every concrete class.

Nothing here opens a connection; what is built connects when it is used, so that a
dead server never keeps the daemon from starting.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from types import MappingProxyType

from config.load import default_limits
from config.round_file import find_round
from config.settings import AnyMailbox, Configuration, ImapMailbox, LimitSettings, SmtpSettings
from intake.adapters.after_archiving import AfterArchiving, Flag, Leave, Move
from intake.adapters.argon2_passwords import Argon2Passwords
from intake.adapters.child_examiner import ChildExaminer, ExaminerLimits
from intake.adapters.imap_account import ImapAccount
from intake.adapters.imap_mailbox import ImapMailbox as ImapAdapter
from intake.adapters.jinja_letter_writer import JinjaLetterWriter, LetterSettings
from intake.adapters.maildir_mailbox import MaildirMailbox as MaildirAdapter
from intake.adapters.smtp_sender import SmtpAccount, SmtpSender
from intake.adapters.system_clock import SystemClock
from intake.daemon.executor import Executor, RetryPolicy
from intake.daemon.poller import Poller, Watch
from intake.daemon.progress import Progress
from intake.daemon.rejudger import Rejudger
from intake.daemon.service import Companion, Service
from intake.domain.errors import ConfigurationError
from intake.domain.office import Office
from intake.flow import Role
from intake.ports import Clock, Mailbox
from intake.stages.acknowledge import Acknowledge, Correspondence
from intake.stages.archive import Archiver
from intake.stages.check import Check
from intake.stages.decide import Decide
from intake.stages.extend import Extend
from intake.stages.fetch import Fetcher
from intake.stages.hand_over import HandOver
from intake.stages.parse import Parse
from intake.stages.rejudge import Rejudge
from intake.stages.step import Step
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


def storage_of(configuration: Configuration) -> SqlStorage:
    """Return the database of an installation, whatever its version."""
    return SqlStorage(configuration.service.database_url.get_secret_value())


def serves_one_process(configuration: Configuration) -> bool:
    """Tell whether the database is SQLite, which one daemon process may use."""
    return configuration.service.database_url.get_secret_value().startswith("sqlite")


def archive_of(configuration: Configuration) -> FileArchive:
    """Return the archive of an installation."""
    return FileArchive(configuration.service.archive_dir, configuration.limits.min_free_bytes)


def mailbox_of(configuration: Configuration, mailbox: AnyMailbox) -> Mailbox:
    """Return the mailbox itself, not yet connected."""
    if not isinstance(mailbox, ImapMailbox):
        return MaildirAdapter(mailbox.directory, _after_archiving(mailbox))
    return ImapAdapter(
        ImapAccount(
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
    )


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
    """What the stages share, and what has to be freed at the end."""

    configuration: Configuration
    offices: Mapping[str, Office]
    storage: SqlStorage
    archive: FileArchive
    clock: Clock
    progress: Progress
    open_things: ExitStack


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
        parts = Parts(
            configuration=configuration,
            offices=MappingProxyType(offices_of(configuration)),
            storage=storage_of(configuration),
            archive=archive_of(configuration),
            clock=SystemClock(),
            progress=progress,
            open_things=stack,
        )
        stack.callback(parts.storage.close)
        limits = configuration.limits
        examiner = _examiner(limits, limits.work_slots)
        stack.callback(examiner.close)
        executor = _executor(parts, roles, examiner)
        pollers = _pollers(parts, executor) if Role.POLL in roles else ()
        companions = _companions(parts, roles)
        close = stack.pop_all().close
    prepare = examiner.warm if Role.WORK in roles else _nothing

    def guard() -> None:
        for lock in locks:
            lock.keep()

    return Service(
        pollers,
        executor,
        progress,
        companions=companions,
        prepare=prepare,
        guard=guard,
        close=close,
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


def _companions(parts: Parts, roles: Collection[Role]) -> tuple[tuple[str, Companion], ...]:
    companions: list[tuple[str, Companion]] = []
    if Role.WORK in roles:
        rejudge = rejudge_of(parts.storage, parts.offices)
        companions.append(("rejudger", Rejudger(rejudge, parts.progress)))
    if Role.WEB in roles:
        companions.append(("web", _web_server(parts)))
    return tuple(companions)


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
    """Prepare nothing: this process opens no documents."""


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
            seconds=parts.configuration.limits.check_seconds,
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
        (mailbox.zorgkantoor, _poller(parts, mailbox, executor.hint))
        for mailbox in parts.configuration.mailboxes
    )


def _poller(parts: Parts, mailbox: AnyMailbox, hint: Callable[[], None]) -> Poller:
    def arrived(mail_id: int) -> None:
        parts.progress.mail_archived(mailbox.zorgkantoor, mail_id)
        hint()

    connection = mailbox_of(parts.configuration, mailbox)
    archiver = Archiver(
        mailbox.zorgkantoor,
        parts.archive,
        parts.storage,
        parts.clock,
        arrived=arrived,
        unsettled=partial(parts.progress.server_copy_refused, mailbox.zorgkantoor),
        settles=mailbox.after_archiving != "leave",
    )
    fetcher = Fetcher(mailbox.address, connection, archiver, parts.storage, parts.clock)
    listen = mailbox.idle if isinstance(mailbox, ImapMailbox) else True
    watch = Watch(mailbox.zorgkantoor, mailbox.folders, mailbox.poll_seconds, listen=listen)
    return Poller(connection, fetcher, watch, parts.progress)


def _after_archiving(mailbox: AnyMailbox) -> AfterArchiving:
    if mailbox.after_archiving == "flag" and mailbox.keyword is not None:
        return Flag(mailbox.keyword)
    if mailbox.after_archiving == "move" and mailbox.move_to is not None:
        return Move(mailbox.move_to)
    return Leave()
