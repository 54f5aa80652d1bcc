"""What the last listing of a folder proves about the mails that come next.

A mail that was not in a listing was put into the folder after that listing had been
asked for. A mail that is listed and not archived yet may have to wait, through
failures and restarts; what is known of its arrival must not become worse meanwhile.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Newcomers:
    """Mails that came into a folder between two listings and are not archived yet.

    Attributes:
        uids: In ascending order.
        absent_at: When a listing without them was asked for, UTC; None when there was none
            under this UIDVALIDITY.
        first_seen: When the first listing with them had been answered, UTC.
    """

    uids: tuple[int, ...]
    absent_at: datetime | None
    first_seen: datetime


@dataclass(frozen=True)
class FolderMark:
    """The last listing of a folder.

    Attributes:
        uidvalidity: Under which the UIDs are meant.
        listed_at: When it was asked for, UTC; what came since is not in it for sure.
        waiting: What was in it and not in the archive.
    """

    uidvalidity: int
    listed_at: datetime
    waiting: tuple[Newcomers, ...] = ()

    def by_uid(self) -> dict[int, Newcomers]:
        """Return the group of each waiting mail."""
        return {uid: group for group in self.waiting for uid in group.uids}


def next_mark(
    before: FolderMark | None,
    uidvalidity: int,
    unarchived: Collection[int],
    *,
    asked_at: datetime,
    answered_at: datetime,
) -> FolderMark:
    """Return the mark that a listing leaves.

    Args:
        before: The mark of an earlier listing of the folder, not necessarily the last one:
            an older one proves less and nothing wrong. None when there is none.
        uidvalidity: As listed.
        unarchived: UIDs that were listed and are not in the archive.
        asked_at: Just before the server was asked.
        answered_at: Just after it had answered.
    """
    if before is not None and before.uidvalidity != uidvalidity:
        before = None
    known = before.by_uid() if before else {}
    absent_at = before.listed_at if before else None
    if absent_at is not None and absent_at > asked_at:
        # The clock was set back since: its two readings cannot be compared.
        absent_at = None
    news = Newcomers((), absent_at, answered_at)
    groups: dict[tuple[datetime | None, datetime], list[int]] = {}
    for uid in sorted(unarchived):
        group = known.get(uid, news)
        groups.setdefault((group.absent_at, group.first_seen), []).append(uid)
    waiting = tuple(Newcomers(tuple(uids), *moments) for moments, uids in groups.items())
    return FolderMark(uidvalidity, asked_at, waiting)
