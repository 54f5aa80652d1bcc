"""Pieces of mails. See `PieceRepository`."""

from collections.abc import Iterable

from sqlalchemy import Connection, Row, select

from intake.domain.mail_piece import MailPiece
from storage.insert_once import insert_once
from storage.tables import joined_mail as joined_table
from storage.tables import mail_piece as table


class SqlPieceRepository:
    """See `PieceRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, piece: MailPiece) -> MailPiece:
        """See `PieceRepository`."""
        row = {
            "mailbox": piece.mailbox,
            "series": piece.series,
            "number": piece.number,
            "total": piece.total,
            "mail_id": piece.mail_id,
            "content": piece.content,
        }
        insert_once(self._connection, table, row)
        kept = self._connection.execute(
            select(table).where(
                table.c.mailbox == piece.mailbox,
                table.c.series == piece.series,
                table.c.number == piece.number,
            )
        ).one()
        return _piece(kept)

    def of_series(self, mailbox: str, series: str) -> list[MailPiece]:
        """See `PieceRepository`."""
        rows = self._connection.execute(
            select(table)
            .where(table.c.mailbox == mailbox, table.c.series == series)
            .order_by(table.c.number)
        )
        return _pieces(rows)

    def claim(self, piece: MailPiece, pieces: int) -> int:
        """See `PieceRepository`."""
        row = {
            "mailbox": piece.mailbox,
            "series": piece.series,
            "pieces": pieces,
            "mail_id": piece.mail_id,
        }
        insert_once(self._connection, joined_table, row)
        whole: int = self._connection.execute(
            select(joined_table.c.mail_id).where(
                joined_table.c.mailbox == piece.mailbox, joined_table.c.series == piece.series
            )
        ).scalar_one()
        return whole

    def joined_by(self, mail_id: int) -> list[MailPiece]:
        """See `PieceRepository`."""
        rows = self._connection.execute(
            select(table)
            .join(
                joined_table,
                (joined_table.c.mailbox == table.c.mailbox)
                & (joined_table.c.series == table.c.series)
                & (joined_table.c.pieces >= table.c.number),
            )
            .where(joined_table.c.mail_id == mail_id)
            .order_by(table.c.number)
        )
        return _pieces(rows)


def _pieces(rows: Iterable[Row[tuple[object, ...]]]) -> list[MailPiece]:
    return [_piece(row) for row in rows]


def _piece(row: Row[tuple[object, ...]]) -> MailPiece:
    return MailPiece(
        mailbox=row.mailbox,
        series=row.series,
        number=row.number,
        total=row.total,
        mail_id=row.mail_id,
        content=row.content,
    )
