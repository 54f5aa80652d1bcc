"""What a poller of a test shares with its test."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from intake.daemon.backlog import Backlog
from intake.daemon.mailbox_look import Surroundings
from intake.daemon.sight import MailboxSight
from intake.daemon.tempo import Tempo
from intake.domain.pace import DeadlineMode
from intake.domain.round import StreamDeadline
from intake.ports import Clock
from tests.fakes.progress import RecordedProgress
from tests.world import ADDRESS

MODE = DeadlineMode(timedelta(hours=1), timedelta(hours=1), seconds=0.02, longest_pause=0.02)


@dataclass(frozen=True)
class RecordedSurroundings(Surroundings):
    """See `Surroundings`; what is told is remembered."""

    progress: RecordedProgress


def surroundings(
    clock: Clock,
    poll_seconds: float = 30,
    *,
    deadlines: Sequence[StreamDeadline] = (),
    backlog: Backlog | None = None,
) -> RecordedSurroundings:
    """Surroundings of the mailbox of VGZ, which hurries around the deadlines."""
    progress = RecordedProgress()
    return RecordedSurroundings(
        clock=clock,
        progress=progress,
        tempo=Tempo(
            "vgz",
            clock,
            lambda: deadlines,
            mode=MODE,
            poll_seconds=poll_seconds,
            progress=progress,
        ),
        sight=MailboxSight(ADDRESS, lambda: None),
        backlog=backlog or Backlog(),
        turn=threading.Lock(),
    )
