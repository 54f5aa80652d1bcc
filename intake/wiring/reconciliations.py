"""What holds mailboxes against our records: beside the pollers, and on demand."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import timedelta

from config.settings import AnyMailbox, Configuration
from intake.daemon.executor import Executor
from intake.daemon.progress import Progress
from intake.daemon.reconciler import Reconciler
from intake.domain.reconcile_moments import Rhythm
from intake.stages.fetch_in_turn import FetcherInTurn
from intake.stages.reconcile import Reconciliation
from intake.stages.reconcile_server_side import Scope, ServerSide
from intake.stages.search import FolderSearch
from intake.wiring.mailboxes import watched
from intake.wiring.parts import Parts, nothing, parts_of
from intake.wiring.pollers import archiver_of, deadlines_of


def reconcilers_of(parts: Parts, executor: Executor) -> tuple[tuple[str, Reconciler], ...]:
    """Return what reconciles each mailbox by itself, by the name of its thread."""
    settings = parts.configuration.reconcile
    rhythm = Rhythm(
        interval=timedelta(minutes=settings.interval_minutes),
        after_deadline=tuple(
            timedelta(minutes=minutes) for minutes in settings.after_deadline_minutes
        ),
    )
    return tuple(
        (
            f"reconcile-{mailbox.zorgkantoor}",
            Reconciler(
                _reconciliation(
                    parts,
                    mailbox,
                    executor.hint,
                    turn=parts.turns[mailbox.address],
                    patience=settings.wait_for_answers_seconds,
                ),
                rhythm,
                deadlines_of(parts, mailbox),
                storage=parts.storage,
                clock=parts.clock,
                progress=parts.progress,
            ),
        )
        for mailbox in parts.configuration.mailboxes
    )


def _reconciliation(
    parts: Parts,
    mailbox: AnyMailbox,
    hint: Callable[[], None],
    *,
    turn: AbstractContextManager[object],
    patience: int = 0,
    told: Callable[[str], None] = lambda _folder: None,
) -> Reconciliation:
    name, storage, clock = mailbox.address, parts.storage, parts.clock
    connection = watched(parts.configuration, mailbox, storage, clock)
    settles = mailbox.after_archiving != "leave"
    settling = archiver_of(parts, mailbox, hint, settles=settles)
    # What a colleague filed stays where he put it.
    leaving = archiver_of(parts, mailbox, hint, settles=False)
    look_back = timedelta(days=parts.configuration.reconcile.look_back_days)
    scope = Scope(name, mailbox.zorgkantoor, look_back, patience)
    server = ServerSide(
        scope,
        connection,
        FetcherInTurn(name, connection, settling, storage, clock, turn=turn),
        FolderSearch(name, connection, leaving, storage, clock),
        storage=storage,
        clock=clock,
        told=told,
    )
    return Reconciliation(scope, server, storage=storage, archive=parts.archive, clock=clock)


@contextmanager
def reconciliations_of(
    configuration: Configuration,
    zorgkantoor: str | None,
    progress: Progress,
    told: Callable[[str], None],
) -> Iterator[tuple[Reconciliation, ...]]:
    """Lend the reconciliations of all mailboxes, or of one office, beside a daemon or without.

    Args:
        configuration: Of the installation.
        zorgkantoor: None: all.
        progress: Told of what is fetched.
        told: Called with each folder before it is looked into.

    Raises:
        ConfigurationError: The configuration does not fit the rounds, or the database is
            not of this version.
        TemporaryError: The database could not be reached.
    """
    with ExitStack() as stack:
        parts = parts_of(configuration, progress, stack)
        yield tuple(
            _reconciliation(parts, mailbox, nothing, turn=nullcontext(), told=told)
            for mailbox in configuration.mailboxes
            if zorgkantoor in (None, mailbox.zorgkantoor)
        )
