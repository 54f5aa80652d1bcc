"""The tables of events and of the evidence log over them. Rows are never changed or removed."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from storage.column_types import JsonValue, Moment
from storage.table_parts import ROW_ID, metadata

event = Table(
    "event",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mail_id", ROW_ID, ForeignKey("mail.id")),
    Column("at", Moment, nullable=False),
    Column("name", Text, nullable=False),
    Column("detail", JsonValue, nullable=False),
)

Index("ix_event_mail_id_id", event.c.mail_id, event.c.id)

Index(
    "ix_event_rejudged",
    event.c.mail_id,
    sqlite_where=literal_column("name = 'rejudged'"),
    postgresql_where=literal_column("name = 'rejudged'"),
)


# Given by us and contiguous: a hole would be a sign that something was removed.
evidence = Table(
    "evidence",
    metadata,
    Column("seq", ROW_ID, primary_key=True, autoincrement=False),
    Column("event_id", ROW_ID, ForeignKey("event.id"), nullable=False),
    # The exact text that is hashed; see `intake.domain.evidence_line`.
    Column("line", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    UniqueConstraint("event_id"),
    UniqueConstraint("sha256"),
)


evidence_timestamp = Table(
    "evidence_timestamp",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("seq", ROW_ID, ForeignKey("evidence.seq"), nullable=False),
    # The whole answer of the authority (TimeStampResp, DER), as openssl reads it.
    Column("token", LargeBinary, nullable=False),
    Column("token_sha256", Text, nullable=False),
    Column("gen_time", Moment, nullable=False),
    Column("authority", Text, nullable=False),
    Column("obtained_at", Moment, nullable=False),
    UniqueConstraint("token_sha256"),
)

Index("ix_evidence_timestamp_seq", evidence_timestamp.c.seq)
