"""A mailbox that knows which of its folders are watched, and keeps the first look at each.

Poller and reconciliation look through one of these each, so that whoever comes first
leaves the trace by which later gaps are known.
"""

from intake.domain.errors import ServerUnreachableError
from intake.domain.folders import FolderPlan, FolderWishes, MailFolder, plan_folders
from intake.domain.reconciliation import FirstLook
from intake.domain.records import ServerCopy
from intake.domain.uid_ranges import ranges_of
from intake.ports import Clock, FolderListing, Mailbox
from intake.repositories import Storage
from intake.stages.mailbox_in_front import MailboxInFront

_TRIES_TO_LIST_FOLDERS = 2


class WatchedMailbox(MailboxInFront):
    """See `Mailbox`; the folders are listed once per connection.

    Copies in a spam folder are left as they are, since a mail that is taken out of there
    teaches many a server that it is no spam.

    Args:
        mailbox: The mailbox itself.
        name: Its address, the name in identities.
        wishes: What the configuration says of its folders.
    """

    def __init__(
        self, mailbox: Mailbox, name: str, wishes: FolderWishes, storage: Storage, clock: Clock
    ) -> None:
        super().__init__(mailbox)
        self.name = name
        self._wishes = wishes
        self._storage = storage
        self._clock = clock
        self._plan: FolderPlan | None = None
        self._tells = True
        self._broke = 0
        self._noted: set[tuple[str, int]] = set()

    @property
    def tells_folders(self) -> bool:
        """Whether the server told which folders there are, as far as it was asked."""
        return self._tells

    def open(self) -> None:
        self._plan = None
        super().open()

    def plan(self) -> FolderPlan:
        """Return which folders are looked into, as the account now is.

        Raises:
            ServerUnreachableError: See `Mailbox`.
        """
        if self._plan is None:
            listed = () if self._broke >= _TRIES_TO_LIST_FOLDERS else self._listed()
            self._tells = bool(listed)
            self._plan = plan_folders(listed, self._wishes)
        return self._plan

    def spam_folders(self) -> tuple[str, ...]:
        """Return the folders that are watched beside the configured ones."""
        return self.plan().spam

    def listing(self, folder: str) -> FolderListing:
        plan = self.plan()
        found = super().listing(folder)
        place = (folder, found.uidvalidity)
        is_watched = folder in plan.watched or folder in plan.spam or folder in plan.junk
        if is_watched and place not in self._noted:
            self._note(folder, found, spam=folder in plan.junk)
            self._noted.add(place)
        return found

    def settle(self, folder: str, uid: int) -> ServerCopy:
        if folder in self.plan().spam:
            return ServerCopy.SETTLED
        return super().settle(folder, uid)

    def _listed(self) -> tuple[MailFolder, ...]:
        try:
            listed = self.folders()
        except ServerUnreachableError:
            # A server that breaks at this question is not asked for ever: its mail comes first.
            self._broke += 1
            raise
        self._broke = 0
        return listed

    def _note(self, folder: str, found: FolderListing, *, spam: bool) -> None:
        look = FirstLook(
            mailbox=self.name,
            folder=folder,
            uidvalidity=found.uidvalidity,
            at=self._clock.now(),
            uidnext=found.uidnext,
            uids=ranges_of(found.uids),
            spam=spam,
        )
        with self._storage.unit() as unit:
            unit.folders.note(look)
            unit.commit()
