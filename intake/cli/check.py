"""`intake check`: what would go wrong, found before the first mail does."""

from collections.abc import Callable, Iterator
from functools import partial

import typer

from config.settings import AnyMailbox, Configuration, SmtpSettings
from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.output import EXIT_DONE, EXIT_UNREACHABLE, EXIT_USAGE, say
from intake.domain.errors import ConfigurationError, IntakeError
from intake.domain.moments import in_dutch
from intake.domain.round import Stream
from intake.wiring import archive_of, mailbox_of, offices_of, sender_of
from storage.schema import head, require_current

Look = Callable[[], str]


def check(config: ConfigOption = DEFAULT_PATH) -> None:
    """Try the database, the archive, every mailbox and every SMTP server; a line each.

    Status 2 when the configuration has to be corrected, 3 when a server could not be reached.

    Example: intake check --config intake.toml
    """
    configuration = configuration_at(config)
    say(f"ok    configuration: {config}")
    statuses = [_line(name, look) for name, look in _looks(configuration)]
    raise typer.Exit(max(statuses, key=_badness))


def _badness(status: int) -> int:
    return (EXIT_DONE, EXIT_UNREACHABLE, EXIT_USAGE).index(status)


def _line(name: str, look: Look) -> int:
    try:
        told = look()
    except IntakeError as error:
        say(f"WRONG {name}: {error}")
        return EXIT_USAGE if isinstance(error, ConfigurationError) else EXIT_UNREACHABLE
    say(f"ok    {name}: {told}")
    return EXIT_DONE


def _looks(configuration: Configuration) -> Iterator[tuple[str, Look]]:
    yield "rounds", partial(_rounds, configuration)
    yield "database", partial(_database, configuration)
    yield "archive", partial(_archive, configuration)
    for number, mailbox in enumerate(configuration.mailboxes, start=1):
        name = f"mailbox[{number}] of {mailbox.zorgkantoor}"
        yield name, partial(_mailbox, configuration, mailbox)
    servers = {configuration.smtp_of(mailbox) for mailbox in configuration.mailboxes}
    for server in sorted(servers, key=lambda server: (server.host, server.port)):
        yield f"smtp {server.host}:{server.port}", partial(_smtp, server)


def _rounds(configuration: Configuration) -> str:
    rounds = {office.round for office in offices_of(configuration).values()}
    told = []
    for round_ in sorted(rounds, key=lambda round_: round_.id):
        deadline = round_.deadline(Stream.REGISTRATION)
        until = in_dutch(deadline.boundary.at) if deadline else "(no deadline)"
        told.append(f"{round_.id}, registration until {until}")
    return "; ".join(told)


def _database(configuration: Configuration) -> str:
    url = configuration.service.database_url.get_secret_value()
    require_current(url)
    return f"version {head()}"


def _archive(configuration: Configuration) -> str:
    archive = archive_of(configuration)
    with archive.receive() as writer:
        writer.write(b"intake check")
    return str(configuration.service.archive_dir)


def _mailbox(configuration: Configuration, settings: AnyMailbox) -> str:
    mailbox = mailbox_of(configuration, settings)
    try:
        mailbox.open()
        counts = [
            f"{folder} {len(mailbox.listing(folder).uids)} mails" for folder in settings.folders
        ]
    finally:
        mailbox.close()
    return ", ".join(counts)


def _smtp(server: SmtpSettings) -> str:
    sender = sender_of(server, connections=1)
    try:
        return sender.reach()
    finally:
        sender.close()
