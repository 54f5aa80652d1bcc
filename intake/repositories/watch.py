"""What is kept of the watch over mailboxes and our clock."""

import builtins
from datetime import datetime
from typing import Protocol

from intake.domain.clock_reading import ClockReading, ClockReference
from intake.domain.folder_mark import FolderMark
from intake.domain.reconciliation import FirstLook
from intake.domain.visibility import VisibleSpan


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
        """Add a span, with its event, and return its id."""
        ...

    def extend(self, span_id: int, until: datetime) -> None:
        """Let a span last until a moment; an earlier one than it lasts already changes nothing."""
        ...

    def latest(self, mailbox: str) -> VisibleSpan | None:
        """Return the span that was written last, which after a clock was set back began earlier."""
        ...

    def first(self, mailbox: str) -> datetime | None:
        """Return since when anything is known of a mailbox."""
        ...

    def mailboxes(self) -> list[str]:
        """Return every name under which a span is kept, also of mailboxes no longer watched."""
        ...

    def between(self, mailbox: str, since: datetime, until: datetime) -> list[VisibleSpan]:
        """Return the spans that touch a period, not cut to it, in the order they were written.

        With those that were written later than the first of them and lie before the period, as
        they do where a clock was set back.
        """
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
