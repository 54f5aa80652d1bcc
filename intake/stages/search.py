"""Search folders that are not watched for mail that somebody moved there before we saw it.

An old archive must neither be imported nor answered, so only what arrived since the
mailbox is watched is taken. What lies there and is archived already, under another
number, is downloaded once more: its bytes alone tell that it is the same mail.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from intake.domain.errors import ConfigurationError, ServerUnreachableError
from intake.domain.mail_standing import MailAccount
from intake.domain.reconciliation import Searched
from intake.ports import Clock, FolderListing, Mailbox, MailDescription
from intake.repositories import Storage
from intake.stages.archive import Archiver
from intake.stages.fetch import Fetcher
from intake.stages.mailbox_in_front import MailboxInFront

_DESCRIBED_AT_ONCE = 500


class _OnlyThese(MailboxInFront):
    """A folder of which only some mails are shown."""

    def __init__(self, mailbox: Mailbox, uidvalidity: int, uids: Collection[int]) -> None:
        super().__init__(mailbox)
        self._uidvalidity = uidvalidity
        self._uids = frozenset(uids)

    def listing(self, folder: str) -> FolderListing:
        found = super().listing(folder)
        if found.uidvalidity != self._uidvalidity:
            raise ServerUnreachableError(
                f"the server numbered folder {folder!r} anew while it was searched; "
                "it is searched again by itself"
            )
        return FolderListing(
            found.uidvalidity, tuple(uid for uid in found.uids if uid in self._uids), found.uidnext
        )


class FolderSearch:
    """Searches folders of one mailbox; remembers what is too old to be looked at again.

    Args:
        name: Address of the mailbox, the name in identities.
        mailbox: Open while `search` runs.
        archiver: Must not settle: what a colleague filed stays where it is.
    """

    def __init__(
        self, name: str, mailbox: Mailbox, archiver: Archiver, storage: Storage, clock: Clock
    ) -> None:
        self._name = name
        self._mailbox = mailbox
        self._archiver = archiver
        self._storage = storage
        self._clock = clock
        self._old: dict[tuple[str, int], set[int]] = {}

    def search(
        self,
        folder: str,
        since: datetime,
        stopped: Callable[[], bool],
        *,
        ours: Sequence[MailAccount] = (),
    ) -> Searched:
        """Fetch what arrived in the mailbox since a moment and is not archived.

        Args:
            folder: The folder to search.
            since: Aware; by INTERNALDATE, which a mail keeps when it is moved, and only
                without one by SAVEDATE, which may be the moment a server was moved.
            stopped: Asked between two steps.
            ours: Archived mails that we may have moved to this folder ourselves; as many
                of the same size and moment are taken for them without a download.

        Raises:
            TemporaryError: Server, archive or database failed; search again on a new connection.
        """
        try:
            found = self._mailbox.listing(folder)
        except ConfigurationError as error:
            return Searched(folder, 0, problem=str(error))
        place = (folder, found.uidvalidity)
        with self._storage.unit(write=False) as unit:
            known = unit.mails.known_uids(self._name, *place)
            troubles = unit.troubles.of_folder(self._name, folder)
        old = self._old.setdefault(place, set())
        unknown = [uid for uid in found.uids if uid not in known and uid not in old]
        described = self._described(folder, unknown, stopped)
        arrived = {uid: _arrival(item) for uid, item in described.items()}
        old |= {uid for uid, moment in arrived.items() if moment is not None and moment < since}
        recent = {uid for uid, moment in arrived.items() if moment is not None and moment >= since}
        wanted = recent - _moved_by_us([described[uid] for uid in sorted(recent)], ours)
        # Tried before, and so wanted before, whatever the server tells of it today.
        tried = {item.identity.uid for item in troubles if item.identity.uidvalidity == place[1]}
        wanted |= tried & set(unknown)
        if wanted and not stopped():
            self._fetch(folder, found.uidvalidity, wanted, stopped)
        with self._storage.unit(write=False) as unit:
            archived = unit.mails.known_uids(self._name, *place)
        return Searched(
            folder=folder,
            mails=len(found.uids),
            recent=len(wanted),
            undated=0 if stopped() else len(unknown) - len(recent) - len(old & set(unknown)),
            fetched=tuple(sorted(wanted & archived)),
            unfetched=tuple(sorted(wanted - archived)),
        )

    def _described(
        self, folder: str, uids: Sequence[int], stopped: Callable[[], bool]
    ) -> dict[int, MailDescription]:
        described: dict[int, MailDescription] = {}
        for start in range(0, len(uids), _DESCRIBED_AT_ONCE):
            if stopped():
                break
            described |= self._mailbox.describe(folder, uids[start : start + _DESCRIBED_AT_ONCE])
        return described

    def _fetch(
        self, folder: str, uidvalidity: int, uids: Collection[int], stopped: Callable[[], bool]
    ) -> None:
        chosen = _OnlyThese(self._mailbox, uidvalidity, uids)
        fetcher = Fetcher(self._name, chosen, self._archiver, self._storage, self._clock)
        fetcher.look(folder, stopped)


def _arrival(item: MailDescription) -> datetime | None:
    return item.internaldate or item.savedate


def _moved_by_us(items: Iterable[MailDescription], ours: Iterable[MailAccount]) -> set[int]:
    """Return the UIDs that as many archived mails of the same size and moment stand for."""
    left: Counter[tuple[int | None, datetime | None]] = Counter(
        (mail.size, mail.internaldate) for mail in ours
    )
    known: set[int] = set()
    groups: dict[tuple[int | None, datetime | None], list[int]] = {}
    for item in items:
        groups.setdefault((item.size, item.internaldate), []).append(item.uid)
    for likeness, uids in groups.items():
        if len(uids) <= left[likeness]:
            known |= set(uids)
    return known
