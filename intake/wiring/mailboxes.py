"""The mailboxes of an installation, not yet connected."""

from config.mailbox_settings import account_of
from config.settings import AnyMailbox, Configuration, ImapMailbox
from intake.adapters.after_archiving import AfterArchiving, Flag, Leave, Move
from intake.adapters.imap_account import ImapAccount
from intake.adapters.imap_mailbox import ImapMailbox as ImapAdapter
from intake.adapters.maildir_mailbox import MaildirMailbox as MaildirAdapter
from intake.domain.folders import FolderWishes
from intake.ports import Clock, Mailbox
from intake.stages.watched_mailbox import WatchedMailbox
from storage.unit_of_work import SqlStorage


def mailbox_of(configuration: Configuration, mailbox: AnyMailbox) -> Mailbox:
    """Return the mailbox itself, not yet connected."""
    if not isinstance(mailbox, ImapMailbox):
        return MaildirAdapter(mailbox.directory, _after_archiving(mailbox))
    return ImapAdapter(imap_account(configuration, mailbox))


def imap_account(configuration: Configuration, mailbox: ImapMailbox) -> ImapAccount:
    """Return how to sign in to a mailbox."""
    return ImapAccount(
        host=mailbox.host,
        port=mailbox.port,
        tls=mailbox.tls,
        username=mailbox.username,
        password=mailbox.password.get_secret_value(),
        ca_file=mailbox.ca_file,
        connect_timeout=mailbox.connect_timeout_seconds,
        read_timeout=mailbox.read_timeout_seconds,
        piece_size=configuration.limits.piece_bytes,
        after_archiving=_after_archiving(mailbox),
    )


def _after_archiving(mailbox: AnyMailbox) -> AfterArchiving:
    if mailbox.after_archiving == "flag" and mailbox.keyword is not None:
        return Flag(mailbox.keyword)
    if mailbox.after_archiving == "move" and mailbox.move_to is not None:
        return Move(mailbox.move_to)
    return Leave()


def wishes_of(configuration: Configuration, mailbox: AnyMailbox) -> FolderWishes:
    """Return what the configuration says of the folders of a mailbox."""
    account = account_of(mailbox)
    sharing = [other for other in configuration.mailboxes if account_of(other) == account]
    others = [other for other in sharing if other is not mailbox]
    return FolderWishes(
        folders=mailbox.folders,
        spam_folder=mailbox.spam_folder,
        move_to=mailbox.move_to,
        elsewhere=frozenset(name for other in others for name in other.folders),
        searches=sharing[0] is mailbox,
    )


def watched(
    configuration: Configuration, mailbox: AnyMailbox, storage: SqlStorage, clock: Clock
) -> WatchedMailbox:
    """Return a mailbox that minds its folders."""
    return WatchedMailbox(
        mailbox_of(configuration, mailbox),
        mailbox.address,
        wishes_of(configuration, mailbox),
        storage,
        clock,
    )


def watch_names(configuration: Configuration) -> tuple[str, ...]:
    """Return the name under which the visibility of each configured mailbox is kept.

    It is the address; where several watch folders of one address, the folders tell them apart.
    """
    addresses = [mailbox.address for mailbox in configuration.mailboxes]
    return tuple(
        mailbox.address
        if addresses.count(mailbox.address) == 1
        else f"{mailbox.address} ({', '.join(mailbox.folders)})"
        for mailbox in configuration.mailboxes
    )
