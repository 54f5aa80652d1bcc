"""The last listing of each folder. See `FolderMarkRepository`."""

from sqlalchemy import Connection, select, update

from intake.domain.folder_mark import FolderMark
from storage.insert_once import insert_once
from storage.tables import folder_mark as table


class SqlFolderMarkRepository:
    """See `FolderMarkRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mark(self, mailbox: str, folder: str) -> FolderMark | None:
        """See `FolderMarkRepository`."""
        found: FolderMark | None = self._connection.execute(
            select(table.c.mark).where(table.c.mailbox == mailbox, table.c.folder == folder)
        ).scalar()
        return found

    def put_mark(self, mailbox: str, folder: str, mark: FolderMark) -> None:
        """See `FolderMarkRepository`."""
        place = {"mailbox": mailbox, "folder": folder}
        if insert_once(self._connection, table, {**place, "mark": mark}) is None:
            self._connection.execute(
                update(table)
                .where(table.c.mailbox == mailbox, table.c.folder == folder)
                .values(mark=mark)
            )
