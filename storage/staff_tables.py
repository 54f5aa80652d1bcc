"""The tables of what people do: decisions, extended deadlines, accounts."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from intake.domain.deadline import TimeVerdict
from intake.domain.mail import MailKind
from intake.domain.round import Stream
from storage.column_types import JsonValue, MailText, Moment, Word, ZonedMoment
from storage.table_parts import ROW_ID, metadata, one_of

# The work list of staff: a row per mail whose time is, or was, for people to decide. It
# repeats what `mail.checks` and the decisions say, so that the list is read from an index.
time_case = Table(
    "time_case",
    metadata,
    Column("mail_id", ROW_ID, ForeignKey("mail.id"), primary_key=True, autoincrement=False),
    Column("zorgkantoor", MailText, nullable=False),
    Column("round", MailText, nullable=False),
    Column("kind", Word(MailKind), nullable=False),
    Column("received_at", Moment, nullable=False),
    # What the machine judged, and what people decided over it.
    Column("verdict", Word(TimeVerdict)),
    Column("decided", Word(TimeVerdict)),
    # None beside a decision: the machine judged otherwise since, so it has to be made again.
    Column("decided_at", Moment),
    one_of("kind", MailKind),
    one_of("verdict", TimeVerdict),
    one_of("decided", TimeVerdict),
)

Index(
    "ix_time_case_open",
    time_case.c.verdict,
    time_case.c.received_at,
    time_case.c.mail_id,
    sqlite_where=literal_column("decided_at IS NULL"),
    postgresql_where=literal_column("decided_at IS NULL"),
)

Index(
    "ix_time_case_decided",
    time_case.c.decided_at,
    time_case.c.mail_id,
    sqlite_where=literal_column("decided_at IS NOT NULL"),
    postgresql_where=literal_column("decided_at IS NOT NULL"),
)


time_decision = Table(
    "time_decision",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mail_id", ROW_ID, ForeignKey("mail.id"), nullable=False),
    Column("number", Integer, nullable=False),
    # None: the decision before is withdrawn.
    Column("verdict", Word(TimeVerdict)),
    Column("before", Word(TimeVerdict)),
    Column("judgement_sha256", Text, nullable=False),
    Column("reason", MailText, nullable=False),
    Column("name", MailText, nullable=False),
    Column("account", MailText),
    Column("at", Moment, nullable=False),
    UniqueConstraint("mail_id", "number"),
    one_of("verdict", (TimeVerdict.IN_TIME, TimeVerdict.LATE)),
    one_of("before", TimeVerdict),
)


# What people say a document is; see `intake.domain.kind_decision`.
kind_decision = Table(
    "kind_decision",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mail_id", ROW_ID, ForeignKey("mail.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    # None: the whole file.
    Column("first", Integer),
    Column("last", Integer),
    # None: the decisions before on these pages are withdrawn.
    Column("kind", MailText),
    Column("machine_kind", MailText),
    Column("machine_confidence", Integer, nullable=False),
    Column("machine_evidence", MailText, nullable=False),
    Column("reason", MailText, nullable=False),
    Column("name", MailText, nullable=False),
    Column("account", MailText),
    Column("at", Moment, nullable=False),
    UniqueConstraint("mail_id", "number"),
)


deadline_extension = Table(
    "deadline_extension",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("round", MailText, nullable=False),
    Column("stream", Word(Stream), nullable=False),
    # None: every zorgkantoor of the round.
    Column("zorgkantoor", MailText),
    Column("before_at", ZonedMoment, nullable=False),
    Column("after_at", ZonedMoment, nullable=False),
    Column("inclusive", Boolean, nullable=False),
    Column("reason", MailText, nullable=False),
    Column("name", MailText, nullable=False),
    Column("account", MailText),
    Column("at", Moment, nullable=False),
    one_of("stream", Stream),
)

Index("ix_deadline_extension_round", deadline_extension.c.round)


# How far the mails that were judged before an extension have been judged again.
rejudging = Table(
    "rejudging",
    metadata,
    Column(
        "extension_id",
        ROW_ID,
        ForeignKey("deadline_extension.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("last_mail_id", ROW_ID, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("done_at", Moment),
)

Index(
    "ix_rejudging_open",
    rejudging.c.extension_id,
    sqlite_where=literal_column("done_at IS NULL"),
    postgresql_where=literal_column("done_at IS NULL"),
)


staff = Table(
    "staff",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("account", Text, nullable=False),
    Column("full_name", MailText, nullable=False),
    # None: every zorgkantoor.
    Column("zorgkantoren", JsonValue),
    Column("password_hash", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
    UniqueConstraint("account"),
)


staff_session = Table(
    "staff_session",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("token_sha256", Text, nullable=False),
    Column("staff_id", ROW_ID, ForeignKey("staff.id"), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    UniqueConstraint("token_sha256"),
)

Index("ix_staff_session_staff_id", staff_session.c.staff_id)


sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    # People type their password here by mistake, so what they typed is not kept.
    Column("account_sha256", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

Index("ix_sign_in_failure_at", sign_in_failure.c.at)
