"""What a person sees of a drain: a bar on a terminal, plain lines elsewhere."""

import sys
import threading
from datetime import datetime
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from intake.cli.output import complain
from intake.domain.errors import SAYS_WHAT_TO_DO
from intake.flow import STAGES

_LAST_STAGE = STAGES[-1].name
_LINE_EVERY = 100  # mails; a log file need not have a line for each of thousands


class DrainProgress:
    """Counts what a drain does; see `Progress` for the calls. Threads may call at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.count_archived = 0
        self._through: set[int] = set()
        self.count_held = 0
        self.count_failed = 0
        self._postponed: dict[int, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to end; a subclass may have a display."""

    @property
    def count_done(self) -> int:
        """Mails that are through to the end."""
        return len(self._through)

    @property
    def count_postponed(self) -> int:
        """Mails of which a stage waits for another try."""
        return len(self._postponed)

    def postponed_reasons(self) -> list[str]:
        """Return each reason once."""
        return sorted(set(self._postponed.values()))

    def summary(self) -> str:
        """Return one line for the end."""
        return (
            f"{self.count_archived} archived, {self.count_done} through to the end, "
            f"{self.count_held} held, {self.count_postponed} to be tried again, "
            f"{self.count_failed} receipts failed"
        )

    def mail_archived(self, zorgkantoor: str, mail_id: int) -> None:
        del zorgkantoor, mail_id
        with self._lock:
            self.count_archived += 1
            self.show()

    def stage_done(self, stage: str, mail_id: int) -> None:
        with self._lock:
            self._postponed.pop(mail_id, None)
            # A mail may come back from the last stage once, for a letter on a virus.
            self._through.discard(mail_id)
            if stage == _LAST_STAGE:
                self._through.add(mail_id)
                self.show()

    def postponed(self, stage: str, mail_id: int, reason: str) -> None:
        with self._lock:
            self._postponed[mail_id] = f"{stage}: {reason}"

    def receipt_failed(self, mail_id: int, answer: str) -> None:
        with self._lock:
            self.count_failed += 1
        complain(f"intake: the receipt of mail {mail_id} will not arrive: {answer}")

    def held(self, stage: str, mail_id: int, reason: str) -> None:
        with self._lock:
            self.count_held += 1
        complain(f"intake: mail {mail_id} is held in stage {stage}: {reason}")

    def mailbox_reached(self, zorgkantoor: str) -> None:
        """A drain looks once, so there is nothing to tell."""

    def mailbox_failed(self, zorgkantoor: str, reason: str, seconds: float) -> None:
        """A drain looks once and tells of failures at its end."""

    def deadline_mode_begun(self, zorgkantoor: str, until: datetime) -> None:
        """A drain looks once, whatever the hour."""

    def deadline_mode_ended(self, zorgkantoor: str) -> None:
        """See `deadline_mode_begun`."""

    def server_copy_refused(self, zorgkantoor: str, reason: str) -> None:
        complain(f"intake: mailbox of {zorgkantoor}: {reason}")

    def clock_unread(self, name: str, reason: str) -> None:
        complain(f"intake: clock against {name}: {reason}")

    def clock_off(self, name: str, low: float | None, high: float) -> None:
        """A drain compares no clocks, so there is nothing to tell."""

    def evidence_failed(self, what: str, reason: str, seconds: float) -> None:
        del seconds
        complain(f"intake: {what}: {reason}")

    def reconciled(self, zorgkantoor: str, number: int, figures: dict[str, int]) -> None:
        """A drain does not reconcile."""

    def out_of_balance(
        self, zorgkantoor: str, number: int, figures: dict[str, int], findings: list[str]
    ) -> None:
        """A drain does not reconcile."""

    def fault(self, where: str, error: BaseException) -> None:
        is_told = isinstance(error, SAYS_WHAT_TO_DO)
        complain(f"intake: {where}: {error if is_told else f'unforeseen {type(error).__name__}'}")

    def show(self) -> None:
        """Show the counts; called with the lock held."""


class LineProgress(DrainProgress):
    """A line now and then, for pipes and log files."""

    def __init__(self) -> None:
        super().__init__()
        self._next_line = _LINE_EVERY

    def show(self) -> None:
        if self.count_done >= self._next_line:
            self._next_line += _LINE_EVERY
            sys.stderr.write(f"{self.summary()}\n")


class BarProgress(DrainProgress):
    """A bar that moves."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self._task = self._bar.add_task("mails", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def show(self) -> None:
        self._bar.update(self._task, completed=self.count_done, total=self.count_archived)
