"""The `LetterSender` port without a mail server, with named failures."""

import threading
from enum import StrEnum

from intake.domain.errors import RecipientRefusedError, SendingUncertainError, TemporaryError
from intake.domain.receipt import Letter
from intake.domain.recipient import is_usable_address


class Conduct(StrEnum):
    """How a mail server behaves."""

    WELL = "well"
    REFUSES_FOR_NOW = "refuses_for_now"
    REFUSES_FOR_GOOD = "refuses_for_good"
    BREAKS_AFTER_DATA = "breaks_after_data"  # it took the letter and never says so
    SLOW = "slow"  # it answers once `hurry` is called


class MemoryLetterSender:
    """See `LetterSender`.

    Attributes:
        conduct: What becomes of the letters that are sent from now on.
        delivered: Letters that were taken, in order.
        attempts: Letters that were tried, in order.
    """

    def __init__(self, conduct: Conduct = Conduct.WELL) -> None:
        self.conduct = conduct
        self.delivered: list[Letter] = []
        self.attempts: list[Letter] = []
        self._lock = threading.Lock()
        self._hurry = threading.Event()
        self._is_closed = False

    def send(self, letter: Letter) -> str:
        with self._lock:
            self.attempts.append(letter)
            conduct = self.conduct
        if conduct is Conduct.SLOW:
            self._hurry.wait()
        if self._is_closed:
            raise TemporaryError("sending was stopped; start the daemon")
        if not is_usable_address(letter.recipient):
            raise RecipientRefusedError("no usable address; phone", answer="no usable address")
        if conduct is Conduct.REFUSES_FOR_NOW:
            raise TemporaryError("refused for now: 451 4.3.0 later; it is tried again")
        if conduct is Conduct.REFUSES_FOR_GOOD:
            answer = "550 5.1.1 no such user"
            raise RecipientRefusedError(f"refused for good: {answer}; phone", answer=answer)
        with self._lock:
            self.delivered.append(letter)
            number = len(self.delivered)
        if conduct is Conduct.BREAKS_AFTER_DATA:
            raise SendingUncertainError("no answer; the letter may have been delivered")
        return f"250 2.0.0 Ok: queued as {number}"

    def close(self) -> None:
        self._is_closed = True
        self._hurry.set()

    def hurry(self) -> None:
        """Let a slow server answer."""
        self._hurry.set()
