"""What happens, told to whoever watches: the log of the daemon, the bar of a terminal."""

from datetime import datetime
from typing import Protocol


class Progress(Protocol):
    """Told of each step; must return at once and never raise."""

    def mail_archived(self, zorgkantoor: str, mail_id: int) -> None:
        """A new mail is durable."""
        ...

    def stage_done(self, stage: str, mail_id: int) -> None:
        """A stage of a mail is committed."""
        ...

    def postponed(self, stage: str, mail_id: int, reason: str) -> None:
        """A stage of a mail will be tried again later."""
        ...

    def receipt_failed(self, mail_id: int, answer: str) -> None:
        """A receipt will not arrive: refused for good, or given up."""
        ...

    def held(self, stage: str, mail_id: int, reason: str) -> None:
        """A mail was put aside for staff."""
        ...

    def mailbox_reached(self, zorgkantoor: str) -> None:
        """A mailbox could be looked into after it could not."""
        ...

    def mailbox_failed(self, zorgkantoor: str, reason: str, seconds: float) -> None:
        """A look into a mailbox failed; the next one comes after so many seconds."""
        ...

    def deadline_mode_begun(self, zorgkantoor: str, until: datetime) -> None:
        """A mailbox is looked into every few seconds, because a deadline is near."""
        ...

    def deadline_mode_ended(self, zorgkantoor: str) -> None:
        """A mailbox is looked into at its usual pace again."""
        ...

    def server_copy_refused(self, zorgkantoor: str, reason: str) -> None:
        """The server would not flag or move an archived mail; it stays as it is for now."""
        ...

    def clock_unread(self, name: str, reason: str) -> None:
        """Our clock could not be compared with another; it is tried again."""
        ...

    def clock_off(self, name: str, low: float | None, high: float) -> None:
        """Our clock is surely off by more than the tolerance: ahead by `low` to `high` seconds."""
        ...

    def evidence_failed(self, what: str, reason: str, seconds: float) -> None:
        """Something could not be put into evidence; the next try comes after so many seconds."""
        ...

    def reconciled(self, zorgkantoor: str, number: int, figures: dict[str, int]) -> None:
        """A mailbox was reconciled, and everything is in order."""
        ...

    def out_of_balance(
        self, zorgkantoor: str, number: int, figures: dict[str, int], findings: list[str]
    ) -> None:
        """A mailbox was reconciled, and something is not in order; by the codes of findings."""
        ...

    def fault(self, where: str, error: BaseException) -> None:
        """Something happened that nobody foresaw; the work goes on."""
        ...
