"""Two fetchers on one mailbox, of which one looks at a time. See `Fetcher`.

Side by side they would download the same mails at the same moment. Whoever waits finds
afterwards that everything is there.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from intake.ports import Clock, Mailbox
from intake.repositories import Storage
from intake.stages.archive import Archiver
from intake.stages.fetch import Fetcher, Looked


class FetcherInTurn(Fetcher):
    """See `Fetcher`.

    Args:
        turn: Shared by the fetchers of one mailbox in this process, e.g. a lock.
    """

    def __init__(
        self,
        name: str,
        mailbox: Mailbox,
        archiver: Archiver,
        storage: Storage,
        clock: Clock,
        *,
        turn: AbstractContextManager[object],
    ) -> None:
        super().__init__(name, mailbox, archiver, storage, clock)
        self._turn = turn

    def look(
        self,
        folder: str,
        stopped: Callable[[], bool],
        mails_wait: Callable[[], None] = lambda: None,
    ) -> Looked:
        """See `Fetcher.look`."""
        with self._turn:
            return super().look(folder, stopped, mails_wait)
