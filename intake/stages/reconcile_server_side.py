"""The side of the server in a reconciliation: every folder looked into or searched once."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from intake.domain.errors import ConfigurationError, ServerUnreachableError
from intake.domain.folders import FolderPlan
from intake.domain.mail_standing import MailAccount
from intake.domain.reconciliation import Searched
from intake.domain.reconciliation_findings import Finding, FindingCode
from intake.ports import Clock, FolderListing
from intake.repositories import Storage
from intake.stages.fetch import Fetcher
from intake.stages.reconcile_facts import no_longer_there
from intake.stages.search import FolderSearch
from intake.stages.watched_mailbox import WatchedMailbox

_CONNECTIONS = 3  # a mail at which the server hangs up costs one, and is put aside

_BEFORE_THE_FIRST_LOOK = timedelta(days=1)

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Scope:
    """What is reconciled, and how far back.

    Attributes:
        mailbox: Its address, the name in identities.
        look_back: Mail that arrived longer ago is left alone in folders that are not watched.
        patience: Seconds that mail on its way to an answer is waited for.
    """

    mailbox: str
    zorgkantoor: str
    look_back: timedelta
    patience: int = 0


@dataclass
class Seen:
    """What was gathered of the server, as far as it came.

    Attributes:
        listings: Of each folder that is watched, by its name, as it was before it was fetched.
        searched: The folders that are not watched, and what was found in them.
        problems: What could not be looked into, and why.
    """

    plan: FolderPlan
    listings: dict[str, FolderListing] = field(default_factory=dict)
    searched: list[Searched] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)


class Stopped(Exception):  # noqa: N818 - no error: somebody asked for it
    """The reconciliation was to end before it had seen everything; there is no report."""


class ServerSide:
    """Looks into all folders of a mailbox, and fetches what is missing on the way.

    Args:
        mailbox: Of its own, not shared with a poller.
        fetcher: Looks into the watched folders.
        search: Looks into all others.
        told: Called with the folder that is looked into next.
    """

    def __init__(
        self,
        scope: Scope,
        mailbox: WatchedMailbox,
        fetcher: Fetcher,
        search: FolderSearch,
        *,
        storage: Storage,
        clock: Clock,
        told: Callable[[str], None],
    ) -> None:
        self._scope = scope
        self._mailbox = mailbox
        self._fetcher = fetcher
        self._search = search
        self._storage = storage
        self._clock = clock
        self._told = told

    def close(self) -> None:
        """Hang up, also under a call of another thread; never raises."""
        self._mailbox.close()

    def since(self) -> datetime:
        """Return from when mails are searched for in folders that are not watched."""
        now = self._clock.now()
        with self._storage.unit(write=False) as unit:
            watched = unit.folders.watched_since(self._scope.mailbox) or now
        return max(watched - _BEFORE_THE_FIRST_LOOK, now - self._scope.look_back)

    def look(self, stopped: Callable[[], bool]) -> Seen:
        """Return what is there.

        Raises:
            Stopped: It was to stop.
            IntakeError: The mailbox cannot be looked into.
        """
        self._mailbox.open()
        seen = Seen(self._with_new_connections(self._mailbox.plan))
        if not self._mailbox.tells_folders:
            seen.problems.append(_FOLDERS_UNKNOWN)
        for folder in (*seen.plan.watched, *seen.plan.spam):
            self._step(folder, stopped)
            self._look_into(folder, seen, stopped)
        since = self.since()
        for folder in seen.plan.searched:
            self._step(folder, stopped)
            seen.searched.append(self._searched(folder, since, stopped))
        if seen.plan.ours is not None:
            self._step(seen.plan.ours, stopped)
            moved = self._with_new_connections(lambda: self._moved(seen))
            seen.searched.append(self._searched(seen.plan.ours, since, stopped, moved))
        return seen

    def _moved(self, seen: Seen) -> list[MailAccount]:
        """Return archived mails that the watched folders no longer have, as they now are."""
        listings = {folder: self._mailbox.listing(folder) for folder in seen.listings}
        with self._storage.unit(write=False) as unit:
            accounts = unit.reconciliations.accounts(self._scope.mailbox)
        return no_longer_there(accounts, listings)

    def _step(self, folder: str, stopped: Callable[[], bool]) -> None:
        if stopped():
            raise Stopped
        self._told(folder)

    def _look_into(self, folder: str, seen: Seen, stopped: Callable[[], bool]) -> None:
        def look() -> FolderListing:
            # Listed first: what comes while the folder is fetched is not part of the sum.
            found = self._mailbox.listing(folder)
            self._fetcher.look(folder, stopped)
            return found

        try:
            seen.listings[folder] = self._with_new_connections(look)
        except ConfigurationError as error:
            text = f"Map {folder} kon niet worden geopend: {error}"
            seen.problems.append(Finding(FindingCode.FOLDER_UNREADABLE, text, folder))

    def _searched(
        self,
        folder: str,
        since: datetime,
        stopped: Callable[[], bool],
        ours: Sequence[MailAccount] = (),
    ) -> Searched:
        return self._with_new_connections(
            lambda: self._search.search(folder, since, stopped, ours=ours)
        )

    def _with_new_connections(self, action: Callable[[], _Result]) -> _Result:
        for _ in range(_CONNECTIONS - 1):
            with suppress(ServerUnreachableError):
                return action()
            self._mailbox.open()
        return action()


_FOLDERS_UNKNOWN = Finding(
    FindingCode.FOLDERS_UNKNOWN,
    "De mailserver vertelt niet welke mappen er zijn. Een spammap wordt alleen bekeken als die "
    "met naam is ingesteld, en verplaatste mail wordt niet gezocht.",
)
