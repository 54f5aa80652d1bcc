"""The moves of a mail: each a single guarded UPDATE, so that two movers cannot both win."""

from typing import Any

from sqlalchemy import Connection, update

from intake.domain.lifecycle import ARROWS, OPEN_STATES, Event, MailState
from storage.tables import mail as mail_table

# Every move starts the next stage afresh.
_FRESH: dict[str, Any] = {
    "attempts": 0,
    "due_at": None,
    "held_in": None,
    "held_stage": None,
    "held_reason": None,
}


def move(connection: Connection, mail_id: int, event: Event, after: MailState) -> bool:
    """Move a mail along an arrow; False when it is in no state the arrow starts from.

    A held mail is given back only to the state it was held in.

    Raises:
        ValueError: No arrow of the event leads to the state.
    """
    if event is Event.HELD and after is MailState.HELD:
        return hold(connection, mail_id, stage=None, reason=None)
    starts = [
        before
        for before, to in ARROWS.get(event, frozenset())
        if to is after and before is not None
    ]
    if not starts:
        raise ValueError(
            f"no arrow of the event {event} moves a mail to {after}; see the lifecycle"
        )
    guard = [mail_table.c.id == mail_id, mail_table.c.state.in_(sorted(starts))]
    if event is Event.RELEASED:
        guard.append(mail_table.c.held_in == after)
    moved = connection.execute(update(mail_table).where(*guard).values(state=after, **_FRESH))
    return moved.rowcount == 1


def hold(connection: Connection, mail_id: int, stage: str | None, reason: str | None) -> bool:
    """Hold an open mail and keep the state it was in; False when it is not open."""
    held = connection.execute(
        update(mail_table)
        .where(mail_table.c.id == mail_id, mail_table.c.state.in_(OPEN_STATES))
        .values(
            {
                **_FRESH,
                "state": MailState.HELD,
                "held_in": mail_table.c.state,
                "held_stage": stage,
                "held_reason": reason,
            }
        )
    )
    return held.rowcount == 1


def release(connection: Connection, mail_id: int) -> MailState | None:
    """Give a held mail back and return the state it is in now; None when it is not held."""
    state: MailState | None = connection.execute(
        update(mail_table)
        .where(mail_table.c.id == mail_id, mail_table.c.state == MailState.HELD)
        .values({**_FRESH, "state": mail_table.c.held_in})
        .returning(mail_table.c.state)
    ).scalar()
    return state
