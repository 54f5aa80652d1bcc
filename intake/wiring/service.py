"""The daemon, its roles locked and its parts joined."""

import threading
from collections.abc import Collection
from contextlib import ExitStack

from config.settings import Configuration
from intake.daemon.executor import Executor
from intake.daemon.lookout import Lookout
from intake.daemon.progress import Progress
from intake.daemon.rejudger import Rejudger
from intake.daemon.service import Companion, Service
from intake.daemon.sight import MailboxSight
from intake.flow import Role
from intake.wiring.clocks import clock_keeper
from intake.wiring.evidence import record_of, timestamper_of
from intake.wiring.examiner import examiner_of
from intake.wiring.mailboxes import watch_names
from intake.wiring.parts import Parts, nothing, parts_of
from intake.wiring.pollers import pollers_of
from intake.wiring.reconciliations import reconcilers_of
from intake.wiring.staff import rejudge_of, web_server
from intake.wiring.stages import executor_of
from storage.process_lock import RoleLock
from storage.schema import require_current

ALL_ROLES = frozenset(Role)
_LOCKED_ROLES = ALL_ROLES - {Role.WEB}  # pages may be served by as many processes as one likes


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
        sights = tuple(MailboxSight(name, news.set) for name in watch_names(configuration))
        parts = parts_of(configuration, progress, stack, sights)
        limits = configuration.limits
        examiner = examiner_of(limits, limits.work_slots)
        stack.callback(examiner.close)
        executor = executor_of(parts, roles, examiner)
        pollers = pollers_of(parts, executor) if Role.POLL in roles else ()
        companions = _companions(parts, roles, executor)
        close = stack.pop_all().close
    prepare = examiner.warm if Role.WORK in roles else nothing

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
        record=record_of(parts, roles),
        # One process alone has this role.
        timestamper=timestamper_of(parts) if Role.WORK in roles else None,
    )


def _companions(
    parts: Parts, roles: Collection[Role], executor: Executor
) -> tuple[tuple[str, Companion], ...]:
    companions: list[tuple[str, Companion]] = []
    if Role.POLL in roles:
        companions += [("clock", clock_keeper(parts)), *reconcilers_of(parts, executor)]
    if Role.WORK in roles:
        rejudge = rejudge_of(parts.storage, parts.offices)
        companions.append(("rejudger", Rejudger(rejudge, parts.progress)))
    if Role.WEB in roles:
        companions.append(("web", web_server(parts)))
    return tuple(companions)
