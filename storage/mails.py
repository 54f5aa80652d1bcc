"""The rows of mails. See `MailRepository`."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, literal, select, update

from intake.domain.errors import TemporaryError
from intake.domain.lifecycle import OPEN_STATES, Event, MailState
from intake.domain.mail import MailKind, ParsedMail
from intake.domain.records import (
    ArrivedMail,
    Checks,
    MailIdentity,
    ServerCopy,
    StoredEvent,
    StoredMail,
)
from intake.repositories import ListedMail
from storage.due_mails import due_mails
from storage.evidence_parts import Part
from storage.history import History
from storage.insert_once import insert_once
from storage.mail_list import listed_mails
from storage.mail_moves import hold, move, release
from storage.mail_rows import (
    arrival_as_detail,
    arrived_as_row,
    attachment_as_row,
    mail_of_row,
)
from storage.tables import attachment as attachment_table
from storage.tables import mail as mail_table
from storage.time_cases import note_verdict

# A copy may lose the race for being the original once; then the original is there.
_TRIES_TO_ADD = 2


class SqlMailRepository:
    """See `MailRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def known_uids(self, mailbox: str, folder: str, uidvalidity: int) -> set[int]:
        """See `MailRepository`."""
        uids = self._connection.execute(
            select(mail_table.c.uid).where(
                mail_table.c.mailbox == mailbox,
                mail_table.c.folder == folder,
                mail_table.c.uidvalidity == uidvalidity,
            )
        ).scalars()
        return set(uids)

    def has(self, identity: MailIdentity) -> bool:
        """See `MailRepository`."""
        there = self._connection.execute(
            select(mail_table.c.id).where(
                mail_table.c.mailbox == identity.mailbox,
                mail_table.c.folder == identity.folder,
                mail_table.c.uidvalidity == identity.uidvalidity,
                mail_table.c.uid == identity.uid,
            )
        ).first()
        return there is not None

    def add(self, mail: ArrivedMail, *, zorgkantoor: str, reference: str) -> int | None:
        """See `MailRepository`."""
        row = arrived_as_row(mail, zorgkantoor=zorgkantoor, reference=reference)
        for _ in range(_TRIES_TO_ADD):
            row["copy_of"] = self._original_of(mail)
            mail_id = insert_once(self._connection, mail_table, row)
            if mail_id is not None:
                detail = arrival_as_detail(mail, zorgkantoor, row["copy_of"])
                self._history.record(mail_id, Event.ARCHIVED, detail)
                self._history.touch(mail_id, Part.ARRIVAL, Part.ABSENT)
                return mail_id
            if self.has(mail.identity):
                return None
        raise TemporaryError(
            f"mail with UID {mail.identity.uid} and its copy were archived at once; "
            "it is tried again by itself"
        )

    def get(self, mail_id: int, *, to_change: bool = False) -> StoredMail:
        """See `MailRepository`."""
        query = select(mail_table).where(mail_table.c.id == mail_id)
        if to_change:
            # SQLite lets one unit write at a time and knows no such clause, so none is said.
            query = query.with_for_update()
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise KeyError(mail_id)
        return mail_of_row(row)

    def by_reference(self, reference: str) -> StoredMail | None:
        """See `MailRepository`."""
        row = (
            self._connection.execute(
                select(mail_table)
                .where(mail_table.c.reference == reference, mail_table.c.copy_of.is_(None))
                .order_by(mail_table.c.id)
                .limit(1)
            )
            .mappings()
            .first()
        )
        return None if row is None else mail_of_row(row)

    def listed(
        self,
        kinds: Collection[MailKind] = (),
        *,
        zorgkantoor: str | None = None,
        limit: int | None = None,
    ) -> Iterator[ListedMail]:
        """See `MailRepository`."""
        return listed_mails(self._connection, kinds, zorgkantoor, limit)

    def store_parsed(self, mail_id: int, parsed: ParsedMail) -> None:
        """See `MailRepository`; raises KeyError."""
        self._change(mail_id, parsed=parsed)
        self._connection.execute(
            delete(attachment_table).where(attachment_table.c.mail_id == mail_id)
        )
        rows = [attachment_as_row(mail_id, item) for item in parsed.attachments]
        if rows:
            self._connection.execute(insert(attachment_table), rows)
        self._history.touch(mail_id, Part.PARSED, Part.ATTACHMENTS)

    def store_checks(self, mail_id: int, checks: Checks) -> None:
        """See `MailRepository`; raises KeyError."""
        self._change(mail_id, checks=checks)
        self._history.touch(mail_id, Part.CHECKS)
        note_verdict(self._connection, mail_id, checks)

    def move(
        self, mail_id: int, event: Event, after: MailState, detail: dict[str, Any] | None = None
    ) -> bool:
        """See `MailRepository`; raises ValueError when no arrow of the event leads there."""
        moved = move(self._connection, mail_id, event, after)
        if moved:
            self._history.record(mail_id, event, detail)
        return moved

    def hold(self, mail_id: int, stage: str, reason: str) -> None:
        """See `MailRepository`; a mail that is at rest already stays as it is."""
        if hold(self._connection, mail_id, stage, reason):
            self._history.record(mail_id, Event.HELD, {"stage": stage, "reason": reason})

    def release(self, mail_id: int) -> bool:
        """See `MailRepository`."""
        state = release(self._connection, mail_id)
        if state is None:
            return False
        self._history.record(mail_id, Event.RELEASED, {"state": state})
        return True

    def postpone(self, mail_id: int, until: datetime) -> None:
        """See `MailRepository`; raises KeyError."""
        self._change(mail_id, attempts=mail_table.c.attempts + 1, due_at=until)

    def due(
        self, states: Collection[MailState], now: datetime, exclude: Collection[int], limit: int
    ) -> list[tuple[int, MailState]]:
        """See `MailRepository`."""
        return due_mails(self._connection, states, now, exclude, limit)

    def count_open(self) -> int:
        """See `MailRepository`."""
        return self._connection.execute(
            select(func.count()).select_from(mail_table).where(mail_table.c.state.in_(OPEN_STATES))
        ).scalar_one()

    def unsettled(self, mailbox: str, folder: str, uidvalidity: int) -> list[tuple[int, int]]:
        """See `MailRepository`."""
        rows = self._connection.execute(
            select(mail_table.c.id, mail_table.c.uid)
            .where(
                mail_table.c.mailbox == mailbox,
                mail_table.c.folder == folder,
                mail_table.c.uidvalidity == uidvalidity,
                # Written out, because only then does the partial index apply.
                mail_table.c.server_copy == literal(ServerCopy.PENDING, literal_execute=True),
            )
            .order_by(mail_table.c.uid)
        )
        return [(row.id, row.uid) for row in rows]

    def settle(self, mail_id: int, copy: ServerCopy) -> None:
        """See `MailRepository`; nothing happens when that is known already."""
        settled = self._connection.execute(
            update(mail_table)
            .where(mail_table.c.id == mail_id, mail_table.c.server_copy != copy)
            .values(server_copy=copy)
        )
        if settled.rowcount:
            self._history.record(mail_id, Event.SERVER_COPY_SETTLED, {"server_copy": copy})

    def record(self, mail_id: int | None, event: Event, detail: dict[str, Any]) -> None:
        """See `MailRepository`."""
        self._history.record(mail_id, event, detail)

    def events(self, mail_id: int) -> list[StoredEvent]:
        """See `MailRepository`."""
        return self._history.of_mail(mail_id)

    def held(self) -> list[StoredMail]:
        """See `MailRepository`."""
        rows = self._connection.execute(
            select(mail_table).where(mail_table.c.state == MailState.HELD).order_by(mail_table.c.id)
        ).mappings()
        return [mail_of_row(row) for row in rows]

    def _original_of(self, mail: ArrivedMail) -> int | None:
        original: int | None = self._connection.execute(
            select(mail_table.c.id).where(
                mail_table.c.mailbox == mail.identity.mailbox,
                mail_table.c.sha256 == mail.sha256,
                mail_table.c.copy_of.is_(None),
            )
        ).scalar()
        return original

    def _change(self, mail_id: int, **columns: Any) -> None:
        changed = self._connection.execute(
            update(mail_table).where(mail_table.c.id == mail_id).values(columns)
        )
        if not changed.rowcount:
            raise KeyError(mail_id)
