"""One look into a mailbox: all its folders, and nobody else meanwhile."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from intake.daemon.backlog import Backlog
from intake.daemon.progress import Progress
from intake.daemon.sight import MailboxSight
from intake.daemon.tempo import Tempo
from intake.domain.errors import ConfigurationError, MailUnavailableError, ServerUnreachableError
from intake.ports import Clock, Mailbox
from intake.stages.fetch import Fetcher

_CONNECTIONS_OF_ONE_LOOK = 3  # a server that breaks more of them is left for another time


@dataclass(frozen=True)
class Surroundings:
    """What the watch over a mailbox shares with the rest of the daemon.

    Attributes:
        clock: For the moments at which the mailbox was seen.
        progress: Told of what happens.
        tempo: How often to look.
        sight: Told of every look.
        backlog: Told while there is mail to archive before everything else.
        turn: Held during a look, so that nobody else looks into the mailbox meanwhile.
    """

    clock: Clock
    progress: Progress
    tempo: Tempo
    sight: MailboxSight
    backlog: Backlog
    turn: threading.Lock


class MailboxLook:
    """Looks into one mailbox; `folders` is asked at each look, with the mailbox open."""

    def __init__(
        self,
        mailbox: Mailbox,
        fetcher: Fetcher,
        folders: Callable[[], Sequence[str]],
        around: Surroundings,
    ) -> None:
        self._mailbox = mailbox
        self._fetcher = fetcher
        self._folders = folders
        self._around = around

    def look(self, stopped: Callable[[], bool]) -> int:
        """Look into every folder, also when one of them does not exist.

        Args:
            stopped: Asked between two mails; the rest is left for another look.

        Returns:
            How many mails were listed and not delivered.

        Raises:
            ConfigurationError: A folder does not exist; the others were looked into.
            TemporaryError: Server, archive or database failed.
        """
        absent: ConfigurationError | None = None
        undelivered = 0
        with self._turn():
            for folder in self._folders():
                try:
                    looked = self._fetcher.look(folder, stopped, self._mails_wait)
                    undelivered += looked.troubled
                except ConfigurationError as error:
                    absent = absent or error
                finally:
                    self._around.backlog.end(self)
        if absent is not None:
            raise absent
        self._around.sight.seen(self._around.clock.now())
        return undelivered

    def look_once(self, stopped: Callable[[], bool]) -> None:
        """Connect and look; a mail at which the server hangs up does not end it.

        Such a mail is put aside, and the rest is looked at on a new connection.

        Raises:
            IntakeError: The mailbox could not be looked into, or did not deliver a mail.
        """
        broken: ServerUnreachableError | None = None
        undelivered = 0
        try:
            for _ in range(_CONNECTIONS_OF_ONE_LOOK):
                self._mailbox.open()
                try:
                    undelivered = self.look(stopped)
                    break
                except ServerUnreachableError as error:
                    broken = error
        finally:
            self._mailbox.close()
        if broken is not None:
            raise broken
        if undelivered:
            raise MailUnavailableError(
                f"{undelivered} mails are listed and not delivered; see `intake held list`, and "
                "open them in a mail program"
            )

    def _mails_wait(self) -> None:
        if self._around.tempo.now().hurried:
            self._around.backlog.begin(self)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Keep others out of the mailbox, and wait for them for as long as a pause may last.

        Two who look at once do no harm, since the database takes a mail once; a look that
        does not come does, when a deadline is near.
        """
        pace = self._around.tempo.now()
        began = time.monotonic()
        held = self._around.turn.acquire(timeout=pace.longest_pause)
        waited = min(time.monotonic() - began, pace.longest_pause)
        self._around.sight.expect(pace.seconds, waited)
        try:
            yield
        finally:
            if held:
                self._around.turn.release()
