"""Flag or move the server copy of one mail, and touch no other."""

from collections.abc import Callable

from intake.adapters.after_archiving import AfterArchiving, Flag, Leave, Move
from intake.adapters.imap_connection import ImapConnection, Selected
from intake.adapters.imap_errors import HangUp, Refusal, reason
from intake.domain.errors import ConfigurationError, TemporaryError
from intake.domain.records import ServerCopy

_Carry = Callable[[list[int], str], object]
_DELETED = "\\Deleted"


def settle(
    connection: ImapConnection, selected: Selected, uid: int, after: AfterArchiving
) -> ServerCopy:
    """Flag or move one mail of the selected folder; safe to run again.

    Raises:
        ConfigurationError: The server can or may not do what is configured.
        TemporaryError: The server refused for now.
    """
    if isinstance(after, Leave):
        return ServerCopy.SETTLED
    if isinstance(after, Move) and after.folder == selected.folder:
        # Moving a mail to where it is would make it a new one, for ever.
        return ServerCopy.SETTLED
    if not selected.writable:
        raise ConfigurationError(
            f"folder {selected.folder!r} may only be read with this login; "
            "give it write access, or set after_archiving to leave"
        )
    try:
        # A server goes on telling of a removed mail until it had occasion to say so.
        connection.line.noop()
        if _flags(connection, uid) is None:
            return ServerCopy.GONE
        if isinstance(after, Flag):
            return _flag(connection, uid, after.keyword)
        return _move(connection, uid, after.folder)
    except Refusal as exc:
        if not connection.survives(exc):
            raise
        raise TemporaryError(
            f"the server does not settle mail {uid} of folder {selected.folder!r}: "
            f"{reason(exc)}; look at quota and rights, or set after_archiving to leave"
        ) from exc


def _flags(connection: ImapConnection, uid: int) -> set[bytes] | None:
    """Return the flags of a mail in lower case; None when the server no longer has it."""
    flags = connection.ask([uid], ["FLAGS"]).get(uid, {}).get(b"FLAGS")
    return None if flags is None else {flag.lower() for flag in flags}


def _flag(connection: ImapConnection, uid: int, keyword: str) -> ServerCopy:
    connection.add_flags([uid], [keyword], silent=True)
    flags = _flags(connection, uid)
    if flags is None:
        return ServerCopy.GONE
    if keyword.lower().encode() not in flags:
        raise ConfigurationError(
            f"the server does not keep the keyword {keyword!r}; "
            "use another one, or set after_archiving to move or leave"
        )
    return ServerCopy.SETTLED


def _move(connection: ImapConnection, uid: int, target: str) -> ServerCopy:
    if connection.has_capability("MOVE"):
        _into(connection, connection.move, uid, target)
    elif connection.has_capability("UIDPLUS"):
        _into(connection, connection.copy, uid, target)
        connection.add_flags([uid], [_DELETED], silent=True)
        # A plain EXPUNGE would take along what colleagues marked as deleted.
        connection.uid_expunge([uid])
    else:
        raise ConfigurationError(
            "the server has neither MOVE nor UIDPLUS, so no single mail can be moved; "
            "set after_archiving to flag or leave"
        )
    return ServerCopy.SETTLED


def _into(connection: ImapConnection, carry: _Carry, uid: int, target: str) -> None:
    """Move or copy; a target that is absent is made first."""
    try:
        carry([uid], target)
    except HangUp:
        raise
    except Refusal:
        if connection.folder_exists(target):
            raise
        connection.create_folder(target)
        carry([uid], target)
