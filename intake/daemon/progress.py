"""What happens, told to whoever watches: the log of the daemon, the bar of a terminal."""

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

    def server_copy_refused(self, zorgkantoor: str, reason: str) -> None:
        """The server would not flag or move an archived mail; it stays as it is for now."""
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
