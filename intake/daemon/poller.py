"""One mailbox, one thread, one connection: looks again and again until it is told to stop.

IDLE is only a hint: it goes deaf after a while on many servers, so every folder is
looked into at the pace of `Tempo` anyway, which quickens near a deadline. On any doubt
the connection is dropped and made anew, after a pause that grows and is jittered, so
that a dead server is neither hammered nor forgotten. Other mailboxes never notice.
"""

import threading
import time
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

from intake.daemon.mailbox_look import MailboxLook, Surroundings
from intake.daemon.tempo import LONGEST_PAUSE
from intake.domain.errors import IntakeError, LoginRefusedError
from intake.ports import Mailbox
from intake.stages.fetch import Fetcher

_LONGEST_DOZE = 60.0  # seconds; then the calendar is asked anew: staff may extend a deadline


@dataclass(frozen=True)
class Watch:
    """How one mailbox is watched.

    Attributes:
        zorgkantoor: Its office, for the log.
        folders: At least one; the first is the one IDLE listens to.
        listen: Whether to listen for the server's hints between two looks.
        first_pause: Seconds before the first new try after a failure.
        further: Asked at each look, with the mailbox open, for folders beside those.
    """

    zorgkantoor: str
    folders: Sequence[str]
    listen: bool = True
    first_pause: float = 1.0
    further: Callable[[], Sequence[str]] = tuple


class Poller:
    """Watches one mailbox."""

    def __init__(
        self, mailbox: Mailbox, fetcher: Fetcher, watch: Watch, around: Surroundings
    ) -> None:
        self._mailbox = mailbox
        self._look = MailboxLook(
            mailbox, fetcher, lambda: (*watch.folders, *watch.further()), around
        )
        self._watch = watch
        self._around = around
        self._stop = threading.Event()
        self._failing = False

    def run(self) -> None:
        """Look until `stop` is called; never raises."""
        while not self._stop.is_set():
            try:
                self._connect()
                self._watch_on()
            except IntakeError as error:
                self._note_failure(error, self._watch.first_pause)
                self._stop.wait(self._watch.first_pause)
            except Exception as error:  # noqa: BLE001 - the watch over a mailbox must not end
                self._around.progress.fault(f"poller of {self._watch.zorgkantoor}", error)
                self._around.sight.lost(self._around.clock.now(), error)
                pause = self._around.tempo.now().pause(LONGEST_PAUSE, refused=False)
                self._stop.wait(pause)
            finally:
                self._mailbox.close()
        self._around.sight.stopped(self._around.clock.now())

    def look_once(self) -> None:
        """Look into every folder on a connection of its own; see `MailboxLook.look_once`."""
        self._look.look_once(self._stop.is_set)

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
                if self._stop.is_set():
                    return
                self._mailbox.close()
                self._mailbox.open()
                self._look.look(self._stop.is_set)
        if self._failing:
            self._failing = False
            self._around.progress.mailbox_reached(self._watch.zorgkantoor)

    def _watch_on(self) -> None:
        while not self._stop.is_set():
            self._rest()
            if not self._stop.is_set():
                self._look.look(self._stop.is_set)

    def _rest(self) -> None:
        """Wait until the next look is due, or the server hints at news."""
        began = time.monotonic()
        while not self._stop.is_set():
            left = self._around.tempo.now().seconds - (time.monotonic() - began)
            if left <= 0:
                return
            doze = min(left, _LONGEST_DOZE)
            if not self._watch.listen:
                self._stop.wait(doze)
            elif self._mailbox.wait(self._watch.folders[0], doze):
                return

    def _pause(self, state: RetryCallState) -> float:
        """Return the seconds before the next try, growing and jittered."""
        growing = wait_random_exponential(multiplier=self._watch.first_pause, max=LONGEST_PAUSE)
        error = state.outcome.exception() if state.outcome else None
        refused = isinstance(error, LoginRefusedError)
        return self._around.tempo.now().pause(growing(state), refused=refused)

    def _before_sleep(self, state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        pause = state.next_action.sleep if state.next_action else 0.0
        if error is not None:
            self._note_failure(error, pause)

    def _note_failure(self, error: BaseException, pause: float) -> None:
        if self._stop.is_set():
            return  # what breaks while we leave is no outage
        self._failing = True
        self._around.sight.lost(self._around.clock.now(), error)
        self._around.progress.mailbox_failed(self._watch.zorgkantoor, str(error), pause)
