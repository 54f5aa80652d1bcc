"""What is kept of holding mailboxes against our records."""

import builtins
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from intake.domain.errors import PermanentError
from intake.domain.mail_standing import MailAccount
from intake.domain.moments import iso
from intake.domain.reconcile_moments import Cause
from intake.domain.reconciliation import SignedOff
from intake.domain.uid_ranges import UidRange


@dataclass(frozen=True)
class SignOff:
    """That a person took note of a report, and what he said."""

    at: datetime
    name: str
    remark: str


@dataclass(frozen=True)
class StoredReconciliation:
    """One reconciliation of one mailbox.

    Attributes:
        complete: Whether the mailbox could be looked into.
        sha256: Of the report in the archive, byte for byte.
        report: The same report; its fields are those of `report_of`.
        sign_offs: By whom it was signed off, oldest first.
    """

    id: int
    mailbox: str
    zorgkantoor: str
    started: datetime
    ended: datetime
    cause: Cause
    complete: bool
    in_order: bool
    sha256: str
    report: dict[str, Any]
    sign_offs: tuple[SignOff, ...] = ()


class AlreadySignedError(PermanentError):
    """The same person signed the report off before; nothing was kept."""

    def __init__(self, report: int, signed: SignOff) -> None:
        super().__init__(
            f"report {report} was signed off by {signed.name} already, at {iso(signed.at)}; "
            "a second signature has to be of somebody else"
        )
        self.signed = signed


class ReconciliationRepository(Protocol):
    """Reports of reconciliations, and who signed them off; nothing of it is ever changed."""

    def accounts(self, mailbox: str) -> builtins.list[MailAccount]:
        """Return every archived mail of a mailbox with what became of it, oldest first."""
        ...

    def add(self, reconciliation: StoredReconciliation, figures: dict[str, int]) -> int:
        """Add a report with its event, which carries the figures; returns its id.

        Its `id` and `sign_offs` are ignored.
        """
        ...

    def get(self, reconciliation_id: int) -> StoredReconciliation:
        """Return one report; raises KeyError."""
        ...

    def list(
        self, *, zorgkantoor: str | None = None, limit: int | None = None
    ) -> builtins.list[StoredReconciliation]:
        """Return reports, the latest first."""
        ...

    def last_by_itself(self, mailbox: str, zorgkantoor: str) -> datetime | None:
        """Return when the last complete reconciliation began that no command asked for."""
        ...

    def sign(self, reconciliation_id: int, name: str, remark: str, at: datetime) -> None:
        """Sign a report off, with an event; may be done by several people, by each once.

        Raises:
            AlreadySignedError: This person did so before; see `is_same_person`.
            KeyError: There is no such report.
        """
        ...

    def signed_off(self, mailbox: str) -> SignedOff:
        """Return what signed reports of a mailbox name as missing or not in order."""
        ...

    def last_gaps(self, mailbox: str) -> dict[tuple[str, int], tuple[UidRange, ...]]:
        """Return what the last complete report names as missing, by folder and UIDVALIDITY."""
        ...
