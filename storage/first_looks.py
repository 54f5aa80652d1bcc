"""First looks at watched folders. See `FolderRepository`."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from intake.domain.reconciliation import FirstLook
from intake.domain.uid_ranges import UidRange
from storage.insert_once import insert_once
from storage.tables import first_look as table
from storage.tables import mail as mail_table


class SqlFolderRepository:
    """See `FolderRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, look: FirstLook) -> None:
        """See `FolderRepository`."""
        row = {
            "mailbox": look.mailbox,
            "folder": look.folder,
            "uidvalidity": look.uidvalidity,
            "at": look.at,
            "uidnext": look.uidnext,
            "uids": [[item.first, item.last] for item in look.uids],
            "spam": look.spam,
        }
        insert_once(self._connection, table, row)

    def first_looks(self, mailbox: str) -> list[FirstLook]:
        """See `FolderRepository`."""
        rows = self._connection.execute(
            select(table).where(table.c.mailbox == mailbox).order_by(table.c.at, table.c.id)
        )
        return [
            FirstLook(
                mailbox=row.mailbox,
                folder=row.folder,
                uidvalidity=row.uidvalidity,
                at=row.at,
                uidnext=row.uidnext,
                uids=tuple(UidRange(first, last) for first, last in row.uids),
                spam=row.spam,
            )
            for row in rows
        ]

    def watched_since(self, mailbox: str) -> datetime | None:
        """See `FolderRepository`."""
        looked: datetime | None = self._connection.execute(
            select(func.min(table.c.at)).where(table.c.mailbox == mailbox)
        ).scalar()
        # Mails of an earlier version of the product came before any first look was kept.
        seen: datetime | None = self._connection.execute(
            select(func.min(mail_table.c.first_seen)).where(mail_table.c.mailbox == mailbox)
        ).scalar()
        return min((at for at in (looked, seen) if at is not None), default=None)

    def is_spam(self, mailbox: str, folder: str) -> bool:
        """See `FolderRepository`; what the folder was taken for at its latest numbering counts."""
        spam: bool | None = self._connection.execute(
            select(table.c.spam)
            .where(table.c.mailbox == mailbox, table.c.folder == folder)
            .order_by(table.c.id.desc())
            .limit(1)
        ).scalar()
        return bool(spam)
