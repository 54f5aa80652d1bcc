"""The daemon, its roles locked and its parts joined."""

import threading
from collections.abc import Collection, Iterator
from contextlib import ExitStack

from config.settings import Configuration
from intake.daemon.executor import Executor
from intake.daemon.lookout import Lookout
from intake.daemon.progress import Progress
from intake.daemon.pulse import Pulse
from intake.daemon.rejudger import Rejudger
from intake.daemon.service import Beside, Ending, Service
from intake.daemon.sight import MailboxSight
from intake.flow import Role
from intake.wiring.clocks import clock_keeper
from intake.wiring.evidence import record_of, timestamper_of
from intake.wiring.examiner import examiner_of
from intake.wiring.mailboxes import watch_names
from intake.wiring.pages import web_server
from intake.wiring.parts import Parts, nothing, parts_of
from intake.wiring.pollers import pollers_of
from intake.wiring.reconciliations import reconcilers_of
from intake.wiring.roles import locks_of
from intake.wiring.scan_reader import scan_reader_of
from intake.wiring.staff import rejudge_of
from intake.wiring.stages import executor_of
from storage.schema import head, require_current, require_still_at


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
        # Read once: of a program that is replaced as it runs, the new files tell another one.
        revision = head()
        # Before the locks, since a database of another version is the nearer reason to stop.
        require_current(url)
        locks = locks_of(service, roles)
        for lock in locks:
            stack.enter_context(lock)
        news = threading.Event()
        pulse = Pulse()
        sights = tuple(
            MailboxSight(name, news.set, standstills=pulse.standstills)
            for name in watch_names(configuration)
        )
        parts = parts_of(configuration, progress, stack, sights)
        examiner = examiner_of(configuration, parts.archive)
        stack.callback(examiner.close)
        executor = executor_of(parts, roles, examiner)
        pollers = pollers_of(parts, executor) if Role.POLL in roles else ()
        # One process alone has this role.
        timestamper = timestamper_of(parts) if Role.WORK in roles else None
        timestampers = [timestamper] if timestamper else []
        # One process alone has this role, so what is found begun was begun by one that is gone.
        reader = scan_reader_of(parts, examiner) if Role.WORK in roles else None
        lookout = Lookout(parts.storage, parts.sights, news, progress)
        companions = [
            *_companions(parts, roles, executor),
            *([Beside("scans", reader)] if reader else []),
            Beside("pulse", pulse),
            Beside("lookout", lookout, Ending.AFTER_WORK),
            # An authority that is silent keeps nobody: what it did not stamp is stamped later.
            *(Beside("timestamps", item, Ending.LEFT_ALONE) for item in timestampers),
        ]
        close = stack.pop_all().close
    prepare = examiner.warm if Role.WORK in roles else nothing

    def guard() -> None:
        for lock in locks:
            lock.keep()
        require_still_at(url, revision)

    return Service(
        pollers,
        executor,
        progress,
        prepare=prepare,
        guard=guard,
        close=close,
        companions=companions,
        record=record_of(parts, roles),
        after_stages=reader.drain if reader else nothing,
        drained=lambda: [item.try_once() for item in timestampers],
    )


def _companions(parts: Parts, roles: Collection[Role], executor: Executor) -> Iterator[Beside]:
    if Role.POLL in roles:
        yield Beside("clock", clock_keeper(parts))
        for name, reconciler in reconcilers_of(parts, executor):
            yield Beside(name, reconciler)
    if Role.WORK in roles:
        yield Beside("rejudger", Rejudger(rejudge_of(parts.storage, parts.offices), parts.progress))
    if Role.WEB in roles:
        yield Beside("web", web_server(parts))
