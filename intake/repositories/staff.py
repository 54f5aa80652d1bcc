"""What decisions, extended deadlines and accounts need from storage. See `intake.repositories`.

Every moment that goes in or comes out is aware; storage keeps it in UTC.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from intake.domain.deadline import TimeVerdict
from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.kind_decision import KindDecision
from intake.domain.mail import MailKind
from intake.domain.staff import StaffMember
from intake.domain.time_decision import TimeDecision


@dataclass(frozen=True)
class TimeCase:
    """A mail whose time people decide, as the work list shows it.

    Attributes:
        verdict: Of the machine; None when the mail has no deadline any more.
        decided: What people decided; None while nobody did.
        decided_at: None while nobody did, and where it has to be decided again.
        had_decision: Whether people ever decided, also where that was withdrawn.
    """

    mail_id: int
    reference: str
    mailbox: str
    zorgkantoor: str
    round: str
    kind: MailKind
    sender: str | None
    subject: str | None
    received_at: datetime
    verdict: TimeVerdict | None
    decided: TimeVerdict | None
    decided_at: datetime | None
    had_decision: bool = False

    @property
    def is_withdrawn(self) -> bool:
        """Whether people decided and took that back, so that it waits as if nobody had."""
        return self.had_decision and self.decided is None

    @property
    def is_again(self) -> bool:
        """Whether it was decided, and the machine judged otherwise since."""
        return self.decided is not None and self.decided_at is None


@dataclass(frozen=True)
class CaseFilter:
    """Which cases are asked for.

    Attributes:
        decided: Whether those that were decided, or those that wait.
        zorgkantoren: Only of these; None: of all.
        verdict: Only with this verdict of the machine; None: any.
        kind: Only mails of this kind; None: any.
    """

    decided: bool
    zorgkantoren: tuple[str, ...] | None
    verdict: TimeVerdict | None = None
    kind: MailKind | None = None


class CaseRepository(Protocol):
    """The work list; it follows from verdicts and decisions by itself."""

    def listed(self, asked: CaseFilter, *, limit: int, offset: int = 0) -> list[TimeCase]:
        """Return a part of the cases.

        Those that wait: disputed first, then late, each the longest waiting first. Those
        that were decided: the latest decided first.
        """
        ...

    def count(self, asked: CaseFilter) -> int:
        """Return how many cases there are."""
        ...

    def reopen(self, mail_id: int) -> None:
        """Let a case that was decided wait again; its decision stays in force meanwhile."""
        ...

    def is_reopened(self, mail_id: int) -> bool:
        """Tell whether a mail was decided and waits again."""
        ...

    def after(
        self, mail_id: int, round_: str, zorgkantoor: str | None, limit: int | None = None
    ) -> list[int]:
        """Return ids of the mails of a round with a case, beyond an id, in ascending order."""
        ...


class DecisionRepository(Protocol):
    """Decisions on time; rows are never changed or removed."""

    def of_mail(self, mail_id: int) -> list[TimeDecision]:
        """Return the decisions on a mail, oldest first."""
        ...

    def latest(self, mail_id: int) -> TimeDecision | None:
        """Return the one that counts."""
        ...

    def add(self, decision: TimeDecision) -> bool:
        """Add a decision with its event; False when its number is taken: somebody was faster."""
        ...


class KindDecisionRepository(Protocol):
    """What people say documents are; rows are never changed or removed."""

    def of_mail(self, mail_id: int) -> list[KindDecision]:
        """Return the decisions on documents of a mail, oldest first."""
        ...

    def all(self) -> Iterator[KindDecision]:
        """Yield the decisions on all mails, oldest first of each mail."""
        ...

    def add(self, decision: KindDecision) -> bool:
        """Add a decision with its event; False when its number is taken: somebody was faster."""
        ...


@dataclass(frozen=True)
class Rejudging:
    """How far the mails of an extended deadline have been judged again.

    Attributes:
        last_mail_id: The last one that was looked at; 0 at the beginning.
        changed: How many got another judgement so far.
    """

    extension: DeadlineExtension
    last_mail_id: int
    changed: int


class ExtensionRepository(Protocol):
    """Extended deadlines; rows are never changed or removed."""

    def keep_still(self) -> None:
        """Let nobody extend a deadline until this unit ends; others may do the same."""
        ...

    def take_turn(self) -> None:
        """Wait for the units that keep deadlines still; then nobody else begins one."""
        ...

    def of_round(self, round_: str) -> tuple[DeadlineExtension, ...]:
        """Return all extensions of a round, oldest first."""
        ...

    def add(self, extension: DeadlineExtension) -> DeadlineExtension:
        """Add an extension with its event, to be rejudged; returns it with its id."""
        ...

    def mails_judged_again(self, extension_id: int) -> list[int]:
        """Return the mails that an extension gave another verdict so far, in ascending order."""
        ...

    def unfinished(self) -> list[Rejudging]:
        """Return what has not been judged again to the end, oldest first."""
        ...

    def rejudged(self, extension_id: int, last_mail_id: int, *, changed: int) -> None:
        """Keep how far an extension has come; `changed` is added to what it changed."""
        ...

    def finish(self, extension_id: int, at: datetime) -> None:
        """Keep that all mails of an extension have been judged again."""
        ...


class StaffRepository(Protocol):
    """Accounts, sessions and failed tries to sign in; changes of accounts are events."""

    def add(self, member: StaffMember, password_hash: str, at: datetime) -> StaffMember | None:
        """Add an account (its id is ignored); None when the sign-in name is taken."""
        ...

    def by_account(self, account: str) -> StaffMember | None:
        """Return the account of a sign-in name, disabled ones too."""
        ...

    def all(self) -> list[StaffMember]:
        """Return all accounts by name."""
        ...

    def password_hash(self, staff_id: int) -> str:
        """Return the hash of a password; raises KeyError."""
        ...

    def set_password(self, staff_id: int, password_hash: str) -> None:
        """Replace a password and end all sessions of the account, with an event."""
        ...

    def rehash(self, staff_id: int, password_hash: str) -> None:
        """Keep the same password in a stronger form."""
        ...

    def set_disabled(self, staff_id: int, at: datetime | None) -> None:
        """Disable an account and end its sessions, or enable it again (None); with an event."""
        ...

    def start_session(
        self, staff_id: int, token_sha256: str, at: datetime, ends_at: datetime
    ) -> None:
        """Begin a session, and forget those that ended."""
        ...

    def of_session(self, token_sha256: str, now: datetime) -> StaffMember | None:
        """Return whose session it is; None when it ended or its account is disabled."""
        ...

    def end_session(self, token_sha256: str) -> None:
        """End a session; nothing happens when there is none."""
        ...

    def failures(self, account_sha256: str, since: datetime) -> Sequence[datetime]:
        """Return when tries under a name from an address failed; one caller at a time.

        `account_sha256` is of both together, see `intake.web.sign_in`.
        """
        ...

    def add_failure(self, account_sha256: str, at: datetime, forget_before: datetime) -> None:
        """Note a failed try, and forget old ones."""
        ...

    def forget_failures(self, account_sha256: str) -> None:
        """Forget the tries under a name from an address, since its owner got in."""
        ...
