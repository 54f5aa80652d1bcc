"""Mails that could not be fetched. See `TroubleRepository`."""

from sqlalchemy import Connection, RowMapping, literal, select, update

from intake.domain.records import FetchTrouble, MailIdentity
from storage.history import History
from storage.insert_once import insert_once
from storage.tables import TroubleState
from storage.tables import fetch_trouble as table

_OPEN = (TroubleState.RETRYING, TroubleState.HELD)


class SqlTroubleRepository:
    """See `TroubleRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def of_folder(self, mailbox: str, folder: str) -> list[FetchTrouble]:
        """See `TroubleRepository`."""
        rows = self._connection.execute(
            select(table)
            .where(
                table.c.mailbox == mailbox,
                table.c.folder == folder,
                table.c.state.in_(_OPEN),
            )
            .order_by(table.c.uidvalidity, table.c.uid)
        ).mappings()
        return [_trouble_of_row(row) for row in rows]

    def put(self, trouble: FetchTrouble) -> None:
        """See `TroubleRepository`; the event is called `fetch_` and the new state."""
        identity = trouble.identity
        place = {
            "mailbox": identity.mailbox,
            "folder": identity.folder,
            "uidvalidity": identity.uidvalidity,
            "uid": identity.uid,
        }
        facts = {
            "state": trouble.state,
            "attempts": trouble.attempts,
            "first_seen": trouble.first_seen,
            "next_attempt": trouble.next_attempt,
            "reason": trouble.reason,
        }
        is_new = insert_once(self._connection, table, {**place, **facts}) is not None
        if is_new or self._replace(identity, facts):
            detail = {**place, "attempts": trouble.attempts, "reason": trouble.reason}
            self._history.record(None, f"fetch_{trouble.state}", detail)

    def all(self) -> list[FetchTrouble]:
        """See `TroubleRepository`."""
        rows = self._connection.execute(
            select(table)
            # Written out, because only then does the partial index apply.
            .where(table.c.state != literal(TroubleState.RECOVERED, literal_execute=True))
            .order_by(table.c.first_seen, table.c.id)
        ).mappings()
        return [_trouble_of_row(row) for row in rows]

    def _replace(self, identity: MailIdentity, facts: dict[str, object]) -> bool:
        """Replace an entry that is there and tell whether its state changed."""
        here = (
            table.c.mailbox == identity.mailbox,
            table.c.folder == identity.folder,
            table.c.uidvalidity == identity.uidvalidity,
            table.c.uid == identity.uid,
        )
        before = self._connection.execute(
            select(table.c.state).where(*here).with_for_update()
        ).scalar_one()
        self._connection.execute(update(table).where(*here).values(facts))
        return str(before) != facts["state"]


def _trouble_of_row(row: RowMapping) -> FetchTrouble:
    return FetchTrouble(
        identity=MailIdentity(row["mailbox"], row["folder"], row["uidvalidity"], row["uid"]),
        state=str(row["state"]),
        attempts=row["attempts"],
        first_seen=row["first_seen"],
        next_attempt=row["next_attempt"],
        reason=row["reason"],
    )
