"""What the settings say of how each mailbox is looked into."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from config.mailbox_settings import AnyMailbox, ImapMailbox
from intake.stages.outages import Watch

_UNHURRIED: Final = timedelta(seconds=60)  # for the database and a busy machine


def watches_of(mailboxes: Sequence[AnyMailbox], names: Sequence[str]) -> tuple[Watch, ...]:
    """Return each mailbox as it is looked into.

    Args:
        mailboxes: As configured.
        names: Under which the visibility of each is kept, in the same order.
    """
    return tuple(
        Watch(
            mailbox.zorgkantoor,
            mailbox.address,
            name,
            _next_look_within(mailbox),
            frozenset(names) - {name},
            mailbox.folders,
        )
        for mailbox, name in zip(mailboxes, names, strict=True)
    )


def _next_look_within(mailbox: AnyMailbox) -> timedelta:
    patience = mailbox.read_timeout_seconds if isinstance(mailbox, ImapMailbox) else 0
    return timedelta(seconds=mailbox.poll_seconds + patience) + _UNHURRIED
