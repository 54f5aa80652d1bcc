"""The pace of one mailbox: asked before every wait, and told when it changes."""

from collections.abc import Callable, Sequence

from intake.daemon.progress import Progress
from intake.domain.errors import IntakeError
from intake.domain.pace import DeadlineMode, Pace, pace_at
from intake.domain.round import StreamDeadline
from intake.ports import Clock

LONGEST_PAUSE = 60.0
"""Seconds; a mailbox that comes back is seen within this."""


class Tempo:
    """How one mailbox is looked into now; used by one thread.

    Args:
        zorgkantoor: Its office, for the log.
        clock: Tells where in the calendar we are.
        deadlines: Those that matter to the mailbox. Asked each time, since staff may extend
            one; while they cannot be had, the last ones that could count.
        mode: The window around each.
        poll_seconds: Between two looks outside a window.
        progress: Told when deadline mode begins and ends.
    """

    def __init__(
        self,
        zorgkantoor: str,
        clock: Clock,
        deadlines: Callable[[], Sequence[StreamDeadline]],
        *,
        mode: DeadlineMode,
        poll_seconds: float,
        progress: Progress,
    ) -> None:
        self._zorgkantoor = zorgkantoor
        self._clock = clock
        self._deadlines = deadlines
        self._mode = mode
        self._poll_seconds = poll_seconds
        self._progress = progress
        self._known: Sequence[StreamDeadline] = ()
        self._hurried = False
        self._is_failing = False

    def now(self) -> Pace:
        """Return the pace at this moment; never raises."""
        self._read_deadlines()
        pace = pace_at(
            self._clock.now(),
            [item.boundary.at for item in self._known],
            self._mode,
            ordinary=self._poll_seconds,
            longest_pause=LONGEST_PAUSE,
        )
        if pace.hurried and not self._hurried and pace.changes_at is not None:
            self._progress.deadline_mode_begun(self._zorgkantoor, pace.changes_at)
        if self._hurried and not pace.hurried:
            self._progress.deadline_mode_ended(self._zorgkantoor)
        self._hurried = pace.hurried
        return pace

    def _read_deadlines(self) -> None:
        try:
            self._known = self._deadlines()
        except IntakeError as error:
            if not self._is_failing:
                self._progress.fault(f"deadlines of {self._zorgkantoor}", error)
            self._is_failing = True
        else:
            self._is_failing = False
