"""The folders of a mail account: which are watched, which hold spam, which are searched.

A server may say what a folder is for [RFC 6154]; many do not, and mail programs make
folders of their own beside it. So a folder is also known by the names that programs
give, in English and in Dutch, at the top of the account or directly below INBOX.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

INBOX = "INBOX"

AUTO = "auto"
NO_SPAM_FOLDER = "none"
"""Words of the setting `spam_folder` that are no names of folders."""


class SpecialUse(StrEnum):
    """What a folder is for; the names are those of RFC 6154."""

    ALL = "all"
    ARCHIVE = "archive"
    DRAFTS = "drafts"
    FLAGGED = "flagged"
    JUNK = "junk"
    SENT = "sent"
    TRASH = "trash"


@dataclass(frozen=True)
class MailFolder:
    """One folder of the account's own, as the server lists it.

    Attributes:
        name: Decoded; opens the folder again.
        special_use: As the server says, or as the usual names say; None: a folder like any.
        selectable: Whether there can be mail in it.
        delimiter: What separates the levels of the name; None: there are no levels.
    """

    name: str
    special_use: SpecialUse | None = None
    selectable: bool = True
    delimiter: str | None = None


_USUAL_NAMES = {
    SpecialUse.JUNK: (
        "junk|junk e-mail|junk email|junk mail|junk-e-mail|spam|bulk|bulk mail"
        "|ongewenst|ongewenste e-mail|ongewenste email|ongewenste mail|ongewenste post"
        "|ongewenste berichten|ongewenste reclame"
    ),
    SpecialUse.TRASH: (
        "trash|deleted|deleted items|deleted messages|bin|verwijderd|verwijderde items"
        "|verwijderde berichten|prullenbak|prullenmand"
    ),
    SpecialUse.SENT: (
        "sent|sent items|sent messages|sent mail|verzonden|verzonden items|verzonden berichten"
        "|verzonden e-mail|verstuurd"
    ),
    SpecialUse.DRAFTS: "draft|drafts|concept|concepten",
}
_USE_OF_NAME = {name: use for use, names in _USUAL_NAMES.items() for name in names.split("|")}

# What Exchange and others show as folders and nothing is ever received in.
_NEVER_RECEIVED_IN = frozenset(
    {
        *("outbox", "postvak uit", "templates", "sjablonen", "snoozed", "scheduled"),
        *("calendar", "agenda", "contacts", "contactpersonen", "tasks", "taken"),
        *("notes", "notities", "journal", "logboek", "rss feeds", "rss-feeds"),
        *("sync issues", "synchronisatieproblemen"),
        *("conversation history", "gespreksgeschiedenis"),
    }
)
_TOPS = frozenset({"inbox", "[gmail]", "[google mail]"})
_DEEPEST_USUAL_NAME = 2
# Views show mails that live in other folders, and what we sent nobody sent to us.
_NOT_SEARCHED = frozenset({SpecialUse.ALL, SpecialUse.FLAGGED, SpecialUse.SENT, SpecialUse.DRAFTS})


@dataclass(frozen=True)
class FolderWishes:
    """What the configuration says of the folders of one mailbox.

    Attributes:
        folders: That are watched, at least one.
        spam_folder: `auto`, `none` or the name of a folder.
        move_to: Where we ourselves move archived mails; None: nowhere.
        elsewhere: Folders of the same account that another mailbox watches.
        searches: Whether the rest of the account is this mailbox's to search; of several
            mailboxes of one account one does.
    """

    folders: tuple[str, ...]
    spam_folder: str = AUTO
    move_to: str | None = None
    elsewhere: frozenset[str] = frozenset()
    searches: bool = True


@dataclass(frozen=True)
class FolderPlan:
    """Which folders are looked into, and how.

    Attributes:
        watched: As configured.
        spam: Watched as well; none of them is among `watched`.
        searched: Looked into by a reconciliation for mail that was moved there.
        ours: The folder we move archived mails to, when it is there; else None.
        junk: Every folder whose mail is treated as spam until it shows to be none.
    """

    watched: tuple[str, ...]
    spam: tuple[str, ...]
    searched: tuple[str, ...]
    ours: str | None
    junk: frozenset[str]


def use_by_name(name: str, delimiter: str | None) -> SpecialUse | None:
    """Return what a folder is for by its name alone; None when the name tells nothing."""
    usual = _usual_name(name, delimiter)
    return None if usual is None else _USE_OF_NAME.get(usual)


def plan_folders(listed: Sequence[MailFolder], wishes: FolderWishes) -> FolderPlan:
    """Return which folders of an account are looked into.

    Args:
        listed: As the server lists them; may be empty where it refuses to.
        wishes: The configuration.
    """
    there = [folder for folder in listed if folder.name not in wishes.elsewhere]
    junk = frozenset(_junk(there, wishes))
    return FolderPlan(
        watched=wishes.folders,
        spam=tuple(name for name in _spam(there, wishes) if name not in wishes.folders),
        searched=tuple(_searched(there, wishes, junk)) if wishes.searches else (),
        ours=next((item.name for item in there if item.name == wishes.move_to), None),
        junk=junk,
    )


def _spam(there: Sequence[MailFolder], wishes: FolderWishes) -> list[str]:
    if wishes.spam_folder == NO_SPAM_FOLDER or not wishes.searches:
        return []
    if wishes.spam_folder != AUTO:
        return [wishes.spam_folder]
    return [
        folder.name
        for folder in there
        if folder.special_use is SpecialUse.JUNK
        and folder.selectable
        and folder.name != wishes.move_to
    ]


def _junk(there: Sequence[MailFolder], wishes: FolderWishes) -> Iterator[str]:
    roots = {folder.name for folder in there if folder.special_use is SpecialUse.JUNK}
    roots |= {name for name in wishes.folders if use_by_name(name, None) is SpecialUse.JUNK}
    if wishes.spam_folder not in (AUTO, NO_SPAM_FOLDER):
        roots.add(wishes.spam_folder)
    if wishes.spam_folder == NO_SPAM_FOLDER:
        # Whoever watches a folder of that name all the same means it as a folder like any.
        roots -= set(wishes.folders)
    yield from roots
    for folder in there:
        if roots & set(_above(folder)):
            yield folder.name


def _searched(
    there: Sequence[MailFolder], wishes: FolderWishes, junk: frozenset[str]
) -> Iterator[str]:
    taken = {*wishes.folders, *_spam(there, wishes), wishes.move_to}
    closed = {folder.name for folder in there if _is_closed(folder)}
    if wishes.spam_folder == NO_SPAM_FOLDER:
        closed |= junk
    for folder in there:
        is_open = folder.name not in taken | closed and not closed & set(_above(folder))
        if folder.selectable and is_open:
            yield folder.name


def _is_closed(folder: MailFolder) -> bool:
    usual = _usual_name(folder.name, folder.delimiter)
    return folder.special_use in _NOT_SEARCHED or usual in _NEVER_RECEIVED_IN


def _above(folder: MailFolder) -> Iterator[str]:
    """Yield the names of the folders a folder is in; INBOX holds half of the account on some."""
    if folder.delimiter:
        parts = folder.name.split(folder.delimiter)
        for depth in range(1, len(parts)):
            name = folder.delimiter.join(parts[:depth])
            if name.upper() != INBOX:
                yield name


def _usual_name(name: str, delimiter: str | None) -> str | None:
    parts = [part.strip().lower() for part in (name.split(delimiter) if delimiter else [name])]
    if len(parts) == _DEEPEST_USUAL_NAME and parts[0] in _TOPS:
        return parts[1]
    return parts[0] if len(parts) == 1 else None
