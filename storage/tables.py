"""The tables. A database made by the migrations is the same; a test holds that.

Two rules need more than columns: rows of `event`, `evidence` and `evidence_timestamp`
are never changed or removed, and that is a trigger of the migrations; `mail` has at most
one original per mailbox and content, and that is a partial unique index.
"""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from intake.domain.clock_reading import ClockReference
from intake.domain.deadline import TimeVerdict
from intake.domain.lifecycle import OPEN_STATES, MailState, ReceiptState
from intake.domain.mail import MailKind, ParsedMail
from intake.domain.reconcile_moments import Cause
from intake.domain.records import Checks, ServerCopy
from intake.domain.round import Stream
from storage.column_types import Document, JsonValue, MailText, Moment, Word, ZonedMoment


class TroubleState(StrEnum):
    """The states of `FetchTrouble`."""

    RETRYING = "retrying"
    HELD = "held"
    VANISHED = "vanished"
    RECOVERED = "recovered"


class AssessmentState(StrEnum):
    """How far a row of the assessment queue has come."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    COMPLETED = "completed"


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only in a column that is declared INTEGER.
_ROW_ID = BigInteger().with_variant(Integer, "sqlite")


def _one_of(column: str, words: Iterable[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


mail = Table(
    "mail",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
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
    Column("copy_of", _ROW_ID, ForeignKey("mail.id")),
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
    _one_of("state", MailState),
    _one_of("server_copy", ServerCopy),
    _one_of("held_in", OPEN_STATES),
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
    Column("mail_id", _ROW_ID, ForeignKey("mail.id"), primary_key=True, autoincrement=False),
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

event = Table(
    "event",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("mail_id", _ROW_ID, ForeignKey("mail.id")),
    Column("at", Moment, nullable=False),
    Column("name", Text, nullable=False),
    Column("detail", JsonValue, nullable=False),
)
Index("ix_event_mail_id_id", event.c.mail_id, event.c.id)

# Given by us and contiguous: a hole would be a sign that something was removed.
evidence = Table(
    "evidence",
    metadata,
    Column("seq", _ROW_ID, primary_key=True, autoincrement=False),
    Column("event_id", _ROW_ID, ForeignKey("event.id"), nullable=False),
    # The exact text that is hashed; see `intake.domain.evidence_line`.
    Column("line", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    UniqueConstraint("event_id"),
    UniqueConstraint("sha256"),
)

evidence_timestamp = Table(
    "evidence_timestamp",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("seq", _ROW_ID, ForeignKey("evidence.seq"), nullable=False),
    # The whole answer of the authority (TimeStampResp, DER), as openssl reads it.
    Column("token", LargeBinary, nullable=False),
    Column("token_sha256", Text, nullable=False),
    Column("gen_time", Moment, nullable=False),
    Column("authority", Text, nullable=False),
    Column("obtained_at", Moment, nullable=False),
    UniqueConstraint("token_sha256"),
)
Index("ix_evidence_timestamp_seq", evidence_timestamp.c.seq)

fetch_trouble = Table(
    "fetch_trouble",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
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
    _one_of("state", TroubleState),
)
Index(
    "ix_fetch_trouble_open",
    fetch_trouble.c.first_seen,
    fetch_trouble.c.id,
    sqlite_where=literal_column("state <> 'recovered'"),
    postgresql_where=literal_column("state <> 'recovered'"),
)

receipt = Table(
    "receipt",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("mail_id", _ROW_ID, ForeignKey("mail.id"), nullable=False),
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
    _one_of("state", ReceiptState),
)
Index("ix_receipt_state_id", receipt.c.state, receipt.c.id)
Index("ix_receipt_recipient_written_at", receipt.c.recipient, receipt.c.written_at)

registration = Table(
    "registration",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("mail_id", _ROW_ID, ForeignKey("mail.id"), nullable=False),
    Column("zorgkantoor", MailText, nullable=False),
    Column("round", MailText, nullable=False),
    Column("sender", MailText),
    Column("received_at", Moment, nullable=False),
    Column("verdict", Word(TimeVerdict), nullable=False),
    Column("missing", JsonValue, nullable=False),
    Column("flags", JsonValue, nullable=False),
    Column("documents", Integer, nullable=False),
    UniqueConstraint("mail_id"),
    _one_of("verdict", TimeVerdict),
)
Index("ix_registration_zorgkantoor_id", registration.c.zorgkantoor, registration.c.id)

assessment = Table(
    "assessment",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("registration_id", _ROW_ID, ForeignKey("registration.id"), nullable=False),
    # Empty where no region could be read: two NULLs would count as different.
    Column("region", MailText, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Word(AssessmentState), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("payload", JsonValue, nullable=False),
    UniqueConstraint("registration_id", "region", "version"),
    _one_of("state", AssessmentState),
)

clock_reading = Table(
    "clock_reading",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("reference", Word(ClockReference), nullable=False),
    Column("name", MailText, nullable=False),
    Column("at", Moment, nullable=False),
    # None: no lower bound is known.
    Column("low", Double),
    Column("high", Double, nullable=False),
    _one_of("reference", ClockReference),
)
Index("ix_clock_reading_at", clock_reading.c.at)
Index(
    "ix_clock_reading_reference_name_id",
    clock_reading.c.reference,
    clock_reading.c.name,
    clock_reading.c.id,
)

# The register of contracted providers. Rows are only added: what is in force for an office in
# a round is the last import that has a row in provider_register for them.
provider_import = Table(
    "provider_import",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("imported_by", MailText, nullable=False),
    Column("file_name", MailText, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("contracts", Integer, nullable=False),
)

provider_register = Table(
    "provider_register",
    metadata,
    Column("round", Text, primary_key=True),
    Column("zorgkantoor", Text, primary_key=True),
    Column(
        "import_id",
        _ROW_ID,
        ForeignKey("provider_import.id"),
        primary_key=True,
        autoincrement=False,
    ),
)
Index("ix_provider_register_import_id", provider_register.c.import_id)

provider_contract = Table(
    "provider_contract",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("import_id", _ROW_ID, ForeignKey("provider_import.id"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("round", Text, nullable=False),
    Column("zorgkantoor", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("kvk_number", Text, nullable=False),
    Column("name", MailText, nullable=False),
    Column("domains", JsonValue, nullable=False),
    Column("addresses", JsonValue, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
)
Index(
    "ix_provider_contract_kvk_number_round",
    provider_contract.c.kvk_number,
    provider_contract.c.round,
)
Index("ix_provider_contract_import_id", provider_contract.c.import_id)

# What a sender is found by: each address and domain of each provider in a list.
provider_sender = Table(
    "provider_sender",
    metadata,
    Column(
        "import_id",
        _ROW_ID,
        ForeignKey("provider_import.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("round", Text, primary_key=True),
    Column("zorgkantoor", Text, primary_key=True),
    Column("sender", Text, primary_key=True),
    Column("kvk_number", Text, primary_key=True),
)
Index("ix_provider_sender_sender_round", provider_sender.c.sender, provider_sender.c.round)

first_look = Table(
    "first_look",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
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
    Column("id", _ROW_ID, primary_key=True),
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
    _one_of("cause", Cause),
)
Index("ix_reconciliation_mailbox_id", reconciliation.c.mailbox, reconciliation.c.id)
Index("ix_reconciliation_zorgkantoor_id", reconciliation.c.zorgkantoor, reconciliation.c.id)

sign_off = Table(
    "sign_off",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("reconciliation_id", _ROW_ID, ForeignKey("reconciliation.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("name", MailText, nullable=False),
    Column("remark", MailText, nullable=False),
)
Index("ix_sign_off_reconciliation_id", sign_off.c.reconciliation_id)

# The work list of staff: a row per mail whose time is, or was, for people to decide. It
# repeats what `mail.checks` and the decisions say, so that the list is read from an index.
time_case = Table(
    "time_case",
    metadata,
    Column("mail_id", _ROW_ID, ForeignKey("mail.id"), primary_key=True, autoincrement=False),
    Column("zorgkantoor", MailText, nullable=False),
    Column("round", MailText, nullable=False),
    Column("kind", Word(MailKind), nullable=False),
    Column("received_at", Moment, nullable=False),
    # What the machine judged, and what people decided over it.
    Column("verdict", Word(TimeVerdict)),
    Column("decided", Word(TimeVerdict)),
    Column("decided_at", Moment),
    _one_of("kind", MailKind),
    _one_of("verdict", TimeVerdict),
    _one_of("decided", TimeVerdict),
)
Index(
    "ix_time_case_open",
    time_case.c.verdict,
    time_case.c.received_at,
    time_case.c.mail_id,
    sqlite_where=literal_column("decided IS NULL"),
    postgresql_where=literal_column("decided IS NULL"),
)
Index(
    "ix_time_case_decided",
    time_case.c.decided_at,
    time_case.c.mail_id,
    sqlite_where=literal_column("decided IS NOT NULL"),
    postgresql_where=literal_column("decided IS NOT NULL"),
)

time_decision = Table(
    "time_decision",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("mail_id", _ROW_ID, ForeignKey("mail.id"), nullable=False),
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
    _one_of("verdict", (TimeVerdict.IN_TIME, TimeVerdict.LATE)),
    _one_of("before", TimeVerdict),
)

deadline_extension = Table(
    "deadline_extension",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
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
    _one_of("stream", Stream),
)
Index("ix_deadline_extension_round", deadline_extension.c.round)

# How far the mails that were judged before an extension have been judged again.
rejudging = Table(
    "rejudging",
    metadata,
    Column(
        "extension_id",
        _ROW_ID,
        ForeignKey("deadline_extension.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("last_mail_id", _ROW_ID, nullable=False),
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
    Column("id", _ROW_ID, primary_key=True),
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
    Column("id", _ROW_ID, primary_key=True),
    Column("token_sha256", Text, nullable=False),
    Column("staff_id", _ROW_ID, ForeignKey("staff.id"), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    UniqueConstraint("token_sha256"),
)
Index("ix_staff_session_staff_id", staff_session.c.staff_id)

sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    # People type their password here by mistake, so what they typed is not kept.
    Column("account_sha256", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
Index("ix_sign_in_failure_at", sign_in_failure.c.at)
