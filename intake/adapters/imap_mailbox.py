"""A mailbox on an IMAP server, over IMAPClient. See `Mailbox`."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from intake.adapters.after_archiving import Leave
from intake.adapters.imap_account import ImapAccount
from intake.adapters.imap_connection import ImapConnection, Selected
from intake.adapters.imap_errors import HangUp, Refusal, answer_code, answering
from intake.adapters.imap_folder_names import own_folders
from intake.adapters.imap_folder_reading import describe, list_uids, pieces
from intake.adapters.imap_idle import idle
from intake.adapters.imap_settling import settle
from intake.domain.errors import ConfigurationError, IntakeError, ServerUnreachableError
from intake.domain.folders import MailFolder
from intake.domain.records import ServerCopy
from intake.ports import FolderListing, MailDescription, Sink

_NO_SUCH_FOLDER = frozenset({"NONEXISTENT", "NOPERM"})


@dataclass(frozen=True)
class _Listed:
    """What the caller was told of a folder: later mail has a UID from `uidnext` on."""

    uidvalidity: int
    uidnext: int


class ImapMailbox:
    """See `Mailbox`.

    The adapter remembers the UIDVALIDITY of the last listing of each folder, also over
    a new connection, and refuses to use its UIDs under another one. `close` may be
    called from any thread and ends a call that is under way.
    """

    def __init__(self, account: ImapAccount) -> None:
        self._account = account
        self._writes = not isinstance(account.after_archiving, Leave)
        self._connection: ImapConnection | None = None
        self._selected: Selected | None = None
        self._listed: dict[str, _Listed] = {}
        self._interrupted = threading.Event()
        self._idles = True

    def open(self) -> None:
        """See `Mailbox`; raises ConfigurationError for a `ca_file` that cannot be used."""
        self.close()
        with answering(self._account, "connecting"):
            self._connection = connection = ImapConnection(self._account)
        try:
            with answering(self._account, "the login"):
                connection.log_in()
                self._idles = connection.has_capability("IDLE")
        except IntakeError:
            self.close()
            raise

    def close(self) -> None:
        connection, self._connection, self._selected = self._connection, None, None
        if connection is not None:
            connection.drop()

    def folders(self) -> tuple[MailFolder, ...]:
        with answering(self._account, "listing its folders"):
            return own_folders(self._open_connection())

    def listing(self, folder: str) -> FolderListing:
        with answering(self._account, f"listing {folder!r}"):
            connection = self._open_connection()
            # Selecting anew shows the folder as it is now, its UIDVALIDITY included.
            selected = self._select(connection, folder)
            connection.line.forget_news()
            uids = list_uids(connection, selected.exists)
        uidnext = max(selected.uidnext, max(uids, default=0) + 1)
        self._listed[folder] = _Listed(selected.uidvalidity, uidnext)
        return FolderListing(selected.uidvalidity, uids, uidnext)

    def describe(self, folder: str, uids: Sequence[int]) -> dict[int, MailDescription]:
        with answering(self._account, f"describing mail in {folder!r}"):
            connection, _ = self._enter(folder)
            return describe(connection, uids)

    def download(self, folder: str, uid: int, size: int | None, sink: Sink) -> int:
        written = 0
        doing = f"downloading mail {uid} of {folder!r}"
        with answering(self._account, doing):
            connection, _ = self._enter(folder)
            cut = pieces(connection, uid, size, self._account.piece_size)
        while True:
            with answering(self._account, doing):
                piece = next(cut, None)
            if piece is None:
                return written
            # Outside, since what the sink raises is none of the server's doing.
            sink.write(piece)
            written += len(piece)

    def settle(self, folder: str, uid: int) -> ServerCopy:
        """See `Mailbox`.

        Raises:
            ConfigurationError: The server can or may not do what is configured.
            TemporaryError: The server refused for now; the connection is as good as before.
        """
        if not self._writes:
            return ServerCopy.SETTLED
        with answering(self._account, f"settling mail {uid} of {folder!r}"):
            connection, selected = self._enter(folder)
            return settle(connection, selected, uid, self._account.after_archiving)

    def wait(self, folder: str, seconds: float) -> bool:
        limit = time.monotonic() + seconds
        with answering(self._account, f"waiting for mail in {folder!r}"):
            connection = self._open_connection()
            if self._has_changed(connection, folder):
                return True
            while self._idles and not self._interrupted.is_set() and limit > time.monotonic():
                if self._idle(connection, limit):
                    return True
        if self._interrupted.wait(max(0.0, limit - time.monotonic())):
            self._interrupted.clear()
        return False

    def interrupt(self) -> None:
        """See `Mailbox`; when nobody waits, the next `wait` ends at once."""
        self._interrupted.set()

    def _open_connection(self) -> ImapConnection:
        if self._connection is None:
            raise ServerUnreachableError(f"{self._account.server} is not connected; open it first")
        return self._connection

    def _enter(self, folder: str) -> tuple[ImapConnection, Selected]:
        """Have the folder selected in which the UIDs of the last listing mean something."""
        connection = self._open_connection()
        selected = self._selected
        if selected is None or selected.folder != folder:
            selected = self._select(connection, folder)
        listed = self._listed.get(folder)
        if listed is not None and listed.uidvalidity != selected.uidvalidity:
            raise ServerUnreachableError(
                f"{self._account.server} numbered folder {folder!r} anew; list it again"
            )
        return connection, selected

    def _select(self, connection: ImapConnection, folder: str) -> Selected:
        self._selected = None
        try:
            selected = connection.select(folder, writable=self._writes)
        except HangUp:
            raise
        except Refusal as exc:
            if answer_code(exc) in _NO_SUCH_FOLDER or not connection.folder_exists(folder):
                raise ConfigurationError(
                    f"folder {folder!r} cannot be opened on {self._account.server}; "
                    "correct `folders` of this mailbox, or give its login access"
                ) from exc
            raise
        if selected.uidvalidity <= 0:
            raise ServerUnreachableError(
                f"{self._account.server} gives no UIDVALIDITY for folder {folder!r}, so its mails "
                "cannot be told apart; leave the folder out or have the server repaired"
            )
        self._selected = selected
        return selected

    def _has_changed(self, connection: ImapConnection, folder: str) -> bool:
        """Whether mail came since the folder was listed, as far as the server told already."""
        if self._selected is None or self._selected.folder != folder:
            selected = self._select(connection, folder)
            connection.line.forget_news()
            listed = self._listed.get(folder)
            return listed is not None and (
                selected.uidvalidity != listed.uidvalidity or selected.uidnext > listed.uidnext
            )
        return connection.line.has_news()

    def _idle(self, connection: ImapConnection, limit: float) -> bool:
        try:
            return idle(connection.line, limit, self._interrupted)
        except Refusal as exc:
            if not connection.survives(exc):
                raise
            # Offered and refused: from now on the caller's own rounds have to do.
            self._idles = False
            return False
