"""A mailbox in memory that keeps the contract of the port, with named failures."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from intake.adapters.after_archiving import AfterArchiving, Flag, Leave, Move
from intake.domain.errors import (
    ConfigurationError,
    MailUnavailableError,
    ServerUnreachableError,
)
from intake.domain.folders import MailFolder, use_by_name
from intake.domain.records import ServerCopy
from intake.ports import FolderListing, MailDescription, Sink

_DELIVERED = datetime(2023, 7, 31, 12, 0, tzinfo=UTC)
_PIECE = 64 * 1024


@dataclass
class MemoryMail:
    """One mail as the server has it."""

    raw: bytes
    description: MailDescription
    keywords: set[str] = field(default_factory=set)
    refused: bool = False


@dataclass
class MemoryFolder:
    """Mails by UID; `listed` are the UIDs that the client knows of."""

    uidvalidity: int = 1
    uidnext: int = 1
    mails: dict[int, MemoryMail] = field(default_factory=dict)
    listed: set[int] = field(default_factory=set)


class MemoryMailbox:
    """See `Mailbox`. Delivering and failing may be asked from any thread.

    Attributes:
        opened: How often a connection was made.
        downloaded: UIDs in the order in which they were downloaded whole.
    """

    def __init__(
        self,
        after_archiving: AfterArchiving = Leave(),  # noqa: B008 - frozen, so shared without harm
        *,
        folders: Sequence[str] = ("INBOX", "Junk"),
    ) -> None:
        self.after_archiving = after_archiving
        self.boxes = {name: MemoryFolder() for name in folders}
        self.opened = 0
        self.downloaded: list[int] = []
        self._connected = False
        self._interrupted = False
        self._failures: list[tuple[str | None, Exception]] = []
        self._change = threading.Condition(threading.RLock())

    # What the world does to the mailbox.

    def deliver(
        self,
        raw: bytes,
        folder: str = "INBOX",
        *,
        internaldate: datetime | None = _DELIVERED,
        savedate: datetime | None = None,
        announced_size: int | None = None,
    ) -> int:
        """Put a mail into a folder and return its UID; the announced size may be a lie."""
        with self._change:
            box = self.boxes[folder]
            uid = box.uidnext
            box.uidnext += 1
            size = len(raw) if announced_size is None else announced_size
            box.mails[uid] = MemoryMail(raw, MailDescription(uid, size, internaldate, savedate))
            self._change.notify_all()
            return uid

    def vanish(self, uid: int, folder: str = "INBOX") -> None:
        """Remove a mail as a colleague would."""
        with self._change:
            del self.boxes[folder].mails[uid]

    def refuse(self, uid: int, folder: str = "INBOX") -> None:
        """List a mail and do not deliver it, until `relent`."""
        self.boxes[folder].mails[uid].refused = True

    def relent(self, uid: int, folder: str = "INBOX") -> None:
        """Deliver a refused mail again."""
        self.boxes[folder].mails[uid].refused = False

    def reset_uidvalidity(self, folder: str = "INBOX") -> int:
        """Number all mails anew under another UIDVALIDITY, as after a restored backup."""
        with self._change:
            box = self.boxes[folder]
            box.uidvalidity += 1
            mails = list(box.mails.values())
            box.mails, box.uidnext = {}, 1
            for mail in mails:
                known = mail.description
                self.deliver(
                    mail.raw,
                    folder,
                    internaldate=known.internaldate,
                    savedate=known.savedate,
                    announced_size=known.size,
                )
            return box.uidvalidity

    def fail_next(self, error: Exception, *, method: str | None = None) -> None:
        """Raise `error` at the next call (of `method`, if given); more of them queue up."""
        self._failures.append((method, error))

    # What the port promises.

    def open(self) -> None:
        self._fail("open")
        self.opened += 1
        self._connected = True

    def close(self) -> None:
        self._connected = False

    def folders(self) -> tuple[MailFolder, ...]:
        self._fail("folders")
        self._require_open()
        return tuple(
            MailFolder(name, use_by_name(name, "/"), delimiter="/") for name in sorted(self.boxes)
        )

    def listing(self, folder: str) -> FolderListing:
        with self._change:
            box = self._box("listing", folder)
            box.listed = set(box.mails)
            return FolderListing(box.uidvalidity, tuple(sorted(box.mails)), box.uidnext)

    def describe(self, folder: str, uids: Sequence[int]) -> dict[int, MailDescription]:
        with self._change:
            mails = self._box("describe", folder).mails
            return {uid: mails[uid].description for uid in uids if uid in mails}

    def download(self, folder: str, uid: int, size: int | None, sink: Sink) -> int:
        del size  # only a hint, and no hint is needed here
        mail = self._box("download", folder).mails.get(uid)
        if mail is None or mail.refused:
            raise MailUnavailableError(f"{folder}: mail {uid} is not delivered; try again later")
        for start in range(0, len(mail.raw), _PIECE):
            sink.write(mail.raw[start : start + _PIECE])
        self.downloaded.append(uid)
        return len(mail.raw)

    def settle(self, folder: str, uid: int) -> ServerCopy:
        with self._change:
            mails = self._box("settle", folder).mails
            match self.after_archiving:
                case Leave():
                    return ServerCopy.SETTLED
                case _ if uid not in mails:
                    return ServerCopy.GONE
                case Flag(keyword):
                    mails[uid].keywords.add(keyword)
                case Move(target):
                    self._move(folder, uid, target)
            return ServerCopy.SETTLED

    def wait(self, folder: str, seconds: float) -> bool:
        limit = time.monotonic() + seconds
        with self._change:
            box = self._box("wait", folder)
            while not self._interrupted:
                if not set(box.mails) <= box.listed:
                    return True
                left = limit - time.monotonic()
                if left <= 0:
                    return False
                self._change.wait(left)
            self._interrupted = False
            return False

    def interrupt(self) -> None:
        with self._change:
            self._interrupted = True
            self._change.notify_all()

    def _box(self, method: str, folder: str) -> MemoryFolder:
        self._fail(method)
        self._require_open()
        if folder not in self.boxes:
            raise ConfigurationError(f"folder {folder!r} does not exist; correct `folders`")
        return self.boxes[folder]

    def _require_open(self) -> None:
        if not self._connected:
            raise ServerUnreachableError("the mailbox is not open; open it first")

    def _fail(self, method: str) -> None:
        for index, (wanted, error) in enumerate(self._failures):
            if wanted in (None, method):
                del self._failures[index]
                raise error

    def _move(self, folder: str, uid: int, target: str) -> None:
        if target == folder:
            return
        mail = self.boxes[folder].mails.pop(uid)
        box = self.boxes.setdefault(target, MemoryFolder())
        box.mails[box.uidnext] = mail
        box.uidnext += 1
