"""The pages for staff, joined."""

from datetime import timedelta

from config.watches import watches_of
from intake.adapters.argon2_passwords import Argon2Passwords
from intake.web.application import application
from intake.web.server import WebServer, listening_socket
from intake.web.templates import Templates
from intake.web.visit import Workplace
from intake.wiring.mailboxes import watch_names
from intake.wiring.parts import Parts
from intake.wiring.pollers import deadline_mode_of
from intake.wiring.staff import decide_of, extend_of


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
