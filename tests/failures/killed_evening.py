"""What follows on the mails of a day: a deadline is extended, and the mailbox is reconciled.

Whoever is killed amid this begins it anew: a person extends what is not extended yet.
"""

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta

from intake.daemon.progress import Progress
from intake.domain.office import Office
from intake.domain.reconcile_moments import Cause
from intake.domain.round import Stream
from intake.ports import Archive, Clock
from intake.repositories import Storage
from intake.stages.archive import Archiver
from intake.stages.extend import Extend, Wish
from intake.stages.fetch_in_turn import FetcherInTurn
from intake.stages.reconcile import Reconciliation
from intake.stages.reconcile_server_side import Scope, ServerSide
from intake.stages.rejudge import Rejudge
from intake.stages.search import FolderSearch
from intake.stages.watched_mailbox import WatchedMailbox


def extend_and_rejudge(
    storage: Storage,
    clock: Clock,
    offices: Mapping[str, Office],
    until: datetime,
    progress: Progress,
) -> None:
    """Extend the deadline of registrations once, and judge again whom it concerns."""
    (office,) = offices.values()
    deadline = office.round.deadline(Stream.REGISTRATION)
    assert deadline is not None
    with storage.unit(write=False) as unit:
        is_extended = bool(unit.extensions.of_round(office.round.id))
    if not is_extended:
        Extend(storage, clock, offices)(
            Wish(office.round.id, Stream.REGISTRATION, None, until),
            reason="De mailserver lag een middag stil.",
            name="Vera de Vries",
            account=None,
            seen=deadline.boundary.at,
        )
    Rejudge(storage, clock, offices).catch_up(failed=progress.fault)


def reconcile(
    storage: Storage, archive: Archive, clock: Clock, mailbox: WatchedMailbox, archiver: Archiver
) -> None:
    """Hold the mailbox against the records, as is done after a deadline."""
    name = mailbox.name
    scope = Scope(name, "vgz", timedelta(days=30))
    server = ServerSide(
        scope,
        mailbox,
        FetcherInTurn(name, mailbox, archiver, storage, clock, turn=threading.Lock()),
        FolderSearch(name, mailbox, archiver, storage, clock),
        storage=storage,
        clock=clock,
        told=lambda _folder: None,
    )
    Reconciliation(scope, server, storage=storage, archive=archive, clock=clock).run(Cause.DEADLINE)
