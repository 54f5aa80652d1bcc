"""What the stages need from storage. The contract is written here, once.

Every moment that goes in or comes out is aware; storage keeps it in UTC.
"""

import builtins
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from intake.domain.deadline import TimeVerdict
from intake.domain.lifecycle import Event, MailState, ReceiptState
from intake.domain.mail import MailKind, ParsedMail
from intake.domain.receipt import Letter
from intake.domain.records import (
    ArrivedMail,
    Checks,
    FetchTrouble,
    ServerCopy,
    StoredAssessment,
    StoredEvent,
    StoredMail,
    StoredReceipt,
    StoredRegistration,
)
from intake.staff_repositories import (
    CaseRepository,
    DecisionRepository,
    ExtensionRepository,
    StaffRepository,
)


@dataclass(frozen=True)
class ListedMail:
    """A mail as lists show it; `sender`, `subject` and `checks` are None until they are known.

    `decided` is what people decided about its time over the judgement in `checks`.
    """

    id: int
    reference: str
    zorgkantoor: str
    state: MailState
    sender: str | None
    subject: str | None
    checks: Checks | None
    decided: TimeVerdict | None = None


class MailRepository(Protocol):
    """The rows of mails and the history of each."""

    def known_uids(self, mailbox: str, folder: str, uidvalidity: int) -> set[int]:
        """Return the UIDs that are archived."""
        ...

    def add(self, mail: ArrivedMail, *, zorgkantoor: str, reference: str) -> int | None:
        """Add a row in state `archived` with its first event; None when it is already there.

        A mail whose bytes are already known from the same mailbox (seen again after a
        reset, or moved between folders) is linked to the earlier row as its copy.
        """
        ...

    def get(self, mail_id: int, *, to_change: bool = False) -> StoredMail:
        """Return one mail; raises KeyError.

        With `to_change`, nobody else changes the mail until this unit ends.
        """
        ...

    def by_reference(self, reference: str) -> StoredMail | None:
        """Return the mail a reference names, the original rather than a copy."""
        ...

    def listed(
        self,
        kinds: Collection[MailKind] = (),
        *,
        zorgkantoor: str | None = None,
        limit: int | None = None,
    ) -> Iterator[ListedMail]:
        """Yield mails that are no copies, the latest received first, while the unit lasts.

        Without kinds mails that are not judged yet are among them.
        """
        ...

    def store_parsed(self, mail_id: int, parsed: ParsedMail) -> None:
        """Keep what was read, and a row per attachment; replaces an earlier reading."""
        ...

    def store_checks(self, mail_id: int, checks: Checks) -> None:
        """Keep the verdicts; replaces earlier ones."""
        ...

    def move(
        self, mail_id: int, event: Event, after: MailState, detail: dict[str, Any] | None = None
    ) -> bool:
        """Move the state along an arrow, write the event, and make the mail due at once.

        Returns False, changing nothing, when the mail is no longer in a state the arrow
        starts from: somebody else was faster.
        """
        ...

    def hold(self, mail_id: int, stage: str, reason: str) -> None:
        """Put a mail aside for staff, with stage and reason."""
        ...

    def release(self, mail_id: int) -> bool:
        """Give a held mail back to the stage it was held in; False when it is not held."""
        ...

    def postpone(self, mail_id: int, until: datetime) -> None:
        """Count one more attempt and make the mail due later."""
        ...

    def due(
        self, states: Collection[MailState], now: datetime, exclude: Collection[int], limit: int
    ) -> list[tuple[int, MailState]]:
        """Return mails whose next stage may run, in order of arrival."""
        ...

    def count_open(self) -> int:
        """Return how many mails are not yet at rest (held ones are at rest)."""
        ...

    def unsettled(self, mailbox: str, folder: str, uidvalidity: int) -> list[tuple[int, int]]:
        """Return (mail id, UID) of server copies that are still to be flagged or moved."""
        ...

    def settle(self, mail_id: int, copy: ServerCopy) -> None:
        """Keep what became of the server copy, with an event."""
        ...

    def record(self, mail_id: int | None, event: Event, detail: dict[str, Any]) -> None:
        """Write an event that moves no state."""
        ...

    def events(self, mail_id: int) -> list[StoredEvent]:
        """Return the history of a mail, oldest first."""
        ...

    def held(self) -> list[StoredMail]:
        """Return what waits for staff, oldest first."""
        ...


class TroubleRepository(Protocol):
    """Mails that the server has and that could not be fetched."""

    def of_folder(self, mailbox: str, folder: str) -> list[FetchTrouble]:
        """Return open trouble (retrying or held) of a folder, under whatever UIDVALIDITY."""
        ...

    def put(self, trouble: FetchTrouble) -> None:
        """Add or replace the entry of an identity, with an event when its state changed."""
        ...

    def all(self) -> list[FetchTrouble]:
        """Return everything that is not recovered, oldest first."""
        ...


class ReceiptRepository(Protocol):
    """Letters; at most one per mail and kind."""

    def of_mail(self, mail_id: int, kind: str) -> StoredReceipt | None:
        """Return the letter of a kind that answers a mail."""
        ...

    def add(
        self,
        mail_id: int,
        kind: str,
        letter: Letter,
        *,
        sha256: str,
        written_at: datetime,
    ) -> StoredReceipt:
        """Add a letter in state `pending`, with its event; the existing one when it is there."""
        ...

    def withhold(self, mail_id: int, kind: str, reason: str, at: datetime) -> None:
        """Keep that and why no letter was written, with its event; once."""
        ...

    def move(
        self, receipt: StoredReceipt, after: ReceiptState, *, answer: str, at: datetime
    ) -> bool:
        """Move a letter along an arrow with its event; False when it was no longer there.

        Moving to `sending` counts an attempt; moving to `sent` keeps the moment.
        """
        ...

    def in_state(self, state: ReceiptState) -> list[StoredReceipt]:
        """Return letters in a state, oldest first."""
        ...

    def sent_to_since(self, recipient: str, since: datetime) -> int:
        """Return how many letters were written to an address since a moment."""
        ...


class RegistrationRepository(Protocol):
    """Registrations and their rows in the assessment queue."""

    def add(self, mail_id: int, checks: Checks) -> int:
        """Add the registration a mail makes; the existing one when it is there. Returns its id."""
        ...

    def list(
        self, *, zorgkantoor: str | None = None, limit: int | None = None
    ) -> builtins.list[StoredRegistration]:
        """Return registrations, the latest received first."""
        ...

    def of_mail(self, mail_id: int) -> StoredRegistration | None:
        """Return the registration a mail made."""
        ...

    def judged_again(self, mail_id: int, checks: Checks) -> None:
        """Keep the new verdict and flags of the registration a mail made, if it made one."""
        ...

    def latest_version(self, registration_id: int) -> int:
        """Return the version that was handed over last; 0 when none was."""
        ...

    def hand_over(
        self,
        registration_id: int,
        region: str | None,
        version: int,
        payload: dict[str, Any],
        at: datetime,
    ) -> bool:
        """Queue one row for assessment; False when it is there already."""
        ...

    def assessments(
        self, *, zorgkantoor: str | None = None, limit: int | None = None
    ) -> Iterable[StoredAssessment]:
        """Return queued rows, the first received first."""
        ...


class UnitOfWork(Protocol):
    """One transaction; leaving it without `commit` undoes everything.

    Raises StorageFullError or TemporaryError when the database cannot be written.
    """

    @property
    def mails(self) -> MailRepository: ...
    @property
    def troubles(self) -> TroubleRepository: ...
    @property
    def receipts(self) -> ReceiptRepository: ...
    @property
    def registrations(self) -> RegistrationRepository: ...
    @property
    def cases(self) -> CaseRepository: ...
    @property
    def decisions(self) -> DecisionRepository: ...
    @property
    def extensions(self) -> ExtensionRepository: ...
    @property
    def staff(self) -> StaffRepository: ...

    def commit(self) -> None:
        """Make everything of this unit durable at once."""
        ...


class Storage(Protocol):
    """Where units of work come from."""

    def unit(self, *, write: bool = True) -> AbstractContextManager[UnitOfWork]:
        """Begin a unit; a reading one takes no write lock."""
        ...

    def reachable(self) -> bool:
        """Tell whether the database answers."""
        ...
