"""One logged-in connection to an IMAP server, and what may be asked over it.

The only module that knows IMAPClient. It raises what IMAPClient, imaplib and the
socket raise; `answering` turns that into our errors, around every use.
"""

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.datetime_util import parse_to_datetime
from imapclient.exceptions import LoginError
from imapclient.response_parser import parse_fetch_response

from intake.adapters.imap_account import MEBIBYTE, ImapAccount
from intake.adapters.imap_errors import TROUBLE, HangUp, ReadOnly, Refusal, answer_code
from intake.adapters.imap_socket import BoundedImap4
from intake.domain.errors import LoginRefusedError

# Whole mails are asked for when announced small; a server that lies by more than this lies badly.
_LARGEST_LITERAL = 64 * MEBIBYTE
_LIES_UP_TO = 4

# [RFC 5530] codes that say that the server, not the password, is the trouble.
_NOT_THE_PASSWORD = frozenset({"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"})

# Its debug lines carry user names and mail, its warnings the words of the server.
logging.getLogger("imapclient").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Selected:
    """The folder that is open; `uidnext` and `exists` are 0 where the server gave none."""

    folder: str
    uidvalidity: int
    uidnext: int
    exists: int
    writable: bool


class ImapConnection(IMAPClient):  # type: ignore[misc]  # IMAPClient has no types
    """IMAPClient on a bounded socket; reading keeps zones, and nothing is logged.

    `ImapConnection(account)` connects and is greeted; `log_in` comes next.
    """

    def __init__(self, account: ImapAccount) -> None:
        self._account = account
        super().__init__(
            account.host,
            account.port,
            ssl=account.tls == "implicit",
            ssl_context=account.trust(),
            timeout=SocketTimeout(account.connect_timeout, account.read_timeout),
        )
        # At IMAPClient's level 5 imaplib formats every mail for a log nobody reads.
        self._imap.debug = 0
        self.normalise_times = False

    def _create_IMAP4(self) -> BoundedImap4:  # noqa: N802 - named by IMAPClient
        return BoundedImap4(
            self._account.host,
            self._account.port,
            trust=self.ssl_context if self.ssl else None,
            connect_timeout=self._account.connect_timeout,
            read_timeout=self._account.read_timeout,
            largest_literal=max(_LARGEST_LITERAL, _LIES_UP_TO * self._account.piece_size),
        )

    @property
    def line(self) -> BoundedImap4:
        """The protocol below, for what IMAPClient does not do."""
        line: BoundedImap4 = self._imap
        return line

    def log_in(self) -> None:
        """Start TLS where it is due, and log in.

        Raises:
            LoginRefusedError: The server refused name or password. Without a cause,
                since a server may answer with the very line it was sent.
        """
        if self._account.tls == "starttls":
            self.starttls(self.ssl_context)
        try:
            self._authenticate()
        except (LoginError, UnicodeEncodeError) as exc:
            # IMAPClient makes a LoginError of a broken connection as well.
            if isinstance(exc.__context__, HangUp):
                raise exc.__context__ from None
            code = answer_code(exc)
            if code in _NOT_THE_PASSWORD:
                raise Refusal(f"[{code}] at login") from None
            raise LoginRefusedError(
                f"{self._account.server} refused the login{f' ({code})' if code else ''}; "
                "correct username, password or password_file of this mailbox"
            ) from None

    def _authenticate(self) -> None:
        account = self._account
        # PLAIN carries every character; LOGIN only ASCII, and IMAPClient does not quote the name.
        if self.has_capability("AUTH=PLAIN"):
            self.plain_login(account.username, account.password)
        elif self.has_capability("LOGINDISABLED"):
            raise LoginRefusedError(
                f"{account.server} takes no password over this connection; "
                "set tls of this mailbox to implicit or starttls"
            )
        else:
            self.login(_quoted(account.username), account.password)

    def select(self, folder: str, *, writable: bool) -> Selected:
        """Open a folder anew, read-only where that is all we need or get."""
        if writable:
            try:
                found = self.select_folder(folder)
            except ReadOnly:
                writable = False
        if not writable:
            found = self.select_folder(folder, readonly=True)
        return Selected(
            folder=folder,
            uidvalidity=found.get(b"UIDVALIDITY", 0),
            uidnext=found.get(b"UIDNEXT", 0),
            exists=found.get(b"EXISTS", 0),
            writable=writable,
        )

    def ask(self, uids: Sequence[int], items: Sequence[str]) -> dict[int, dict[bytes, Any]]:
        """FETCH, without what an earlier refused FETCH may have left behind."""
        self.line.forget_fetched()
        answer: dict[int, dict[bytes, Any]] = self.fetch(uids, items)
        return answer

    def ask_uids(self) -> Iterable[int]:
        """FETCH the UIDs of all mails of a folder that is not empty."""
        self.line.forget_fetched()
        status, answer = self.line.uid("FETCH", "1:*", "(UID)")
        if status != "OK":
            raise Refusal("FETCH refused")
        uids: Iterable[int] = parse_fetch_response(answer).keys()
        return uids

    def survives(self, failure: Exception) -> bool:
        """Whether the connection is still in step after an answer that could not be used.

        After a hang-up or a time-out it never is: the rest of the answer may come yet.
        """
        if isinstance(failure, (OSError, HangUp)):
            return False
        try:
            return self.line.noop()[0] == "OK"
        except TROUBLE:
            return False

    def drop(self) -> None:
        """Hang up without a word; a call of another thread ends with an error."""
        with suppress(*TROUBLE):
            self.shutdown()


def aware_moment(told: object) -> datetime | None:
    """Return a moment as the server told it, with its zone; None when it is none.

    Args:
        told: A moment as IMAPClient read it, or the bytes of an IMAP date-time.
    """
    try:
        moment = parse_to_datetime(told, normalise=False) if isinstance(told, bytes) else told
        if not isinstance(moment, datetime):
            return None
        offset = moment.utcoffset()
        return None if offset is None else moment.replace(tzinfo=timezone(offset))
    except TROUBLE:
        return None


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
