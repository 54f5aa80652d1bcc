"""`intake run`: the daemon."""

from enum import StrEnum
from typing import Annotated

import typer

from config.settings import Configuration
from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.log import start_logging
from intake.daemon.log_progress import LogProgress
from intake.domain.errors import ConfigurationError
from intake.flow import Role
from intake.wiring.installation import serves_one_process
from intake.wiring.roles import ALL_ROLES
from intake.wiring.service import service_of


class RoleChoice(StrEnum):
    """The roles a process can have."""

    ALL = "all"
    POLL = "poll"
    WORK = "work"
    SEND = "send"
    WEB = "web"


def run(
    config: ConfigOption = DEFAULT_PATH,
    role: Annotated[
        list[RoleChoice] | None,
        typer.Option(help="What this process does; may be repeated. All without."),
    ] = None,
) -> None:
    """Run the daemon until SIGTERM.

    Example: intake run --config /etc/oco-intake/intake.toml
    """
    configuration = configuration_at(config)
    chosen = role or [RoleChoice.ALL]
    roles = _roles(chosen, configuration)
    if RoleChoice.ALL not in chosen and roles != ALL_ROLES and serves_one_process(configuration):
        raise ConfigurationError(
            "--role: SQLite serves one process; leave --role out, or set service.database_url "
            "to a PostgreSQL database"
        )
    log = start_logging(configuration.service.log_format)
    service = service_of(configuration, roles, LogProgress())
    offices = len(configuration.mailboxes)
    service.run(lambda: log.info("started", mailboxes=offices, roles=sorted(roles)))
    log.info("stopped")


def _roles(chosen: list[RoleChoice], configuration: Configuration) -> frozenset[Role]:
    if RoleChoice.ALL in chosen:
        return ALL_ROLES if configuration.web.enabled else ALL_ROLES - {Role.WEB}
    return frozenset(Role(choice.value) for choice in chosen)
