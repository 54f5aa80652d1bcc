"""What is kept of searchable copies."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from intake.domain.searchable_copy import (
    CopyOfDocument,
    CopyState,
    OcrResult,
    StoredCopy,
    WantedCopy,
)


class CopyRepository(Protocol):
    """Copies by the content of their originals, and the documents of mails that want them."""

    def want(self, mail_id: int, wanted: Sequence[WantedCopy], at: datetime) -> None:
        """Queue copies of documents of a mail; those that are queued or made are not again.

        An event of the mail has to follow in the same unit.
        """
        ...

    def take_back(self) -> int:
        """Make what was running wait again, and return how many that were.

        For whoever begins, and knows that nobody else is at work.
        """
        ...

    def is_due(self, now: datetime) -> bool:
        """Tell whether a copy could be taken up."""
        ...

    def claim(self, now: datetime, until: datetime) -> StoredCopy | None:
        """Take up the copy that waits longest, one attempt more counted; None without any.

        Also one that somebody took up and did not finish in the time he had. Nobody else gets
        it before `until`.
        """
        ...

    def finish(self, copy: StoredCopy, result: OcrResult, at: datetime) -> None:
        """Keep what was made, with an event of every mail that wants it."""
        ...

    def give_up(self, copy: StoredCopy, state: CopyState, reason: str, at: datetime) -> None:
        """Keep why there will be no copy, with an event of every mail that wants it."""
        ...

    def retry(self, copy: StoredCopy, at: datetime) -> bool:
        """Have a copy that was given up wait again, as if nobody had tried it.

        Every mail that wants it gets an event, and is judged again after it. False when the
        copy is not given up, or not any more.
        """
        ...

    def by_original(self, prefix: str) -> list[CopyOfDocument]:
        """Return the documents whose SHA-256 begins so, by mail and number."""
        ...

    def postpone(
        self, copy: StoredCopy, until: datetime, reason: str, *, counts: bool = True
    ) -> None:
        """Make a copy wait again, until later; where it `counts`, with its attempt used up."""
        ...

    def ready_to_judge(self, now: datetime, limit: int) -> list[int]:
        """Return mails whose copies are all at their end, and that were not judged by them."""
        ...

    def judged(self, mail_id: int, at: datetime) -> None:
        """Keep that a mail was judged by the text of its copies."""
        ...

    def postpone_judging(self, mail_id: int, until: datetime) -> int:
        """Have a mail judged later; returns how often that was so."""
        ...

    def of_mail(self, mail_id: int) -> list[CopyOfDocument]:
        """Return the copies of the documents of a mail, by the number of the document."""
        ...

    def listed(
        self, state: CopyState | None = None, *, limit: int | None = None
    ) -> Iterator[CopyOfDocument]:
        """Yield documents with their copies, the latest queued first, while the unit lasts."""
        ...
