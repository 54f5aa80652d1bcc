"""Progress as structured log events: a constant name, identifiers as fields, no personal data."""

from datetime import datetime

import structlog

from intake.domain.errors import SAYS_WHAT_TO_DO
from intake.domain.moments import iso


class LogProgress:
    """See `Progress`."""

    def __init__(self) -> None:
        self._log = structlog.get_logger("intake")

    def mail_archived(self, zorgkantoor: str, mail_id: int) -> None:
        self._log.info("mail_archived", zorgkantoor=zorgkantoor, mail_id=mail_id)

    def stage_done(self, stage: str, mail_id: int) -> None:
        self._log.info("stage_done", stage=stage, mail_id=mail_id)

    def postponed(self, stage: str, mail_id: int, reason: str) -> None:
        self._log.warning("stage_postponed", stage=stage, mail_id=mail_id, reason=reason)

    def receipt_failed(self, mail_id: int, answer: str) -> None:
        self._log.error("receipt_failed", mail_id=mail_id, answer=answer)

    def held(self, stage: str, mail_id: int, reason: str) -> None:
        self._log.error("mail_held", stage=stage, mail_id=mail_id, reason=reason)

    def mailbox_reached(self, zorgkantoor: str) -> None:
        self._log.info("mailbox_reached", zorgkantoor=zorgkantoor)

    def mailbox_failed(self, zorgkantoor: str, reason: str, seconds: float) -> None:
        self._log.warning(
            "mailbox_failed", zorgkantoor=zorgkantoor, reason=reason, next_try_s=round(seconds, 1)
        )

    def deadline_mode_begun(self, zorgkantoor: str, until: datetime) -> None:
        self._log.info("deadline_mode_begun", zorgkantoor=zorgkantoor, until=iso(until))

    def deadline_mode_ended(self, zorgkantoor: str) -> None:
        self._log.info("deadline_mode_ended", zorgkantoor=zorgkantoor)

    def server_copy_refused(self, zorgkantoor: str, reason: str) -> None:
        self._log.warning("server_copy_refused", zorgkantoor=zorgkantoor, reason=reason)

    def clock_unread(self, name: str, reason: str) -> None:
        self._log.warning("clock_unread", clock=name, reason=reason)

    def clock_off(self, name: str, low: float | None, high: float) -> None:
        self._log.warning(
            "clock_off",
            clock=name,
            ahead_at_least_s=None if low is None else round(low, 3),
            ahead_at_most_s=round(high, 3),
            remedy="let a time service such as chrony set the clock of this machine, "
            "or have that of the other server looked at",
        )

    def evidence_failed(self, what: str, reason: str, seconds: float) -> None:
        self._log.warning("evidence_failed", what=what, reason=reason, next_try_s=round(seconds, 1))

    def reconciled(self, zorgkantoor: str, number: int, figures: dict[str, int]) -> None:
        self._log.info("reconciled", zorgkantoor=zorgkantoor, reconciliation=number, **figures)

    def out_of_balance(
        self, zorgkantoor: str, number: int, figures: dict[str, int], findings: list[str]
    ) -> None:
        self._log.warning(
            "out_of_balance",
            zorgkantoor=zorgkantoor,
            reconciliation=number,
            findings=findings,
            **figures,
        )

    def fault(self, where: str, error: BaseException) -> None:
        # The message of a foreign exception may carry what a mail said; its type and
        # the place in our code are what ops and developers need.
        last = error.__traceback__
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        place = f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else ""
        told = {"reason": str(error)} if isinstance(error, SAYS_WHAT_TO_DO) else {}
        self._log.error("fault", where=where, error=type(error).__name__, place=place, **told)
