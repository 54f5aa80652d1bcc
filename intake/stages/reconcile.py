"""Hold a mailbox against the archive, fetch what is missing, and keep the report.

Beside the flow of a mail, not within it: everything it does the stages do as well, and
it may be run at any time, by several at once, and be killed anywhere. What it fetched
is then archived, and there is no report that claims more than was seen.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from intake.domain.errors import IntakeError
from intake.domain.explained_gaps import explain
from intake.domain.mail_standing import MailStanding, standing_of, standings
from intake.domain.reconcile_moments import Cause
from intake.domain.reconciliation import balance
from intake.domain.reconciliation_findings import Finding, FindingCode, ReconciledMailbox
from intake.domain.reconciliation_report import (
    accounts_as_bytes,
    figures_of,
    report_as_bytes,
    report_of,
)
from intake.ports import Archive, Clock
from intake.repositories import Storage, StoredReconciliation
from intake.stages.reconcile_facts import (
    Kept,
    delivered_in,
    facts_of,
    former_gaps,
    renumbered,
    with_references,
)
from intake.stages.reconcile_server_side import Scope, Seen, ServerSide, Stopped

_SECOND = 1.0


class Reconciliation:
    """Reconciles one mailbox.

    Args:
        server: Looks into the folders, over a connection of its own.
    """

    def __init__(
        self,
        scope: Scope,
        server: ServerSide,
        *,
        storage: Storage,
        archive: Archive,
        clock: Clock,
    ) -> None:
        self.scope = scope
        self._server = server
        self._storage = storage
        self._archive = archive
        self._clock = clock

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
            seen = self._server.look(stopped)
        except IntakeError as error:
            if stopped():
                raise Stopped from error
            if again:
                raise
            return self._write(self._unreachable(cause, started, before, str(error)))
        finally:
            self._server.close()
        self._wait_for_answers(stopped, pause)
        if stopped():
            raise Stopped
        return self._write(self._result(cause, started, before, seen))

    def abandon(self) -> None:
        """End a call of another thread to the server soon; never raises."""
        self._server.close()

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

    def _result(
        self, cause: Cause, started: datetime, before: Kept, seen: Seen
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
            searched_since=self._server.since(),
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
