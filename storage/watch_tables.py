"""The tables of the watch over mailboxes: the last listing of a folder, and who could see what."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, Table, UniqueConstraint

from intake.domain.folder_mark import FolderMark
from intake.domain.visibility import Sight
from storage.column_types import Document, MailText, Moment, Word
from storage.tables import metadata

_ROW_ID = BigInteger().with_variant(Integer, "sqlite")

folder_mark = Table(
    "folder_mark",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("mailbox", MailText, nullable=False),
    Column("folder", MailText, nullable=False),
    Column("mark", Document(FolderMark), nullable=False),
    UniqueConstraint("mailbox", "folder"),
)

visibility = Table(
    "visibility",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("mailbox", MailText, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("sight", Word(Sight), nullable=False),
    Column("reason", MailText),
    Column("text", MailText, nullable=False),
    CheckConstraint("sight IN ('seen', 'unseen')", name="sight"),
)
Index("ix_visibility_mailbox_since", visibility.c.mailbox, visibility.c.since)
