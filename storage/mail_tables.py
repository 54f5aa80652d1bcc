"""The tables of mails, their attachments, and mails that could not be fetched yet."""

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from intake.domain.lifecycle import OPEN_STATES, MailState
from intake.domain.mail import ParsedMail
from intake.domain.records import Checks, ServerCopy
from storage.column_types import Document, MailText, Moment, Word, ZonedMoment
from storage.table_parts import ROW_ID, metadata, one_of


class TroubleState(StrEnum):
    """The states of `FetchTrouble`."""

    RETRYING = "retrying"
    HELD = "held"
    VANISHED = "vanished"
    RECOVERED = "recovered"


mail = Table(
    "mail",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mailbox", MailText, nullable=False),
    Column("folder", MailText, nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("zorgkantoor", MailText, nullable=False),
    Column("reference", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("announced_size", BigInteger),
    Column("internaldate", Moment),
    Column("internaldate_as_given", ZonedMoment),
    Column("savedate", Moment),
    Column("savedate_as_given", ZonedMoment),
    Column("first_seen", Moment, nullable=False),
    Column("copy_of", ROW_ID, ForeignKey("mail.id")),
    Column("server_copy", Word(ServerCopy), nullable=False),
    Column("state", Word(MailState), nullable=False),
    Column("attempts", Integer, nullable=False),
    # None: at once.
    Column("due_at", Moment),
    # The state a held mail goes back to when it is released.
    Column("held_in", Word(MailState)),
    Column("held_stage", MailText),
    Column("held_reason", MailText),
    # The large ones come last: SQLite reads a row only as far as it has to.
    Column("checks", Document(Checks)),
    Column("parsed", Document(ParsedMail)),
    # Added later, and a table that grows does so at its end.
    Column("absent_at", Moment),
    UniqueConstraint("mailbox", "folder", "uidvalidity", "uid"),
    one_of("state", MailState),
    one_of("server_copy", ServerCopy),
    one_of("held_in", OPEN_STATES),
    CheckConstraint("(state = 'held') = (held_in IS NOT NULL)", name="held_knows_its_state"),
)

Index("ix_mail_due", mail.c.state, mail.c.mailbox, mail.c.id, mail.c.due_at)

Index("ix_mail_reference", mail.c.reference)

Index("ix_mail_copy_of", mail.c.copy_of)

Index(
    "ix_mail_unsettled",
    mail.c.mailbox,
    mail.c.folder,
    mail.c.uidvalidity,
    mail.c.uid,
    sqlite_where=literal_column("server_copy = 'pending'"),
    postgresql_where=literal_column("server_copy = 'pending'"),
)

Index(
    "ux_mail_original",
    mail.c.mailbox,
    mail.c.sha256,
    unique=True,
    sqlite_where=mail.c.copy_of.is_(None),
    postgresql_where=mail.c.copy_of.is_(None),
)


attachment = Table(
    "attachment",
    metadata,
    Column("mail_id", ROW_ID, ForeignKey("mail.id"), primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("name", MailText, nullable=False),
    Column("original_name", MailText),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("media_type", MailText, nullable=False),
    Column("declared_type", MailText, nullable=False),
    Column("origin", MailText, nullable=False),
    Column("inline", Boolean, nullable=False),
)

Index("ix_attachment_sha256", attachment.c.sha256)


fetch_trouble = Table(
    "fetch_trouble",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mailbox", MailText, nullable=False),
    Column("folder", MailText, nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("state", Word(TroubleState), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("next_attempt", Moment),
    Column("reason", MailText, nullable=False),
    UniqueConstraint("mailbox", "folder", "uidvalidity", "uid"),
    one_of("state", TroubleState),
)

Index(
    "ix_fetch_trouble_open",
    fetch_trouble.c.first_seen,
    fetch_trouble.c.id,
    sqlite_where=literal_column("state <> 'recovered'"),
    postgresql_where=literal_column("state <> 'recovered'"),
)
