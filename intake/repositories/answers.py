"""What is kept of what becomes of a mail: receipts, registrations, assessments."""

import builtins
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from intake.domain.deadline import TimeVerdict
from intake.domain.lifecycle import ReceiptState
from intake.domain.receipt import Letter
from intake.domain.records import (
    Checks,
    StoredAssessment,
    StoredReceipt,
    StoredRegistration,
)


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
        told: TimeVerdict | None,
    ) -> StoredReceipt:
        """Add a letter in state `pending`, with its event; the existing one when it is there.

        Args:
            mail_id: Of the mail that it answers.
            kind: Of the letter; one mail gets one of each.
            letter: As it is to be sent.
            sha256: Of its bytes in the archive.
            written_at: UTC.
            told: The verdict of the machine as the letter tells it; None when it tells none.
                Kept in the event: a clock that was set back cannot tell what a letter knew.
        """
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
        """Keep verdict, flags and what is missing anew, of the registration a mail made if any."""
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
        self,
        *,
        zorgkantoor: str | None = None,
        limit: int | None = None,
        superseded: bool = False,
    ) -> Iterable[StoredAssessment]:
        """Return queued rows, the first received first; superseded ones where asked for."""
        ...

    def handed_over(self, mail_id: int) -> builtins.list[StoredAssessment]:
        """Return all rows of the registration a mail made, by version and region."""
        ...
