"""A mailbox in front of another one, which passes everything on. See `Mailbox`.

Whoever wants to change one thing about a mailbox overrides that one.
"""

from collections.abc import Sequence

from intake.domain.folders import MailFolder
from intake.domain.records import ServerCopy
from intake.ports import FolderListing, Mailbox, MailDescription, Sink


class MailboxInFront:
    """See `Mailbox`."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    def open(self) -> None:
        self._mailbox.open()

    def close(self) -> None:
        self._mailbox.close()

    def folders(self) -> tuple[MailFolder, ...]:
        return self._mailbox.folders()

    def listing(self, folder: str) -> FolderListing:
        return self._mailbox.listing(folder)

    def describe(self, folder: str, uids: Sequence[int]) -> dict[int, MailDescription]:
        return self._mailbox.describe(folder, uids)

    def download(self, folder: str, uid: int, size: int | None, sink: Sink) -> int:
        return self._mailbox.download(folder, uid, size, sink)

    def settle(self, folder: str, uid: int) -> ServerCopy:
        return self._mailbox.settle(folder, uid)

    def wait(self, folder: str, seconds: float) -> bool:
        return self._mailbox.wait(folder, seconds)

    def interrupt(self) -> None:
        self._mailbox.interrupt()
