"""Progress that is remembered, for tests."""

from datetime import datetime


class RecordedProgress:
    """See `Progress`."""

    def __init__(self) -> None:
        self.archived: list[int] = []
        self.done: list[tuple[str, int]] = []
        self.postpones: list[tuple[str, int, str]] = []
        self.holds: list[tuple[str, int, str]] = []
        self.reached: list[str] = []
        self.failures: list[tuple[str, str]] = []
        self.failed: list[tuple[int, str]] = []
        self.hurries: list[tuple[str, datetime | None]] = []
        self.pauses: list[float] = []
        self.refusals: list[tuple[str, str]] = []
        self.clocks_unread: list[tuple[str, str]] = []
        self.clocks_off: list[tuple[str, float | None, float]] = []
        self.evidence_failures: list[tuple[str, str, float]] = []
        self.reconciliations: list[tuple[str, int, list[str]]] = []
        self.faults: list[tuple[str, BaseException]] = []

    def mail_archived(self, zorgkantoor: str, mail_id: int) -> None:
        del zorgkantoor
        self.archived.append(mail_id)

    def stage_done(self, stage: str, mail_id: int) -> None:
        self.done.append((stage, mail_id))

    def postponed(self, stage: str, mail_id: int, reason: str) -> None:
        self.postpones.append((stage, mail_id, reason))

    def receipt_failed(self, mail_id: int, answer: str) -> None:
        self.failed.append((mail_id, answer))

    def held(self, stage: str, mail_id: int, reason: str) -> None:
        self.holds.append((stage, mail_id, reason))

    def mailbox_reached(self, zorgkantoor: str) -> None:
        self.reached.append(zorgkantoor)

    def mailbox_failed(self, zorgkantoor: str, reason: str, seconds: float) -> None:
        self.pauses.append(seconds)
        self.failures.append((zorgkantoor, reason))

    def deadline_mode_begun(self, zorgkantoor: str, until: datetime) -> None:
        self.hurries.append((zorgkantoor, until))

    def deadline_mode_ended(self, zorgkantoor: str) -> None:
        self.hurries.append((zorgkantoor, None))

    def server_copy_refused(self, zorgkantoor: str, reason: str) -> None:
        self.refusals.append((zorgkantoor, reason))

    def clock_unread(self, name: str, reason: str) -> None:
        self.clocks_unread.append((name, reason))

    def clock_off(self, name: str, low: float | None, high: float) -> None:
        self.clocks_off.append((name, low, high))

    def evidence_failed(self, what: str, reason: str, seconds: float) -> None:
        self.evidence_failures.append((what, reason, seconds))

    def reconciled(self, zorgkantoor: str, number: int, figures: dict[str, int]) -> None:
        del figures
        self.reconciliations.append((zorgkantoor, number, []))

    def out_of_balance(
        self, zorgkantoor: str, number: int, figures: dict[str, int], findings: list[str]
    ) -> None:
        del figures
        self.reconciliations.append((zorgkantoor, number, findings))

    def fault(self, where: str, error: BaseException) -> None:
        self.faults.append((where, error))
