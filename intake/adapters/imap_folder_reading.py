"""Read a folder of an IMAP server: which mails, what of them, and their bytes.

Fetched is only what no server gets wrong on a strange mail: size, moments and raw
bytes; never ENVELOPE or BODYSTRUCTURE, which make servers stumble over broken mails.
"""

from collections.abc import Iterator, Sequence

from intake.adapters.imap_connection import ImapConnection, aware_moment
from intake.adapters.imap_errors import TROUBLE, reason
from intake.domain.errors import MailUnavailableError
from intake.ports import MailDescription

_DESCRIBED_AT_ONCE = 500
_WHOLE = "BODY[]"


def list_uids(connection: ImapConnection, exists: int) -> tuple[int, ...]:
    """Return the UIDs in ascending order.

    Args:
        connection: With the folder selected just now.
        exists: How many mails the server said there are.
    """
    try:
        uids = set(connection.search("ALL"))
    except TROUBLE as exc:
        if not connection.survives(exc):
            raise
        uids = set()
    if len(uids) < exists:
        # Refused, or a search index that lags behind: the mails themselves know better.
        uids = set(connection.ask_uids())
    return tuple(sorted(uids))


def describe(connection: ImapConnection, uids: Sequence[int]) -> dict[int, MailDescription]:
    """Return what the server tells of the mails; one bad answer costs one mail only."""
    items = ["RFC822.SIZE", "INTERNALDATE"]
    if connection.has_capability("SAVEDATE"):
        items.append("SAVEDATE")
    found: dict[int, MailDescription] = {}
    for start in range(0, len(uids), _DESCRIBED_AT_ONCE):
        chunk = uids[start : start + _DESCRIBED_AT_ONCE]
        try:
            found |= _described(connection, chunk, items)
        except TROUBLE as exc:
            if not connection.survives(exc):
                raise
            found |= _described_singly(connection, chunk, items)
    return found


def pieces(
    connection: ImapConnection, uid: int, size: int | None, piece_size: int
) -> Iterator[bytes]:
    """Yield the bytes of a mail: at once when it is announced small, else cut.

    The announced size is not believed further than that: cut mails go on until the
    server has nothing more. Flags stay as they are.

    Raises:
        MailUnavailableError: The server does not deliver this mail.
    """
    if size is not None and size <= piece_size:
        yield _body(connection, uid, "BODY.PEEK[]", [_WHOLE], missing=size)[1]
        return
    offset = 0
    while True:
        missing = None if size is None else max(0, size - offset)
        item, names = f"BODY.PEEK[]<{offset}.{piece_size}>", [f"BODY[]<{offset}>"]
        if not offset:
            # A server that cannot cut sends everything, and may say so.
            names.append(_WHOLE)
        name, piece = _body(connection, uid, item, names, missing=missing)
        if piece:
            yield piece
        if not piece or name == _WHOLE or len(piece) > piece_size:
            return
        offset += len(piece)


def _described(
    connection: ImapConnection, uids: Sequence[int], items: Sequence[str]
) -> dict[int, MailDescription]:
    answer = connection.ask(uids, items)
    found = {}
    for uid, told in answer.items():
        size = told.get(b"RFC822.SIZE")
        found[uid] = MailDescription(
            uid=uid,
            size=size if isinstance(size, int) else None,
            internaldate=aware_moment(told.get(b"INTERNALDATE")),
            savedate=aware_moment(told.get(b"SAVEDATE")),
        )
    return found


def _described_singly(
    connection: ImapConnection, uids: Sequence[int], items: Sequence[str]
) -> dict[int, MailDescription]:
    found: dict[int, MailDescription] = {}
    for uid in uids:
        try:
            found |= _described(connection, [uid], items)
        except TROUBLE as exc:
            if not connection.survives(exc):
                raise
    return found


def _body(
    connection: ImapConnection, uid: int, item: str, names: Sequence[str], *, missing: int | None
) -> tuple[str, bytes]:
    """Return what the answer calls the item, and its bytes; none where the mail has ended.

    Args:
        connection: With the folder selected.
        uid: The mail.
        item: What to ask for.
        names: How the answer may call it; of a later piece there is one.
        missing: Bytes still to come according to the server; None: it did not say.
    """
    try:
        told = connection.ask([uid], [item]).get(uid, {})
    except TROUBLE as exc:
        if not connection.survives(exc):
            raise
        if missing == 0:
            return item, b""
        raise _unavailable(uid, reason(exc)) from exc
    name = next((name for name in names if name.encode() in told), None)
    body = told[name.encode()] if name else None
    is_later = _WHOLE not in names
    if name and isinstance(body, bytes) and (body or is_later or not missing):
        return name, body
    if body is None and (missing == 0 or (is_later and missing is None and name)):
        return item, b""
    raise _unavailable(uid, "no bytes came")


def _unavailable(uid: int, why: str) -> MailUnavailableError:
    return MailUnavailableError(
        f"mail {uid} is listed and not delivered: {why}; "
        "it is tried again, else open it in a mail program"
    )
