"""What an installation is made of, each thing by itself; nothing is connected yet."""

from datetime import timedelta

from config.round_file import find_round
from config.settings import Configuration
from intake.adapters.system_clock import SystemClock
from intake.domain.errors import ConfigurationError
from intake.domain.mail_domain import comparable_domain
from intake.domain.office import Office
from intake.ports import Clock
from storage.blob_archive import FileArchive
from storage.schema import require_current
from storage.unit_of_work import SqlStorage


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
            trusted_networks=mailbox.trusted_networks,
            tolerance=timedelta(seconds=configuration.service.clock_tolerance_seconds),
            receipt_domain=configuration.message_id_domain_of(mailbox),
        )
    return offices


def public_domains_of(configuration: Configuration) -> frozenset[str]:
    """Return the mail domains that show nothing about who writes, beside the well-known ones."""
    names = map(comparable_domain, configuration.providers.public_domains_extra)
    return frozenset(filter(None, names))


def storage_of(configuration: Configuration) -> SqlStorage:
    """Return the database of an installation.

    Raises:
        ConfigurationError: It is not of this version, or not there; nothing is made.
        TemporaryError: It cannot be reached now.
    """
    url = configuration.service.database_url.get_secret_value()
    require_current(url)
    return SqlStorage(url)


def serves_one_process(configuration: Configuration) -> bool:
    """Tell whether the database is SQLite, which one daemon process may use."""
    return configuration.service.database_url.get_secret_value().startswith("sqlite")


def clock() -> Clock:
    """Return where `now` comes from."""
    return SystemClock()


def archive_of(configuration: Configuration) -> FileArchive:
    """Return the archive of an installation."""
    return FileArchive(configuration.service.archive_dir, configuration.limits.min_free_bytes)
