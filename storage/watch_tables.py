"""The tables of the watch over mailboxes and our clock, and of reconciliations."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Table,
    Text,
    UniqueConstraint,
)

from intake.domain.clock_reading import ClockReference
from intake.domain.folder_mark import FolderMark
from intake.domain.reconcile_moments import Cause
from intake.domain.visibility import Sight
from storage.column_types import Document, JsonValue, MailText, Moment, Word
from storage.table_parts import ROW_ID, metadata, one_of

clock_reading = Table(
    "clock_reading",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("reference", Word(ClockReference), nullable=False),
    Column("name", MailText, nullable=False),
    Column("at", Moment, nullable=False),
    # None: no lower bound is known.
    Column("low", Double),
    Column("high", Double, nullable=False),
    one_of("reference", ClockReference),
)

Index("ix_clock_reading_at", clock_reading.c.at)

Index(
    "ix_clock_reading_reference_name_id",
    clock_reading.c.reference,
    clock_reading.c.name,
    clock_reading.c.id,
)


first_look = Table(
    "first_look",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mailbox", MailText, nullable=False),
    Column("folder", MailText, nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("uidnext", BigInteger),
    # Pairs of the first and the last UID of each run of them.
    Column("uids", JsonValue, nullable=False),
    Column("spam", Boolean, nullable=False),
    UniqueConstraint("mailbox", "folder", "uidvalidity"),
)


reconciliation = Table(
    "reconciliation",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mailbox", MailText, nullable=False),
    Column("zorgkantoor", MailText, nullable=False),
    Column("started", Moment, nullable=False),
    Column("ended", Moment, nullable=False),
    Column("cause", Word(Cause), nullable=False),
    # Whether the mailbox could be looked into; if not, the look is made again.
    Column("complete", Boolean, nullable=False),
    Column("in_order", Boolean, nullable=False),
    # Of the report in the archive, byte for byte.
    Column("sha256", Text, nullable=False),
    Column("report", JsonValue, nullable=False),
    one_of("cause", Cause),
)

Index("ix_reconciliation_mailbox_id", reconciliation.c.mailbox, reconciliation.c.id)

Index("ix_reconciliation_zorgkantoor_id", reconciliation.c.zorgkantoor, reconciliation.c.id)


sign_off = Table(
    "sign_off",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("reconciliation_id", ROW_ID, ForeignKey("reconciliation.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("name", MailText, nullable=False),
    Column("remark", MailText, nullable=False),
)

Index("ix_sign_off_reconciliation_id", sign_off.c.reconciliation_id)

folder_mark = Table(
    "folder_mark",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mailbox", MailText, nullable=False),
    Column("folder", MailText, nullable=False),
    Column("mark", Document(FolderMark), nullable=False),
    UniqueConstraint("mailbox", "folder"),
)

visibility = Table(
    "visibility",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mailbox", MailText, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("sight", Word(Sight), nullable=False),
    Column("reason", MailText),
    Column("text", MailText, nullable=False),
    CheckConstraint("sight IN ('seen', 'unseen')", name="sight"),
)
Index("ix_visibility_mailbox_since", visibility.c.mailbox, visibility.c.since)
