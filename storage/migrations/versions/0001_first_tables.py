"""The first tables: mails, attachments, events, trouble, letters, registrations, the queue."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)

_APPEND_ONLY_ON_SQLITE = """
CREATE TRIGGER event_refuses_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

CREATE TRIGGER event_refuses_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;

-- INSERT OR REPLACE removes the old row without asking the trigger above.
CREATE TRIGGER event_refuses_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END;
"""
_APPEND_ONLY_ON_POSTGRESQL = """
CREATE FUNCTION event_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'events are never changed or removed'; END $$;

CREATE TRIGGER event_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON event
FOR EACH STATEMENT EXECUTE FUNCTION event_refuses_change();
"""


def upgrade() -> None:
    """Make the tables, their indexes and the triggers."""
    _make_mail()
    _make_attachment()
    _make_event()
    _make_fetch_trouble()
    _make_receipt()
    _make_registration()
    _make_assessment()


def _make_mail() -> None:
    op.create_table(
        "mail",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("zorgkantoor", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("announced_size", sa.BigInteger()),
        sa.Column("internaldate", _MOMENT),
        sa.Column("internaldate_as_given", sa.Text()),
        sa.Column("savedate", _MOMENT),
        sa.Column("savedate_as_given", sa.Text()),
        sa.Column("first_seen", _MOMENT, nullable=False),
        sa.Column("copy_of", _ROW_ID),
        sa.Column("server_copy", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", _MOMENT),
        sa.Column("held_in", sa.Text()),
        sa.Column("held_stage", sa.Text()),
        sa.Column("held_reason", sa.Text()),
        sa.Column("checks", sa.JSON()),
        sa.Column("parsed", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_mail"),
        sa.ForeignKeyConstraint(["copy_of"], ["mail.id"], name="fk_mail_copy_of_mail"),
        sa.UniqueConstraint(
            "mailbox", "folder", "uidvalidity", "uid", name="uq_mail_mailbox_folder_uidvalidity_uid"
        ),
        sa.CheckConstraint(
            "state IN ('archived', 'parsed', 'checked', 'acknowledged', "
            "'handed_over', 'filed', 'held')",
            name=op.f("ck_mail_state"),
        ),
        sa.CheckConstraint(
            "server_copy IN ('pending', 'settled', 'gone')", name=op.f("ck_mail_server_copy")
        ),
        sa.CheckConstraint(
            "held_in IN ('archived', 'parsed', 'checked', 'acknowledged')",
            name=op.f("ck_mail_held_in"),
        ),
        sa.CheckConstraint(
            "(state = 'held') = (held_in IS NOT NULL)", name=op.f("ck_mail_held_knows_its_state")
        ),
    )
    op.create_index("ix_mail_due", "mail", ["state", "id", "due_at"])
    op.create_index("ix_mail_reference", "mail", ["reference"])
    op.create_index("ix_mail_copy_of", "mail", ["copy_of"])
    pending = sa.text("server_copy = 'pending'")
    op.create_index(
        "ix_mail_unsettled",
        "mail",
        ["mailbox", "folder", "uidvalidity", "uid"],
        sqlite_where=pending,
        postgresql_where=pending,
    )
    original = sa.text("copy_of IS NULL")
    op.create_index(
        "ux_mail_original",
        "mail",
        ["mailbox", "sha256"],
        unique=True,
        sqlite_where=original,
        postgresql_where=original,
    )


def _make_attachment() -> None:
    op.create_table(
        "attachment",
        sa.Column("mail_id", _ROW_ID, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("original_name", sa.Text()),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("declared_type", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("inline", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("mail_id", "ordinal", name="pk_attachment"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_attachment_mail_id_mail"),
    )
    op.create_index("ix_attachment_sha256", "attachment", ["sha256"])


def _make_event() -> None:
    op.create_table(
        "event",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("mail_id", _ROW_ID),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_event_mail_id_mail"),
    )
    op.create_index("ix_event_mail_id_id", "event", ["mail_id", "id"])
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    statements = _APPEND_ONLY_ON_SQLITE if on_sqlite else _APPEND_ONLY_ON_POSTGRESQL
    # The drivers take one statement at a time.
    for statement in statements.strip().split("\n\n"):
        op.execute(statement)


def _make_fetch_trouble() -> None:
    op.create_table(
        "fetch_trouble",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_seen", _MOMENT, nullable=False),
        sa.Column("next_attempt", _MOMENT),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fetch_trouble"),
        sa.UniqueConstraint(
            "mailbox",
            "folder",
            "uidvalidity",
            "uid",
            name="uq_fetch_trouble_mailbox_folder_uidvalidity_uid",
        ),
        sa.CheckConstraint(
            "state IN ('retrying', 'held', 'vanished', 'recovered')",
            name=op.f("ck_fetch_trouble_state"),
        ),
    )
    still_open = sa.text("state <> 'recovered'")
    op.create_index(
        "ix_fetch_trouble_open",
        "fetch_trouble",
        ["first_seen", "id"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


def _make_receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("mail_id", _ROW_ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("envelope_sender", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text()),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("written_at", _MOMENT, nullable=False),
        sa.Column("sent_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_receipt"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_receipt_mail_id_mail"),
        sa.UniqueConstraint("mail_id", "kind", name="uq_receipt_mail_id_kind"),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'sent', 'uncertain', 'withheld', 'failed')",
            name=op.f("ck_receipt_state"),
        ),
    )
    op.create_index("ix_receipt_state_id", "receipt", ["state", "id"])
    op.create_index("ix_receipt_recipient_written_at", "receipt", ["recipient", "written_at"])


def _make_registration() -> None:
    op.create_table(
        "registration",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("mail_id", _ROW_ID, nullable=False),
        sa.Column("zorgkantoor", sa.Text(), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text()),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_registration"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_registration_mail_id_mail"),
        sa.UniqueConstraint("mail_id", name="uq_registration_mail_id"),
        sa.CheckConstraint(
            "verdict IN ('in_time', 'late', 'disputed')", name=op.f("ck_registration_verdict")
        ),
    )
    op.create_index("ix_registration_zorgkantoor_id", "registration", ["zorgkantoor", "id"])


def _make_assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("registration_id", _ROW_ID, nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name="fk_assessment_registration_id_registration",
        ),
        sa.UniqueConstraint(
            "registration_id",
            "region",
            "version",
            name="uq_assessment_registration_id_region_version",
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'claimed', 'completed')", name=op.f("ck_assessment_state")
        ),
    )
