"""What the parts of a process share."""

import threading
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from types import MappingProxyType

from config.settings import Configuration
from intake.daemon.backlog import Backlog
from intake.daemon.progress import Progress
from intake.daemon.sight import MailboxSight
from intake.domain.office import Office
from intake.ports import Clock
from intake.wiring.installation import archive_of, clock, offices_of, storage_of
from storage.blob_archive import FileArchive
from storage.unit_of_work import SqlStorage


@dataclass(frozen=True)
class Parts:
    """What the stages share, and what has to be freed at the end.

    Attributes:
        backlog: Of all pollers; slow work stands back for it.
        sights: What each poller remembers of its mailbox, in the order of the configuration.
        turns: A lock per address of a mailbox, held by whoever looks into it: a poller during
            one look, and everybody else who wants to.
    """

    configuration: Configuration
    offices: Mapping[str, Office]
    storage: SqlStorage
    archive: FileArchive
    clock: Clock
    progress: Progress
    open_things: ExitStack
    backlog: Backlog
    sights: tuple[MailboxSight, ...]
    turns: Mapping[str, threading.Lock]


def parts_of(
    configuration: Configuration,
    progress: Progress,
    open_things: ExitStack,
    sights: tuple[MailboxSight, ...] = (),
) -> Parts:
    """Return the parts; the database is closed with `open_things`.

    Raises:
        ConfigurationError: The configuration does not fit the rounds, or the database is
            not of this version.
        TemporaryError: The database could not be reached.
    """
    storage = storage_of(configuration)
    open_things.callback(storage.close)
    return Parts(
        configuration=configuration,
        offices=MappingProxyType(offices_of(configuration)),
        storage=storage,
        archive=archive_of(configuration),
        clock=clock(),
        progress=progress,
        open_things=open_things,
        backlog=Backlog(),
        sights=sights,
        turns={mailbox.address: threading.Lock() for mailbox in configuration.mailboxes},
    )


def nothing() -> None:
    """Do nothing: this process opens no documents, or runs no stages that could be hinted."""
