"""A colleague at the zorgkantoor, who reads, moves and removes mail in the same mailbox."""

import imaplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from imapclient.imap_utf7 import encode

from deploy.servers.dovecot import Dovecot, MailAccount


class Colleague:
    """Works in the mailbox of an account over IMAP; mails go by their UID in a folder."""

    def __init__(self, server: Dovecot, account: MailAccount) -> None:
        self._server = server
        self._account = account

    def make(self, folder: str) -> None:
        """Make a folder."""
        with self._client(None) as client:
            _expect_ok(client.create(_quoted(folder)))

    def uids(self, folder: str = "INBOX") -> list[int]:
        """All UIDs of a folder."""
        with self._client(folder) as client:
            return [int(uid) for uid in client.uid("SEARCH", "ALL")[1][0].split()]

    def move(self, target: str, uid: int | None = None, *, source: str = "INBOX") -> None:
        """Move one mail, or without a UID all of them."""
        with self._client(source) as client:
            _expect_ok(client.uid("MOVE", str(uid or "1:*"), _quoted(target)))

    def copy(self, target: str, uid: int, *, source: str = "INBOX") -> None:
        """Copy one mail."""
        with self._client(source) as client:
            _expect_ok(client.uid("COPY", str(uid), _quoted(target)))

    def flag(self, uid: int, flags: str) -> None:
        """Set flags of a mail in INBOX."""
        with self._client("INBOX") as client:
            _expect_ok(client.uid("STORE", str(uid), "+FLAGS", f"({flags})"))

    def expunge(self, uid: int | None = None, *, folder: str = "INBOX") -> None:
        """Remove one mail for good, or all."""
        with self._client(folder) as client:
            _expect_ok(client.uid("STORE", str(uid or "1:*"), "+FLAGS", r"(\Deleted)"))
            _expect_ok(client.expunge())

    def put(self, raw: bytes, folder: str, at: datetime | None = None) -> None:
        """Append a mail that arrived at a moment, as a mail program does that imports it."""
        with self._client(None) as client:
            moment = imaplib.Time2Internaldate(at or datetime.now(UTC))
            _expect_ok(client.append(_quoted(folder), "", moment, raw))

    def put_all(self, raws: list[bytes], folder: str, at: datetime) -> None:
        """Append many mails that arrived at a moment."""
        moment = imaplib.Time2Internaldate(at)
        with self._client(None) as client:
            for raw in raws:
                _expect_ok(client.append(_quoted(folder), "", moment, raw))

    @contextmanager
    def _client(self, folder: str | None) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4(self._server.host, self._server.imap_port) as client:
            client.login(*self._account)
            if folder is not None:
                _expect_ok(client.select(_quoted(folder)))
            yield client


def _quoted(folder: str) -> str:
    escaped = encode(folder).decode().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _expect_ok(answer: tuple[str, Sequence[object]]) -> None:
    assert answer[0] == "OK", answer
