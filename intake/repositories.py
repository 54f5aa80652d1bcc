"""What the stages need from storage. The contract is written here, once.

Every moment that goes in or comes out is aware; storage keeps it in UTC.
"""

import builtins
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from intake.domain.clock_reading import ClockReading, ClockReference
from intake.domain.deadline import TimeVerdict
from intake.domain.folder_mark import FolderMark
from intake.domain.lifecycle import Event, MailState, ReceiptState
from intake.domain.mail import MailKind, ParsedMail
from intake.domain.provider import Provider
from intake.domain.provider_import import ListedContract, NewImport, StoredImport
from intake.domain.receipt import Letter
from intake.domain.reconcile_moments import Cause
from intake.domain.reconciliation import FirstLook, MailAccount, SignedOff
from intake.domain.records import (
    ArrivedMail,
    Checks,
    FetchTrouble,
    MailIdentity,
    SealedEntry,
    ServerCopy,
    StoredAssessment,
    StoredEvent,
    StoredMail,
    StoredReceipt,
    StoredRegistration,
    StoredTimestamp,
    Timestamp,
)
from intake.domain.visibility import VisibleSpan
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

    def has(self, identity: MailIdentity) -> bool:
        """Tell whether a mail is archived under this very identity."""
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
        """Return mails whose next stage may run: the oldest of every mailbox, then the next.

        So a mailbox with a thousand of them delays none of another. Within a mailbox they
        come in order of arrival; excluded ones keep their place in that order.
        """
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


class FolderMarkRepository(Protocol):
    """The last listing of each watched folder."""

    def mark(self, mailbox: str, folder: str) -> FolderMark | None:
        """Return the stored mark, which may be older than the last listing; None: none yet."""
        ...

    def put_mark(self, mailbox: str, folder: str, mark: FolderMark) -> None:
        """Replace the mark of a folder."""
        ...


class VisibilityRepository(Protocol):
    """From when to when each mailbox could be seen, or could not."""

    def begin(self, span: VisibleSpan) -> int:
        """Add a span and return its id."""
        ...

    def extend(self, span_id: int, until: datetime) -> None:
        """Let a span last until a moment; an earlier one than it lasts already changes nothing."""
        ...

    def latest(self, mailbox: str) -> VisibleSpan | None:
        """Return the span that began last."""
        ...

    def first(self, mailbox: str) -> datetime | None:
        """Return since when anything is known of a mailbox."""
        ...

    def between(self, mailbox: str, since: datetime, until: datetime) -> list[VisibleSpan]:
        """Return the spans that touch a period, in order of their begin, not cut to it."""
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


class ClockRepository(Protocol):
    """Readings of our own clock; none is ever changed or removed."""

    def add(self, reading: ClockReading) -> None:
        """Keep a reading."""
        ...

    def latest(self, reference: ClockReference, name: str) -> ClockReading | None:
        """Return the last reading against one clock."""
        ...

    def around(self, mailbox: str, moment: datetime) -> builtins.list[ClockReading]:
        """Return, of each clock that bears on a mailbox, the reading nearest to a moment.

        Those of every time server, and of the mailbox; none that is over a day away.
        """
        ...

    def deliveries(self, mailbox: str, since: datetime) -> builtins.list[tuple[datetime, datetime]]:
        """Return INTERNALDATE and the moment first seen of mails seen since a moment.

        At most the last 500, and none that was dated into the future.
        """
        ...


class ProviderRepository(Protocol):
    """The register of contracted providers: every import that ever was, and what is in force.

    In force for an office in a round is the last import that had rows for it.
    """

    def lock(self) -> None:
        """Wait until nobody else imports, and keep them waiting until the end of the unit."""
        ...

    def add(self, new: NewImport) -> int:
        """Keep an import with its rows; it is in force from then on. Returns its number."""
        ...

    def imports(self) -> list[StoredImport]:
        """Return all imports, the latest first."""
        ...

    def registers(self, round_id: str) -> dict[str, int]:
        """Return the number of the import in force of each office of a round that has one."""
        ...

    def matching(
        self, round_id: str, senders: Collection[str], kvk_numbers: Collection[str]
    ) -> tuple[Provider, ...]:
        """Return the providers in force that are found by any of these, with all contracts.

        Args:
            round_id: Of the round.
            senders: Comparable addresses and domains.
            kvk_numbers: Of eight digits.
        """
        ...

    def listed(
        self,
        *,
        round_id: str | None = None,
        zorgkantoor: str | None = None,
        kvk_number: str | None = None,
        in_force: bool = True,
    ) -> Iterator[ListedContract]:
        """Yield rows by round, office, name, KvK number and region, while the unit lasts.

        Without `in_force` also those of imports that were replaced.
        """
        ...


class EvidenceRepository(Protocol):
    """The evidence log, of which every event has an entry once its unit is committed."""

    def head(self) -> SealedEntry | None:
        """Return the newest entry."""
        ...

    def head_to_stamp(self) -> SealedEntry | None:
        """Return the newest entry when something happened since the last timestamp.

        That the log was stamped is nothing that happened.
        """
        ...

    def latest_timestamp(self) -> StoredTimestamp | None:
        """Return the timestamp that was obtained last."""
        ...

    def add_timestamp(self, entry: SealedEntry, stamp: Timestamp, at: datetime) -> None:
        """Keep a timestamp over an entry, with its event."""
        ...

    def last_detail(self, event: Event) -> dict[str, Any] | None:
        """Return what the last event of a name told; None when there was none."""
        ...


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


class FolderRepository(Protocol):
    """What watched folders held when they were looked into for the first time."""

    def note(self, look: FirstLook) -> None:
        """Keep the first look at a folder under a UIDVALIDITY; nothing happens afterwards."""
        ...

    def first_looks(self, mailbox: str) -> list[FirstLook]:
        """Return the first looks at all folders of a mailbox, oldest first."""
        ...

    def watched_since(self, mailbox: str) -> datetime | None:
        """Return when a mailbox was looked into, or a mail of it seen, for the first time."""
        ...

    def is_spam(self, mailbox: str, folder: str) -> bool:
        """Tell whether mail in a folder is treated as spam until it shows to be none."""
        ...


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
        """Sign a report off, with an event; may be done by several people.

        Raises:
            KeyError: There is no such report.
        """
        ...

    def signed_off(self, mailbox: str) -> SignedOff:
        """Return what signed reports of a mailbox name as missing or not in order."""
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
    def folder_marks(self) -> FolderMarkRepository: ...
    @property
    def visibility(self) -> VisibilityRepository: ...
    @property
    def receipts(self) -> ReceiptRepository: ...
    @property
    def registrations(self) -> RegistrationRepository: ...
    @property
    def clocks(self) -> ClockRepository: ...
    @property
    def providers(self) -> ProviderRepository: ...
    @property
    def evidence(self) -> EvidenceRepository: ...
    @property
    def folders(self) -> FolderRepository: ...
    @property
    def reconciliations(self) -> ReconciliationRepository: ...
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
