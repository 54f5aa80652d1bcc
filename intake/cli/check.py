"""`intake check`: what would go wrong, found before the first mail does."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

import typer

from config.settings import AnyMailbox, Configuration, SmtpSettings
from intake.adapters.system_clock import SystemClock
from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.output import EXIT_DONE, EXIT_UNREACHABLE, EXIT_USAGE, say
from intake.cli.register_note import register_note
from intake.cli.round_notes import round_note
from intake.cli.signature_note import signature_note
from intake.cli.trust_note import trust_note
from intake.domain.errors import ConfigurationError, IntakeError, LoginRefusedError
from intake.domain.folders import NO_SPAM_FOLDER, plan_folders
from intake.domain.moments import in_dutch
from intake.domain.own_hosts import OwnHosts
from intake.ports import ReferenceClock, Scanner
from intake.wiring.antivirus import scanner_of
from intake.wiring.clocks import reference_clocks_of
from intake.wiring.evidence import authority_of
from intake.wiring.examiner import examiner_of
from intake.wiring.installation import archive_of, offices_of
from intake.wiring.letters import sender_of
from intake.wiring.mailboxes import mailbox_of, wishes_of
from intake.wiring.ocr import ocr_of
from storage.schema import head, require_current

Look = Callable[[], str]


def check(config: ConfigOption = DEFAULT_PATH) -> None:
    """Try database, archive, mailboxes, clocks, virus scanner and SMTP servers; a line each.

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
        ours = isinstance(error, ConfigurationError | LoginRefusedError)
        return EXIT_USAGE if ours else EXIT_UNREACHABLE
    say(f"ok    {name}: {told}")
    return EXIT_DONE


def _looks(configuration: Configuration) -> Iterator[tuple[str, Look]]:
    yield "rounds", partial(_rounds, configuration)
    yield "database", partial(_database, configuration)
    yield "archive", partial(_archive, configuration)
    yield "child processes", partial(_children, configuration)
    for number, mailbox in enumerate(configuration.mailboxes, start=1):
        name = f"mailbox[{number}] of {mailbox.zorgkantoor}"
        yield name, partial(_mailbox, configuration, mailbox)
    tolerance = timedelta(seconds=configuration.service.clock_tolerance_seconds)
    for name, clock in reference_clocks_of(configuration).items():
        yield f"clock against {name}", partial(_clock, clock, tolerance)
    if configuration.evidence.timestamp_url is not None:
        yield "timestamps", partial(_timestamps, configuration)
    scanner = scanner_of(configuration)
    if scanner is not None:
        yield "virus scanner", partial(_scanner, scanner)
    if configuration.ocr.enabled:
        yield "reading scans", partial(_scans, configuration)
    servers = {configuration.smtp_of(mailbox) for mailbox in configuration.mailboxes}
    for server in sorted(servers, key=lambda server: (server.host, server.port)):
        yield f"smtp {server.host}:{server.port}", partial(_smtp, server)


def _rounds(configuration: Configuration) -> str:
    offices = offices_of(configuration).values()
    now = SystemClock().now()
    told = []
    for round_ in sorted({office.round for office in offices}, key=lambda round_: round_.id):
        ours = {office.zorgkantoor for office in offices if office.round == round_}
        told.append(round_note(round_, sorted(ours, key=lambda office: office.id), now))
    return "; ".join(told)


def _database(configuration: Configuration) -> str:
    url = configuration.service.database_url.get_secret_value()
    require_current(url)
    return f"version {head()}{register_note(configuration)}"


def _archive(configuration: Configuration) -> str:
    archive = archive_of(configuration)
    with archive.receive() as writer:
        writer.write(b"intake check")
    return str(configuration.service.archive_dir)


def _children(configuration: Configuration) -> str:
    """Tell how those are kept from harm that open what providers sent."""
    examiner = examiner_of(configuration, archive_of(configuration))
    try:
        protection = examiner.protection()
    finally:
        examiner.close()
    notes = [f"; NOTE not active: {missing}" for missing in protection.missing()]
    return ", ".join(protection.active()) + "".join(notes)


def _mailbox(configuration: Configuration, settings: AnyMailbox) -> str:
    mailbox = mailbox_of(configuration, settings)
    own = OwnHosts.of(settings.trusted_hosts, settings.trusted_networks)
    try:
        mailbox.open()
        plan = plan_folders(mailbox.folders(), wishes_of(configuration, settings))
        listings = {folder: mailbox.listing(folder) for folder in (*plan.watched, *plan.spam)}
        note = trust_note(mailbox, listings, own)
    finally:
        mailbox.close()
    told = ", ".join(
        f"{name}{' (spam)' if name in plan.junk else ''} {len(found.uids)} mails"
        for name, found in listings.items()
    )
    if settings.spam_folder != NO_SPAM_FOLDER and not plan.junk:
        note += "; NOTE no spam folder was found: name it in spam_folder, or set that to none"
    return told + note


def _clock(clock: ReferenceClock, tolerance: timedelta) -> str:
    reading = clock.read()
    if reading.offset is None or reading.uncertainty is None:
        return f"ours is ahead by at most {reading.high:.3f} s"
    side = "ahead" if reading.offset >= 0 else "behind"
    told = f"ours is {abs(reading.offset):.3f} s {side}, give or take {reading.uncertainty:.3f} s"
    if reading.is_beyond(tolerance):
        return f"NOTE {told}: let a time service such as chrony set the clock of this machine"
    return told


def _timestamps(configuration: Configuration) -> str:
    authority = authority_of(configuration)
    if authority is None:
        raise ConfigurationError("evidence.timestamp_ca_file is missing; name it")
    stamp = authority.stamp(b"intake check")
    return f"{stamp.authority} stamped {in_dutch(stamp.gen_time)}"


def _scanner(scanner: Scanner) -> str:
    return signature_note(scanner.version(), SystemClock().now())


def _scans(configuration: Configuration) -> str:
    """Tell what reads scans; receipts are sent without it as well."""
    try:
        return ocr_of(configuration.ocr).require()
    except ConfigurationError as error:
        return f"NOTE scans are not read: {error}"


def _smtp(server: SmtpSettings) -> str:
    sender = sender_of(server, connections=1)
    try:
        return sender.reach()
    finally:
        sender.close()
