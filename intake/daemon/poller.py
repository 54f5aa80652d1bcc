"""One mailbox, one thread, one connection: looks again and again until it is told to stop.

IDLE is only a hint: it goes deaf after a while on many servers, so every folder is
looked into at each round of `poll_seconds` anyway. On any doubt the connection is
dropped and made anew, after a pause that grows and is jittered, so that a dead
server is neither hammered nor forgotten. Other mailboxes never notice.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    sleep_using_event,
    stop_when_event_set,
    wait_random_exponential,
)

from intake.daemon.progress import Progress
from intake.domain.errors import (
    ConfigurationError,
    IntakeError,
    LoginRefusedError,
    MailUnavailableError,
    ServerUnreachableError,
)
from intake.ports import Mailbox
from intake.stages.fetch import Fetcher

_LONGEST_PAUSE = 60.0  # seconds; a mailbox that comes back is seen within this
_CONNECTIONS_OF_ONE_LOOK = 3  # a server that breaks more of them is left for another time


@dataclass(frozen=True)
class Watch:
    """How one mailbox is watched.

    Attributes:
        zorgkantoor: Its office, for the log.
        folders: At least one; the first is the one IDLE listens to.
        poll_seconds: Every folder is looked into at least this often.
        listen: Whether to listen for the server's hints between two looks.
        first_pause: Seconds before the first new try after a failure.
        further: Asked at each look, with the mailbox open, for folders beside those.
    """

    zorgkantoor: str
    folders: Sequence[str]
    poll_seconds: float
    listen: bool = True
    first_pause: float = 1.0
    further: Callable[[], Sequence[str]] = tuple


class Poller:
    """Watches one mailbox."""

    def __init__(
        self, mailbox: Mailbox, fetcher: Fetcher, watch: Watch, progress: Progress
    ) -> None:
        self._mailbox = mailbox
        self._fetcher = fetcher
        self._watch = watch
        self._progress = progress
        self._stop = threading.Event()
        self._failing = False

    def run(self) -> None:
        """Look until `stop` is called; never raises."""
        while not self._stop.is_set():
            try:
                self._connect()
                self._watch_on()
            except IntakeError as error:
                self._note_failure(str(error), self._watch.first_pause)
                self._stop.wait(self._watch.first_pause)
            except Exception as error:  # noqa: BLE001 - the watch over a mailbox must not end
                self._progress.fault(f"poller of {self._watch.zorgkantoor}", error)
                self._stop.wait(_LONGEST_PAUSE)
            finally:
                self._mailbox.close()

    def look_once(self) -> None:
        """Look into every folder; a mail at which the server hangs up does not end it.

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
                    undelivered = self._look()
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

    def stop(self) -> None:
        """Make `run` return soon."""
        self._stop.set()
        self._mailbox.interrupt()

    def _connect(self) -> None:
        """Open and look, trying again with growing pauses until it works or we stop."""
        for attempt in Retrying(
            retry=retry_if_exception_type(IntakeError),
            wait=self._pause,
            stop=stop_when_event_set(self._stop),
            sleep=sleep_using_event(self._stop),
            before_sleep=self._before_sleep,
            reraise=True,
        ):
            with attempt:
                self._mailbox.close()
                self._mailbox.open()
                self._look()
        if self._failing:
            self._failing = False
            self._progress.mailbox_reached(self._watch.zorgkantoor)

    def _watch_on(self) -> None:
        while not self._stop.is_set():
            if self._watch.listen:
                self._mailbox.wait(self._watch.folders[0], self._watch.poll_seconds)
            else:
                self._stop.wait(self._watch.poll_seconds)
            if not self._stop.is_set():
                self._look()

    def _look(self) -> int:
        """Look into every folder, also when one of them does not exist.

        Returns:
            How many mails were listed and not delivered.

        Raises:
            ConfigurationError: A folder does not exist; the others were looked into.
        """
        absent: ConfigurationError | None = None
        undelivered = 0
        for folder in (*self._watch.folders, *self._watch.further()):
            try:
                undelivered += self._fetcher.look(folder, self._stop.is_set).troubled
            except ConfigurationError as error:
                absent = absent or error
        if absent is not None:
            raise absent
        return undelivered

    def _pause(self, state: RetryCallState) -> float:
        """Return the seconds before the next try, growing and jittered."""
        pause = wait_random_exponential(multiplier=self._watch.first_pause, max=_LONGEST_PAUSE)(
            state
        )
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, LoginRefusedError):
            # A few wrong passwords in a row lock an account on many servers.
            return max(pause, self._watch.poll_seconds)
        return pause

    def _before_sleep(self, state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        pause = state.next_action.sleep if state.next_action else 0.0
        self._note_failure(str(error), pause)

    def _note_failure(self, reason: str, pause: float) -> None:
        self._failing = True
        self._progress.mailbox_failed(self._watch.zorgkantoor, reason, pause)
