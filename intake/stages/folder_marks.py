"""The last listing of each folder of a mailbox: in memory always, in the database now and then.

What is stored may be older than what is in memory; see `next_mark` for why that is no
harm. So a folder that is looked into each second is not written each second.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from intake.domain.folder_mark import FolderMark, next_mark
from intake.ports import Clock, FolderListing
from intake.repositories import Storage

_STORED_EVERY = timedelta(seconds=5)


class FolderMarks:
    """The marks of one mailbox; used by one thread at a time.

    Args:
        name: Of the mailbox.
        storage: Where marks outlive the process.
        clock: Gives the moments.
    """

    def __init__(self, name: str, storage: Storage, clock: Clock) -> None:
        self._name = name
        self._storage = storage
        self._clock = clock
        self._latest: dict[str, FolderMark] = {}
        self._stored: dict[str, FolderMark | None] = {}

    def note(
        self,
        folder: str,
        listing: FolderListing,
        unarchived: Collection[int],
        *,
        asked_at: datetime,
        answered_at: datetime,
    ) -> FolderMark:
        """Keep a listing and return its mark, which knows when each waiting mail came.

        Raises:
            TemporaryError: The database failed; the mark is kept in memory all the same.
        """
        if folder not in self._stored:
            self._stored[folder] = self._read(folder)
        before = self._latest.get(folder) or self._stored[folder]
        mark = next_mark(
            before,
            listing.uidvalidity,
            unarchived,
            asked_at=asked_at,
            answered_at=answered_at,
        )
        self._latest[folder] = mark
        if _is_worth_storing(mark, self._stored[folder]):
            self._write(folder, mark)
        return mark

    def _read(self, folder: str) -> FolderMark | None:
        with self._storage.unit(write=False) as unit:
            return unit.folder_marks.mark(self._name, folder)

    def _write(self, folder: str, mark: FolderMark) -> None:
        with self._storage.unit() as unit:
            unit.folder_marks.put_mark(self._name, folder, mark)
            unit.commit()
        self._stored[folder] = mark


def _is_worth_storing(mark: FolderMark, stored: FolderMark | None) -> bool:
    """Tell whether the stored mark is old, or does not know of a mail that waits."""
    if stored is None or stored.uidvalidity != mark.uidvalidity:
        return True
    if abs(mark.listed_at - stored.listed_at) >= _STORED_EVERY:
        return True
    return not mark.by_uid().keys() <= stored.by_uid().keys()
