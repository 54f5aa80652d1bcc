"""Which mails are due, fair among mailboxes. See `MailRepository.due`."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from heapq import merge, nsmallest

from sqlalchemy import Connection, bindparam, func, or_, select

from intake.domain.lifecycle import MailState
from storage.tables import mail as mail_table

_LONGEST_SANE_PAUSE = timedelta(days=7)

# Asked again and again while there is work, so both are put together once.
_DUE = (
    select(mail_table.c.id)
    .where(
        mail_table.c.state == bindparam("in_state"),
        mail_table.c.mailbox == bindparam("in_mailbox"),
        or_(
            mail_table.c.due_at.is_(None),
            mail_table.c.due_at <= bindparam("now"),
            # Postponed by a clock that was ahead; it would sleep until that clock's day.
            mail_table.c.due_at > bindparam("beyond_reason"),
        ),
    )
    .order_by(mail_table.c.id)
    .limit(bindparam("most"))
)
# The next mailbox that has mails in a state: a seek in the index, however many they are.
_NEXT_MAILBOX = select(func.min(mail_table.c.mailbox)).where(
    mail_table.c.state == bindparam("in_state"), mail_table.c.mailbox > bindparam("after_mailbox")
)


def due_mails(
    connection: Connection,
    states: Collection[MailState],
    now: datetime,
    exclude: Collection[int],
    limit: int,
) -> list[tuple[int, MailState]]:
    """Return the first due mail of every mailbox, then the second of each, and so on.

    The excluded ones are read and left out here: a list of hundreds in the statement
    would cost more, and would meet the limit on variables one day.
    """
    excluded = frozenset(exclude)
    most = limit + len(excluded)
    queues: dict[str, list[list[tuple[int, MailState]]]] = {}
    for state in set(states):
        for mailbox in _mailboxes_in(connection, state):
            queue = _due_in(connection, state, mailbox, now, most)
            queues.setdefault(mailbox, []).append(queue)
    # What is excluded keeps its place, so that a mailbox that has much in work already is
    # served after the others.
    ranked = [
        (place, mail_id, state)
        for parts in queues.values()
        for place, (mail_id, state) in enumerate(merge(*parts))
        if mail_id not in excluded
    ]
    return [(mail_id, state) for _, mail_id, state in nsmallest(limit, ranked)]


def _mailboxes_in(connection: Connection, state: MailState) -> Iterator[str]:
    mailbox: str | None = ""
    while mailbox is not None:
        place = {"in_state": state, "after_mailbox": mailbox}
        mailbox = connection.execute(_NEXT_MAILBOX, place).scalar()
        if mailbox is not None:
            yield mailbox


def _due_in(
    connection: Connection, state: MailState, mailbox: str, now: datetime, limit: int
) -> list[tuple[int, MailState]]:
    # One state of one mailbox at a time: the index then gives the rows in order of
    # arrival, and no more of them are read than are asked for, however long the queue.
    ids = connection.execute(
        _DUE,
        {
            "in_state": state,
            "in_mailbox": mailbox,
            "now": now,
            "beyond_reason": now + _LONGEST_SANE_PAUSE,
            "most": limit,
        },
    ).scalars()
    return [(mail_id, state) for mail_id in ids]
