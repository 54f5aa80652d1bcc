"""The tables of mails that are pieces of others, and of who became the whole."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.column_types import MailText
from storage.table_parts import ROW_ID, metadata

mail_piece = Table(
    "mail_piece",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mailbox", MailText, nullable=False),
    # A digest, since an identifier that somebody made up may be too long for an index.
    Column("series", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("total", Integer),
    Column("mail_id", ROW_ID, ForeignKey("mail.id"), nullable=False),
    Column("content", Text, nullable=False),
    UniqueConstraint("mailbox", "series", "number"),
)

Index("ix_mail_piece_mail_id", mail_piece.c.mail_id)


joined_mail = Table(
    "joined_mail",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mailbox", MailText, nullable=False),
    Column("series", Text, nullable=False),
    Column("pieces", Integer, nullable=False),
    Column("mail_id", ROW_ID, ForeignKey("mail.id"), nullable=False),
    UniqueConstraint("mailbox", "series"),
    UniqueConstraint("mail_id"),
)
