"""The signals that end the demo: heeded between two steps, held back within one."""

import signal
from types import FrameType
from typing import Final

STOPPING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopSignals:
    """Turns SIGINT, SIGTERM and SIGHUP into a `KeyboardInterrupt`, at a moment that suits.

    Until `hold` any moment does. From then on there are servers, and an interrupt within what
    starts or stops one would leave it behind: a signal is kept for the next `look`.
    """

    def __init__(self) -> None:
        self._caught = False
        self._interrupts = True

    def listen(self) -> None:
        """Catch them from now on, also where whoever started us ignored or blocked them.

        A shell without job control starts what it puts in the background with SIGINT ignored,
        and `nohup` does the same with SIGHUP.
        """
        for number in STOPPING:
            signal.signal(number, self._on_signal)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)

    def hold(self) -> None:
        """Let no signal interrupt anything from now on."""
        self._interrupts = False

    def look(self) -> None:
        """Raise KeyboardInterrupt when a signal came."""
        if self._caught:
            raise KeyboardInterrupt

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._caught = True
        if self._interrupts:
            raise KeyboardInterrupt
