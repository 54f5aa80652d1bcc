"""First stage: what does the server have that we have not?

A mail is known by (mailbox, folder, UIDVALIDITY, UID) and by nothing else: flags
decide nothing, since a colleague may read, answer or move mail at any time. The
full list of UIDs is compared at every look, so a mail that was once missed is
found at the next one. Oldest first, one at a time: a mail that cannot be had is
put aside with its own time to be tried again and does not delay the others.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from intake.domain.errors import MailUnavailableError, ServerUnreachableError
from intake.domain.folder_mark import FolderMark, Newcomers
from intake.domain.records import FetchTrouble, MailIdentity
from intake.ports import Clock, FolderListing, Mailbox, MailDescription
from intake.repositories import Storage
from intake.stages.archive import Archiver
from intake.stages.folder_marks import FolderMarks

_DESCRIBED_AT_ONCE = 200
_TRIES_BEFORE_HELD = 5
_FIRST_PAUSE = timedelta(seconds=2)
_PAUSE_WHEN_HELD = timedelta(minutes=10)


@dataclass(frozen=True)
class Looked:
    """What one look at a folder came to."""

    archived: int
    troubled: int


class Fetcher:
    """Looks into the folders of one mailbox and archives what is new.

    Safe to run again at any point: what is archived is skipped, what is not is fetched.
    """

    def __init__(
        self, name: str, mailbox: Mailbox, archiver: Archiver, storage: Storage, clock: Clock
    ) -> None:
        self._name = name
        self._mailbox = mailbox
        self._archiver = archiver
        self._storage = storage
        self._clock = clock
        self._marks = FolderMarks(name, storage, clock)

    def look(
        self,
        folder: str,
        stopped: Callable[[], bool],
        mails_wait: Callable[[], None] = lambda: None,
    ) -> Looked:
        """Archive everything new in a folder, then settle what is still to be settled.

        Args:
            folder: The folder to look into.
            stopped: Asked between two mails; the rest is left for another look.
            mails_wait: Called when there are mails to archive, before the first is.

        Raises:
            TemporaryError: Server, archive or database failed; look again on a new connection.
            ConfigurationError: The folder does not exist.
        """
        listing, mark = self._list(folder)
        self._archiver.settle_left_over(self._mailbox, self._name, folder, listing.uidvalidity)
        troubles = self._troubles(folder)
        self._note_vanished(troubles, listing)
        archived = troubled = 0
        came = mark.by_uid()
        wanted = self._wanted(listing, came, troubles)
        if wanted:
            mails_wait()
        for identity, description in self._described(folder, listing.uidvalidity, wanted):
            if stopped():
                break
            if self._take(identity, description, came[identity.uid], troubles.get(identity)):
                archived += 1
            else:
                troubled += 1
        if not stopped():
            place = (self._name, folder, listing.uidvalidity)
            self._archiver.settle_left_over(self._mailbox, *place)
        return Looked(archived, troubled)

    def _list(self, folder: str) -> tuple[FolderListing, FolderMark]:
        asked_at = self._clock.now()
        listing = self._mailbox.listing(folder)
        answered_at = self._clock.now()
        with self._storage.unit(write=False) as unit:
            known = unit.mails.known_uids(self._name, folder, listing.uidvalidity)
        unarchived = [uid for uid in listing.uids if uid not in known]
        mark = self._marks.note(
            folder, listing, unarchived, asked_at=asked_at, answered_at=answered_at
        )
        return listing, mark

    def _troubles(self, folder: str) -> dict[MailIdentity, FetchTrouble]:
        with self._storage.unit(write=False) as unit:
            found = unit.troubles.of_folder(self._name, folder)
        return {trouble.identity: trouble for trouble in found}

    def _wanted(
        self,
        listing: FolderListing,
        came: dict[int, Newcomers],
        troubles: dict[MailIdentity, FetchTrouble],
    ) -> list[int]:
        """Return the UIDs to archive now, in their order."""
        now = self._clock.now()
        resting = {
            identity.uid
            for identity, trouble in troubles.items()
            if identity.uidvalidity == listing.uidvalidity
            and trouble.next_attempt is not None
            # A moment further ahead than any pause was written by a clock that was wrong.
            and now < trouble.next_attempt <= now + _PAUSE_WHEN_HELD
        }
        wanted = [uid for uid in listing.uids if uid in came and uid not in resting]
        # A mail that made trouble may end the connection again: it is the last to be tried.
        troubled = {item.uid for item in troubles if item.uidvalidity == listing.uidvalidity}
        wanted.sort(key=troubled.__contains__)
        return wanted

    def _described(
        self, folder: str, uidvalidity: int, wanted: list[int]
    ) -> Iterator[tuple[MailIdentity, MailDescription]]:
        for start in range(0, len(wanted), _DESCRIBED_AT_ONCE):
            batch = wanted[start : start + _DESCRIBED_AT_ONCE]
            described = self._mailbox.describe(folder, batch)
            for uid in batch:
                identity = MailIdentity(self._name, folder, uidvalidity, uid)
                yield identity, described.get(uid, MailDescription(uid, None, None, None))

    def _take(
        self,
        identity: MailIdentity,
        description: MailDescription,
        came: Newcomers,
        trouble: FetchTrouble | None,
    ) -> bool:
        try:
            self._archiver.archive(self._mailbox, identity, description, came)
        except MailUnavailableError as error:
            self._put_aside(identity, trouble, str(error))
            return False
        except ServerUnreachableError as error:
            # This very mail may be what makes the server hang up. Its neighbours go
            # first on the next connection, and it is tried again after them.
            self._put_aside(identity, trouble, str(error))
            raise
        if trouble is not None:
            self._change(trouble, "recovered", trouble.reason)
        return True

    def _put_aside(self, identity: MailIdentity, trouble: FetchTrouble | None, reason: str) -> None:
        now = self._clock.now()
        attempts = trouble.attempts + 1 if trouble else 1
        held = attempts >= _TRIES_BEFORE_HELD
        pause = _PAUSE_WHEN_HELD if held else _FIRST_PAUSE * 2 ** (attempts - 1)
        with self._storage.unit() as unit:
            unit.troubles.put(
                FetchTrouble(
                    identity=identity,
                    state="held" if held else "retrying",
                    attempts=attempts,
                    first_seen=trouble.first_seen if trouble else now,
                    next_attempt=now + pause,
                    reason=reason,
                )
            )
            unit.commit()

    def _note_vanished(
        self, troubles: dict[MailIdentity, FetchTrouble], listing: FolderListing
    ) -> None:
        for identity, trouble in troubles.items():
            if identity.uidvalidity != listing.uidvalidity:
                reason = "the mailbox was reset; if it is still there, it has another number"
            elif identity.uid not in listing.uids:
                reason = "gone from the server before it was archived"
            else:
                continue
            self._change(trouble, "vanished", reason)

    def _change(self, trouble: FetchTrouble, state: str, reason: str) -> None:
        with self._storage.unit() as unit:
            unit.troubles.put(
                FetchTrouble(
                    identity=trouble.identity,
                    state=state,
                    attempts=trouble.attempts,
                    first_seen=trouble.first_seen,
                    next_attempt=None,
                    reason=reason,
                )
            )
            unit.commit()
