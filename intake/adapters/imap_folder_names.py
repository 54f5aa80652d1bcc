"""Which folders an account has: its own, with what the server says they are for.

A name goes to the server as it came from there, decoded and encoded again; one that
does not survive that, or comes from beyond the account's own name space, is left out:
public folders and those of colleagues are not this mailbox.
"""

from collections.abc import Iterable, Sequence

from imapclient.imap_utf7 import decode, encode
from imapclient.response_parser import parse_response

from intake.adapters.imap_connection import ImapConnection
from intake.adapters.imap_errors import TROUBLE
from intake.domain.folders import INBOX, MailFolder, SpecialUse, use_by_name

_FLAGS_OF_USE = {f"\\{use}": use for use in SpecialUse}
# Gmail's words from before RFC 6154.
_FLAGS_OF_USE |= {"\\allmail": SpecialUse.ALL, "\\spam": SpecialUse.JUNK}
_FLAGS_OF_USE["\\starred"] = SpecialUse.FLAGGED
_NOT_SELECTABLE = frozenset({"\\noselect", "\\nonexistent"})
# Where servers without NAMESPACE put what is not the account's own.
_FOREIGN_TOPS = frozenset(
    {"public folders", "openbare mappen", "public", "other users", "shared", "shared folders"}
)
_FIELDS_OF_A_FOLDER = 3

_Line = bytes | tuple[bytes, bytes]


def own_folders(connection: ImapConnection) -> tuple[MailFolder, ...]:
    """Return the account's own folders by name; nothing when the server refuses to tell.

    Raises what the connection raises when it is no longer in step.
    """
    try:
        lines = _listed(connection)
    except TROUBLE as exc:
        if not connection.survives(exc):
            raise
        return ()
    foreign = _foreign_prefixes(connection)
    found = {item.name: item for item in _folders(lines) if not _is_foreign(item, foreign)}
    return tuple(found[name] for name in sorted(found))


def _listed(connection: ImapConnection) -> Sequence[_Line]:
    if connection.has_capability("SPECIAL-USE"):
        try:
            # A server may keep the uses to itself unless it is asked for them [RFC 6154].
            return connection.line.list_with_uses()
        except TROUBLE as exc:
            if not connection.survives(exc):
                raise
    return [line for line in connection.line.list('""', '"*"')[1] if line is not None]


def _folders(lines: Iterable[_Line]) -> Iterable[MailFolder]:
    for line in lines:
        try:
            folder = _folder(line)
        except TROUBLE:
            # One name that cannot be read must not hide the others.
            continue
        if folder is not None:
            yield folder


def _folder(line: _Line) -> MailFolder | None:
    # imaplib ends a literal with an empty line of its own.
    if line in (b"", b")"):
        return None
    parsed = parse_response([line])
    if len(parsed) < _FIELDS_OF_A_FOLDER:
        return None
    flags, told, raw = parsed[:_FIELDS_OF_A_FOLDER]
    as_sent = raw if isinstance(raw, bytes) else str(raw).encode()
    name = decode(as_sent)
    if not name or not name.isprintable():
        return None
    if name.upper() == INBOX:
        name = INBOX
    elif encode(name) != as_sent:
        return None
    delimiter = told.decode() if isinstance(told, bytes) else None
    words = {flag.decode().lower() for flag in flags}
    use = next((_FLAGS_OF_USE[word] for word in sorted(words) if word in _FLAGS_OF_USE), None)
    return MailFolder(
        name=name,
        special_use=use or use_by_name(name, delimiter),
        selectable=not words & _NOT_SELECTABLE,
        delimiter=delimiter,
    )


def _foreign_prefixes(connection: ImapConnection) -> frozenset[str] | None:
    """Return how the names begin that others share with the account; None: it does not say."""
    if not connection.has_capability("NAMESPACE"):
        return None
    try:
        spaces = connection.namespace()
    except TROUBLE as exc:
        if not connection.survives(exc):
            raise
        return None
    own = {prefix for prefix, _ in spaces.personal or ()}
    others = {prefix for space in (spaces.other, spaces.shared) for prefix, _ in space or ()}
    # A server with a single name space may call it both personal and shared.
    return frozenset(prefix for prefix in others - own if prefix)


def _is_foreign(folder: MailFolder, prefixes: frozenset[str] | None) -> bool:
    if prefixes is not None:
        whole = f"{folder.name}{folder.delimiter or ''}"
        return any(whole.startswith(prefix) for prefix in prefixes)
    top = folder.name.split(folder.delimiter)[0] if folder.delimiter else folder.name
    return top.lower() in _FOREIGN_TOPS or top.startswith("#")
