"""The tables of searchable copies, and of the documents that want one."""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from intake.domain.searchable_copy import CopyState, PageReading
from storage.column_types import Document, JsonValue, MailText, Moment, Word
from storage.table_parts import ROW_ID, metadata, one_of

searchable_copy = Table(
    "searchable_copy",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    # By content: what is sent twice is read once.
    Column("original", Text, nullable=False),
    Column("media_type", MailText, nullable=False),
    Column("pages", JsonValue, nullable=False),
    Column("state", Word(CopyState), nullable=False),
    Column("attempts", Integer, nullable=False),
    # None: at once.
    Column("due_at", Moment),
    # Until then nobody else takes a running one up.
    Column("leased_until", Moment),
    Column("queued_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("readings", Document(tuple[PageReading, ...]), nullable=False),
    Column("sha256", Text),
    Column("engine", MailText, nullable=False),
    Column("seconds", Float),
    Column("signatures", Integer, nullable=False),
    Column("reason", MailText, nullable=False),
    UniqueConstraint("original"),
    one_of("state", CopyState),
)

Index("ix_searchable_copy_state_id", searchable_copy.c.state, searchable_copy.c.id)


copy_wanted = Table(
    "copy_wanted",
    metadata,
    Column("mail_id", ROW_ID, ForeignKey("mail.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("copy_id", ROW_ID, ForeignKey("searchable_copy.id"), nullable=False),
    # When the mail was judged again by the text of all its copies.
    Column("judged_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment),
    PrimaryKeyConstraint("mail_id", "ordinal"),
)

Index("ix_copy_wanted_copy_id", copy_wanted.c.copy_id)
Index("ix_copy_wanted_judged_at_mail_id", copy_wanted.c.judged_at, copy_wanted.c.mail_id)
