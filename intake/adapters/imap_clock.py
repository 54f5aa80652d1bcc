"""The clock of a mail server, read by a probe in a folder of its own. See `ReferenceClock`.

A mail that is appended without a date gets the moment of the server as INTERNALDATE. The
probe carries a mark that no other mail has; what an earlier measurement had to leave behind
is removed with it.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from intake.adapters.imap_account import ImapAccount
from intake.adapters.imap_connection import ImapConnection, aware_moment
from intake.adapters.imap_errors import HangUp, Refusal, answering, reason
from intake.domain.clock_reading import ClockReading, ClockReference
from intake.domain.errors import ConfigurationError, ServerUnreachableError
from intake.ports import Clock

_MARK: Final = "X-Oco-Intake-Clock"
_TELLS_WHOLE_SECONDS: Final = timedelta(seconds=1)
_PROBE: Final = (
    "From: oco-intake@localhost.invalid\r\n"
    "Subject: Kloktest van oco-intake; deze e-mail verdwijnt vanzelf\r\n"
    "Auto-Submitted: auto-generated\r\n"
    "{mark}: {token}\r\n"
    "\r\n"
    "Deze e-mail meet de klok van de mailserver.\r\n"
)


class ImapClock:
    """See `ReferenceClock`. Each reading is a connection of its own.

    Args:
        account: Where the mailbox is.
        name: Of the mailbox, in readings.
        folder: Where probes are put; it must exist and should hold nothing else.
        clock: Ours.
    """

    def __init__(self, account: ImapAccount, name: str, folder: str, clock: Clock) -> None:
        self._account = account
        self._name = name
        self._folder = folder
        self._clock = clock

    def read(self) -> ClockReading:
        """See `ReferenceClock`."""
        with answering(self._account, "reading its clock"):
            connection = ImapConnection(self._account)
            try:
                connection.log_in()
                self._select(connection)
                return self._measure(connection)
            finally:
                connection.drop()

    def _select(self, connection: ImapConnection) -> None:
        try:
            writable = connection.select(self._folder, writable=True).writable
        except HangUp:
            raise
        except Refusal as exc:
            if connection.folder_exists(self._folder):
                raise
            raise self._impossible("does not exist; make it") from exc
        if not writable:
            raise self._impossible("may only be read with this login; give it write access")

    def _measure(self, connection: ImapConnection) -> ClockReading:
        token = uuid.uuid4().hex
        probe = _PROBE.format(mark=_MARK, token=token).encode()
        before = self._clock.now()
        try:
            connection.append(self._folder, probe, flags=(b"\\Seen",))
        except HangUp:
            raise
        except Refusal as exc:
            raise self._impossible(
                f"takes no probe ({reason(exc)}); look at quota and rights"
            ) from exc
        after = self._clock.now()
        connection.line.noop()
        uids = connection.search(["HEADER", _MARK, token])
        told = self._told(connection, uids)
        self._remove(connection)
        return self._reading(before, told, after)

    def _told(self, connection: ImapConnection, uids: Sequence[int]) -> datetime:
        for uid in uids:
            items = connection.ask([uid], ["INTERNALDATE"]).get(uid, {})
            told = aware_moment(items.get(b"INTERNALDATE"))
            if told is not None:
                return told
        raise ServerUnreachableError(
            f"{self._account.server} does not tell when it took the probe; look at that server, "
            "or remove clock_folder of this mailbox"
        )

    def _reading(self, before: datetime, told: datetime, after: datetime) -> ClockReading:
        # It read its clock between our two looks at ours, somewhere in the second it tells.
        low = (before - told - _TELLS_WHOLE_SECONDS).total_seconds()
        high = (after - told).total_seconds()
        return ClockReading(ClockReference.MAIL_SERVER, self._name, after, low, high)

    def _remove(self, connection: ImapConnection) -> None:
        """Remove every probe there is, and nothing else.

        A plain EXPUNGE would take along what others marked as deleted, so without UIDPLUS
        it is used only where there is nothing of the kind.
        """
        probes = set(connection.search(["HEADER", _MARK, ""]))
        if not probes:
            return
        connection.add_flags(sorted(probes), ["\\Deleted"], silent=True)
        if connection.has_capability("UIDPLUS"):
            connection.uid_expunge(sorted(probes))
        elif set(connection.search(["DELETED"])) <= probes:
            connection.expunge()

    def _impossible(self, what: str) -> ConfigurationError:
        return ConfigurationError(
            f"clock_folder {self._folder!r} on {self._account.server} {what}, "
            "or remove clock_folder"
        )
