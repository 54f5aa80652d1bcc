"""What the evidence log is told of the service, and who stamps it."""

from collections.abc import Collection
from datetime import timedelta
from importlib.metadata import version

from config.round_file import round_bytes
from config.settings import Configuration
from intake.adapters.rfc3161_timestamper import Rfc3161Timestamper, TimestampAccount
from intake.adapters.system_clock import SystemClock
from intake.daemon.service_record import ServiceRecord
from intake.daemon.timestamper import StampingPace, Timestamper
from intake.domain.evidence_line import canonical
from intake.flow import Role
from intake.wiring.parts import Parts


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


def record_of(parts: Parts, roles: Collection[Role]) -> ServiceRecord:
    """Return what notes the start and end of this process."""
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


def timestamper_of(parts: Parts) -> Timestamper | None:
    """Return what has the log stamped; None where nothing says by whom."""
    settings = parts.configuration.evidence
    authority = authority_of(parts.configuration)
    if authority is None or settings.timestamp_url is None:
        return None
    pace = StampingPace(timedelta(seconds=settings.timestamp_interval_seconds))
    return Timestamper(parts.storage, authority, parts.clock, pace, parts.progress)
