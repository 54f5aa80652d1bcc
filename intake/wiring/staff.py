"""What people do: deciding on time, extending deadlines, and the pages for it."""

from collections.abc import Mapping
from datetime import timedelta

from config.watches import watches_of
from intake.adapters.argon2_passwords import Argon2Passwords
from intake.adapters.system_clock import SystemClock
from intake.domain.office import Office
from intake.stages.decide import Decide
from intake.stages.extend import Extend
from intake.stages.rejudge import Rejudge
from intake.web.application import application
from intake.web.server import WebServer, listening_socket
from intake.web.templates import Templates
from intake.web.visit import Workplace
from intake.wiring.mailboxes import watch_names
from intake.wiring.parts import Parts
from intake.wiring.pollers import deadline_mode_of
from storage.unit_of_work import SqlStorage


def rejudge_of(storage: SqlStorage, offices: Mapping[str, Office]) -> Rejudge:
    """Return what judges mails again after a deadline was extended."""
    return Rejudge(storage, SystemClock(), offices)


def decide_of(storage: SqlStorage) -> Decide:
    """Return what keeps a decision on time."""
    return Decide(storage, SystemClock())


def extend_of(storage: SqlStorage, offices: Mapping[str, Office]) -> Extend:
    """Return what extends a deadline."""
    return Extend(storage, SystemClock(), offices)


def web_server(parts: Parts) -> WebServer:
    """Return the pages, listening already; raises ConfigurationError when it cannot."""
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
        watches=watches_of(parts.configuration.mailboxes, watch_names(parts.configuration)),
        deadline_mode=deadline_mode_of(parts.configuration),
    )
    return WebServer(application(work, parts.progress.fault), listening)
