"""What is kept of mails, and of those that could not be fetched."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from intake.domain.deadline import TimeVerdict
from intake.domain.lifecycle import Event, MailState
from intake.domain.mail import MailKind, ParsedMail
from intake.domain.records import (
    ArrivedMail,
    Checks,
    FetchTrouble,
    MailIdentity,
    ServerCopy,
    StoredEvent,
    StoredMail,
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
