"""Hold a mailbox against the archive, fetch what is missing, and keep the report.

Beside the flow of a mail, not within it: everything it does the stages do as well, and
it may be run at any time, by several at once, and be killed anywhere. What it fetched
is then archived, and there is no report that claims more than was seen.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from intake.domain.errors import (
    ConfigurationError,
    IntakeError,
    ServerUnreachableError,
)
from intake.domain.explained_gaps import explain
from intake.domain.folders import FolderPlan
from intake.domain.mail_standing import MailAccount, MailStanding, standing_of, standings
from intake.domain.reconcile_moments import Cause
from intake.domain.reconciliation import Searched, balance
from intake.domain.reconciliation_findings import Finding, FindingCode, ReconciledMailbox
from intake.domain.reconciliation_report import (
    accounts_as_bytes,
    figures_of,
    report_as_bytes,
    report_of,
)
from intake.ports import Archive, Clock, FolderListing
from intake.repositories import Storage, StoredReconciliation
from intake.stages.fetch import Fetcher
from intake.stages.reconcile_facts import (
    Kept,
    delivered_in,
    facts_of,
    former_gaps,
    no_longer_there,
    renumbered,
    with_references,
)
from intake.stages.search import FolderSearch
from intake.stages.watched_mailbox import WatchedMailbox

_CONNECTIONS = 3  # a mail at which the server hangs up costs one, and is put aside

_BEFORE_THE_FIRST_LOOK = timedelta(days=1)

_SECOND = 1.0

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
class _Seen:
    """What was gathered so far of the side of the server."""

    plan: FolderPlan
    listings: dict[str, FolderListing] = field(default_factory=dict)
    searched: list[Searched] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)


class Stopped(Exception):  # noqa: N818 - no error: somebody asked for it
    """The reconciliation was to end before it had seen everything; there is no report."""


class Reconciliation:
    """Reconciles one mailbox.

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
        archive: Archive,
        clock: Clock,
        told: Callable[[str], None],
    ) -> None:
        self.scope = scope
        self._mailbox = mailbox
        self._fetcher = fetcher
        self._search = search
        self._storage = storage
        self._archive = archive
        self._clock = clock
        self._told = told

    def run(
        self,
        cause: Cause,
        *,
        stopped: Callable[[], bool] = lambda: False,
        pause: Callable[[float], object] = lambda _seconds: None,
        again: bool = False,
    ) -> StoredReconciliation:
        """Reconcile once and return the report as it is kept.

        A mailbox that cannot be looked into gives a report, too, which says so: one, however
        often it is tried again.

        Args:
            cause: Why.
            stopped: Asked between two steps.
            pause: Waits some seconds, less when it is to stop.
            again: Whether this is another try.

        Raises:
            Stopped: It was to stop; nothing is half done.
            IntakeError: Database or archive failed, or another try did; there is no report.
        """
        started = self._clock.now()
        before = self._kept()
        try:
            seen = self._look(stopped)
        except IntakeError as error:
            if stopped():
                raise Stopped from error
            if again:
                raise
            return self._write(self._unreachable(cause, started, before, str(error)))
        finally:
            self._mailbox.close()
        self._wait_for_answers(stopped, pause)
        if stopped():
            raise Stopped
        return self._write(self._result(cause, started, before, seen))

    def abandon(self) -> None:
        """End a call of another thread to the server soon; never raises."""
        self._mailbox.close()

    def _kept(self) -> Kept:
        name = self.scope.mailbox
        with self._storage.unit(write=False) as unit:
            return Kept(
                accounts=unit.reconciliations.accounts(name),
                troubles=[item for item in unit.troubles.all() if item.identity.mailbox == name],
                first_looks=unit.folders.first_looks(name),
                signed_off=unit.reconciliations.signed_off(name),
                watched_since=unit.folders.watched_since(name),
                last_gaps=unit.reconciliations.last_gaps(name),
            )

    # The side of the server.

    def _look(self, stopped: Callable[[], bool]) -> _Seen:
        self._mailbox.open()
        seen = _Seen(self._with_new_connections(self._mailbox.plan))
        if not self._mailbox.tells_folders:
            seen.problems.append(_FOLDERS_UNKNOWN)
        for folder in (*seen.plan.watched, *seen.plan.spam):
            self._step(folder, stopped)
            self._look_into(folder, seen, stopped)
        since = self._since()
        for folder in seen.plan.searched:
            self._step(folder, stopped)
            seen.searched.append(self._searched(folder, since, stopped))
        if seen.plan.ours is not None:
            self._step(seen.plan.ours, stopped)
            moved = self._with_new_connections(lambda: self._moved(seen))
            seen.searched.append(self._searched(seen.plan.ours, since, stopped, moved))
        return seen

    def _moved(self, seen: _Seen) -> list[MailAccount]:
        """Return archived mails that the watched folders no longer have, as they now are."""
        listings = {folder: self._mailbox.listing(folder) for folder in seen.listings}
        with self._storage.unit(write=False) as unit:
            accounts = unit.reconciliations.accounts(self.scope.mailbox)
        return no_longer_there(accounts, listings)

    def _step(self, folder: str, stopped: Callable[[], bool]) -> None:
        if stopped():
            raise Stopped
        self._told(folder)

    def _look_into(self, folder: str, seen: _Seen, stopped: Callable[[], bool]) -> None:
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

    def _since(self) -> datetime:
        now = self._clock.now()
        with self._storage.unit(write=False) as unit:
            watched = unit.folders.watched_since(self.scope.mailbox) or now
        return max(watched - _BEFORE_THE_FIRST_LOOK, now - self.scope.look_back)

    def _wait_for_answers(
        self, stopped: Callable[[], bool], pause: Callable[[float], object]
    ) -> None:
        """Give mail that just came the time to be answered, so that the report can say so."""
        for _ in range(self.scope.patience):
            with self._storage.unit(write=False) as unit:
                accounts = unit.reconciliations.accounts(self.scope.mailbox)
            in_work = any(standing_of(item) is MailStanding.IN_WORK for item in accounts)
            if not in_work or stopped():
                return
            pause(_SECOND)

    # The judgement, and what is kept of it.

    def _result(
        self, cause: Cause, started: datetime, before: Kept, seen: _Seen
    ) -> ReconciledMailbox:
        after = self._kept()
        balances = tuple(
            balance(facts_of(folder, found, before, after))
            for folder, found in seen.listings.items()
        )
        return ReconciledMailbox(
            mailbox=self.scope.mailbox,
            zorgkantoor=self.scope.zorgkantoor,
            cause=cause,
            started=started,
            ended=self._clock.now(),
            watched_since=after.watched_since,
            searched_since=self._since(),
            balances=balances,
            explained=explain(balances, after.accounts, delivered_in(seen.plan, after.first_looks)),
            searched=tuple(with_references(item, after.accounts) for item in seen.searched),
            standings=standings(after.accounts),
            spam=tuple(name for name in seen.listings if name in seen.plan.junk),
            renumbered=renumbered(seen.listings, after.first_looks),
            fetch_reasons=tuple(
                (item.identity.folder, item.identity.uid, item.reason) for item in after.troubles
            ),
            former_gaps=former_gaps(seen.listings, after),
            problems=tuple(seen.problems),
            signed_off=after.signed_off,
            accounts_sha256=self._archived(accounts_as_bytes(after.accounts)),
        )

    def _unreachable(
        self, cause: Cause, started: datetime, before: Kept, reason: str
    ) -> ReconciledMailbox:
        text = f"De mailbox kon niet worden bekeken: {reason}"
        return ReconciledMailbox(
            mailbox=self.scope.mailbox,
            zorgkantoor=self.scope.zorgkantoor,
            cause=cause,
            started=started,
            ended=self._clock.now(),
            watched_since=before.watched_since,
            searched_since=None,
            balances=(),
            explained=(),
            searched=(),
            standings=standings(before.accounts),
            spam=(),
            problems=(Finding(FindingCode.UNREACHABLE, text),),
            signed_off=before.signed_off,
        )

    def _write(self, result: ReconciledMailbox) -> StoredReconciliation:
        report = report_of(result)
        stored = StoredReconciliation(
            id=0,
            mailbox=result.mailbox,
            zorgkantoor=result.zorgkantoor,
            started=result.started,
            ended=result.ended,
            cause=result.cause,
            complete=result.accounts_sha256 is not None,
            in_order=report["in_order"],
            sha256=self._archived(report_as_bytes(report)),
            report=report,
        )
        with self._storage.unit() as unit:
            number = unit.reconciliations.add(stored, figures_of(report))
            unit.commit()
        return replace(stored, id=number)

    def _archived(self, data: bytes) -> str:
        with self._archive.receive() as writer:
            writer.write(data)
            return writer.keep().sha256


_FOLDERS_UNKNOWN = Finding(
    FindingCode.FOLDERS_UNKNOWN,
    "De mailserver vertelt niet welke mappen er zijn. Een spammap wordt alleen bekeken als die "
    "met naam is ingesteld, en verplaatste mail wordt niet gezocht.",
)
