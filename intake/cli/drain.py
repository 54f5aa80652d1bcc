"""`intake drain`: everything that is in the mailboxes now, through to hand-over."""

import sys

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.drain_progress import BarProgress, DrainProgress, LineProgress
from intake.cli.output import EXIT_DONE, EXIT_FINDINGS, EXIT_UNREACHABLE, complain, say
from intake.flow import Role
from intake.wiring.roles import ALL_ROLES
from intake.wiring.service import service_of


def drain(config: ConfigOption = DEFAULT_PATH) -> None:
    """Process everything that is in the mailboxes now, then exit.

    Status 3 when a mailbox or mail server could not be reached, 1 when mails are held
    or receipts will not arrive.

    Example: intake drain --config intake.toml
    """
    configuration = configuration_at(config)
    with _progress() as progress:
        service = service_of(configuration, ALL_ROLES - {Role.WEB}, progress)
        drained = service.drain()
    say(progress.summary())
    for office, reason in drained.unreachable:
        complain(f"intake: mailbox of {office}: {reason}")
    for reason in progress.postponed_reasons():
        complain(f"intake: to be tried again: {reason}")
    raise typer.Exit(_status(progress, unreachable=bool(drained.unreachable)))


def _progress() -> DrainProgress:
    return BarProgress() if sys.stderr.isatty() else LineProgress()


def _status(progress: DrainProgress, *, unreachable: bool) -> int:
    if unreachable or progress.count_postponed:
        return EXIT_UNREACHABLE
    return EXIT_FINDINGS if progress.count_held or progress.count_failed else EXIT_DONE
