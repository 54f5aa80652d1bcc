"""The tables of what becomes of a mail: receipts, registrations, and the queue for assessors."""

from enum import StrEnum

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from intake.domain.deadline import TimeVerdict
from intake.domain.lifecycle import ReceiptState
from storage.column_types import JsonValue, MailText, Moment, Word
from storage.table_parts import ROW_ID, metadata, one_of


class AssessmentState(StrEnum):
    """How far a row of the assessment queue has come."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    COMPLETED = "completed"


receipt = Table(
    "receipt",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mail_id", ROW_ID, ForeignKey("mail.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Word(ReceiptState), nullable=False),
    Column("message_id", MailText, nullable=False),
    Column("recipient", MailText, nullable=False),
    Column("envelope_sender", MailText, nullable=False),
    Column("sha256", Text),
    Column("answer", MailText, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("sent_at", Moment),
    UniqueConstraint("mail_id", "kind"),
    one_of("state", ReceiptState),
)

Index("ix_receipt_state_id", receipt.c.state, receipt.c.id)

Index("ix_receipt_recipient_written_at", receipt.c.recipient, receipt.c.written_at)


registration = Table(
    "registration",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mail_id", ROW_ID, ForeignKey("mail.id"), nullable=False),
    Column("zorgkantoor", MailText, nullable=False),
    Column("round", MailText, nullable=False),
    Column("sender", MailText),
    Column("received_at", Moment, nullable=False),
    Column("verdict", Word(TimeVerdict), nullable=False),
    Column("missing", JsonValue, nullable=False),
    Column("flags", JsonValue, nullable=False),
    Column("documents", Integer, nullable=False),
    UniqueConstraint("mail_id"),
    one_of("verdict", TimeVerdict),
)

Index("ix_registration_zorgkantoor_id", registration.c.zorgkantoor, registration.c.id)


assessment = Table(
    "assessment",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("registration_id", ROW_ID, ForeignKey("registration.id"), nullable=False),
    # Empty where no region could be read: two NULLs would count as different.
    Column("region", MailText, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Word(AssessmentState), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("payload", JsonValue, nullable=False),
    UniqueConstraint("registration_id", "region", "version"),
    one_of("state", AssessmentState),
)
